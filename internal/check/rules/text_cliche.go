package rules

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
)

//go:embed cliches.txt
var clichesText string

var cliches = sync.OnceValue(func() *prose.Phrases { return prose.NewPhrases(clichesText) })

var textCliche = &check.Rule{
	ID:    "text/cliche",
	Level: diag.Warning,
	Langs: english,
	Doc: check.Doc{
		What: "A phrase stands in the résumé that any applicant could write: \"team player\", \"results-driven\", \"proven track record\".",
		Why:  "Readers skip such phrases, as they tell one applicant from no other; the line that they take is lost to something that does.",
		Bad: `---
name: Ada Byron
---

Results-driven team player with a proven track record in numerical work.

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Computed the Bernoulli numbers on an engine with 1,000 columns
`,
		Good: `---
name: Ada Byron
---

Analyst who wrote the first published program, for an engine of 1,000 columns.

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Computed the Bernoulli numbers on an engine with 1,000 columns
`,
		Mend: "Cut the phrase, or put in its place what you did that made you think of it. What stands in quotation marks, in code or in a name is left alone.",
	},
	Run: func(p *check.Pass) {
		for t := range claimed(p) {
			for _, h := range ownWords(t, cliches()) {
				if h.First == h.Last && properName(t, h.First) {
					continue
				}
				span := t.WordSpan(h.First, h.Last)
				p.Report(diag.Diagnostic{Span: span, Message: fmt.Sprintf("%s could stand in any résumé", quote(t.Plain[t.Words[h.First].Start:t.Words[h.Last].End])),
					Help: "cut it, or say what you did instead"})
			}
		}
	},
}
