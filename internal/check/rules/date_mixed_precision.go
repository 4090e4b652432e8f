package rules

import (
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

var dateMixedPrecision = &check.Rule{
	ID:     "date/mixed-precision",
	Level:  diag.Info,
	Limits: []*check.Limit{preciseYears},
	Doc: check.Doc{
		What: "Some entries of one section give months, and others years only. Those that ended more than 10 years ago may be less exact.",
		Why:  "Where only one job has no months, a reader asks what the months would show; and a parser takes January for them.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2023 – present*

### Clerk, Babbage & Sons
*June 2020 – December 2022*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*January 2023 – present*

### Clerk, Babbage & Sons
*June 2020 – December 2022*
`,
		Mend: "Give months everywhere in a section, or nowhere.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		for _, s := range r.Sections {
			switch s.Kind {
			case resume.Experience, resume.Education, resume.Volunteer:
			default:
				continue
			}
			var years, months []*resume.Entry
			for i := range s.Entries {
				e := &s.Entries[i]
				if ago, ok := e.EndedAgo(p.Today); ok && float64(ago) > 12*p.Limit(preciseYears) || lone(e.Dates) || term.Cues(e.DatesText.Text)&term.Season != 0 || impossible(e.DatesText.Text) {
					continue // "2019" is a graduation, and "Fall 2019" exact enough
				}
				switch y, m := precision(e.Dates); {
				case y:
					years = append(years, e) // a range of both too
				case m:
					months = append(months, e)
				}
			}
			if i := slices.IndexFunc(years, func(e *resume.Entry) bool { return bothIn(e.Dates) }); i >= 0 && len(months) == 0 {
				years = years[i : i+1] // what the others lack cannot be said of none
			} else if len(years) == 0 || len(months) == 0 {
				continue
			}
			d := diag.Diagnostic{Span: years[0].DatesText.Span,
				Message: fmt.Sprintf("%q gives a year without its month, as %d of %d dated entries here do", years[0].DatesText.Text, len(years), len(years)+len(months)),
				Help:    "add the months, or leave them out of the whole section"}
			if bothIn(years[0].Dates) {
				d.Message = fmt.Sprintf("%q gives a month at one end and none at the other", years[0].DatesText.Text)
				d.Help = "add the month that is not there, or leave both out of the whole section"
			}
			for _, e := range years[1:] {
				d.Notes = append(d.Notes, diag.Note{Span: e.DatesText.Span, Text: "a year without its month here, too"})
			}
			p.Report(d)
		}
	},
}

// precision says whether any end of a range is a year only, and whether any is a month.
func precision(r date.Range) (year, month bool) {
	for _, d := range []date.Date{r.Start, r.End} {
		year = year || d.Known() && d.Month == 0
		month = month || d.Month != 0
	}
	return year, month
}

// bothIn reports whether one end of a range is a year only and the other one a month.
func bothIn(r date.Range) bool {
	y, m := precision(r)
	return y && m
}
