package readback

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/sheet"
)

// A liner makes lines of the pieces of one sheet after the other.
type liner struct {
	*reader
	block   []int32        // by piece; -1 when unknown
	inked   []bool         // by place in the tags: there is text in it
	painted []bool         // by place: and some of it was painted already
	rows    []*row         // of this sheet
	open    map[int32]*row // the last row of each block on this sheet
}

// A row is a line in the making.
type row struct {
	line  sheet.Line
	at    box
	last  *piece
	first int32   // place of its first tagged text; -1
	end   float64 // along its direction, of its last glyph
	size  float64 // of its largest text
	sheet int     // index
	index int     // in the sheet's lines

	floats    bool       // its baseline is that of a sign without a width: the dots of an Arabic letter, set by themselves
	stretches []*stretch // of a line that runs from right to left
	marker    string     // of a list, on such a line
	turned    bool       // it is such a line
	lost      bool       // some of it is not known
}

// makeLines puts the pieces into lines, in the order in which they are painted. A line is of one
// block. Within a block a line begins wherever the text does not go on to the right on the same
// baseline, or passes over text that comes before it in the tags and is painted later. So where
// lines stand out of their Order, who reads the content reads something else than who reads the tags.
func (r *reader) makeLines(sheets []sheet.Sheet, block []int32) {
	places := len(r.tags.leaf)
	l := &liner{reader: r, block: block, inked: make([]bool, places), painted: make([]bool, places)}
	for i := range r.pieces {
		p := &r.pieces[i]
		if p.index = i; p.place >= 0 && p.inked {
			l.inked[p.place] = true
		}
	}
	var tagged []*row
	for s, i := 0, 0; s < len(sheets); s++ {
		l.rows, l.open = nil, map[int32]*row{}
		for ; i < len(r.pieces) && r.pieces[i].page == s; i++ {
			l.put(&r.pieces[i], block[i])
		}
		for _, w := range l.rows {
			if !w.finish() {
				continue
			}
			w.sheet, w.index = s, len(sheets[s].Lines)
			sheets[s].Lines = append(sheets[s].Lines, w.line)
			if w.first >= 0 {
				tagged = append(tagged, w)
			}
		}
	}
	slices.SortStableFunc(tagged, func(a, b *row) int { return cmp.Compare(a.first, b.first) })
	for order, w := range tagged {
		sheets[w.sheet].Lines[w.index].Order = order
	}
}

// put puts a piece into a row.
func (l *liner) put(p *piece, block int32) {
	if p.stop == p.start {
		return
	}
	w := l.rowFor(p, block)
	switch {
	case w == nil && !p.inked:
		return
	case w == nil:
		w = &row{line: sheet.Line{Block: int(block), Order: -1}, at: nowhere, first: -1}
		l.rows = append(l.rows, w)
		if block >= 0 {
			l.open[block] = w
		}
	}
	w.add(l.textOf(p), p)
	if l.rtl {
		l.turn(w, p)
	}
	if p.place >= 0 && p.inked {
		l.painted[p.place] = true
	}
}

// turn notes what a piece is of a line that runs from right to left.
func (l *liner) turn(w *row, p *piece) {
	w.turned = true
	switch {
	case p.place >= 0 && l.tags.leaf[p.place].label:
		w.marker += strings.TrimSpace(l.textOf(p)) + " "
	case !p.inked:
	case l.stretchOf == nil || l.stretchOf[p.index] == nil:
		w.stretches, w.lost = nil, true
	case !w.lost:
		w.stretches = append(w.stretches, l.stretchOf[p.index])
	}
}

// rowFor is the row that a piece carries on; nil when it begins one.
func (l *liner) rowFor(p *piece, block int32) *row {
	if block >= 0 {
		if w := l.open[block]; w != nil && l.goesOn(w, p) {
			return w
		}
		return nil
	}
	if len(l.rows) == 0 {
		return nil
	}
	w := l.rows[len(l.rows)-1]
	if w.line.Block >= 0 || !l.goesOn(w, p) || !l.together(w.last, p) {
		return nil
	}
	return w
}

