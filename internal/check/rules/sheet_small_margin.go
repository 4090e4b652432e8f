package rules

import (
	"fmt"
	"math"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetSmallMargin = &check.Rule{
	ID:    "sheet/small-margin",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Text comes nearer to an edge of the paper than 12 mm. What is measured is the text, not the margin that the style names; " +
			"page numbers do not count.",
		Why: "Many printers cannot print on the outer 4 to 6 mm, a hole punch takes more, and a sheet filled to the edge looks like one that had to be.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
@page { margin: 4mm }
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
@page { margin: 15mm }
`,
		Mend: "Set the margins of `@page` in static/custom.css, and cut words until the text fits within them.",
	},
	Limits: []*check.Limit{leastMargin},
	Run:    runSheetSmallMargin,
}

func runSheetSmallMargin(p *check.Pass) {
	type near struct {
		side string
		gap  float64 // points to the edge
		line *sheet.Line
		on   int // sheet
	}
	nearest := [4]near{{side: "left"}, {side: "right"}, {side: "top"}, {side: "bottom"}}
	for i := range nearest {
		nearest[i].gap = math.Inf(1)
	}
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for j := range s.Lines {
			l := &s.Lines[j]
			if !printedText(p.Print, l) || len(p.Print.Blocks) == 0 && pageNumber(s, l) || !lettered(l.Text) {
				continue
			}
			up := 0.0
			for k := range l.Runs {
				up = max(up, 0.7*l.Runs[k].Size) // the height of capitals
			}
			for k, gap := range [4]float64{l.Rect.X, s.Width - l.Rect.Right(), l.Base - up, s.Height - l.Base} {
				// Text beyond the edge is sheet/overflow's, or turned.
				if finite(gap) && gap >= 0 && gap < nearest[k].gap {
					nearest[k] = near{nearest[k].side, gap, l, i + 1}
				}
			}
		}
	}
	limit := p.Limit(leastMargin)
	var sides []string
	var worst *near
	for i := range nearest {
		n := &nearest[i]
		if n.line == nil || mm(n.gap) > limit-marginGrain {
			continue
		}
		sides = append(sides, fmt.Sprintf("%s mm from the %s edge", check.Number(math.Floor(mm(n.gap)*10)/10), n.side))
		if worst == nil || n.gap < worst.gap {
			worst = n
		}
	}
	if worst == nil {
		return
	}
	b := blockOf(p.Print, worst.line)
	d := diag.Diagnostic{
		Span:    place(p, b),
		Message: fmt.Sprintf("text stands %s; the least is %s", list(sides), p.LimitText(leastMargin)),
		Help: mend(p, "make the margins of `@page`", "make its margin") + fmt.Sprintf(" %s mm wider", check.Number(math.Ceil((limit-mm(worst.gap))*10)/10)) +
			mend(p, " in static/custom.css", ""),
		Sheet: worst.on,
	}
	if shrunk(p.Print) {
		d.Help = "something is wider than the page; mend sheet/shrunk first"
	}
	p.Report(d)
}
