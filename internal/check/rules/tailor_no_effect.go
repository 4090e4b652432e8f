package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var tailorNoEffect = &check.Rule{
	ID:    "tailor/no-effect",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A variant keeps, drops or orders something that the résumé does not have, keeps what it drops, keeps something of a section that it leaves out, has a heading in its text, or selects for a posting that says nothing to go by.",
		Why:  "The version that goes to the employer is not the one that was meant: what should be out is in, or the other way round, and nobody sees it.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co <!-- #lovelace -->
*2019 – present*

- Wrote the first program for the engine <!-- #program tags="engine" -->
-- content/variants/babbage.md --
---
keep: [programme]
---

Analyst of engines.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co <!-- #lovelace -->
*2019 – present*

- Wrote the first program for the engine <!-- #program tags="engine" -->
-- content/variants/babbage.md --
---
keep: [program]
---

Analyst of engines.
`,
		Mend: "Name ids and tags as they stand behind headings and bullets, in the form `<!-- #id tags=\"go sql\" -->`. A heading has an id without one being given: " +
			"its words in small letters, with hyphens.",
	},
	Run: func(p *check.Pass) { // the rest is found where variants are made
		if p.Site == nil {
			return
		}
		for _, v := range p.Site.Variants {
			ad := p.Posting(v)
			if ad == nil || !v.Settings.Auto || len(ad.Terms) > 0 {
				continue
			}
			what := "names no technology or practice that resgen knows"
			if len(ad.File.Bytes) == 0 {
				what = "is empty"
			}
			p.Report(diag.Diagnostic{Severity: diag.Warning, Span: v.Settings.Posting.Span, Message: "`select: auto` has nothing to go by: the posting " + what,
				Help: "paste the posting's text into it, or name what must be in with `keep:`"})
		}
	},
}