// goesOn reports whether a piece stands behind the row's last one, on its baseline, and nothing that
// comes between them in the tags is painted later.
func (l *liner) goesOn(w *row, p *piece) bool {
	q := w.last
	size := max(w.size, p.size)
	if l.rtl && w.line.Block >= 0 { // what is read first may be painted last, and the marker of a list stands at the right
		return q.level(p) && math.Abs(p.base-q.base) <= size/2
	}
	if !q.level(p) || math.Abs(p.base-q.base) > size/2 || p.from < w.end-0.3*size {
		return false
	}
	if p.place < 0 || q.place < 0 || p.place == q.place {
		return true
	}
	for k := q.place + 1; k < p.place; k++ {
		if l.inked[k] && !l.painted[k] || !l.meter.spend(1) {
			return false
		}
	}
	return p.place > q.place
}

// together reports whether two pieces without a block seem to be of one: they are of one text node, or
// stand close, in the same element when that is known.
func (l *liner) together(p, q *piece) bool {
	gap := (q.from - p.end) / max(p.size, q.size)
	switch {
	case p.place < 0 || q.place < 0:
		return gap < 1
	case p.place == q.place: // justified text has wide gaps
		return true
	}
	a, b := l.tags.leaf[p.place], l.tags.leaf[q.place]
	return gap < 2 && (a.element == b.element || a.label && a.item == b.item)
}

// add adds a piece and its text.
func (w *row) add(text string, p *piece) {
	if n := len(w.line.Runs); n > 0 {
		before := &w.line.Runs[n-1].Text
		if gap := p.from - w.end; gap > wordGap*min(p.size, w.last.size) {
			switch {
			case endsWithSpace(*before):
				text = strings.TrimLeftFunc(text, unicode.IsSpace)
			case !startsWithSpace(text):
				*before += " "
			}
		}
		if !p.inked {
			*before += text
		}
	}
	if p.inked {
		w.addRun(text, p)
		w.at = w.at.around(p.box())
		if p.size > w.size || w.floats && p.size == w.size && p.end > p.from {
			w.size, w.floats = p.size, p.end == p.from
			w.line.Base = length(p.from*p.uy + p.base*p.ux)
		}
	}
	if w.first < 0 {
		w.first = p.place
	}
	w.last, w.end = p, p.end
}

// addRun adds a piece as a run of its own, or to the last one when they look alike and nothing was painted between them.
func (w *row) addRun(text string, p *piece) {
	if n := len(w.line.Runs); n > 0 {
		if r := &w.line.Runs[n-1]; r.Font == p.font.index && r.Color == p.color && math.Abs(r.Size-p.size) < 1e-2 && p.from-w.end < p.size && p.index-w.last.index == 1 {
			r.Text += text
			r.Rect = toBoxOf(r.Rect).around(p.box()).rect()
			return
		}
	}
	w.line.Runs = append(w.line.Runs, sheet.Run{
		Text: text, Rect: p.box().rect(), Size: length(p.size), Font: p.font.index, Color: p.color, Paint: p.index,
	})
}

// finish trims the row and makes its line; false when there is nothing to read in it.
func (w *row) finish() bool {
	runs := w.line.Runs
	if len(runs) == 0 {
		return false
	}
	runs[0].Text = strings.TrimLeftFunc(runs[0].Text, unicode.IsSpace)
	last := &runs[len(runs)-1]
	last.Text = strings.TrimRightFunc(last.Text, unicode.IsSpace)
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	w.line.Text, w.line.Rect = b.String(), w.at.rect()
	if w.turned {
		for i := range runs {
			runs[i].Text = inOrder(runs[i].Text)
		}
		if text := w.read(); !w.lost && text != "" {
			w.line.Text = text
		}
	}
	return w.line.Text != ""
}

func toBoxOf(r sheet.Rect) box { return box{r.X, r.Y, r.Right(), r.Bottom()} }

func endsWithSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}
