package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

var contentSkillUnlisted = &check.Rule{
	ID:     "content/skill-unlisted",
	Level:  diag.Info,
	Limits: []*check.Limit{unlistedTimes},
	Doc: check.Doc{
		What: "A technology stands in 2 bullets or more of jobs and projects, and not among the skills; neither does one that goes with it, as AWS does with S3.",
		Why:  "Recruiters and programs look for words in the list of skills first. What you do there counts only when it is found.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Skills

- **Languages:** Go, Python
- **Data:** PostgreSQL

## Experience

### Analyst, Lovelace & Co
*2023 – present*

- Streamed 4,000 events a second through Kafka to a checker in Go
- Moved 40 reports in Python from nightly runs to Kafka, so that PostgreSQL is idle at night
`,
		Good: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Skills

- **Languages:** Go, Python
- **Data:** PostgreSQL, Kafka

## Experience

### Analyst, Lovelace & Co
*2023 – present*

- Streamed 4,000 events a second through Kafka to a checker in Go
- Moved 40 reports in Python from nightly runs to Kafka, so that PostgreSQL is idle at night
`,
		Mend: "Add it to the group of skills that it belongs to.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		lists := skillLists(r)
		if len(lists) == 0 {
			return
		}
		listed := map[*term.Technology]bool{}
		for _, l := range lists {
			for _, item := range l.items {
				ts, _ := technologiesOf(item.Text)
				for _, t := range ts {
					listed[t] = true
				}
			}
		}
		type seen struct {
			t     *term.Technology
			spans []source.Span
		}
		var order []*seen
		by := map[*term.Technology]*seen{}
		var space [32]term.Mention
		for i := range r.Sections {
			s := &r.Sections[i]
			if s.Kind != resume.Experience && s.Kind != resume.Projects {
				continue
			}
			for k := range s.Entries {
				for _, b := range bullets(&s.Entries[k]) {
					for _, m := range term.Mentions(space[:0], itemText(b)) {
						t := m.Technology
						if t.Phrase || t.Group == "practice" || granted(t) {
							continue
						}
						if by[t] == nil {
							by[t] = &seen{t: t}
							order = append(order, by[t])
						}
						if n := len(by[t].spans); n == 0 || by[t].spans[n-1] != b.Span {
							by[t].spans = append(by[t].spans, b.Span)
						}
					}
				}
			}
		}
		var names []string
		d := diag.Diagnostic{Span: lists[0].section.Title.Span}
		if !d.Span.Known() {
			d.Span = lists[0].span
		}
		for _, s := range order {
			if float64(len(s.spans)) < p.Limit(unlistedTimes) || goesWith(s.t, listed) {
				continue
			}
			names = append(names, fmt.Sprintf("%s (%s)", shortest(s.t), count(len(s.spans), "bullet")))
			d.Notes = append(d.Notes, diag.Note{Span: s.spans[0], Text: "the first bullet that names " + shortest(s.t)})
		}
		if len(names) == 0 {
			return
		}
		d.Message, d.Help = list(names)+" is not among the skills", "add it to the group that it belongs to"
		if len(names) > 1 {
			d.Message, d.Help = list(names)+" are not among the skills", "add them to the groups that they belong to"
		}
		p.Report(d)
	},
}

// goesWith reports whether a technology is listed, or one that implies it, or what it is a part of: S3 of AWS, Spring Boot of Spring.
func goesWith(t *term.Technology, listed map[*term.Technology]bool) bool {
	for l := range listed {
		if l.Proves(t) || t.Proves(l) && (l.Group == "cloud" || l.Group == t.Group) {
			return true
		}
	}
	return false
}

// shortest is the name by which people know a technology: "Kafka" for "Apache Kafka", "S3" for "Amazon S3".
func shortest(t *term.Technology) string {
	if len(t.Writings) > 1 && len(t.Writings[1]) < len(t.Name) && len(t.Name) > 3 && containsWord(t.Name, t.Writings[1]) {
		return t.Writings[1]
	}
	return t.Name
}

// containsWord reports whether a name ends with a word.
func containsWord(name, word string) bool {
	return len(name) > len(word) && name[len(name)-len(word):] == word && name[len(name)-len(word)-1] == ' '
}
