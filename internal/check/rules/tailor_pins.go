package rules

import (
	"fmt"
	"math"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var tailorPins = &check.Rule{
	ID:    "tailor/pins",
	Level: diag.Error,
	Needs: check.Sheets,
	Page:  true,
	Doc: check.Doc{
		What: "What a variant must have in, with `select: auto`, takes more room than its sheets hold: what `keep:` names, its heads and lists, and what keeps recent jobs alive.",
		Why:  "There is nothing left to select, and what must be in does not fit.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine <!-- #program -->
-- content/jobs/babbage.md --
Analyst. Required: Python.
-- content/variants/babbage.md --
---
posting: jobs/babbage.md
select: auto
pages: 1
keep: [program]
---

Analyst of engines in Python.
-- static/custom.css --
.r-section { line-height: 9cm }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine <!-- #program -->
-- content/jobs/babbage.md --
Analyst. Required: Python.
-- content/variants/babbage.md --
---
posting: jobs/babbage.md
select: auto
pages: 2
keep: [program]
---

Analyst of engines in Python.
`,
		Mend: "Keep less, drop more, leave out a section with `sections:`, or allow another sheet with `pages:`.",
	},
	Run: func(p *check.Pass) {
		s, v := p.Choice, p.Target.Variant
		if s == nil || s.Over <= 0 || s.Line <= 0 || v == nil {
			return
		}
		pages, set := p.Pages()
		d := diag.Diagnostic{Span: v.Doc.MetaSpan, Help: "keep less, drop more, or allow another sheet with `pages:`",
			Message: fmt.Sprintf("what must be in takes %s more than %s", count(int(math.Ceil(s.Over/s.Line)), "line"), holding(pages))}
		if len(v.Settings.Keep) > 0 {
			d.Span = v.Settings.Keep[0].Span
		}
		if set.Known() {
			d.Notes = []diag.Note{{Span: set, Text: "the sheets are set here"}}
		}
		p.Report(d)
	},
}

// holding is what some sheets do, with their number.
func holding(sheets int) string {
	if sheets == 1 {
		return "1 sheet holds"
	}
	return count(sheets, "sheet") + " hold"
}
