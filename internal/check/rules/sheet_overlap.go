package rules

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetOverlap = &check.Rule{
	ID:    "sheet/overlap",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Two lines of text are painted over each other: their letters share more than 35 % of their height. Raised figures, and " +
			"letters that are painted twice to look bold, do not count.",
		Why: "Neither of the two can be read, and parsers mix their letters.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
- Explained it in notes three times as long
-- static/custom.css --
li + li { margin-top: -11pt }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
- Explained it in notes three times as long
-- static/custom.css --
li + li { margin-top: 1pt }
`,
		Mend: "Take a negative margin, a fixed height, a position or a small line height out of the style.",
	},
	Limits: []*check.Limit{overlapBy},
	Run:    runSheetOverlap,
}

// An ink is where the letters of a run stand, about: from the height of its capitals to below its baseline.
type ink struct {
	line           *sheet.Line
	text           string
	x0, x1, y0, y1 float64
}

func (k ink) height() float64 { return k.y1 - k.y0 }

// inksOf is the ink of a sheet from the top down.
func inksOf(p *sheet.Print, s *sheet.Sheet) []ink {
	const up, down = 0.7, 0.2 // of the size
	var out []ink
	for i := range s.Lines {
		l := &s.Lines[i]
		for j := range l.Runs {
			r := &l.Runs[j]
			text := strings.TrimSpace(r.Text)
			if !lettered(text) || !(r.Size > 0) || r.Color.A == 0 || !(r.Rect.W > 0) || r.Rect.H > 2.5*r.Size { // tall: it is turned
				continue
			}
			base := l.Base
			if raised(l, r) {
				continue
			}
			k := ink{l, text, r.Rect.X, r.Rect.Right(), base - up*r.Size, base + down*r.Size}
			if finite(k.x0) && finite(k.x1) && finite(k.y0) && finite(k.y1) {
				out = append(out, k)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b ink) int { return cmp.Compare(a.y0, b.y0) })
	return out
}

// over reports whether two inks hide each other: they share a part of the lower one's height, and more than a
// letter's width.
func (k ink) over(o ink, part float64) bool {
	const twice = 1.5 // pt: so near lies a text that is painted a second time
	if k.line == o.line || k.text == o.text && math.Abs(k.x0-o.x0) < twice && math.Abs(k.y0-o.y0) < twice {
		return false
	}
	y := min(k.y1, o.y1) - max(k.y0, o.y0)
	x := min(k.x1, o.x1) - max(k.x0, o.x0)
	return y > part*min(k.height(), o.height()) && x > 0.4*min(k.height(), o.height())
}

func runSheetOverlap(p *check.Pass) {
	const mostLooks = 200_000 // comparisons on one sheet; a sheet of text needs a few hundred
	type pair struct{ a, b *sheet.Line }
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		inks := inksOf(p.Print, s)
		found, told := []pair(nil), map[pair]bool{}
		looks := 0
		for j, k := range inks {
			for _, o := range inks[j+1:] {
				if looks++; o.y0 >= k.y1 || looks > mostLooks {
					break
				}
				if pr := (pair{k.line, o.line}); k.over(o, overlapBy.Value/100) && !told[pr] && !told[pair{o.line, k.line}] {
					found, told[pr] = append(found, pr), true
				}
			}
		}
		if len(found) == 0 {
			continue
		}
		first := found[0]
		a, b := blockOf(p.Print, first.a), blockOf(p.Print, first.b)
		d := diag.Diagnostic{
			Span:    place(p, b),
			Message: fmt.Sprintf("%s is painted over %s", quote(first.b.Text), quote(first.a.Text)),
			Help:    "look for a negative margin, a fixed height or a position in the style, and take it out",
			Sheet:   i + 1,
		}
		if len(found) > 1 {
			d.Message += fmt.Sprintf(", and so in %s of sheet %d", count(len(found)-1, "more place"), i+1)
		}
		if a != nil && a.Span.Known() {
			d.Notes = append(d.Notes, diag.Note{Span: a.Span, Text: "this is below it"})
		}
		p.Report(d)
	}
}
