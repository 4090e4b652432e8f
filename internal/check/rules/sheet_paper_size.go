package rules

import (
	"fmt"
	"math"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetPaperSize = &check.Rule{
	ID:    "sheet/paper-size",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "A sheet is not of the size that `pdf: {paper: …}` asks for (A4 unless it says Letter), by more than 3 pt, or is not as large as the others. Of a PDF that " +
			"others made, each sheet must be A4 or Letter.",
		Why: "What is printed on other paper is shrunk or cut by the reader's printer, and a sheet of its own size looks like a mistake.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
pdf: {paper: A4}
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
@page { size: 200mm 250mm !important }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
pdf: {paper: A4}
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
`,
		Mend: "Take `size` out of the `@page` rules in static/custom.css, and say which paper is wanted in the front matter.",
	},
	Limits: []*check.Limit{paperBy},
	Run:    runSheetPaperSize,
}

// papers is the width and height of the papers that a résumé is printed on, in points.
var papers = map[string][2]float64{"A4": {595.28, 841.89}, "Letter": {612, 792}}

func runSheetPaperSize(p *check.Pass) {
	type size [2]float64
	near := func(a, b size) bool {
		return math.Abs(a[0]-b[0]) <= paperBy.Value && math.Abs(a[1]-b[1]) <= paperBy.Value
	}
	asked := p.Target.Paper
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		is := size{s.Width, s.Height}
		if !(is[0] > 0 && is[1] > 0) || !finite(is[0]) || !finite(is[1]) {
			continue
		}
		d := diag.Diagnostic{Span: place(p, firstOn(p.Print, i+1)), Sheet: i + 1}
		want, known := papers[asked]
		first := size{p.Print.Sheets[0].Width, p.Print.Sheets[0].Height}
		switch {
		case known && !near(is, want):
			d.Message = fmt.Sprintf("sheet %d is %s; %s was asked for, which is %s", i+1, dimensions(is), asked, dimensions(want))
			d.Help = "take `size` out of the `@page` rules in static/custom.css"
			if other := paperOf(s); other != "" {
				d.Message = fmt.Sprintf("sheet %d is %s; %s was asked for", i+1, other, asked)
			}
		case known:
			continue
		case i > 0 && !near(is, first):
			d.Message = fmt.Sprintf("sheet %d is %s and sheet 1 is %s", i+1, dimensions(is), dimensions(first))
			d.Help = "print all sheets on one paper"
		case i == 0 && paperOf(s) == "":
			d.Message = fmt.Sprintf("the paper is %s, which is neither A4 nor Letter", dimensions(is))
			d.Help = "print on A4 or, in North America, on Letter"
		default:
			continue
		}
		p.Report(d)
		return // the others are mended with it
	}
}

// paperOf is the name of a sheet's paper, upright or turned; "" when it is none of ours.
func paperOf(s *sheet.Sheet) string {
	for _, name := range []string{"A4", "Letter"} {
		w, h := papers[name][0], papers[name][1]
		if math.Abs(s.Width-w) <= paperBy.Value && math.Abs(s.Height-h) <= paperBy.Value {
			return name
		}
		if math.Abs(s.Width-h) <= paperBy.Value && math.Abs(s.Height-w) <= paperBy.Value {
			return name + " turned on its side"
		}
	}
	return ""
}

// dimensions is a size as people say it: "210 × 297 mm".
func dimensions(points [2]float64) string {
	return fmt.Sprintf("%.0f × %.0f mm", mm(points[0]), mm(points[1]))
}
