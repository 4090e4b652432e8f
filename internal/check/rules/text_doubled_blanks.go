package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
)

var textDoubledBlanks = &check.Rule{
	ID:    "text/doubled-blanks",
	Level: diag.Info,
	Doc: check.Doc{
		What: "Two or more blanks stand between two words of the résumé.",
		Why:  "Markdown makes one of them, but forms for applications, mails and plain text keep both, and there they show where something was deleted.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2021*

- Moved the ledger  to PostgreSQL, for 40 % less in licences
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2021*

- Moved the ledger to PostgreSQL, for 40 % less in licences
`,
		Mend: "Write one blank; `resgen check --fix` does it everywhere. Two behind a full stop are a habit of some, and are left, and so are those that set fields apart.",
	},
	Run: func(p *check.Pass) {
		if p.Site == nil || p.Site.Master == nil {
			return
		}
		var edits []diag.Edit
		for _, bs := range bodies(p) {
			for b := range markup.Blocks(bs) {
				if b.Kind == markup.Heading { // there they set the dates apart
					continue
				}
				for in := range texts([]markup.Block{{Inlines: b.Inlines}}) {
					edits = append(edits, doubled(in)...)
				}
			}
		}
		reportMarks(p, edits, "two blanks stand where one is meant", "doubled blanks stand where one is meant", "write one blank", "write one blank")
	},
}
