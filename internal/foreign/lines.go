package foreign

import (
	"math"
	"strings"

	"github.com/resgen/resgen/internal/sheet"
)

// Gaps, in ems, from which on what stands on one baseline is two lines: dates at the right edge, another column. Justified
// text has gaps of up to about an em. A bullet stands farther from its text.
const (
	columnGap = 1.2
	bulletGap = 4.0
)

// A row is a line in the making.
type row struct {
	line  sheet.Line
	last  piece
	size  float64 // of its largest text
	first int     // marked content of its first text; -1
}

// lines makes lines of pieces, in their order. A line ends where the text does not go on to the right on the same
// baseline.
func (r *reader) lines(pieces []piece) []*row {
	var rows []*row
	for i := range pieces {
		p := &pieces[i]
		if n := len(rows); n > 0 && rows[n-1].goesOn(p) {
			r.add(rows[n-1], p)
			continue
		}
		w := &row{line: sheet.Line{Block: -1, Order: -1}, first: p.id}
		rows = append(rows, w)
		r.add(w, p)
	}
	for _, w := range rows {
		var b strings.Builder
		for _, run := range w.line.Runs {
			b.WriteString(run.Text)
		}
		w.line.Text = b.String()
	}
	return rows
}

// goesOn reports whether a piece goes on with the row.
func (w *row) goesOn(p *piece) bool {
	q, size := &w.last, max(w.size, p.look.size)
	if q.level != p.level {
		return false
	}
	if !p.level { // text that runs another way: what is side by side is one line
		return math.Abs(p.from-q.from) < size/2 && !p.space || math.Abs(p.to-q.to) < size/2
	}
	if math.Abs(p.base-q.base) > size/2 || p.from < q.to-0.3*size {
		return false
	}
	gap := columnGap
	if len(w.line.Runs) == 1 && sheet.Bullet(w.line.Runs[0].Text) {
		gap = bulletGap
	}
	return p.from-q.to < gap*size
}

// add adds a piece as a run of its own, or to the last one when they look alike.
func (r *reader) add(w *row, p *piece) {
	up, down := r.up[p.look.font]*p.look.size, r.down[p.look.font]*p.look.size
	box := sheet.Rect{X: p.from, Y: length(p.base - up), W: length(p.to - p.from), H: length(up + down)}
	if !p.level {
		box = sheet.Rect{X: p.from, Y: p.top, W: length(p.to - p.from), H: length(p.low - p.top)}
	}
	n := len(w.line.Runs)
	if n > 0 && p.space {
		w.line.Runs[n-1].Text += " "
	}
	if n > 0 && w.last.look == p.look {
		run := &w.line.Runs[n-1]
		run.Text += p.text
		run.Rect = around(run.Rect, box)
	} else {
		w.line.Runs = append(w.line.Runs, sheet.Run{Text: p.text, Rect: box, Size: p.look.size, Font: p.look.font, Color: p.look.color})
	}
	if n == 0 {
		w.line.Rect = box
	} else {
		w.line.Rect = around(w.line.Rect, box)
	}
	if p.look.size > w.size {
		w.size, w.line.Base = p.look.size, p.base
	}
	if w.first < 0 {
		w.first = p.id
	}
	w.last = *p
}

// around is the smallest rectangle around two.
func around(a, b sheet.Rect) sheet.Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return sheet.Rect{X: x, Y: y, W: length(max(a.Right(), b.Right()) - x), H: length(max(a.Bottom(), b.Bottom()) - y)}
}
