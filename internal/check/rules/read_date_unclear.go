package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var readDateUnclear = &check.Rule{
	ID:    "read/date-unclear",
	Level: diag.Info,
	Doc: check.Doc{
		What: "The head of a job or degree has a year in it, and no date was understood.",
		Why:  "Dates are what a parser sorts jobs by, and adds years of experience up from. An entry without them may count as none.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*two years around 2019 or so*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2018 – 2020*
`,
		Mend: "Write the dates as in \"March 2019 – present\", \"2018 – 2020\" or \"03/2019 – 05/2021\".",
	},
}
