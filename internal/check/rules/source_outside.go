package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sourceOutside = &check.Rule{
	ID:    "source/outside",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A file of the site is a symbolic link that leaves the site's folder, or a link to a folder. It is not " +
			"followed.",
		Why: "Whatever is on the machine could be published that way, and on another machine it is not there.",
		Bad: `$ ln -s ../../letter.md content/letter.md
-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- ../letter.md --
# A letter
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/letter.md --
# A letter
`,
		Mend: "Copy the file, or move the folder, to where the link is.",
	},
}
