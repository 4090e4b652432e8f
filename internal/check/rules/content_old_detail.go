package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var contentOldDetail = &check.Rule{
	ID:     "content/old-detail",
	Level:  diag.Warning,
	Limits: []*check.Limit{oldYears, oldShare, oldLeast},
	Doc: check.Doc{
		What: "More than 34 % of the bullets of all jobs, and at least 4 bullets, belong to jobs that ended more than 7 years ago.",
		Why:  "What you did long ago says little about what you will do next, and it pushes down what does.",
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
*2019 – present*

- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched
- Wrote 40 programs on paper rather than wait for an engine; 38 ran at the first try

### Clerk, Babbage & Sons
*2012 – 2018*

- Checked 12,000 logarithms against three tables
- Answered 60 letters a month from members of parliament

### Apprentice, Difference Works
*2009 – 2012*

- Filed 900 cogwheels to a tenth of a millimetre
- Drew 30 plates for the second engine
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
*2019 – present*

- Cut the nightly run from 5 hours to 40 minutes by sorting cards before they are punched
- Wrote 40 programs on paper rather than wait for an engine; 38 ran at the first try
- Proved for 12 programs that they end, which no reader of the notes had doubted before

### Clerk, Babbage & Sons
*2012 – 2018*

- Checked 12,000 logarithms against three tables

### Apprentice, Difference Works
*2009 – 2012*
`,
		Mend: "Leave one line of what is old, and tell more of the last jobs.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || !p.Today.Known() {
			return
		}
		all, old, recent := 0, 0, 0
		d := diag.Diagnostic{}
		for _, j := range jobs(r) {
			n := len(bullets(j.Entry))
			ago, ok := j.EndedAgo(p.Today)
			all += n
			switch {
			case n == 0 || !ok:
			case float64(ago) <= 12*p.Limit(oldYears):
				recent += n
			case old == 0:
				old, d.Span = n, headOf(j.Entry)
			default:
				old += n
				d.Notes = append(d.Notes, diag.Note{Span: headOf(j.Entry), Text: fmt.Sprintf("another %s of long ago", count(n, "bullet"))})
			}
		}
		share := 0.0
		if all > 0 {
			share = float64(old) * 100 / float64(all)
		}
		if recent == 0 || share <= p.Limit(oldShare) || float64(old) < p.Limit(oldLeast) {
			return
		}
		d.Message = fmt.Sprintf("%d of %d bullets (%.0f %%) are of jobs that ended more than %s ago; the limit is %s", old, all, share, count(int(p.Limit(oldYears)), "year"), p.LimitText(oldShare))
		// n bullets out of both: (old-n)/(all-n) <= limit
		limit := p.Limit(oldShare) / 100
		cut := 0
		for cut < old && float64(old-cut) > limit*float64(all-cut) {
			cut++
		}
		d.Help = fmt.Sprintf("cut %d of them, or tell more of the last jobs", cut)
		p.Report(d)
	},
}
