package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

var dateFuture = &check.Rule{
	ID:    "date/future",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "A date of a job, degree or project lies ahead of today, and nothing says that it is expected.",
		Why:  "A parser counts months that were not worked, and a reader takes it for a slip or a degree that is already there.",
		Bad: `---
name: Ada Byron
---

## Education

### BSc in Mathematics, University of London
*September 2025 – June 2029*
`,
		Good: `---
name: Ada Byron
---

## Education

### BSc in Mathematics, University of London
*September 2025 – June 2029 (expected)*
`,
		Mend: "Write \"expected\" with a date that is still to come, \"present\" for what goes on, or mend the year.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || !p.Today.Known() {
			return
		}
		for _, s := range r.Sections {
			switch s.Kind {
			case resume.Experience, resume.Education, resume.Projects, resume.Volunteer:
			default:
				continue // a certificate is valid until, a talk will be given
			}
			for i := range s.Entries {
				e := &s.Entries[i]
				if backwards(e.Dates) || term.Cues(headText(e))&term.Expected != 0 {
					continue
				}
				if d := ahead(e.Dates, p.Today); d.Known() {
					help := "write \"present\" if it goes on, or mend the year"
					switch {
					case isAhead(e.Dates.Start, p.Today):
					case r.Lang == "en":
						help = fmt.Sprintf("write \"%s (expected)\", or \"present\" if it goes on", e.DatesText.Text)
					default:
						help = "say beside it that it is expected, or that the entry goes on"
					}
					p.Report(diag.Diagnostic{Span: e.DatesText.Span, Message: fmt.Sprintf("%s is in the future; today it is %s", d, p.Today), Help: help})
				}
			}
		}
	},
}

// ahead is the date of a range that is later than today, the start before the end.
func ahead(r date.Range, today date.Date) date.Date {
	switch {
	case isAhead(r.Start, today):
		return r.Start
	case !r.Present && r.Start.Known() && isAhead(r.End, today): // an end alone is given by "until" and "expected"
		return r.End
	}
	return date.Date{}
}

func isAhead(d, today date.Date) bool { return d.Known() && first(d) > last(today) }
