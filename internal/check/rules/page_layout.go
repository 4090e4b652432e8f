package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var pageLayout = &check.Rule{
	ID:    "page/layout",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A layout of the site's own, below layouts/, does not parse or fails while a page is rendered.",
		Why:  "A layout that does not parse is replaced by the built-in one; a page whose layout fails is not made.",
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
		Mend: "Mend the line that the finding names, or take the file out to use the built-in layout.",
	},
}
