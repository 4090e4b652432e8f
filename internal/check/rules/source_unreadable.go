package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sourceUnreadable = &check.Rule{
	ID:    "source/unreadable",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A file of the site can't be read: there is no permission to, or it is a link to nothing, or no ordinary " +
			"file.",
		Why: "The site is built without it.",
		Bad: `$ ln -s gone.md content/letter.md
-- content/resume.md --
---
name: Ada Byron
---

## Experience
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/letter.md --
# A letter
`,
		Mend: "Give yourself the permission to read it, mend where the link points, or take it out.",
	},
}
