package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var privacyBareHeading = &check.Rule{
	ID:    "privacy/bare-heading",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "All that stands below the heading of a section is private, and the heading is not.",
		Why:  "What is published has the heading with nothing below it. That looks like a mistake, and tells everybody that something was left out.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program

## Awards

- Medal of an order that nobody is to know of <!-- private -->
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program

## Awards <!-- private -->

- Medal of an order that nobody is to know of
`,
		Mend: "Put `<!-- private -->` behind the heading: it keeps out all that stands below, too.",
	},
}
