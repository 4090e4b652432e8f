package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/document"
	edits "github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/source"
)

// TestFixes holds that what rules call safe is: a résumé is read as before when its fixes were made, whoever wrote it, and
// soon there is nothing left to mend.
func TestFixes(t *testing.T) {
	mended := 0
	for _, pattern := range []string{"../../read/testdata/people/*.md", "../testdata/corpus/*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			root := lay(t, []txtar.File{{Name: "content/resume.md", Data: text}}, nil)
			for round := 1; ; round++ {
				changes := edits.Safe(check.Run(All(), inputOf(t, root, options{})).Findings)
				if changes == nil {
					break
				}
				if round > edits.Rounds {
					t.Errorf("%s: there is no end to what is mended: %s", name, changes[0].New.Bytes)
					break
				}
				for _, c := range changes {
					mended += c.Mended
					before, after := outline(c.Old), outline(c.New)
					if before != after {
						t.Errorf("%s is read otherwise after its fixes\n%s", name, firstDifference(before, after))
					}
					if err := c.Write(root); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	if mended == 0 {
		t.Error("nothing was mended")
	}
}

// outline is what must not change: who, and which entries with which times and how much text.
func outline(f *source.File) string {
	r, _ := read.Resume(document.Parse(f))
	var b strings.Builder
	line := func(of string, vs ...any) {
		text := strings.NewReplacer("–", "-", "—", "-", "--", "-").Replace(fmt.Sprint(vs...))
		fmt.Fprintln(&b, of, strings.ToLower(strings.Join(strings.Fields(text), " ")))
	}
	line("name", r.Name.Text)
	line("contact", r.Email.Text, r.Phone.Text, r.Location.Text)
	for _, l := range r.Links {
		line("link", l.URL)
	}
	for _, s := range r.Sections {
		line("section", s.Kind, s.Title.Text, len(s.Groups), len(s.Intro), len(s.Outro))
		for _, e := range s.Entries {
			line("entry", e.Title.Text, "|", e.Organization.Text, "|", e.Location.Text, "|", e.Dates, "|", len(e.Bullets()))
		}
	}
	return b.String()
}

// firstDifference is the first line in which two texts differ.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return "was " + x[i] + "\nnow " + y[i]
		}
	}
	return fmt.Sprintf("%d lines, now %d", len(x), len(y))
}
