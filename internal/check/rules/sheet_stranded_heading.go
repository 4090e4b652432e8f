package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sheetStrandedHeading = &check.Rule{
	ID:    "sheet/stranded-heading",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "A heading of a section or an entry is the last thing on its sheet; what it stands over begins on the next one. " +
			"Dates beside the heading, and further headings below it, do not count as text of its own.",
		Why: "The heading announces something that the reader does not see, and the next sheet begins without a name.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine

## Education

### BSc in Mathematics, University of London
*2015 – 2018*

- Thesis on the numbers of Bernoulli
-- static/custom.css --
.resume .r-education h2 { break-after: page }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine

## Education

### BSc in Mathematics, University of London
*2015 – 2018*

- Thesis on the numbers of Bernoulli
-- static/custom.css --
.resume .r-education h2 { break-after: avoid }
`,
		Mend: "Cut as many lines above the heading as the finding says, so that what follows fits below it; or keep the two " +
			"together with `break-after: avoid` for the heading, as the built-in themes do; or begin the section on a new sheet with " +
			"`break-before: page`.",
	},
	Run: runSheetStrandedHeading,
}

func runSheetStrandedHeading(p *check.Pass) {
	f := flowOf(p.Print)
	type run struct {
		headings []int // one below the other, all torn from the same text
		text     int
	}
	var runs []run
	for i, b := range f.blocks {
		if rank(b) == 0 {
			continue
		}
		j := f.stranded(i)
		if j < 0 {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1].text == j {
			runs[n-1].headings = append(runs[n-1].headings, i)
			continue
		}
		runs = append(runs, run{[]int{i}, j})
	}
	for _, r := range runs {
		last := r.headings[len(r.headings)-1]
		foot, next := f.blocks[last].Last, f.blocks[f.torn(last)]
		var names []string
		for _, h := range r.headings {
			names = append(names, quote(f.blocks[h].Text))
		}
		message := fmt.Sprintf("heading %s is alone at the foot of sheet %d", names[0], foot)
		if len(names) > 1 {
			message = fmt.Sprintf("headings %s are alone at the foot of sheet %d", list(names), foot)
		}
		p.Report(diag.Diagnostic{
			Span:    place(p, f.blocks[r.headings[0]]),
			Message: message,
			Help:    fmt.Sprintf("cut %s above, or keep the heading with what follows", count(f.wanting(last, r.text), "line")) + mend(p, " by `break-after: avoid`", ""),
			Notes:   []diag.Note{{Span: next.Span, Text: fmt.Sprintf("sheet %d begins here", next.Sheet)}},
			Sheet:   foot,
		})
	}
}
