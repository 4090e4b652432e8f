package rules

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var dateGap = &check.Rule{
	ID:     "date/gap",
	Yields: []string{"date/future"},
	Level:  diag.Info,
	Limits: []*check.Limit{gapMonths, gapYears},
	Doc: check.Doc{
		What: "More than 6 months lie between two jobs, or between the last one and today, and neither studies nor volunteering fill them. " +
			"Gaps that ended more than 10 years ago are left alone.",
		Why: "A reader sees the hole and fills it with a guess. A line that says what the time was for is better than the guess.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*September 2023 – present*

### Clerk, Babbage & Sons
*June 2020 – May 2022*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*September 2023 – present*

### Parental leave
*May 2022 – August 2023*

### Clerk, Babbage & Sons
*June 2020 – May 2022*
`,
		Mend: "Say in one line what the time was for: parental leave, a course, a journey, work of your own. Or be ready to be asked.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || !p.Today.Known() {
			return
		}
		type held struct {
			stretch
			entry *resume.Entry
			job   bool
		}
		var all []held
		for i := range r.Sections {
			s := &r.Sections[i]
			switch s.Kind {
			case resume.Experience, resume.Education, resume.Volunteer:
			default:
				continue
			}
			for k := range s.Entries {
				e := &s.Entries[k]
				t, ok := stretchOf(e.Dates, p.Today)
				if ok && s.Kind == resume.Education && lone(e.Dates) {
					t.startFirst -= 4 * 12 // the year of a degree is that of its end
				}
				if !ok && s.Kind == resume.Experience || backwards(e.Dates) || p.Said(e.DatesText.Span) {
					return // nobody can tell what this one fills
				}
				if ok {
					all = append(all, held{t, e, s.Kind == resume.Experience})
				}
			}
		}
		if !slices.ContainsFunc(all, func(h held) bool { return h.job }) {
			return
		}
		slices.SortStableFunc(all, func(a, b held) int { return cmp.Compare(a.startFirst, b.startFirst) })
		oldest := last(p.Today) - month(12*p.Limit(gapYears))
		report := func(months month, span source.Span, when string, notes ...diag.Note) {
			if float64(months) > p.Limit(gapMonths) {
				p.Report(diag.Diagnostic{Span: span, Message: fmt.Sprintf("nothing stands for the %s %s; the limit is %s", spanOfTime(int(months)), when, spanOfTime(int(p.Limit(gapMonths)))),
					Help: "say in one line what the time was for, if it is no slip in the dates", Notes: notes})
			}
		}
		worked := all[0].job && !beside(all[0].entry) // what lies before the first job is no gap
		end := all[0]
		for _, h := range all[1:] {
			// months without an entry, at the least
			if months := h.startFirst - end.endLast - 1; months > 0 && worked && h.startFirst > oldest {
				report(months, h.entry.DatesText.Span, "before "+entryName(h.entry), diag.Note{Span: end.entry.DatesText.Span, Text: "the entry before it ended here"})
			}
			worked = worked || h.job && !beside(h.entry)
			if h.endLast > end.endLast {
				end = h
			}
		}
		if months := last(p.Today) - end.endLast; months > 0 && end.job && worked {
			report(months, end.entry.DatesText.Span, "since "+entryName(end.entry))
		}
	},
}
