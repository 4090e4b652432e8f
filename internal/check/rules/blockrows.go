package rules

import (
	"math"
	"strings"

	"github.com/resgen/resgen/internal/sheet"
)

// A blockRow is one row of a block's text: what stands on one baseline.
type blockRow struct {
	sheet       int // 1-based
	lines       []*sheet.Line
	left, right float64
	base        float64
}

// text is what stands in the row, from left to right as it is painted.
func (r blockRow) text() string {
	var parts []string
	for _, l := range r.lines {
		parts = append(parts, l.Text)
	}
	return strings.Join(parts, " ")
}

func (r blockRow) words() []string { return strings.Fields(r.text()) }

func (r blockRow) width() float64 { return r.right - r.left }

// blockRows is the rows of a block in the order of its lines.
func blockRows(p *sheet.Print, b *sheet.Block) []blockRow {
	out := make([]blockRow, 0, len(b.Lines))
	for _, ref := range b.Lines {
		l := lineAt(p, ref)
		if l == nil || !finite(l.Base) || !finite(l.Rect.X) || !finite(l.Rect.W) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].sheet == ref.Sheet && math.Abs(out[n-1].base-l.Base) < rowGrain {
			r := &out[n-1]
			r.lines = append(r.lines, l)
			r.left, r.right = min(r.left, l.Rect.X), max(r.right, l.Rect.Right())
			continue
		}
		out = append(out, blockRow{ref.Sheet, []*sheet.Line{l}, l.Rect.X, l.Rect.Right(), l.Base})
	}
	return out
}
