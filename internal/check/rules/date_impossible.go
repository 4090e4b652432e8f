package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var dateImpossible = &check.Rule{
	ID:    "date/impossible",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A date can't be: a month or a day that there is not.",
		Why:  "A parser drops the entry or reads it wrongly, and a reader wonders what else is.",
		Bad: `---
name: Ada Byron
---

## Experience

### Clerk, Babbage & Sons
*13/2018*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Clerk, Babbage & Sons
*12/2018*
`,
		Mend: "Write the date as it was. A year alone, or a month and a year, is exact enough.",
	},
}
