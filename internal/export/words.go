package export

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// Words is each word of a résumé, sorted: another form may move a word, and never loses or doubles one.
func Words(r *resume.Resume) []string {
	var b strings.Builder
	seen := map[source.Span]bool{} // several roles share an employer
	say := func(vs ...resume.Value) {
		for _, v := range vs {
			if v.Span.Known() && seen[v.Span] {
				continue
			}
			seen[v.Span] = true
			b.WriteString(" " + v.Text)
		}
	}
	say(r.Name, r.Headline, r.Email, r.Phone, r.Location, r.SummaryTitle)
	for _, l := range r.Links {
		_, address, _ := strings.Cut(l.URL, "://") // a scheme may be added
		b.WriteString(" " + cmp.Or(address, l.URL) + " " + l.Label)
	}
	for _, c := range r.Contact {
		b.WriteString(" " + c.Label)
		say(c.Value)
	}
	b.WriteString(" " + blockWords(r.Summary))
	for _, s := range r.Sections {
		say(s.Title)
		b.WriteString(" " + blockWords(s.Intro))
		for _, g := range s.Groups {
			say(g.Label)
			b.WriteString(" " + markup.Plain(g.Markup))
		}
		for _, e := range s.Entries {
			say(e.Title, e.Organization, e.Location, e.DatesText)
			say(e.Extra...)
			b.WriteString(" " + blockWords(e.Body))
		}
		b.WriteString(" " + blockWords(s.Outro))
	}
	out := strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(out)
	return out
}

func blockWords(bs []markup.Block) string {
	var out []string
	for b := range markup.Blocks(bs) {
		out = append(out, strings.Fields(b.Raw)...)
		out = append(out, strings.Fields(markup.Plain(b.Inlines))...)
	}
	return strings.Join(out, " ")
}
