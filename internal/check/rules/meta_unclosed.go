package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var metaUnclosed = &check.Rule{
	ID:    "meta/unclosed",
	Level: diag.Error,
	Doc: check.Doc{
		What: "Front matter is opened and never closed, or an HTML comment is.",
		Why: "Of front matter without an end nothing counts, and it stands in the text instead; a comment without an end " +
			"hides everything below it.",
		Bad: `---
name: Ada Byron

## Experience
`,
		Good: `---
name: Ada Byron
---

## Experience
`,
		Mend: "Write the closing line: the fence that opened the front matter once more, or `-->` behind the comment.",
	},
}
