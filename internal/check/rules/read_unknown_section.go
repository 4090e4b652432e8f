package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var readUnknownSection = &check.Rule{
	ID:    "read/unknown-section",
	Level: diag.Info,
	Doc: check.Doc{
		What: "The name of a section is none that is known in any of nine languages; its text is kept as it was written.",
		Why: "A parser knows a section by its name, too: what stands below a name that it does not know counts for nothing, and " +
			"neither dates nor titles are told apart there.",
		Bad: `---
name: Ada Byron
---

## Where I Have Been

### Analyst, Lovelace & Co
*2019 – present*
`,
		Good: `---
name: Ada Byron
---

## Where I Have Been <!-- kind=experience -->

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Give the section one of the usual names (Experience, Education, Skills, Projects), or say what it is behind the heading: " +
			"`<!-- kind=experience -->`. With `kind=other` it stays as it is, and this rule is quiet.",
	},
}
