package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sheetClipped = &check.Rule{
	ID:    "sheet/clipped",
	Level: diag.Error,
	Needs: check.Sheets,
	Page:  true,
	Doc: check.Doc{
		What: "Text is cut off by the box that it stands in, which a style keeps too narrow or too low for it, by more than 0.75 pt. Text that runs over the " +
			"edge of the sheet is sheet/overflow.",
		Why: "Half a line is read as a fault, and letters that are cut away altogether are not in the PDF.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, with notes three times as long as the paper that they explain, and showed to members of parliament what it would compute
-- static/custom.css --
li { height: 11pt; overflow: hidden }
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
li { min-height: 11pt; overflow: hidden }
`,
		Mend: "Take the height or the width out of the style, or shorten the text. `min-height` leaves room for what is longer.",
	},
	Limits: []*check.Limit{clippedBy},
	Run:    runSheetClipped,
}

func runSheetClipped(p *check.Pass) {
	clip := make([]float64, len(p.Print.Blocks))
	for i := range p.Print.Blocks {
		if c := p.Print.Blocks[i].Clip; finite(c) {
			clip[i] = c
		}
	}
	for i := range p.Print.Blocks {
		b := &p.Print.Blocks[i]
		if clip[i] > clippedBy.Value && !inner(p.Print.Blocks, clip, i) {
			d := diag.Diagnostic{
				Span:    place(p, b),
				Message: fmt.Sprintf("%s is cut off by its own box, which is %s too small", quote(b.Text), length(clip[i])),
				Help:    "take its height or width out of the style, or shorten the text",
				Sheet:   b.Sheet,
			}
			for _, l := range p.Print.Lost {
				if l.Block == i && !l.NoGlyph && l.Text != "" {
					d.Message += fmt.Sprintf("; %s is not on paper", quote(l.Text))
					break
				}
			}
			p.Report(d)
		}
	}
}
