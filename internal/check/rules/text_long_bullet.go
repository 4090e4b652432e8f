package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

var textLongBullet = &check.Rule{
	ID:     "text/long-bullet",
	Level:  diag.Warning,
	Needs:  check.Site,
	Limits: []*check.Limit{longWords, longLines},
	Doc: check.Doc{
		What: "A bullet takes more than 2 lines of the printed sheet; where nothing was printed, it has more than 30 words.",
		Why:  "A reader takes in a bullet at a glance or not at all; from the third line on it is a paragraph.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the ledger to PostgreSQL, which needed a new model of the 40 tables, a copy of all entries that was checked by hand, a weekend without sleep for three people, and a week of patience from the accountants afterwards
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the 40 tables of the ledger to PostgreSQL within a weekend, each entry checked against the old ones
`,
		Mend: "Cut what the reader does not need, or make two bullets of it: one fact each. A limit of words that you set holds for printed bullets, too.",
	},
	Run: func(p *check.Pass) {
		lines := printedLines(p)
		words := int(p.Limit(longWords))
		asked := p.Asked(longWords)
		for _, e := range roles(p) {
			for i := range e.bullets {
				b := &e.bullets[i]
				printed := lines[startOf(b.item.Span)]
				n := b.Count()
				switch most := int(p.Limit(longLines)); {
				case printed > most:
					p.Report(diag.Diagnostic{Span: b.Whole(), Message: fmt.Sprintf("the bullet takes %s; the limit is %d", count(printed, "line"), most),
						Help: fmt.Sprintf("cut about %s, or make two bullets of it", count(max(1, n-n*most/printed), "word"))})
				case (printed == 0 || asked) && n > words:
					p.Report(diag.Diagnostic{Span: b.Whole(), Message: fmt.Sprintf("the bullet has %s; the limit is %d", count(n, "word"), words),
						Help: fmt.Sprintf("cut %s, or make two bullets of it", count(n-words, "word"))})
				}
			}
		}
	},
}

// A start is where something begins: sheets also show the pages about projects, which are other files.
type start struct {
	path   string
	offset int
}

func startOf(s source.Span) start { return start{s.Path(), s.Start} }

// printedLines is how many rows of paper each bullet takes in the first print, by the place where it starts; nil when
// nothing was printed. Whatever the paper, the first print is the one that the résumé is written for.
func printedLines(p *check.Pass) map[start]int {
	if len(p.Prints) == 0 || p.Prints[0].Print == nil {
		return nil
	}
	print := p.Prints[0].Print
	out := map[start]int{}
	for i := range print.Blocks {
		b := &print.Blocks[i]
		if b.Role == sheet.RoleBullet && b.Span.Known() {
			at := startOf(b.Span)
			out[at] = max(out[at], rowsOf(print, b))
		}
	}
	return out
}

// rowsOf is the number of rows of a block: pieces of text on one baseline are one.
func rowsOf(p *sheet.Print, b *sheet.Block) int {
	n := 0
	last := sheet.LineRef{}
	base := 0.0
	for _, r := range b.Lines {
		l := lineAt(p, r)
		if l == nil {
			continue
		}
		if n == 0 || r.Sheet != last.Sheet || l.Base > base+rowGrain || l.Base < base-rowGrain {
			n++
		}
		last, base = r, l.Base
	}
	return n
}
