package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var metaUnknownRule = &check.Rule{
	ID:    "meta/unknown-rule",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A rule is set to a level, or excepted in a comment, and there is no rule of that name.",
		Why:  "The rule that was meant goes on as before.",
		Bad: `---
name: Ada Byron
check: {rules: {sheet/thin-lats: off}}
---

## Experience
`,
		Good: `---
name: Ada Byron
check: {rules: {sheet/thin-last: off}}
---

## Experience
`,
		Mend: "Write the name that the finding suggests; `resgen rules` lists them all.",
	},
}
