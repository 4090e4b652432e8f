package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var resumeEmpty = &check.Rule{
	ID:    "resume/empty",
	Level: diag.Error,
	Doc: check.Doc{
		What: "The résumé has no text below its front matter; comments are none.",
		Why:  "There is nothing to print.",
		Bad: `---
name: Ada Byron
---
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Write a section: a heading such as `## Experience`, and entries below it. `resgen new DIR` writes an example " +
			"to start from.",
	},
}
