package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var contentSkillsUngrouped = &check.Rule{
	ID:     "content/skills-ungrouped",
	Level:  diag.Warning,
	Limits: []*check.Limit{bareSkills, groupSkills},
	Doc: check.Doc{
		What: "A list of skills without labels has more than 8 skills, or one with a label more than 12 skills.",
		Why:  "Who looks for a database in a list of twenty words has to read all of them; with labels, one glance is enough.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Skills

Go, Java, Python, PostgreSQL, MySQL, Redis, Kafka, Docker, Kubernetes, Terraform
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

- **Languages:** Go, Java, Python
- **Data:** PostgreSQL, MySQL, Redis, Kafka
- **Delivery:** Docker, Kubernetes, Terraform
`,
		Mend: "Sort them into three to six groups: `- **Languages:** Go, Java`.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		for _, l := range skillLists(r) {
			limit := p.Limit(groupSkills)
			what, help := fmt.Sprintf("the group %s lists", quote(l.label.Text)), "split it in two, or keep the ones that you want to be asked about"
			if !l.label.Known() {
				limit = p.Limit(bareSkills)
				what, help = "one list has", "sort them into groups: `- **Languages:** Go, Java`"
			}
			if n := shortItems(l); float64(n) > limit {
				p.Report(diag.Diagnostic{Span: l.span, Message: fmt.Sprintf("%s %s; the limit is %s", what, count(n, "skill"), check.Number(limit)), Help: help})
			}
		}
	},
}

// A skill is no longer than this many words; what is longer is a sentence about it.
const longestSkill = 6

// shortItems is how many items of a list are skills and no sentences.
func shortItems(l skillList) int {
	n := 0
	for _, item := range l.items {
		if w := words(item.Text); w > 0 && w <= longestSkill {
			n++
		}
	}
	return n
}
