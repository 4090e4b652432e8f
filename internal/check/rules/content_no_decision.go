package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/term"
)

var contentNoDecision = &check.Rule{
	ID:     "content/no-decision",
	Level:  diag.Info,
	Langs:  []string{"en"},
	Limits: []*check.Limit{decisionYears, decisionBullets},
	Doc: check.Doc{
		What: "Somebody with a senior title or 5 years of experience names no choice and its reason in any of at least 4 bullets, nor in a project.",
		Why:  "From some years on, people are hired for what they decide. A bullet that says what was chosen over what, and at which price, shows that; a list of deeds does not.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Experience

### Senior Analyst, Lovelace & Co
*2018 – present*

- Cut the nightly run from 5 hours to 40 minutes
- Wrote 40 programs on paper, of which 38 ran at the first try
- Moved 40 reports from MySQL to PostgreSQL
- Mentored three clerks
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

### Senior Analyst, Lovelace & Co
*2018 – present*

- Cut the nightly run from 5 hours to 40 minutes
- Wrote 40 programs on paper, of which 38 ran at the first try
- Chose PostgreSQL over MySQL for 40 reports, giving up replication for exact sums
- Mentored three clerks
`,
		Mend: "Tell in one or two bullets what you chose, over what, and why: \"chose an outbox over direct writes, trading 2 s of delay for no lost event\".",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		all := jobs(r)
		if len(all) == 0 {
			return
		}
		months, known := experience(p, r)
		senior := term.Cues(all[0].Title.Text)&term.Senior != 0
		if !senior && (!known || float64(months) < 12*p.Limit(decisionYears)) {
			return
		}
		n := 0
		for _, j := range all {
			n += len(bullets(j.Entry))
		}
		if float64(n) < p.Limit(decisionBullets) {
			return
		}
		texts := accounts(r)
		texts = append(texts, projectPages(p)...)
		for _, t := range texts {
			if decides(t.text) {
				return
			}
		}
		why := fmt.Sprintf("with %s of experience", spanOfTime(months/12*12))
		if senior {
			why = "though " + quote(all[0].Title.Text) + " decides things"
		}
		span := all[0].section.Title.Span
		if !span.Known() {
			span = headOf(all[0].Entry)
		}
		p.Report(diag.Diagnostic{Span: span, Message: fmt.Sprintf("none of %s or projects names a choice and its reason, %s", count(n, "bullet"), why),
			Help: "say in one of them what you chose, over what, and at which price"})
	},
}

// What people write who tell of a choice: words, or beginnings of words before a "*".
var decisions = []string{"chose", "chosen", "choosing", "opted", "decided", "picked", "weighed", "rejected", "rejecting", "preferr*", "prefer", "instead of", "rather than", "so that", "because",
	"in favor of", "in favour of", "to avoid", "trading", "traded", "trade-off*", "tradeoff*", "decoupl*", "giving up", "gave up", "at the cost of", "at the price of", "in exchange for",
	"in place of", "argued for", "made the case", "as opposed to", "ruled out", "settled on", "deliberately", "sacrific*", "accepting"}

// decides reports whether a text tells of a choice or of a reason.
func decides(text string) bool {
	lower := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	for _, d := range decisions {
		word, open := strings.CutSuffix(d, "*")
		if hasWord(lower, word) || open && (strings.HasPrefix(lower, word) || strings.Contains(lower, " "+word)) {
			return true
		}
	}
	return false
}
