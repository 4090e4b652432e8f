package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sourceEncoding = &check.Rule{
	ID:    "source/encoding",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A text file is not UTF-8. It is left out.",
		Why:  "Letters beyond ASCII would come out wrong, in a name first of all.",
		Bad: `$ iconv -t latin1 content/about.md
-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/about.md --
# À propos
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/about.md --
# À propos
`,
		Mend: "Save the file as UTF-8: editors have it under \"Save with encoding\"; in a shell, `iconv -f latin1 -t utf-8 " +
			"OLD > NEW`.",
	},
}
