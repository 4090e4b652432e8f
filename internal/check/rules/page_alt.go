package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var pageAlt = &check.Rule{
	ID:    "page/alt",
	Level: diag.Warning,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A picture of a page or of the résumé has no alternative text. In HTML, `alt=\"\"` says that it is decoration, and is right for that.",
		Why:  "Who cannot see the picture hears its file name or nothing, and search engines and parsers do not know what it shows.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/about.md --
# About

![](engine.svg)
-- content/engine.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/about.md --
# About

![The engine's mill, with its forty columns of wheels](engine.svg)
-- content/engine.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
`,
		Mend: "Write between the brackets what the picture says: `![…](…)`. For mere decoration write `<img src=\"…\" alt=\"\">`.",
	},
	Run: func(p *check.Pass) {
		for _, w := range p.Written() {
			for _, ref := range w.Facts.Images {
				if ref.NoText {
					p.Report(diag.Diagnostic{
						Span:    ref.Span,
						Message: fmt.Sprintf("the picture %s has no alternative text", quoteURL(ref.URL)),
						Help:    "say between the brackets what it shows",
					})
				}
			}
		}
	},
}
