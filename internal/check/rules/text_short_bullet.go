package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
)

var textShortBullet = &check.Rule{
	ID:     "text/short-bullet",
	Yields: []string{"text/bare-bullet", "text/no-action-verb", "text/placeholder", "text/weak-start"},
	Level:  diag.Info,
	Limits: []*check.Limit{shortWords},
	Doc: check.Doc{
		What: "A bullet of a role or a project has under 4 words and no figure, link or list of its own, while most of its neighbours say more.",
		Why:  "So few words cannot say what was done and what came of it; the line is spent all the same.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the 40 tables of the ledger to PostgreSQL within a weekend
- Wrote the reports that ten accountants now start their day with
- Moved to Go
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the 40 tables of the ledger to PostgreSQL within a weekend
- Wrote the reports that ten accountants now start their day with
- Moved the 14 batch jobs of the ledger from Perl to Go
`,
		Mend: "Say more, join it with another bullet, or cut it. A role whose bullets are all short is a list, and is left alone.",
	},
	Run: func(p *check.Pass) {
		least := int(p.Limit(shortWords))
		for _, e := range roles(p, resume.Experience, resume.Projects, resume.Volunteer) {
			total := 0
			var short []point
			for i := range e.bullets {
				b := &e.bullets[i]
				if b.inner || e.parent(i) || b.listing() {
					continue
				}
				total++
				if b.Count() < least && !b.HasFigure() && b.Label() == "" && !hasThing(b) && !p.Said(b.Whole()) {
					short = append(short, point{b.Whole(), "and here"})
				}
			}
			if len(short) > 0 && 3*len(short) <= total {
				reportPoints(p, diag.Diagnostic{Message: fmt.Sprintf("%s is a bullet of under %s", quote(short[0].span.Text()), count(least, "word")),
					Help: "say more, join it with another bullet, or cut it"}, short)
			}
		}
	},
}
