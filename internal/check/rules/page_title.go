package rules

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

var pageTitle = &check.Rule{
	ID:    "page/title",
	Level: diag.Warning,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A page has no title of its own and is called after its file, or has the same title as another. A title of more than 70 characters is information.",
		Why:  "The title is what stands in the tab, in the list of results of a search, and in the preview of a link. Search engines cut it at about 60 to 70 characters.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/projects/engine_v2.md --
---
date: 1843-10-01
---
A machine that computes.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/projects/engine_v2.md --
---
title: The Analytical Engine
date: 1843-10-01
---
A machine that computes.
`,
		Mend: "Write `title:` in the page's front matter, or begin it with a heading of the first level.",
	},
	Limits: []*check.Limit{longestTitle},
	Run:    runPageTitle,
}

func runPageTitle(p *check.Pass) {
	first := map[string]*compose.Page{}
	for _, page := range p.Site.Pages {
		if page.Doc == nil || page.Kind == compose.CV {
			continue
		}
		at, own := titleSpan(page)
		name := strings.TrimSuffix(path.Base(page.Doc.File.Path), path.Ext(page.Doc.File.Path))
		if !own && name != "index" && name != "_index" {
			p.Report(diag.Diagnostic{
				Span:    at,
				Message: fmt.Sprintf("the page has no title, and is called %s after its file", quote(page.Title)),
				Help:    "write `title:` in its front matter",
			})
			continue
		}
		if n := utf8.RuneCountInString(page.Title); float64(n) > p.Limit(longestTitle) {
			p.Report(diag.Diagnostic{
				Severity: diag.Info,
				Span:     at,
				Message:  fmt.Sprintf("the title has %d characters; the limit is %s", n, check.Number(p.Limit(longestTitle))),
				Help:     fmt.Sprintf("say it in %d characters fewer", n-int(p.Limit(longestTitle))),
			})
		}
		key := page.Lang + "\x00" + strings.ToLower(strings.Join(strings.Fields(page.Title), " "))
		other := first[key]
		if other == nil {
			first[key] = page
			continue
		}
		otherAt, _ := titleSpan(other)
		p.Report(diag.Diagnostic{
			Span:    at,
			Message: fmt.Sprintf("two pages have the title %s", quote(page.Title)),
			Help:    "give one of them another",
			Notes:   []diag.Note{{Span: otherAt, Text: "this is the other"}},
		})
	}
}

// titleSpan is where the title of a page stands, and whether somebody wrote one.
func titleSpan(page *compose.Page) (source.Span, bool) {
	if t := meta.Text(page.Doc.Meta, meta.PageDoc, "title"); t.Text != "" {
		return t.Span, true
	}
	top := page.Doc.File.Top()
	if compose.FirstHeading(page.Doc) == "" {
		return top, false
	}
	body := page.Doc.BodySpan
	if i := strings.Index(body.Text(), "# "); i >= 0 {
		line, _, _ := strings.Cut(body.Text()[i+2:], "\n")
		return body.Sub(i+2, i+2+len(strings.TrimRight(line, "\r "))), true
	}
	return top, true
}
