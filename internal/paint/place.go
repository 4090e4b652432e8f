package paint

import (
	"math"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// A Place is where on a sheet something stands.
type Place struct {
	Sheet int          // 1-based
	Boxes []sheet.Rect // of its lines, those that follow each other as one; none: the sheet as such is meant
}

// Find is where on paper a finding is: the lines of the blocks that its span touches, on the sheet that it was seen
// on, or on all when it was seen on none. A finding about something smaller than a block (a word, a date) is where the
// block's lines have these words, if they can be told. A finding with a sheet and without a line of its own, such as one
// about a setting, is the whole sheet. There may be no place: not all that is written is printed.
func Find(p *sheet.Print, d diag.Diagnostic) []Place {
	var lines []sheet.LineRef
	for _, b := range touched(p, d.Span) {
		lines = append(lines, narrow(p, b, d.Span)...)
	}
	if d.Sheet > 0 {
		var there []sheet.LineRef
		for _, l := range lines {
			if l.Sheet == d.Sheet {
				there = append(there, l)
			}
		}
		if lines = there; lines == nil && d.Sheet <= len(p.Sheets) {
			return []Place{{Sheet: d.Sheet}}
		}
	}
	var out []Place
	for _, l := range lines {
		r := p.Sheets[l.Sheet-1].Lines[l.Line].Rect
		if len(out) == 0 || out[len(out)-1].Sheet != l.Sheet {
			out = append(out, Place{Sheet: l.Sheet})
		}
		at := &out[len(out)-1]
		if n := len(at.Boxes); n > 0 && follows(at.Boxes[n-1], r) {
			at.Boxes[n-1] = union(at.Boxes[n-1], r)
		} else {
			at.Boxes = append(at.Boxes, r)
		}
	}
	return out
}

// Marks is the marks of findings by sheet, the first sheet's first. mark gives what that of a finding looks like, by its
// index in the list; its place is filled in, and of several on different sheets only the first keeps its ID.
func Marks(p *sheet.Print, l diag.List, mark func(i int) Mark) [][]Mark {
	out := make([][]Mark, len(p.Sheets))
	for i, d := range l {
		for k, at := range Find(p, d) {
			m := mark(i)
			if m.Place = at; k > 0 {
				m.ID = ""
			}
			out[at.Sheet-1] = append(out[at.Sheet-1], m)
		}
	}
	return out
}

// touched is the printed blocks that a span stands in or goes over. Of blocks inside each other that a span stands in
// it is the innermost.
func touched(p *sheet.Print, s source.Span) []*sheet.Block {
	if !s.Known() {
		return nil
	}
	var out []*sheet.Block
	var inner *sheet.Block
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if len(b.Lines) == 0 || b.Span.Path() != s.Path() || b.Span.Start > s.End || b.Span.End < s.Start {
			continue
		}
		switch {
		case b.Span.Start <= s.Start && s.End <= b.Span.End: // the span stands in it
			if inner == nil || b.Span.End-b.Span.Start <= inner.Span.End-inner.Span.Start {
				inner = b
			}
		case b.Span.Start < s.End && s.Start < b.Span.End:
			out = append(out, b)
		}
	}
	if inner != nil && (len(out) == 0 || inner.Span.Start == s.Start && inner.Span.End == s.End) {
		return []*sheet.Block{inner}
	}
	return out
}

// narrow is the lines of a block that have the words of a span, when it is a part of the block. The printed lines do
// not say which bytes they come from; so the words are looked for, and when they stand in the block more than once, it is
// the one that is as many-th on paper as in the source.
func narrow(p *sheet.Print, b *sheet.Block, s source.Span) []sheet.LineRef {
	if s.Start <= b.Span.Start && b.Span.End <= s.End {
		return b.Lines
	}
	words := strings.Join(strings.Fields(s.Text()), " ")
	if words == "" || s.Start < b.Span.Start {
		return b.Lines
	}
	before := strings.Count(strings.Join(strings.Fields(s.File.Span(b.Span.Start, s.Start).Text()), " "), words)
	text := ""
	starts := make([]int, len(b.Lines))
	for i, l := range b.Lines {
		starts[i] = len(text)
		text += p.Sheets[l.Sheet-1].Lines[l.Line].Text + " "
	}
	at := 0
	for n := 0; ; n++ {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return b.Lines
		}
		if at += i; n == before {
			break
		}
		at += len(words)
	}
	var out []sheet.LineRef
	for i, l := range b.Lines {
		if starts[i] < at+len(words) && (i+1 == len(starts) || starts[i+1] > at) {
			out = append(out, l)
		}
	}
	return out
}

// follows reports whether a line stands right below a box, or beside it, as lines of one paragraph do.
func follows(above, r sheet.Rect) bool {
	gap := r.Y - above.Bottom()
	return gap < 0.6*r.H && gap > -r.H*1.2 && r.X < above.Right()+3*r.H && above.X < r.Right()+3*r.H
}

func union(a, b sheet.Rect) sheet.Rect {
	x, y := math.Min(a.X, b.X), math.Min(a.Y, b.Y)
	return sheet.Rect{X: x, Y: y, W: math.Max(a.Right(), b.Right()) - x, H: math.Max(a.Bottom(), b.Bottom()) - y}
}
