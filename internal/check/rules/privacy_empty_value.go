package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var privacyEmptyValue = &check.Rule{
	ID:    "privacy/empty-value",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A variable of the environment that is to hold a private value (`RESGEN_PRIVATE`, `RESGEN_PRIVATE_PHONE`, or one that private.yaml names, as in " +
			"`phone: ${HOME_PHONE}`) is set and empty, or is named and not set.",
		Why: "In a run of CI, a secret that nobody set comes as an empty text, without a word. The copy that you send then lacks your phone number. What is published lacks nothing, and is written.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/private.yaml --
phone: ${ADA_HOME_PHONE}
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/private.yaml --
phone: +44 20 7946 0018
`,
		Mend: "Set the variable: at home in your shell, in GitHub Actions as a secret of the repository that the workflow hands on. A run for a fork's pull request gets no secrets: there, " +
			"take the variable out or add `--rule privacy/empty-value=off`.",
	},
}
