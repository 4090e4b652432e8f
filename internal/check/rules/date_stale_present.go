package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var dateStalePresent = &check.Rule{
	ID:    "date/stale-present",
	Level: diag.Info,
	Doc: check.Doc{
		What: "Two jobs at different organizations go on to this day, and neither says that it is part-time, freelance or beside the other: " +
			"the \"present\" of the older one looks forgotten.",
		Why: "\"present\" is read against today's date. A forgotten one adds years to the wrong job, and hides that you moved on.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*January 2024 – present*

### Clerk, Babbage & Sons
*June 2019 – present*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*January 2024 – present*

### Clerk, Babbage & Sons
*June 2019 – December 2023*
`,
		Mend: "Give the older one its end, or say that it is part-time, freelance, or an office of honour.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || !p.Today.Known() {
			return
		}
		var current []stint
		for _, j := range stints(p, r) {
			if j.present {
				current = append(current, j)
			}
		}
		for _, old := range current {
			for _, young := range current {
				if months, ok := overlap(old, young); ok && months > 0 && last(old.Dates.Start) < first(young.Dates.Start) {
					p.Report(diag.Diagnostic{Span: old.DatesText.Span,
						Message: fmt.Sprintf("%s goes on to this day, though %s began later", entryName(old.Entry), entryName(young.Entry)),
						Help:    "give it its end, or say that it is part-time",
						Notes:   []diag.Note{{Span: young.DatesText.Span, Text: "the later one"}}})
					break
				}
			}
		}
	},
}
