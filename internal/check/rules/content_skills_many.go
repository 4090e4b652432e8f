package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var contentSkillsMany = &check.Rule{
	ID:     "content/skills-many",
	Level:  diag.Warning,
	Limits: []*check.Limit{allSkills},
	Doc: check.Doc{
		What: "The résumé lists more than 35 skills.",
		Why:  "A long list says that none of them goes deep, and each is a question that you may be asked.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Skills

- **Languages:** Go, Java, Python, Ruby, PHP, Perl, C, C++, Rust, Scala
- **Data:** PostgreSQL, MySQL, Oracle, SQLite, Redis, MongoDB, Cassandra, Kafka, RabbitMQ, Elasticsearch
- **Cloud:** AWS, Azure, Google Cloud, Heroku, DigitalOcean, Cloudflare
- **Delivery:** Docker, Kubernetes, Terraform, Ansible, Puppet, Jenkins, GitHub Actions, CircleCI
- **Web:** React, Vue, Angular, Svelte
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
- **Data:** PostgreSQL, Redis, Kafka
- **Cloud:** AWS
- **Delivery:** Docker, Kubernetes, Terraform, GitHub Actions
`,
		Mend: "Keep what the next job asks for and what a bullet shows.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		lists := skillLists(r)
		n := 0
		for _, l := range lists {
			n += shortItems(l)
		}
		if limit := p.Limit(allSkills); float64(n) > limit {
			span := lists[0].section.Title.Span
			if !span.Known() {
				span = lists[0].span
			}
			p.Report(diag.Diagnostic{Span: span, Message: fmt.Sprintf("%s are listed; the limit is %s", count(n, "skill"), check.Number(limit)),
				Help: fmt.Sprintf("take out %d: first those that no bullet or project shows", n-int(limit))})
		}
	},
}
