package rules

import (
	"fmt"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

var pageDescription = &check.Rule{
	ID:    "page/description",
	Level: diag.Info,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A page of the site has nothing that describes it, neither `summary:` nor a first paragraph, or its `summary:`, or the site's `description:`, has more than 160 characters.",
		Why:  "It is what search engines show below the title, and what a link looks like in a chat. They cut it at about 160 characters.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/projects/engine.md --
# The engine

- Forty columns of wheels
- Cards for numbers and for operations
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/projects/engine.md --
---
summary: A machine of brass that computes whatever cards tell it to.
---
# The engine

- Forty columns of wheels
- Cards for numbers and for operations
`,
		Mend: "Write one sentence as `summary:` in the page's front matter, or as its first paragraph.",
	},
	Limits: []*check.Limit{longestDescription},
	Run:    runPageDescription,
}

func runPageDescription(p *check.Pass) {
	long := func(text string, at source.Span, what string) {
		limit := p.Limit(longestDescription)
		if n := utf8.RuneCountInString(text); float64(n) > limit {
			p.Report(diag.Diagnostic{
				Span:    at,
				Message: fmt.Sprintf("the %s has %d characters; the limit is %s", what, n, check.Number(limit)),
				Help:    fmt.Sprintf("say it in %d characters fewer, or what matters first", n-int(limit)),
			})
		}
	}
	if p.Site.Master != nil {
		d := meta.Text(p.Site.Master.Meta, meta.ResumeDoc, "description")
		long(d.Text, d.Span, "description")
	}
	for _, w := range p.Written() {
		page := p.Site.PageOf(w.Doc.File)
		if p.ResumeOf(w.Doc) != nil || page == nil || page.Kind == compose.List || page.Kind == compose.Home {
			continue
		}
		if page.Description != "" {
			long(page.Description, meta.Text(w.Doc.Meta, meta.PageDoc, "summary").Span, "summary")
		} else if w.Facts.Lead == "" {
			p.Report(diag.Diagnostic{
				Span:    w.Doc.File.Top(),
				Message: fmt.Sprintf("the page %s has nothing that describes it", quote(page.Title)),
				Help:    "write a sentence as `summary:` in its front matter",
			})
		}
	}
}
