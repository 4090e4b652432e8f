package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var metaSyntax = &check.Rule{
	ID:    "meta/syntax",
	Level: diag.Error,
	Doc: check.Doc{
		What: "The front matter can't be read as YAML, TOML or JSON.",
		Why:  "Nothing of it counts: no name, no address, no setting.",
		Bad: `---
name: Ada Byron
headline: "Analyst
---

## Experience
`,
		Good: `---
name: Ada Byron
headline: "Analyst"
---

## Experience
`,
		Mend: "Mend the line that the finding names. In YAML, a value with a colon and a blank in it, or one that begins " +
			"with a sign, needs quotes.",
	},
}
