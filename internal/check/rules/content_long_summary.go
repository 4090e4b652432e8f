package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

var contentLongSummary = &check.Rule{
	ID:     "content/long-summary",
	Level:  diag.Warning,
	Limits: []*check.Limit{summaryWords},
	Doc: check.Doc{
		What: "The summary has more than 60 words.",
		Why:  "It stands where readers decide whether to go on. What takes longer than 20 seconds is skipped, and pushes the first job down the page.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

I am an analyst who has spent the last nine years of my working life with engines that are yet to be built, and who believes that they will
one day weave algebraic patterns just as the loom weaves flowers and leaves. In these years I wrote programs on paper, translated papers from
the French, added notes to them that were longer than the papers, and answered letters from members of parliament who wanted to know what all
of it was good for.

## Experience

### Analyst, Lovelace & Co
*2019 – present*
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
`,
		Mend: "Keep what you do, for how long, with what, and one result. The rest stands better as a bullet of the job that it belongs to.",
	},
	Run: func(p *check.Pass) {
		if r := p.Resume(); r != nil {
			longSummary(p, r.Summary)
		}
		for _, v := range ownSummaries(p) {
			longSummary(p, v.Doc.Blocks)
		}
	},
}

// longSummary reports a summary that is too long.
func longSummary(p *check.Pass, summary []markup.Block) {
	limit := int(p.Limit(summaryWords))
	n := words(blocksText(summary))
	if len(summary) == 0 || n <= limit {
		return
	}
	first, last := summary[0].Span, summary[len(summary)-1].Span
	span := first
	if first.Known() && last.File == first.File && last.End > first.Start {
		span = source.Span{File: first.File, Start: first.Start, End: last.End}
	}
	p.Report(diag.Diagnostic{Span: span, Message: fmt.Sprintf("the summary has %d words; the limit is %d", n, limit),
		Help: fmt.Sprintf("cut %s, or turn sentences into bullets of the jobs that they belong to", count(n-limit, "word"))})
}

// words is how many words a text has; what holds no letter or digit is none.
func words(text string) int {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(w, isLetterOrDigit) {
			n++
		}
	}
	return n
}
