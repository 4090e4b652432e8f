package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var pageStyle = &check.Rule{
	ID:    "page/style",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A style sheet of the site's own, below static/, is broken or asks for what is not there: a brace or a text in quotes that is never closed, " +
			"an address on another host; in a theme a wrong line in the comment at its head, a face or a file of one that there is not, no face at all, or, as a warning, " +
			"something that takes text out of the order in which parsers read it.",
		Why: "A browser passes over what it cannot read and says nothing. A sheet whose theme asks for a face that it does not bring is printed in one of " +
			"the machine's, and looks and breaks otherwise on the next one.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
pdf: {theme: mine}
---

## Experience
-- static/themes/mine.css --
/* about: Inter, on wide margins
   faces: inter */

@page { margin: 20mm }
:root { --text: "Intre", sans-serif; }
.r-dates { float: right
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
pdf: {theme: mine}
---

## Experience
-- static/themes/mine.css --
/* about: Inter, on wide margins
   faces: inter */

@page { margin: 20mm }
:root { --text: "Inter", sans-serif; }
.r-dates { font-weight: 600 }
`,
		Mend: "Mend the line that the finding names. `resgen eject static/themes/classic.css --as static/themes/mine.css` begins a theme from one of ours.",
	},
}
