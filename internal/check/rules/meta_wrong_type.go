package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var metaWrongType = &check.Rule{
	ID:    "meta/wrong-type",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A value of the front matter is of another type than its key wants: a text for a number, a list for a text.",
		Why:  "The setting does nothing; what is built uses the default.",
		Bad: `---
name: Ada Byron
pdf: {pages: two}
---

## Experience
`,
		Good: `---
name: Ada Byron
pdf: {pages: 2}
---

## Experience
`,
		Mend: "Write a value of the type that the finding names. Lists stand in brackets, `[a, b]`, or on lines that begin " +
			"with a dash.",
	},
}
