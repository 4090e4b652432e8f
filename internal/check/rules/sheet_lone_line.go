package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sheetLoneLine = &check.Rule{
	ID:    "sheet/lone-line",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "One line of a bullet or a paragraph is alone at the foot of a sheet, or its last line alone at the top of the next.",
		Why:  "The eye loses the sentence at the turn, and one line at the top of a sheet looks left over. Typesetters call them orphans and widows.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, with notes three times as long as the paper that they explain, and showed to members of parliament what it would compute
-- static/custom.css --
@page { margin-bottom: 245mm }
li { orphans: 1; widows: 1 }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, with notes three times as long as the paper that they explain, and showed to members of parliament what it would compute
-- static/custom.css --
@page { margin-bottom: 240mm }
li { orphans: 1; widows: 1 }
`,
		Mend: "Cut or add as many lines above as the finding says. `orphans: 2; widows: 2` in static/custom.css, which is what the " +
			"built-in themes print with, keeps two lines together at every turn.",
	},
	Run: runSheetLoneLine,
}

func runSheetLoneLine(p *check.Pass) {
	for i := range p.Print.Blocks {
		b := &p.Print.Blocks[i]
		if !wrapped(b) {
			continue
		}
		rows := blockRows(p.Print, b)
		if len(rows) == 0 || rows[0].sheet == rows[len(rows)-1].sheet {
			continue
		}
		from, to := rows[0].sheet, rows[len(rows)-1].sheet
		on := func(number int) (n int) {
			for _, r := range rows {
				if r.sheet == number {
					n++
				}
			}
			return n
		}
		d := diag.Diagnostic{Span: place(p, b), Sheet: to}
		switch first, last := on(from), on(to); {
		case len(rows) == 2:
			d.Message = fmt.Sprintf("%s %s has one line on sheet %d and one on sheet %d", kindOf(b), quote(b.Text), from, to)
			d.Help = "cut a line above, or one of the two; or keep it together" + mend(p, " with `break-inside: avoid`", "")
		case last == 1:
			d.Message = fmt.Sprintf("the last line of %s %s is alone at the top of sheet %d", kindOf(b), quote(b.Text), to)
			d.Help = fmt.Sprintf("cut a line above, or %s of it; `widows: 2` takes a second line over with it", count(len(rows[len(rows)-1].words()), "word"))
		case first == 1:
			d.Message = fmt.Sprintf("the first line of %s %s is alone at the foot of sheet %d", kindOf(b), quote(b.Text), from)
			d.Help = fmt.Sprintf("cut %s above, so that all of it fits; `orphans: 2` takes the line over to sheet %d", count(len(rows)-1, "line"), from+1)
			d.Sheet = from
		default:
			continue
		}
		p.Report(d)
	}
}
