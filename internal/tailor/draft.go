package tailor

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/posting"
)

// Draft is the file of a new variant for the posting of a report: what is to be selected, and, in a comment, what its summary may speak of. The
// headline is the posting's title where the résumé says the same, and else the résumé's: a title that nobody held is not made up.
// at is the posting's path below content/.
func (r *Report) Draft(at string) []byte {
	var b strings.Builder
	if strings.ContainsAny(at, " :#'\"") {
		at = fmt.Sprintf("%q", at)
	}
	fmt.Fprintf(&b, "---\nposting: %s\n", at)
	if r.Title == SameTitle {
		fmt.Fprintf(&b, "headline: %q\n", clean(r.Posting.Title.Text))
	}
	b.WriteString("select: auto\n---\n\n<!-- Write the summary of this version here: two or three sentences, first the role as the posting calls it")
	if title := clean(r.Posting.Title.Text); title != "" {
		fmt.Fprintf(&b, " (%s)", title)
	}
	b.WriteString(", then what you can prove.\n")
	for _, list := range []struct {
		what string
		is   func(Evidence) bool
	}{
		{"It requires, and your résumé proves: ", func(e Evidence) bool { return e.Class == posting.Required && e.Shown }},
		{"It requires, and nothing in your résumé shows: ", func(e Evidence) bool { return e.Class == posting.Required && !e.Shown }},
	} {
		var names []string
		for _, e := range r.Evidence {
			if list.is(e) {
				names = append(names, clean(e.Written))
			}
		}
		if len(names) > 0 {
			b.WriteString(list.what + strings.Join(names, ", ") + ".\n")
		}
	}
	b.WriteString("-->\n")
	return []byte(b.String())
}

// clean is a posting's text as it may stand in a comment and on one line.
func clean(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("--", "–", "<", "‹", ">", "›").Replace(s)), " ")
}
