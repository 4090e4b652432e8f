package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
)

var contentSectionOrder = &check.Rule{
	ID:    "content/section-order",
	Level: diag.Info,
	Doc: check.Doc{
		What: "A section stands above the experience that belongs below it: interests, languages, references, awards, certificates, talks and volunteering always, " +
			"and education and projects once there are 3 years of experience. Skills may stand above or below.",
		Why: "Readers look at the last job within seconds. What stands above it should be worth more to them.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Education

### BSc in Mathematics, University of London
*2012 – 2015*

## Experience

### Analyst, Lovelace & Co
*2015 – present*

- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched
- Wrote 40 programs on paper, because no engine was there that could run them
`,
		Good: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built, with eleven years of programs on paper.

## Experience

### Analyst, Lovelace & Co
*2015 – present*

- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched
- Wrote 40 programs on paper, because no engine was there that could run them

## Education

### BSc in Mathematics, University of London
*2012 – 2015*
`,
		Mend: "The usual order is summary, skills and experience, projects, education, and then the rest. In the first three years, education may come first.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		first := -1
		for i := range r.Sections {
			if s := &r.Sections[i]; s.Kind == resume.Experience && len(s.Entries) > 0 {
				first = i
				break
			}
		}
		if first < 0 {
			return
		}
		months, known := experience(p, r)
		junior := !known || float64(months) < 12*p.Limit(juniorYears)
		if studying(r) {
			junior = true
		}
		var early []*resume.Section
		for i := range r.Sections[:first] {
			s := &r.Sections[i]
			switch s.Kind {
			case resume.Education, resume.Projects:
				if junior {
					continue
				}
			case resume.Certifications:
				if junior {
					continue
				}
			case resume.Interests, resume.References, resume.Volunteer, resume.Awards, resume.Publications, resume.Languages:
			default:
				continue
			}
			if s.Title.Known() && s.Title.Span.Known() {
				early = append(early, s)
			}
		}
		if len(early) == 0 {
			return
		}
		var names []string
		d := diag.Diagnostic{Span: early[0].Title.Span}
		for i, s := range early {
			names = append(names, quote(s.Title.Text))
			if i > 0 {
				d.Notes = append(d.Notes, diag.Note{Span: s.Title.Span, Text: "stands above it, too"})
			}
		}
		stands := "stands"
		if len(names) > 1 {
			stands = "stand"
		}
		above := quote(r.Sections[first].Title.Text)
		if strings.Trim(above, `"`) == "" {
			above = "the experience"
		}
		d.Message = fmt.Sprintf("%s %s above %s", list(names), stands, above)
		d.Notes = append(d.Notes, diag.Note{Span: headOf(&r.Sections[first].Entries[0]), Text: "the newest job is as far down as here"})
		d.Help = "put the experience above"
		p.Report(d)
	},
}

// studying reports whether a degree is still being worked for.
func studying(r *resume.Resume) bool {
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Kind != resume.Education {
			continue
		}
		for k := range s.Entries {
			if s.Entries[k].Dates.Present && isDegree(&s.Entries[k]) {
				return true
			}
		}
	}
	return false
}
