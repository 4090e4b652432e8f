package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var pageHeadingOrder = &check.Rule{
	ID:    "page/heading-order",
	Level: diag.Warning,
	Needs: check.Site,
	Doc: check.Doc{
		What: "The headings of a page skip a level, as from `##` to `####`, or it has more than one of the first level. The title, which the page shows at its top, is the " +
			"first. The résumé's own headings are read by what they say, and do not count.",
		Why: "Who listens to a page goes from heading to heading; a level that is missing sounds like a part that is.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/projects/engine.md --
# The engine

## The mill

#### Carrying

It carries ahead.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/projects/engine.md --
# The engine

## The mill

### Carrying

It carries ahead.
`,
		Mend: "Begin the parts of a page with `##`, parts of those with `###`, and so on. What only is to look like a heading can be bold.",
	},
	Run: runPageHeadingOrder,
}

func runPageHeadingOrder(p *check.Pass) {
	for _, w := range p.Written() {
		if p.ResumeOf(w.Doc) != nil {
			continue
		}
		page := p.Site.PageOf(w.Doc.File)
		if page == nil {
			continue
		}
		heads := w.Facts.Heads
		// The layout takes a first heading that is the title for the title, and shows the title itself.
		if len(heads) > 0 && heads[0].Level == 1 && strings.EqualFold(strings.TrimSpace(heads[0].Text), strings.TrimSpace(page.Title)) {
			heads = heads[1:]
		}
		level := 1
		var firsts []diag.Note
		for _, h := range heads {
			switch {
			case h.Level == 1:
				firsts = append(firsts, diag.Note{Span: h.Span, Text: "and this one"})
			case h.Level > level+1:
				p.Report(diag.Diagnostic{
					Span:    h.Span,
					Message: fmt.Sprintf("the heading%s is of level %d below one of level %d", titled(h.Text), h.Level, level),
					Help:    fmt.Sprintf("write it with %s", strings.Repeat("#", level+1)),
				})
			}
			level = h.Level
		}
		if len(firsts) > 0 {
			p.Report(diag.Diagnostic{
				Span:    firsts[0].Span,
				Message: fmt.Sprintf("the page has %s of the first level, with its title %s", count(len(firsts)+1, "heading"), quote(page.Title)),
				Help:    "begin the parts of a page with ##",
				Notes:   firsts[1:min(len(firsts), 4)],
			})
		}
	}
}

// titled is the name of something behind its kind, if it has one.
func titled(text string) string {
	if text == "" {
		return ""
	}
	return " " + quote(text)
}
