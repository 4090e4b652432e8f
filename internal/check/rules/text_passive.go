package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
)

var textPassive = &check.Rule{
	ID:    "text/passive",
	Level: diag.Info,
	Langs: english,
	Doc: check.Doc{
		What: "A bullet tells in the passive what was done: \"Services were migrated\".",
		Why:  "The passive hides who did it, and a reader assumes that it was somebody else.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Forty tables were migrated to PostgreSQL
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Migrated forty tables to PostgreSQL
`,
		Mend: "Begin with the verb, in the active. What others did to you (\"was promoted\") and clauses behind \"which\" or \"that\" are left alone.",
	},
	Run: func(p *check.Pass) {
		for _, e := range roles(p, resume.Experience, resume.Projects, resume.Volunteer) {
			for i := range e.bullets {
				b := &e.bullets[i]
				for _, r := range b.Passive() {
					said := b.Plain[r.Start:r.End]
					verb := said[strings.LastIndexByte(said, ' ')+1:]
					p.Report(diag.Diagnostic{Span: b.Span(r.Start, r.End), Message: fmt.Sprintf("%s hides who did it", quote(said)),
						Help: fmt.Sprintf("begin with the verb: %q", active(verb))})
				}
			}
		}
	},
}
