package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
)

var contentSingleBullet = &check.Rule{
	ID:    "content/single-bullet",
	Level: diag.Info,
	Doc: check.Doc{
		What: "A job, a project or an office has one bullet alone, while most others of its section have more, or there are no others. Jobs of which content/too-many-bullets leaves no more than two are left alone.",
		Why:  "A list of one item looks as if the rest was forgotten, or as if there had been nothing to tell.",
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
*2024 – present*

- Wrote 40 programs on paper rather than wait for an engine; 38 ran at the first try

### Clerk, Babbage & Sons
*2021 – 2024*

- Checked 12,000 logarithms against three tables
- Answered 60 letters a month from members of parliament
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
*2024 – present*

- Wrote 40 programs on paper rather than wait for an engine; 38 ran at the first try
- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched

### Clerk, Babbage & Sons
*2021 – 2024*

- Checked 12,000 logarithms against three tables
- Answered 60 letters a month from members of parliament
`,
		Mend: "Tell a second thing, split the bullet if it tells two, or write it as a sentence without a bullet.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		for i := range r.Sections {
			s := &r.Sections[i]
			switch s.Kind {
			case resume.Experience, resume.Projects, resume.Volunteer:
			default:
				continue
			}
			more, one := 0, []*resume.Entry{}
			for k := range s.Entries {
				switch n := len(bullets(&s.Entries[k])); {
				case n == 1:
					one = append(one, &s.Entries[k])
				case n > 1:
					more++
				}
			}
			alone := len(s.Entries) == 1 && (s.Kind == resume.Projects || s.Kind == resume.Experience && len(jobs(r)) == 1)
			if !alone && (more == 0 || len(one) > more) {
				continue
			}
			for _, e := range one {
				if s.Kind == resume.Experience {
					if limit, ok := bulletLimit(p, e); !ok || limit <= int(p.Limit(olderBullets)) {
						continue
					}
				}
				b := bullets(e)[0]
				message := fmt.Sprintf("%s has one bullet, and %s more", entryName(e), others(more))
				if alone {
					message = fmt.Sprintf("%s has one bullet, and nothing else stands in the section", entryName(e))
				}
				p.Report(diag.Diagnostic{Span: headOf(e), Message: message,
					Help: "tell a second thing, or write it as a sentence without a bullet", Notes: []diag.Note{{Span: b.Span, Text: "the bullet"}}})
			}
		}
	},
}

func others(n int) string {
	if n == 1 {
		return "the other one has"
	}
	return fmt.Sprintf("%d others have", n)
}
