package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var pageCollision = &check.Rule{
	ID:    "page/collision",
	Level: diag.Error,
	Doc: check.Doc{
		What: "Two files would be published at the same address.",
		Why:  "Only one of them can be there; the other one is left out.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/projects/the-engine.md --
# The engine
-- content/projects/the engine.md --
# The engine, once more
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/projects/the-engine.md --
# The engine
-- content/projects/the-mill.md --
# The mill
`,
		Mend: "Rename one of the two files. The address of a page is its path below content/, in small letters, with dashes " +
			"for blanks.",
	},
}
