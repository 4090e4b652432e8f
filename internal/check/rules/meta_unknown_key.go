package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var metaUnknownKey = &check.Rule{
	ID:    "meta/unknown-key",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A key of the front matter is none of resgen's, and nearly is: it is probably misspelt. Inside of `pdf:`, " +
			"`forms:` and `check:` every key that is not known is a finding, and so are these blocks in a variant or a letter, where they do nothing. Keys of Hugo, Jekyll, pandoc and others pass in silence.",
		Why: "A misspelt key does nothing, without a word.",
		Bad: `---
name: Ada Byron
headlin: Analyst
pdf: {sides: 2}
---

## Experience
`,
		Good: `---
name: Ada Byron
headline: Analyst
layout: cv
pdf: {pages: 2}
---

## Experience
`,
		Mend: "Write the key that the finding names. `resgen schema` writes the list of keys in the form that editors " +
			"understand.",
	},
}
