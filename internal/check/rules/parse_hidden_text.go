package rules

import (
	"fmt"
	"math"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var parseHiddenText = &check.Rule{
	ID:    "parse/hidden-text",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The PDF has text that nobody can see and every parser reads: in the colour of the paper or nearly so (a contrast below 1.2 :1), smaller than 2 pt, or of no opacity.",
		Why:  "Words that are hidden to please a parser are what recruiters look for when they see the text that it got; a résumé that has them is thrown out, whoever put them there.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine

Kubernetes Terraform Kafka
-- static/custom.css --
.r-entry > p:last-child { color: white; font-size: 1pt }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine

Kubernetes Terraform Kafka
-- static/custom.css --
.r-entry > p:last-child { font-size: 9.5pt }
`,
		Mend: "Print the words so that they can be read, or take them out. What only the site shows belongs into `@media screen`.",
	},
	Limits: []*check.Limit{hiddenContrast, hiddenSize},
	Run:    runParseHiddenText,
}

func runParseHiddenText(p *check.Pass) {
	type group struct {
		why string
		at  []seen
	}
	var groups []*group
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for k := range s.Lines {
			l := &s.Lines[k]
			for n := range l.Runs {
				why := hidden(p, s, l, &l.Runs[n])
				if why == "" {
					continue
				}
				var g *group
				for _, o := range groups {
					if o.why == why {
						g = o
					}
				}
				if g == nil {
					g = &group{why: why}
					groups = append(groups, g)
				}
				if m := len(g.at); m == 0 || g.at[m-1].line != l {
					g.at = append(g.at, seen{l, i + 1})
				}
			}
		}
	}
	for _, g := range groups {
		first := g.at[0]
		p.Report(diag.Diagnostic{Span: lineSpan(p, first.line), Message: fmt.Sprintf("%s cannot be seen: %s", quote(first.line.Text), g.why),
			Help: "print it so that it can be read, or take it out", Notes: also(p, g.at[1:]), Sheet: first.sheet})
	}
}

// hidden is why a run cannot be seen; "" when it can, or when that cannot be told.
func hidden(p *check.Pass, s *sheet.Sheet, l *sheet.Line, r *sheet.Run) string {
	if !lettered(r.Text) {
		return "" // signs and ornaments
	}
	switch {
	case r.Size > 0 && r.Size < p.Limit(hiddenSize):
		return fmt.Sprintf("its type is %s pt; the least is %s", check.Number(math.Round(r.Size*10)/10), p.LimitText(hiddenSize))
	case r.Color.A < 0.05 && (r.Color != sheet.Color{} || isForeign(p)):
		return "it has no opacity"
	}
	back, known := behind(s, blockOf(p.Print, l), l, r)
	if !known {
		return ""
	}
	if c := contrast(blend(r.Color, back), back); c < p.Limit(hiddenContrast) {
		return fmt.Sprintf("its contrast with what is behind it is %.2f:1; the least is %s:1", c, check.Number(p.Limit(hiddenContrast)))
	}
	return ""
}
