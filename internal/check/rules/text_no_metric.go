package rules

import (
	"fmt"
	"math"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
)

var textNoMetric = &check.Rule{
	ID:     "text/no-metric",
	Level:  diag.Warning,
	Langs:  english,
	Limits: []*check.Limit{metricShare, metricYears, metricBullets},
	Doc: check.Doc{
		What: "Under 60 % of the bullets of a recent role state a figure; recent is a role that goes on or ended within 5 years, with at least 3 bullets. " +
			"A figure is a number with a unit, a currency, a per cent sign or a multiplier, or one that counts something, spelled out or not. " +
			"Years, versions, ordinals and digits in names (S3, OAuth 2.0, Java 17, RFC 7231, p99 without a value) are none.",
		Why: "A figure shows how large the work was and what came of it; without one, a reader has to take the words on trust.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Moved the ledger from MySQL 5 to PostgreSQL 14 in 2021
- Rewrote the monthly report in Go
- Taught colleagues to read query plans
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Moved 40 ledger tables from MySQL 5 to PostgreSQL 14 in 2021
- Rewrote the monthly report in Go, so that it takes two hours in place of nine
- Taught colleagues to read query plans
`,
		Mend: "Say in each of the bullets that the finding names how many, how much, how fast, how often, or how large the system or the team was. An honest estimate (\"about 40\") is a figure.",
	},
	Run: func(p *check.Pass) {
		for _, e := range roles(p, resume.Experience) {
			if e.recent(p) {
				metric(p, &e)
			}
		}
	},
}

// recent reports whether a role goes on, or ended within the years that count as recent.
func (e *role) recent(p *check.Pass) bool {
	if e.Dates.Present {
		return true
	}
	end := e.Dates.End
	if !end.Known() {
		end = e.Dates.Start
	}
	if !end.Known() || !p.Today.Known() {
		return false
	}
	month := end.Month
	if month == 0 {
		month = 12
	}
	months := (p.Today.Year-end.Year)*12 + p.Today.Month - month
	return float64(months) <= 12*p.Limit(metricYears)
}

// metric looks at the bullets of one role.
func metric(p *check.Pass, e *role) {
	total, with := 0, 0
	var without []point
	for i := range e.bullets {
		b := &e.bullets[i]
		if b.inner || b.listing() {
			continue
		}
		total++
		if e.figure(i) {
			with++
		} else {
			without = append(without, point{b.Whole(), "no figure"})
		}
	}
	share := p.Limit(metricShare)
	if float64(total) < p.Limit(metricBullets) || float64(with)*100 >= share*float64(total) {
		return
	}
	verb := "state"
	if with == 1 {
		verb = "states"
	}
	d := diag.Diagnostic{
		Span: e.place(),
		Message: fmt.Sprintf("%d of %s of %s %s a figure (%.0f %%); the least is %s", with, count(total, "bullet"), e.name(), verb,
			math.Floor(float64(with)*100/float64(total)), p.LimitText(metricShare)),
		Help: fmt.Sprintf("give %s a number: how many, how much, how fast, how often, or how large", count(int(math.Ceil(share*float64(total)/100-1e-9))-with, "more bullet")),
	}
	for _, x := range without[:min(len(without), mostNotes)] {
		d.Notes = append(d.Notes, diag.Note{Span: x.span, Text: x.note})
	}
	p.Report(d)
}
