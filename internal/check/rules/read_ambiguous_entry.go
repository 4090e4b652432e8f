package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var readAmbiguousEntry = &check.Rule{
	ID:    "read/ambiguous-entry",
	Level: diag.Info,
	Doc: check.Doc{
		What: "The heading of an entry can be read in more than one way; the finding says how it was read.",
		Why: "Title and organization stand apart in the PDF and in every other form, so the wrong one would head the " +
			"entry.",
		Bad: `---
name: Ada Byron
---

## Experience

### Payments | Northwind
*2019 – present*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Payments Engineer, Northwind
*2019 – present · London*
`,
		Mend: "Say in the title what you were (engineer, analyst, intern), and write it first, then a comma and the organization, or " +
			"\" at \" between the two. Place and dates go to the line below. `resgen debug resume` shows how everything was read.",
	},
}
