package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/source"
)

// A frame draws source lines with a gutter of line numbers:
//
//	   |
//	42 | ## Education
//	   | ^^^^^^^^^^^^ on sheet 1
type frame struct {
	painter
	b      *strings.Builder
	digits int // columns of the line numbers
	width  int // columns of everything
}

// shownLines is how many lines of a span over several are shown before some are left out.
const shownLines = 4

// gutter is the left edge of a line: its number, or "" where there is none.
func (f frame) gutter(number string) string {
	return f.paint(faint, fmt.Sprintf("%*s |", f.digits, number))
}

// room is the columns that are left for source text.
func (f frame) room() int { return f.width - f.digits - len(" | ") }

// span draws the lines of a span, marked with mark ("^" or "-") in the style st, with a label
// behind the mark. A span that is nowhere draws nothing.
// Further spans of the same line, to the right of it, are marked as far as the line is shown.
func (f frame) span(s source.Span, mark string, st style, label string, more ...source.Span) {
	s = trimEnd(s)
	first, last := s.Position(), s.EndPosition()
	if first.Line == 0 {
		return
	}
	fmt.Fprintln(f.b, f.gutter(""))
	if first.Line < last.Line {
		f.block(s, first.Line, last.Line, mark, st, label)
		return
	}
	text, at, _ := s.File.Line(first.Line)
	end := s.End
	if len(more) > 0 {
		end = trimEnd(more[len(more)-1]).End
	}
	r := crop(text, s.Start-at, end-at, f.room())
	line := f.gutter(strconv.Itoa(shownLine(first)))
	if r.before+r.inside+r.after != "" {
		line += " " + r.before + f.paint(st, r.inside) + r.after
	}
	fmt.Fprintln(f.b, line)
	marks := strings.Repeat(mark, r.run)
	if len(more) > 0 {
		marks = ""
		width := func(end int) int { return columns(cells(text[:end-at])) } // of the line up to there: a tab is as wide as where it stands
		begin := width(s.Start)
		for _, m := range append([]source.Span{s}, more...) {
			m = trimEnd(m)
			from, to := width(m.Start)-begin, width(m.End)-begin
			if to > r.run {
				break // out of sight
			}
			marks += strings.Repeat(" ", from-len(marks)) + strings.Repeat(mark, to-from)
		}
	}
	f.mark(" "+strings.Repeat(" ", r.indent), marks, st, label)
}

// shownLine is the number of a line as its file's reader counts: of a print, on its sheet.
func shownLine(p source.Position) int {
	if p.Sheet > 0 {
		return p.Row
	}
	return p.Line
}

// mark draws the line below the source: what leads to the mark, the mark, its label.
func (f frame) mark(lead, mark string, st style, label string) {
	if label != "" {
		mark += " " + fold(label)
	}
	fmt.Fprintf(f.b, "%s%s%s\n", f.gutter(""), lead, f.paint(st, mark))
}

// block draws a span over several lines, with a bar at its left:
//
//	14 | / - Led the migration of 40 services
//	15 | |   to a new platform
//	   | |___________________^
func (f frame) block(s source.Span, first, last int, mark string, st style, label string) {
	room := f.room() - 2
	bar := "/"
	var end row
	for n := first; n <= last; n++ {
		if last-first >= shownLines && n == first+shownLines-2 {
			fmt.Fprintf(f.b, "%s %s\n", f.gutter("…"), f.paint(st, bar))
			n = last
		}
		text, at, _ := s.File.Line(n)
		end = crop(text, 0, min(max(s.End-at, 0), len(text)), room)
		line := strings.TrimRight(end.before+end.inside+end.after, " ")
		fmt.Fprintf(f.b, "%s %s %s\n", f.gutter(strconv.Itoa(shownLine(s.File.Span(at, at).Position()))), f.paint(st, bar), line)
		bar = "|"
	}
	f.mark(" ", "|"+strings.Repeat("_", end.indent+end.run)+mark, st, label)
}

// trimEnd takes white space from the end of a span, so that a block is not drawn with the line
// end, or the empty lines, that belong to it. Of white space alone it leaves the first line.
func trimEnd(s source.Span) source.Span {
	text := s.Text()
	n := len(strings.TrimRight(text, " \t\r\n"))
	if n == 0 {
		n = len(text)
		if i := strings.IndexAny(text, "\r\n"); i >= 0 {
			n = i
		}
	}
	return s.File.Span(s.Start, s.Start+n)
}

// A row is a source line cut to the room that there is, and where its mark goes.
type row struct {
	before, inside, after string // the text, in three parts: inside is what is marked
	indent, run           int    // columns before the mark, and of the mark: 1 or more
}

// crop lays a line out in at most room columns (of the order of 20 or more) around the bytes
// from start to end. What does not fit is replaced by "…" at the line's ends.
func crop(line string, start, end, room int) row {
	start, end = min(max(start, 0), len(line)), min(max(end, 0), len(line))
	// A line may be megabytes long (a picture as a data URL); only the part that can be seen is laid
	// out. No character that is wider than one column has more than 4 bytes a column with its marks,
	// but for texts that pile marks up, which are then cut earlier than need be.
	low, high := max(0, start-8*room), min(len(line), start+16*room)
	for low > 0 && !utf8.RuneStart(line[low]) {
		low--
	}
	for high < len(line) && !utf8.RuneStart(line[high]) {
		high++
	}
	list := cells(line[low:high])
	a, b := within(list, start-low, end-low)

	from, to := 0, len(list)
	cutLeft, cutRight := low > 0, high < len(line)
	if cutLeft || cutRight || columns(list) > room {
		from, to = window(list, a, b, room-2)
		cutLeft, cutRight = cutLeft || from > 0, cutRight || to < len(list)
	}
	b = min(b, to)
	r := row{
		before: show(list[from:a]),
		inside: show(list[a:b]),
		after:  show(list[b:to]),
		indent: columns(list[from:a]),
		run:    max(columns(list[a:b]), 1),
	}
	if cutLeft {
		r.before = "…" + r.before
		r.indent++
	}
	if cutRight {
		r.after += "…"
	}
	return r
}

// within is the range of cells that show the bytes from start to end. A cell is never split.
func within(list []cell, start, end int) (a, b int) {
	for a < len(list) && list[a].end <= start {
		a++
	}
	b = a
	for b < len(list) && list[b].start < end {
		b++
	}
	return a, b
}

// window is the range of cells, at most room columns, to show of a line that is too long: from
// the line's start if the marked cells a to b can be seen then, else with them in the middle. Of
// marked cells that are more than the room the first are shown.
func window(list []cell, a, b, room int) (from, to int) {
	lead, marked := columns(list[:a]), columns(list[a:b])
	left := max(0, room-marked) / 2
	if lead+min(marked, room*3/4) <= room {
		left = lead
	}
	for from = a; from > 0 && list[from-1].width <= left; from-- {
		left -= list[from-1].width
	}
	used := columns(list[from:a])
	for to = a; to < len(list) && used+list[to].width <= room; to++ {
		used += list[to].width
	}
	for ; from > 0 && used+list[from-1].width <= room; from-- {
		used += list[from-1].width
	}
	return from, to
}
