package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var readNoName = &check.Rule{
	ID:    "read/no-name",
	Level: diag.Info,
	Doc: check.Doc{
		What: "The person's name stands nowhere as such; what the title or description of the page says was taken for it.",
		Why: "The name is the first line of the PDF, the name of the file and the first thing that a parser looks for. A page's title " +
			"often says something else as well.",
		Bad: `---
title: Ada Byron's Resume
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Good: `---
name: Ada Byron
title: Resume
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Write `name:` into the front matter, or make the name the first heading. `meta/missing-name` is for a résumé that has none at all.",
	},
}
