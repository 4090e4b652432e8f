package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var metaDuplicateKey = &check.Rule{
	ID:    "meta/duplicate-key",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A key stands twice in the front matter. The first one counts.",
		Why:  "One of the two values is without effect, and which one is not seen by looking.",
		Bad: `---
name: Ada Byron
email: ada@example.com
email: a.byron@example.com
---

## Experience
`,
		Good: `---
name: Ada Byron
email: ada@example.com
---

## Experience
`,
		Mend: "Take one of the two out.",
	},
}
