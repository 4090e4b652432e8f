package rules

import (
	"fmt"
	"math"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

var parseTable = &check.Rule{
	ID:     "parse/table",
	Level:  diag.Warning,
	Needs:  check.Sheets,
	Resume: true,
	Doc: check.Doc{
		What: "Text is printed in a table: one of the résumé's own that was kept as it is, or, in a PDF that others made, 3 rows of 3 cells that stand below each other.",
		Why:  "Some parsers read a table down its columns and others across, and some leave it out: Greenhouse names tables among what it cannot read.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

Keeps these engines running:

| Engine | Cards |
|---|---|
| Difference | 40 |
| Analytical | 1000 |

## Languages

- English, French
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

Keeps two engines running: the Difference Engine on 40 cards, and the Analytical Engine on 1000.

## Languages

- English, French
`,
		Mend: "Write each row as an entry, a bullet, or a line of skills: `- **Languages:** Go, SQL`.",
	},
	Limits: []*check.Limit{tableRows},
	Run:    runParseTable,
}

func runParseTable(p *check.Pass) {
	if p.Mirrored() {
		return
	}
	if !isForeign(p) {
		for _, span := range tables(p.Target.Resume) {
			p.Report(diag.Diagnostic{Span: span, Message: "the text is printed as a table", Help: "write its rows as bullets or entries"})
		}
		return
	}
	least := int(p.Limit(tableRows))
	for i := range p.Print.Sheets {
		if rows, first := grid(&p.Print.Sheets[i]); rows >= least {
			p.Report(diag.Diagnostic{Span: place(p, nil), Sheet: i + 1,
				Message: fmt.Sprintf("%s of 3 cells or more stand below each other, from %s on", count(rows, "row"), quote(first.Text)),
				Help:    "write the rows of the table as lines of text"})
		}
	}
}

// tables is the places of all tables of two columns or more, and two rows or more, that a résumé's text has.
func tables(r *resume.Resume) (out []source.Span) {
	if r == nil {
		return nil
	}
	look := func(blocks []markup.Block) {
		for b := range markup.Blocks(blocks) {
			if b.Kind == markup.Table && len(b.Blocks) > 1 && len(b.Blocks[0].Blocks) > 1 {
				out = append(out, b.Span)
			}
		}
	}
	look(r.Summary)
	for _, s := range r.Sections {
		look(s.Intro)
		look(s.Outro)
		for _, e := range s.Entries {
			look(e.Body)
		}
	}
	return out
}

// grid is the most rows below each other whose cells, three or more, begin at the same places; and the first of them.
func grid(s *sheet.Sheet) (rows int, first *sheet.Line) {
	lines := painted(s)
	var before []float64
	var begin *sheet.Line
	n := 0
	for i := 0; i < len(lines); {
		var cells []float64
		start := lines[i]
		for ; i < len(lines) && math.Abs(lines[i].Base-start.Base) < rowGrain; i++ {
			l := lines[i]
			for k := range l.Runs {
				r := &l.Runs[k]
				if k == 0 || r.Rect.X-l.Runs[k-1].Rect.Right() > 1.5*r.Size {
					cells = append(cells, r.Rect.X)
				}
			}
		}
		if same(cells, before) {
			n++
		} else if len(cells) >= 3 {
			n, begin = 1, start
		} else {
			n = 0
		}
		if n > rows {
			rows, first = n, begin
		}
		before = cells
	}
	return rows, first
}

// same reports whether two rows have three cells or more at the same places.
func same(a, b []float64) bool {
	if len(a) < 3 || len(a) != len(b) {
		return false
	}
	for i := range a {
		if !(math.Abs(a[i]-b[i]) < rowGrain) {
			return false
		}
	}
	return true
}
