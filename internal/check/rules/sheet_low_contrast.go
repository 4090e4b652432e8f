package rules

import (
	"fmt"
	"math"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetLowContrast = &check.Rule{
	ID:    "sheet/low-contrast",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Text stands out from what is behind it by less than 4.5 :1, or, where it is large (18 pt, or 14 pt and bold), by less than 3 :1. The measure " +
			"is that of WCAG 2.2. Text that is as good as invisible is another matter, and not this rule's.",
		Why: "Grey type is faint on a bad screen and breaks into dots on a black-and-white printer.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
.r-dates { color: #aaa }
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
.r-dates { color: #555 }
`,
		Mend: "Choose a darker colour in static/custom.css, or a lighter one behind it. On white, #767676 is the lightest grey that is read well.",
	},
	Limits: []*check.Limit{leastContrast, largeContrast},
	Run:    runSheetLowContrast,
}

func runSheetLowContrast(p *check.Pass) {
	type key struct {
		ink, back string
		limit     *check.Limit
	}
	type group struct {
		key
		ratio float64
		text  string
		block *sheet.Block // the first one
		sheet int
		lines int
		last  *sheet.Line
	}
	var groups []*group
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for j := range s.Lines {
			l := &s.Lines[j]
			if !printedText(p.Print, l) {
				continue
			}
			b := blockOf(p.Print, l)
			for k := range l.Runs {
				r := &l.Runs[k]
				back, known := behind(s, b, l, r)
				if !known || r.Color.A == 0 || !lettered(r.Text) {
					continue
				}
				ink := blend(r.Color, back)
				limit := leastContrast
				if largeType(p.Print, r) {
					limit = largeContrast
				}
				ratio := contrast(ink, back)
				if ratio >= p.Limit(limit)-0.005 || ratio < p.Limit(hiddenContrast) {
					continue
				}
				kk := key{hex(ink), hex(back), limit}
				var g *group
				for _, o := range groups {
					if o.key == kk {
						g = o
					}
				}
				if g == nil {
					g = &group{key: kk, ratio: ratio, text: strings.TrimSpace(r.Text), block: b, sheet: i + 1}
					groups = append(groups, g)
				}
				if g.last != l {
					g.lines, g.last = g.lines+1, l
				}
			}
		}
	}
	for _, g := range groups {
		p.Report(diag.Diagnostic{
			Span: place(p, g.block),
			Message: fmt.Sprintf("%s on %s, in %s, has a contrast of %s:1; the least is %s:1", g.ink, g.back, count(g.lines, "line"),
				check.Number(math.Floor(g.ratio*10)/10), check.Number(p.Limit(g.limit))),
			Help:  fmt.Sprintf("choose a colour for %s that is further from %s", quote(g.text), g.back),
			Sheet: g.sheet,
		})
	}
}

// behind is the colour that a run stands on, as far as it is known: in a print of others, white where nothing is
// painted there. What is painted behind a few words only, as behind code, is no block's; what is
// as wide as most of the sheet's area is, as the bar behind a heading; on white, that is a picture's or a gradient's colour.
func behind(s *sheet.Sheet, b *sheet.Block, l *sheet.Line, r *sheet.Run) (sheet.Color, bool) {
	white := sheet.Color{R: 1, G: 1, B: 1, A: 1}
	known := b != nil && b.Back.A > 0
	for _, m := range s.Marks {
		if m.H < r.Size/2 || m.X > r.Rect.X+r.Rect.W/2 || m.Right() < r.Rect.X+r.Rect.W/2 || m.Y > r.Rect.Y+r.Rect.H/2 || m.Bottom() < r.Rect.Y+r.Rect.H/2 {
			continue
		}
		bar := known && b.Back != white && m.W > 0.6*s.Area.W && m.Right() > l.Rect.Right()+2*r.Size
		if !known || m.H < 2.5*r.Size && !bar {
			return sheet.Color{}, false
		}
	}
	if known {
		return b.Back, true
	}
	return white, true
}

// largeType reports whether a run is large as WCAG has it: 18 pt, or 14 pt and bold.
func largeType(p *sheet.Print, r *sheet.Run) bool {
	const large, largeBold = 18, 14 // pt
	name := strings.ToLower(fontOf(p, r).Name)
	bold := strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy")
	return r.Size >= large-sizeGrain || bold && r.Size >= largeBold-sizeGrain
}

// blend is a colour as it shows on another.
func blend(c, on sheet.Color) sheet.Color {
	mix := func(a, b float64) float64 { return a*c.A + b*(1-c.A) }
	return sheet.Color{R: mix(c.R, on.R), G: mix(c.G, on.G), B: mix(c.B, on.B), A: 1}
}

// contrast is the contrast ratio of WCAG 2.2, 1 to 21.
func contrast(a, b sheet.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, 0 to 1.
func luminance(c sheet.Color) float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// hex is a colour as CSS writes it.
func hex(c sheet.Color) string {
	part := func(v float64) int { return int(math.Round(255 * max(0, min(1, v)))) }
	return fmt.Sprintf("#%02x%02x%02x", part(c.R), part(c.G), part(c.B))
}
