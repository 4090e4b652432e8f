package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
)

var dateImpossible = &check.Rule{
	ID:    "date/impossible",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A date in the résumé can't be: a month that there is not, or an end before its start.",
		Why:  "A parser drops the entry or reads it wrongly, and a reader wonders what else is.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2021 – May 2019 · London*

### Clerk, Babbage & Sons
*13/2018*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2019 – May 2021 · London*

### Clerk, Babbage & Sons
*12/2018*
`,
		Mend: "Write the date as it was. A year alone, or a month and a year, is exact enough.",
	},
	Run: func(p *check.Pass) {
		for _, t := range p.Site.Targets {
			if t.Audience != compose.Sent { // the other one lacks what is private
				continue
			}
			for _, s := range t.Resume.Sections {
				for _, e := range s.Entries {
					if backwards(e.Dates) {
						p.Report(diag.Diagnostic{Span: e.DatesText.Span, Message: fmt.Sprintf("%q ends before it begins", e.DatesText.Text),
							Help: "write the earlier date first"})
					}
				}
			}
		}
	},
}

// backwards reports whether a range ends before it begins, as far as it is precise.
func backwards(r date.Range) bool {
	a, b := r.Start, r.End
	if r.Present || !a.Known() || !b.Known() {
		return false
	}
	return b.Year < a.Year || b.Year == a.Year && a.Month != 0 && b.Month != 0 && b.Month < a.Month
}
