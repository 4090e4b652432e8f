package rules

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var parseColumns = &check.Rule{
	ID:    "parse/columns",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The text of a sheet stands in two columns: a gutter that at most 4 % of the rows cross parts it, with 4 rows or more on each side. " +
			"Dates at the right edge are no column.",
		Why: "Readers of PDFs disagree about columns: one reads across them, line by line, the next puts the sidebar between two jobs. Of the parsers " +
			"that were tried, one kept half of the fields.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
email: ada@example.com
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine
- Explained the engine in seven notes
- Translated the memoir of Menabrea
- Drew the diagram of its operations

## Skills

- **Languages:** English, French
- **Mathematics:** calculus, algebra
- **Machines:** looms, engines
- **Music:** harp
-- static/custom.css --
main { columns: 2 }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
email: ada@example.com
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine
- Explained the engine in seven notes
- Translated the memoir of Menabrea
- Drew the diagram of its operations

## Skills

- **Languages:** English, French
- **Mathematics:** calculus, algebra
- **Machines:** looms, engines
- **Music:** harp
`,
		Mend: "Set the sheet in one column; a site may keep two, with `@media screen`. What stood in the sidebar goes below, or into one line.",
	},
	Limits: []*check.Limit{columnRows, gutterRows},
	Run:    runParseColumns,
}

func runParseColumns(p *check.Pass) {
	if p.Mirrored() {
		return
	}
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		left, right := columns(s, int(p.Limit(columnRows)), p.Limit(gutterRows)/100)
		if len(right) == 0 {
			continue
		}
		p.Report(diag.Diagnostic{
			Span: lineSpan(p, right[0]),
			Message: fmt.Sprintf("sheet %d is set in two columns, of %s and %s; the right one begins with %s", i+1,
				count(len(left), "line"), count(len(right), "line"), quote(right[0].Text)),
			Help:  "set the sheet in one column",
			Sheet: i + 1,
		})
		return // one finding says it of all sheets
	}
}

// columns is the lines left and right of a gutter, in the order in which they are painted; none when there is no gutter.
func columns(s *sheet.Sheet, least int, crossing float64) (left, right []*sheet.Line) {
	lines := painted(s)
	if len(lines) > mostLines {
		lines = lines[:mostLines]
	}
	lines = slices.DeleteFunc(lines, func(l *sheet.Line) bool {
		return !finite(l.Rect.X) || !finite(l.Rect.W) || l.Rect.W <= 0 || !finite(l.Base)
	})
	if len(lines) < 2*least {
		return nil, nil
	}
	from, to := math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		from, to = math.Min(from, l.Rect.X), math.Max(to, l.Rect.Right())
	}
	// A gutter ends where several lines of the right column begin.
	starts := map[int]int{}
	for _, l := range lines {
		starts[int(math.Round(l.Rect.X))]++
	}
	edges := make([]int, 0, len(starts))
	for x, n := range starts {
		if at := (float64(x) - from) / (to - from); n >= least && at > 0.2 && at < 0.8 {
			edges = append(edges, x)
		}
	}
	slices.SortFunc(edges, func(a, b int) int { return cmp.Or(starts[b]-starts[a], a-b) })
	for _, x := range edges[:min(len(edges), 4)] {
		if left, right := partedAt(lines, float64(x)-1, least, crossing); right != nil {
			return left, right
		}
	}
	return nil, nil
}

// partedAt parts lines at a gutter that ends at x. Both sides must have text of their own over the same height, and not be dates. They
// must be painted one after the other, or in turn where a table is there for the layout only: what it has side by side is of several lines.
func partedAt(lines []*sheet.Line, x float64, least int, crossing float64) (left, right []*sheet.Line) {
	top, bottom := math.Inf(1), math.Inf(-1)
	dates := 0
	for _, l := range lines {
		if l.Rect.X >= x {
			right = append(right, l)
			if m := date.Scan(l.Text); len(m) > 0 && m[0].End-m[0].Start > len(l.Text)/2 {
				dates++ // it may stand at the right edge of a line above or below the column
				continue
			}
			top, bottom = math.Min(top, l.Base), math.Max(bottom, l.Base)
		}
	}
	most := dates*2 > len(right)
	right = slices.DeleteFunc(right, func(l *sheet.Line) bool { return l.Base < top-rowGrain || l.Base > bottom+rowGrain })
	crossed, turns := 0, 0
	side := 0
	for _, l := range lines {
		if l.Base < top-rowGrain || l.Base > bottom+rowGrain {
			continue
		}
		now := 1
		switch {
		case l.Rect.X >= x:
			now = 2
		case l.Rect.Right() > x-2:
			crossed++
			continue
		default:
			left = append(left, l)
		}
		if side != 0 && side != now {
			turns++
		}
		side = now
	}
	rows := min(len(left), len(right))
	words := 0
	for _, l := range right {
		words += len(strings.Fields(l.Text))
	}
	switch {
	case rows < least, float64(crossed) > crossing*float64(len(left)+len(right)), most, words < len(right)+least/2:
		return nil, nil
	case turns > 1+rows/3 && 4*rows < 5*(turns+1): // cells of less than 2.5 lines
		return nil, nil
	}
	return left, right
}
