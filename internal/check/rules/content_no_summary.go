package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var contentNoSummary = &check.Rule{
	ID:    "content/no-summary",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "No text before the first section, and no section, says in a few lines who the person is.",
		Why:  "The first seconds go to the top of the page. Two sentences there say what to look for in the rest; a list of tools does not.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Good: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Write two or three sentences before the first section: what you do, for how long, with what, and the one result that you are proudest of.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || len(r.Sections) == 0 || words(blocksText(r.Summary)) > 0 {
			return
		}
		span := r.Sections[0].Title.Span
		if !span.Known() {
			span = headSpan(r)
		}
		p.Report(diag.Diagnostic{Span: span, Message: "nothing says in a few lines who you are", Help: "write two or three sentences before this section"})
	},
}
