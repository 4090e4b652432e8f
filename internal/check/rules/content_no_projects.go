package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
)

var contentNoProjects = &check.Rule{
	ID:     "content/no-projects",
	Level:  diag.Info,
	Limits: []*check.Limit{juniorYears},
	Doc: check.Doc{
		What: "Somebody with less than 3 years of experience tells of no project.",
		Why:  "Where there are few jobs, projects show what you can do: what you built, why, and with what.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built, in her first job.

## Experience

### Analyst, Lovelace & Co
*January 2026 – present*

- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched
- Wrote 4 programs on paper, of which 3 ran at the first try
`,
		Good: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built, in her first job.

## Experience

### Analyst, Lovelace & Co
*January 2026 – present*

- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched
- Wrote 4 programs on paper, of which 3 ran at the first try

## Projects

### Bernoulli
*2025*

- Computed 24 Bernoulli numbers on an engine of cardboard, in 25 steps each
- Printed the numbers as a table that 300 readers ordered
`,
		Mend: "Add a section \"Projects\" with one to three things that you built: from a course, for a club, for yourself.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || !p.Today.Known() || len(r.Sections) < 1 || hasKind(r, resume.Projects) || hasKind(r, resume.Publications) {
			return
		}
		for _, page := range p.Site.Pages {
			if page.Kind == compose.Project {
				return
			}
		}
		months, ok := experience(p, r)
		if !ok || float64(months) >= 12*p.Limit(juniorYears) || len(jobs(r)) == 0 && !hasKind(r, resume.Education) {
			return
		}
		span := r.Sections[len(r.Sections)-1].Title.Span
		for i := range r.Sections {
			if s := &r.Sections[i]; s.Kind == resume.Experience && s.Title.Span.Known() {
				span = s.Title.Span
				break
			}
		}
		if !span.Known() {
			span = headSpan(r)
		}
		what := "no experience"
		if months > 0 {
			what = spanOfTime(months) + " of experience"
		}
		p.Report(diag.Diagnostic{Span: span, Message: fmt.Sprintf("with %s, no project shows what you can do", what),
			Help: "add a section \"Projects\" with one to three things that you built"})
	},
}
