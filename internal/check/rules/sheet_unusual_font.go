package rules

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetUnusualFont = &check.Rule{
	ID:    "sheet/unusual-font",
	Level: diag.Info,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "More than 5 % of the text is set in a font that is not among some 200 that résumés are usually set in: a script, a comic or poster face, or one that few know.",
		Why:  "The type is noticed before the words. Parsers, too, are tried on the fonts that people use.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
@font-face { font-family: "Curly Script"; src: url(fonts/curly-script.woff2) }
li { font-family: "Curly Script" }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
@font-face { font-family: "Curly Script"; src: url(fonts/curly-script.woff2) }
li { font-family: "STIX Two Text" }
`,
		Mend: "Choose a text face that is made for reading, in static/custom.css or by another theme. If the font is meant, allow it: `check: {rules: {sheet/unusual-font: off}}`.",
	},
	Limits: []*check.Limit{unusualPart},
	Run:    runSheetUnusualFont,
}

func runSheetUnusualFont(p *check.Pass) {
	type use struct {
		family string
		n      int // characters
		block  *sheet.Block
		sheet  int
	}
	own := ownFonts(p.Print)
	var uses []*use
	all := 0
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for j := range s.Lines {
			l := &s.Lines[j]
			for k := range l.Runs {
				r := &l.Runs[k]
				n := 0
				for _, c := range r.Text {
					if c > ' ' {
						n++
					}
				}
				all += n
				family := fontOf(p.Print, r).Family
				if n == 0 || family == "" || own != nil && !own[r.Font] || usualFont(family) {
					continue // a stand-in is sheet/font-fallback's
				}
				u := slices.IndexFunc(uses, func(u *use) bool { return u.family == family })
				if u < 0 {
					u = len(uses)
					uses = append(uses, &use{family: family, block: blockOf(p.Print, l), sheet: i + 1})
				}
				uses[u].n += n
			}
		}
	}
	slices.SortStableFunc(uses, func(a, b *use) int { return cmp.Compare(b.n, a.n) })
	for _, u := range uses {
		part := 100 * float64(u.n) / float64(all)
		if part <= p.Limit(unusualPart) {
			break
		}
		d := diag.Diagnostic{
			Span:    place(p, u.block),
			Message: fmt.Sprintf("%.0f%% of the text is set in %q, which few résumés are set in", part, u.family),
			Help:    "choose a common text face, or turn this rule off if the font is meant",
			Sheet:   u.sheet,
		}
		if oddFont(u.family) {
			d.Message = fmt.Sprintf("%.0f%% of the text is set in %q, a face for cards and posters", part, u.family)
			d.Help = "choose a text face"
		}
		p.Report(d)
	}
}
