//go:build !race

package build

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/source"
)

// TestBoldItalics holds that what is bold and italic at once is bold in every theme, in the face of all that is bold.
func TestBoldItalics(t *testing.T) {
	printer := realPrinter(t)
	set, err := source.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	text := "---\nname: Ada Byron\n---\n\nHeavy is **boldest**, so is ***boldest***, so is **_boldest_** and so is *light **boldest** light*.\n\n" +
		"## Experience\n\n### Analyst, Lovelace & Co\n*2019 – present*\n\n- Wrote notes\n"
	for _, th := range Themes(set) {
		r, _, _ := fitted(t, printer, dressed(text, th.Name, "A4", ""))
		prints, err := r.Prints(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p, n := prints[0].Print, 0
		for _, s := range p.Sheets {
			for _, l := range s.Lines {
				for _, run := range l.Runs {
					if !strings.Contains(run.Text, "boldest") {
						continue
					}
					n += strings.Count(run.Text, "boldest")
					if name := p.Fonts[run.Font].Name; strings.Contains(name, "Italic") || !strings.Contains(name, "Bold") {
						t.Errorf("%s: %q is set in %s", th.Name, run.Text, name)
					}
				}
			}
		}
		if n < 4 {
			t.Errorf("%s: %d words found", th.Name, n)
		}
	}
}
