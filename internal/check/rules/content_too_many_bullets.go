package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var contentTooManyBullets = &check.Rule{
	ID:     "content/too-many-bullets",
	Level:  diag.Warning,
	Limits: []*check.Limit{recentYears, recentBullets, middleYears, middleBullets, olderYears, olderBullets, oldestBullets},
	Doc: check.Doc{
		What: "A job has more bullets than its age bears: 6 bullets when it ended less than 3 years ago or goes on, 4 bullets less than 7 years, 2 bullets less than 10 years, " +
			"and 1 bullet when it is older.",
		Why: "Readers remember three or four things of a job. The seventh bullet takes attention from the first, and an old job takes it from the new one.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Experience

### Analyst, Lovelace & Co
*2023 – present*

- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched
- Wrote 40 programs on paper rather than wait for an engine; 38 ran at the first try

### Clerk, Babbage & Sons
*2010 – 2014*

- Checked 12,000 logarithms against three tables
- Answered 60 letters a month from members of parliament
- Ordered brass for two engines
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
*2023 – present*

- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched
- Wrote 40 programs on paper rather than wait for an engine; 38 ran at the first try

### Clerk, Babbage & Sons
*2010 – 2014*

- Checked 12,000 logarithms against three tables
`,
		Mend: "Keep the bullets with the largest results, and join those that tell of one piece of work.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || !p.Today.Known() {
			return
		}
		for _, j := range jobs(r) {
			limit, ok := bulletLimit(p, j.Entry)
			all := bullets(j.Entry)
			if !ok || len(all) <= limit {
				continue
			}
			p.Report(diag.Diagnostic{Span: headOf(j.Entry), Message: fmt.Sprintf("%s has %s; the limit is %d %s", entryName(j.Entry), count(len(all), "bullet"), limit, sinceEnd(j.Entry, p.Today)),
				Help:  fmt.Sprintf("take out %d, or join those that tell of one piece of work", len(all)-limit),
				Notes: []diag.Note{{Span: all[limit].Span, Text: "the first one beyond the limit"}}})
		}
	},
}

// headOf is the place of what an entry is called.
func headOf(e *resume.Entry) source.Span {
	for _, v := range []resume.Value{e.Title, e.Organization, e.DatesText} {
		if v.Known() && v.Span.Known() {
			return v.Span
		}
	}
	return e.Head
}

// bulletLimit is how many bullets a job may have by its age; ok is false when nobody can tell its age.
func bulletLimit(p *check.Pass, e *resume.Entry) (n int, ok bool) {
	ago, ok := e.EndedAgo(p.Today)
	years := float64(ago) / 12
	limit := oldestBullets
	switch {
	case years < p.Limit(recentYears):
		limit = recentBullets
	case years < p.Limit(middleYears):
		limit = middleBullets
	case years < p.Limit(olderYears):
		limit = olderBullets
	}
	return int(p.Limit(limit)), ok
}

// sinceEnd says when a job ended: "for a job that ended 5 years ago".
func sinceEnd(e *resume.Entry, today date.Date) string {
	switch ago, _ := e.EndedAgo(today); {
	case e.Dates.Present:
		return "for a job that goes on"
	case ago < 12:
		return "for a job that ended less than a year ago"
	default:
		return fmt.Sprintf("for a job that ended %s ago", count(ago/12, "year"))
	}
}
