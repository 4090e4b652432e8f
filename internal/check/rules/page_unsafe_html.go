package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var pageUnsafeHTML = &check.Rule{
	ID:    "page/unsafe-html",
	Level: diag.Warning,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A page or the résumé has an HTML tag that is not published: one that runs, that loads something into the page, or that changes how the page works.",
		Why: "The tag is left out, with what stands in it when it is a script or a style, so the page is not what its author sees " +
			"in an editor. Text that came from elsewhere can't run anything that way.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/about.md --
# About

<iframe src="https://video.example/1843"></iframe>
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/about.md --
# About

[A talk about the engine](https://video.example/1843)

<details><summary>More</summary>Such tags are fine.</details>
`,
		Mend: "Write Markdown. Style belongs in static/custom.css; scripts and what is embedded belong in a layout of one's own below layouts/.",
	},
	Run: func(p *check.Pass) {
		for _, d := range p.Written() {
			for _, ref := range d.Facts.Unsafe {
				p.Report(diag.Diagnostic{
					Span:    ref.Span,
					Message: fmt.Sprintf("<%s> is not published", ref.Text),
					Help:    insteadOf(ref.Text),
				})
			}
		}
	},
}

// insteadOf is what to do without a tag.
func insteadOf(tag string) string {
	switch tag {
	case "script":
		return "take it out; a script belongs in a layout of your own, below layouts/"
	case "style", "link":
		return "write it in static/custom.css"
	case "iframe", "object", "embed", "video", "audio":
		return "link to it instead, or embed it in a layout of your own, below layouts/"
	case "form", "input", "button", "textarea", "select":
		return "give an address to write to instead"
	}
	return "write it in Markdown, or leave it out"
}
