package rules

import (
	"fmt"
	"math"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetThinLast = &check.Rule{
	ID:    "sheet/thin-last",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The last of several sheets is nearly empty: less than 25 % full, or than what `check: {limits: {sheet/thin-last: N}}` says. A sheet " +
			"is as full as its lowest line of text is low; page numbers do not count.",
		Why: "A few lines on a sheet of their own look like something that did not fit, and often are not turned to.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine

## Languages

- English, French
-- static/custom.css --
.r-languages { break-before: page }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine

## Languages

- English, French
`,
		Mend: "Cut the lines that stand on the last sheet, which is often one bullet elsewhere, or give the sheet as many more as " +
			"the finding says. While there are more sheets than `pdf: {pages: N}` allows, sheet/count speaks instead.",
	},
	Limits: []*check.Limit{thinLast},
	Run:    runSheetThinLast,
}

func runSheetThinLast(p *check.Pass) {
	limit, _ := p.Pages()
	n := len(p.Print.Sheets)
	if n < 2 || n > limit {
		return
	}
	least := p.Limit(thinLast) / 100
	s := &p.Print.Sheets[n-1]
	if blank(p.Print, s) {
		return // sheet/blank speaks
	}
	bases := rows(p.Print, s)
	full := fill(s, bases)
	if !(full < least) {
		return
	}
	help := fmt.Sprintf("add %s to it", count(max(1, int(math.Ceil((least-full)*s.Area.H/leading(p.Print)))), "line"))
	if len(bases) > 0 {
		help = fmt.Sprintf("cut %s so that it ends on sheet %d, or %s", count(len(bases), "line"), n-1, help)
	}
	p.Report(diag.Diagnostic{
		Span:    place(p, firstOn(p.Print, n)),
		Message: fmt.Sprintf("sheet %d, the last, is %.0f%% full; the least is %.0f%%", n, math.Floor(full*100), least*100),
		Help:    help,
		Sheet:   n,
	})
}

// fill is how full a sheet is, from 0 to 1, given the baselines of its text; it is 1 when the
// sheet's area is not known.
func fill(s *sheet.Sheet, bases []float64) float64 {
	if !(s.Area.H > 0) || !finite(s.Area.Y) || !finite(s.Area.H) {
		return 1
	}
	low := 0.0
	for _, b := range bases {
		if b <= s.Area.Bottom()+rowGrain {
			low = max(low, b-s.Area.Y)
		}
	}
	return min(low/s.Area.H, 1)
}
