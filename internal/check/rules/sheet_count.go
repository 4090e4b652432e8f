package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sheetCount = &check.Rule{
	ID:    "sheet/count",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The résumé prints on more sheets than it may have: two, or what `pdf: {pages: N}` says.",
		Why:  "Who asks for two pages means it, and what stands on the third is read by nobody.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
pdf: {pages: 1}
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, and the notes that explain it

## Education

### BSc in Mathematics, University of London
*2015 – 2018*
-- static/custom.css --
.r-education { break-before: page }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
pdf: {pages: 1}
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, and the notes that explain it

## Education

### BSc in Mathematics, University of London
*2015 – 2018*
`,
		Mend: "Cut the lines that the finding counts. Its notes name at most 12 places that cost least: bullets whose last line holds " +
			"no more than 3 words, so that a shorter phrase saves a line, and then the weakest bullet of each of the oldest entries: one without a figure. " +
			"They are reckoned by breaking the rest into sheets once more, so that it fits when they are enough. " +
			"If the résumé may be longer, set `pdf: {pages: N}`.",
	},
	Limits: []*check.Limit{shortLine, namedCuts},
	Run:    runSheetCount,
}

// fitLines is the lines a sheet that a theme can take in by being set tighter. Of bullets of one line each the built-in theme
// engineer takes in 5 on one sheet and 9 on two, swiss 6 and 10, the others 8 to 17 and 15 to 33; TestFitLines prints what this
// number promises.
const fitLines = 4

func runSheetCount(p *check.Pass) {
	if p.Site == nil {
		return
	}
	limit, set := p.Pages()
	n := len(p.Print.Sheets)
	if n <= limit {
		return
	}
	plan := planned(p, limit)
	d := diag.Diagnostic{
		Span:    place(p, firstOn(p.Print, limit+1)),
		Message: fmt.Sprintf("printed on %s; the limit is %d", count(n, "sheet"), limit),
		Sheet:   limit + 1,
	}
	if plan.over > 0 {
		d.Message += fmt.Sprintf(": %s too many", count(plan.over, "line"))
	}
	if f := p.Print.Fit; f != nil && !f.Fits {
		d.Message += ", at the tightest that the theme allows"
	}
	allow, spare := mend(p, fmt.Sprintf("`pdf: {pages: %d}`", n), fmt.Sprintf("--pages %d", n)), "an entry or a section"
	if p.Target.Letter != nil {
		allow, spare = fmt.Sprintf("`pages: %d`", n), "a paragraph"
	}
	if plan.over > 0 {
		d.Notes = append(d.Notes, diag.Note{Span: d.Span, Text: fmt.Sprintf("sheet %d begins here", limit+1)})
		for _, c := range plan.cuts {
			d.Notes = append(d.Notes, c.note())
		}
		switch {
		case plan.enough && len(plan.cuts) == 1:
			d.Help = "make the cut in the notes, and it fits"
		case plan.enough:
			d.Help = fmt.Sprintf("make the %d cuts in the notes, and it fits", len(plan.cuts))
		case len(plan.cuts) > 0:
			d.Help = fmt.Sprintf("make the cuts in the notes, which save %s; for the rest, leave out %s", count(plan.saved, "line"), spare)
		default:
			d.Help = "cut " + count(plan.over, "line")
		}
		if p.Print.Fit == nil && p.PDF == nil && p.Target.Letter == nil && plan.over <= fitLines*limit {
			d.Help += "; or have it set tighter with `pdf: {fit: true}`"
		}
	}
	if set.Known() {
		d.Notes = append(d.Notes, diag.Note{Span: set, Text: "the limit is set here"})
	} else if d.Help += fmt.Sprintf("; or allow %d with ", n) + allow; plan.over == 0 {
		d.Help = strings.TrimPrefix(d.Help, "; or ")
	}
	p.Report(d)
}

// rowsBeyond is how many rows of text stand on sheets beyond those that the résumé may have.
func rowsBeyond(p *check.Pass) int {
	over := 0
	if p.Site == nil {
		return 0
	}
	limit, _ := p.Pages()
	for i := limit; i < len(p.Print.Sheets); i++ {
		over += len(rows(p.Print, &p.Print.Sheets[i]))
	}
	return over
}

// countCuts is the cuts that sheet/count names; none while there are not too many sheets.
func countCuts(p *check.Pass) []cut {
	if p.Site == nil {
		return nil
	}
	limit, _ := p.Pages()
	return planned(p, limit).cuts
}
