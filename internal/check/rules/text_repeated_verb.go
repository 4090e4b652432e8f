package rules

import (
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var textRepeatedVerb = &check.Rule{
	ID:     "text/repeated-verb",
	Level:  diag.Info,
	Langs:  english,
	Limits: []*check.Limit{verbInRole, verbInAll},
	Doc: check.Doc{
		What: "The same verb opens 3 bullets of one role, or 5 bullets of the résumé, or more.",
		Why:  "Bullets that begin alike read alike, and the reader takes the work for more of the same.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Built the ledger on PostgreSQL, 40 tables
- Built a queue for 300 orders a day
- Built the reports that ten accountants start their day with
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the ledger to PostgreSQL, 40 tables
- Put 300 orders a day into a queue
- Built the reports that ten accountants start their day with
`,
		Mend: "Name what was different about each: \"Moved\", \"Split\", \"Replaced\" say more than \"Built\" does.",
	},
	Run: runRepeatedVerb,
}

func runRepeatedVerb(p *check.Pass) {
	inAll := map[string][]source.Span{}
	told := map[string]bool{}
	var order []string
	for _, e := range roles(p, resume.Experience, resume.Projects, resume.Volunteer) {
		inRole := map[string][]source.Span{}
		var verbs []string
		for i := range e.bullets {
			b := &e.bullets[i]
			o, ok := b.Opening()
			if !ok || !o.Sure || o.Labelled || b.inner {
				continue
			}
			if _, ok := weak().At(b.Text, o.First); ok {
				continue // text/weak-start speaks of it
			}
			span := b.WordSpan(o.First, o.Last)
			if len(inRole[o.Base]) == 0 {
				verbs = append(verbs, o.Base)
			}
			inRole[o.Base] = append(inRole[o.Base], span)
			inAll[o.Base] = append(inAll[o.Base], span)
			if !slices.Contains(order, o.Base) {
				order = append(order, o.Base)
			}
		}
		for _, v := range verbs {
			if n := len(inRole[v]); float64(n) >= p.Limit(verbInRole) {
				told[v] = true
				reportVerb(p, inRole[v], fmt.Sprintf("%s opens %d bullets of %s; from %.0f on they read alike", quote(inRole[v][0].Text()), n, e.name(), p.Limit(verbInRole)),
					n-int(p.Limit(verbInRole))+1)
			}
		}
	}
	for _, v := range order {
		if n := len(inAll[v]); float64(n) >= p.Limit(verbInAll) && !told[v] {
			reportVerb(p, inAll[v], fmt.Sprintf("%s opens %d bullets of the résumé; from %.0f on they read alike", quote(inAll[v][0].Text()), n, p.Limit(verbInAll)),
				n-int(p.Limit(verbInAll))+1)
		}
	}
}

func reportVerb(p *check.Pass, spans []source.Span, message string, change int) {
	points := make([]point, len(spans))
	for i, s := range spans {
		points[i] = point{s, "and here"}
	}
	reportPoints(p, diag.Diagnostic{Message: message, Help: fmt.Sprintf("open %d of them with another verb", change)}, points)
}
