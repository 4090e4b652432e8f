package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
)

var dateOrder = &check.Rule{
	ID:    "date/order",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A job, degree or project ends before it begins.",
		Why:  "A parser drops the entry or counts a negative time, and a reader wonders what else is wrong.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2021 – May 2019 · London*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2019 – May 2021 · London*
`,
		Mend: "Write the earlier date first, and look whether a year has a slip of the finger in it.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		for _, s := range r.Sections {
			for _, e := range s.Entries {
				if backwards(e.Dates) {
					p.Report(diag.Diagnostic{Span: e.DatesText.Span, Message: fmt.Sprintf("%q ends before it begins", e.DatesText.Text),
						Help: "write the earlier date first"})
				}
			}
		}
	},
}

// backwards reports whether a range ends before it begins, as far as it is precise.
func backwards(r date.Range) bool {
	a, b := r.Start, r.End
	return !r.Present && a.Known() && b.Known() && last(b) < first(a)
}
