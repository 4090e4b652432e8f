package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var dateOverlap = &check.Rule{
	ID:     "date/overlap",
	Level:  diag.Info,
	Limits: []*check.Limit{overlapMonths},
	Doc: check.Doc{
		What: "Two jobs at different organizations go on at once for more than 2 months, and neither says that it was part-time, freelance or beside studies.",
		Why:  "A reader takes it for a slip in the dates, and a parser counts the time twice.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*January 2022 – May 2026*

### Clerk, Babbage & Sons
*June 2019 – December 2022*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*January 2022 – May 2026*

### Clerk, Babbage & Sons
*June 2019 – December 2021*
`,
		Mend: "Mend the dates, or say in the title or beside the dates which of the two was part-time, freelance, or an office of honour.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || !p.Today.Known() {
			return
		}
		all := stints(p, r)
		left := mostOverlaps
		for i, a := range all {
			for _, b := range all[i+1:] {
				if a.Dates.Present && b.Dates.Present { // date/stale-present
					continue
				}
				if months, ok := overlap(a, b); ok && float64(months) > p.Limit(overlapMonths) {
					if left--; left < 0 {
						return
					}
					p.Report(diag.Diagnostic{Span: a.DatesText.Span,
						Message: fmt.Sprintf("%s and %s overlap by %s; the limit is %s", entryName(a.Entry), entryName(b.Entry), spanOfTime(months), spanOfTime(int(p.Limit(overlapMonths)))),
						Help:    "mend the dates, or say which of them was part-time",
						Notes:   []diag.Note{{Span: b.DatesText.Span, Text: "the other one"}}})
				}
			}
		}
	},
}

// mostOverlaps is how many overlaps are told of: with more, the dates are not those of jobs one after the other.
const mostOverlaps = 200
