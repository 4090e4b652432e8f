package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var pageLayout = &check.Rule{
	ID:    "page/layout",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A layout of the site's own, below layouts/, does not parse, or fails while a page or a sheet is rendered.",
		Why: "A layout that does not parse is replaced by the built-in one, and a page or sheet whose layout fails is not made. Nothing is written then: what was " +
			"published before stays.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- layouts/404.html --
<h1>{{.Page.Title}</h1>
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- layouts/404.html --
<h1>{{.Page.Title}}</h1>
`,
		Mend: "Mend the line that the finding names; `resgen eject --diff FILE` shows how the layout differs from the built-in one. Or take the file out.",
	},
}
