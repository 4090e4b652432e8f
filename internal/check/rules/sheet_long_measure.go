package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetLongMeasure = &check.Rule{
	ID:    "sheet/long-measure",
	Level: diag.Info,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The usual full line of bullets and paragraphs has more than 110 characters: half of the full lines are at least as long. Of few full lines some more are let pass: that may be chance.",
		Why:  "The eye loses its way back to the next line. Books set 45 to 75 characters a line; on a résumé 90 to 110 are usual.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, with notes three times as long as the paper that they explain, and showed to members of parliament, to the astronomers of Greenwich and to the makers of looms what such a machine would compute and what it never would, whoever turned its handle
-- static/custom.css --
li { font-size: 8.2pt }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, with notes three times as long as the paper that they explain, and showed to members of parliament, to the astronomers of Greenwich and to the makers of looms what such a machine would compute and what it never would, whoever turned its handle
-- static/custom.css --
li { font-size: 11pt }
`,
		Mend: "Set the type larger or the margins wider in static/custom.css, by as much as the finding says.",
	},
	Limits: []*check.Limit{longestLine},
	Run:    runSheetLongMeasure,
}

// lineSpread is the characters by which full lines of one width differ: the standard deviation of the 138 full lines of the corpus is 5.4.
const lineSpread = 5.4

func runSheetLongMeasure(p *check.Pass) {
	type full struct {
		block *sheet.Block
		row   blockRow
		n     int
	}
	var all []full
	for i := range p.Print.Blocks {
		b := &p.Print.Blocks[i]
		if !wrapped(b) || b.Tag == "pre" {
			continue
		}
		rows := blockRows(p.Print, b)
		for k := range len(rows) - 1 { // the last one is as long as it happens to be
			text := rows[k].text()
			if r := bulletSign(text); r != 0 {
				text = strings.TrimPrefix(text, string(r))
			}
			all = append(all, full{b, rows[k], characterCount(text)})
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b full) int { return a.n - b.n })
	usual := all[len(all)/2]
	limit := p.Limit(longestLine)
	if float64(usual.n)-lineSpread/math.Sqrt(float64(len(all))) <= limit { // a few lines may be long by chance
		return
	}
	d := diag.Diagnostic{
		Span:    place(p, usual.block),
		Message: fmt.Sprintf("a full line has %d characters as a rule; the limit is %s", usual.n, check.Number(limit)),
		Sheet:   usual.row.sheet,
	}
	over := 1 - limit/float64(usual.n) // of the line that is too much
	d.Help = fmt.Sprintf("set the type %s%% larger, or the margins left and right %s mm wider",
		check.Number(math.Ceil(100*(float64(usual.n)/limit-1))), check.Number(math.Ceil(mm(usual.row.width()*over/2))))
	p.Report(d)
}
