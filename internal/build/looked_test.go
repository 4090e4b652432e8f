package build

import (
	"slices"
	"testing"

	"github.com/resgen/resgen/internal/compose"
)

// TestLooked builds for somebody who looks at one print: of variants those are printed that were looked at, and another one
// when its file is opened, once.
func TestLooked(t *testing.T) {
	site := files{
		"content/resume.md":          "---\nname: Ada Byron\n---\nWrites programs.\n",
		"content/variants/first.md":  "---\n---\nWrites the first.\n",
		"content/variants/second.md": "---\n---\nWrites the second.\n",
		"content/variants/third.md":  "---\npublish: true\n---\nWrites the third.\n",
	}
	const first, second, third = "first/resume.pdf (sent)", "second/resume.pdf (sent)", "third/resume.pdf (public)"
	for _, c := range []struct {
		name   string
		opts   Options
		prints int // the two of the résumé among them
		left   []string
	}{
		{"in turn", Options{InTurn: true}, 2, []string{first, second, third, "third/resume.pdf (sent)"}},
		{"one is looked at", Options{InTurn: true, First: first}, 3, []string{second, third, "third/resume.pdf (sent)"}},
		{"and another before", Options{InTurn: true, First: first, Looked: []string{first, second, "gone.pdf (sent)"}}, 4, []string{third, "third/resume.pdf (sent)"}},
		{"all at once", Options{}, 6, nil},
		{"only some", Options{Only: func(t compose.Target) bool { return t.Variant == nil }}, 2, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFake(t)
			c.opts.Printer = f.printer(c.name)
			r := Build(t.Context(), site.lay(t), NewMemory(nil, ""), c.opts)
			copies, err := r.Copies(t.Context())
			if err != nil || len(copies) != c.prints {
				t.Errorf("%d prints, want %d; %v", len(copies), c.prints, err)
			}
			r.Wait()
			var left []string
			for _, target := range r.Site.Targets {
				if r.Skipped(target.String()) {
					left = append(left, target.String())
				}
			}
			if !slices.Equal(left, c.left) {
				t.Errorf("left out: %q, want %q", left, c.left)
			}
			f.printed()
			a, ok := r.Public.Find("third/resume.pdf")
			if !ok {
				t.Fatal("the variant that is published has no file")
			}
			for range 2 {
				switch b, err := a.Open(); {
				case err != nil || (len(b) == 0) != (c.opts.Only != nil):
					t.Errorf("its file has %d bytes, %v", len(b), err)
				}
			}
			if n := f.printed(); n > 1 || c.left == nil && n > 0 {
				t.Errorf("%d prints for the file", n)
			}
		})
	}
}
