package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sourceTooLarge = &check.Rule{
	ID:    "source/too-large",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A file is larger than a site needs: 4 MB for text, 25 MB for anything else. It is left out.",
		Why: "It is there by mistake, most times: a video, a database, a log. Hosts refuse such files, and visitors wait " +
			"for them.",
		Bad: `$ truncate -s 5M content/log.md
-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/log.md --
# Log
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/log.md --
# Log
`,
		Mend: "Make the file smaller, or keep it elsewhere and link to it.",
	},
}
