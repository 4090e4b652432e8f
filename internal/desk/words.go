package desk

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// words is where on paper a word or a few stand that a span says: in its lines, also broken from one to the next. When they can't be told
// there, it is the lines.
func words(c *build.Copy, span source.Span, text string) []Mark {
	var out []Mark
	parts := strings.Fields(text)
	for _, p := range paint.Find(c.Print, diag.Diagnostic{Span: span}) {
		var at []*sheet.Line
		s := &c.Print.Sheets[p.Sheet-1]
		for i := range s.Lines {
			for _, r := range p.Boxes {
				if within(s.Lines[i].Rect, r) {
					at = append(at, &s.Lines[i])
					break
				}
			}
		}
		for i, l := range at {
			for _, w := range find(l.Text, strings.Join(parts, " ")) {
				out = append(out, Mark{p.Sheet, box(part(l, w[0], w[1]))})
			}
			for k := 1; k < len(parts) && i+1 < len(at); k++ { // the first words end one line, the others begin the next
				head, tail, next := strings.Join(parts[:k], " "), strings.Join(parts[k:], " "), at[i+1]
				if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(l.Text)), strings.ToLower(head)) {
					continue
				}
				first, then := find(l.Text, head), find(next.Text, tail)
				if len(first) == 0 || len(then) == 0 || strings.TrimSpace(next.Text[:then[0][0]]) != "" {
					continue
				}
				a := first[len(first)-1]
				out = append(out, Mark{p.Sheet, box(part(l, a[0], a[1]))}, Mark{p.Sheet, box(part(next, then[0][0], then[0][1]))})
			}
		}
	}
	if out == nil {
		return lines(c, span)
	}
	return out
}

func within(a, b sheet.Rect) bool {
	const near = 0.5 // points
	return a.X >= b.X-near && a.Right() <= b.Right()+near && a.Y >= b.Y-near && a.Bottom() <= b.Bottom()+near
}

// find is where a text has a word or a few, by bytes, in whatever case; parts of other words do not count.
func find(text, word string) [][2]int {
	low, sought := strings.ToLower(text), strings.ToLower(word)
	if len(low) != len(text) { // letters whose small ones take another number of bytes
		low, sought = text, word
	}
	inWord := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }
	var out [][2]int
	for at := 0; sought != ""; {
		i := strings.Index(low[at:], sought)
		if i < 0 {
			break
		}
		i += at
		at = i + len(sought)
		before, _ := utf8.DecodeLastRuneInString(low[:i])
		after, _ := utf8.DecodeRuneInString(low[at:])
		if !inWord(before) && !inWord(after) {
			out = append(out, [2]int{i, at})
		}
	}
	return out
}

// part is the area of some bytes of a line. Where in a run a letter stands is told by how wide letters usually are: that is within
// about a letter of the truth, and the drawing would have to be read for more.
func part(l *sheet.Line, from, to int) sheet.Rect {
	left, right := math.Inf(1), math.Inf(-1)
	at := 0 // of the line's text
	for _, r := range l.Runs {
		i := strings.Index(l.Text[at:], r.Text)
		if i < 0 {
			continue
		}
		start := at + i
		at = start + len(r.Text)
		a, b := max(from, start), min(to, at)
		if a >= b {
			continue
		}
		all := wide(r.Text)
		if all == 0 {
			continue
		}
		left = min(left, r.Rect.X+r.Rect.W*float64(wide(r.Text[:a-start]))/float64(all))
		right = max(right, r.Rect.X+r.Rect.W*float64(wide(r.Text[:b-start]))/float64(all))
	}
	if left > right {
		return l.Rect
	}
	return sheet.Rect{X: left, Y: l.Rect.Y, W: right - left, H: l.Rect.H}
}

// widths is letters of about one width in the faces that people print with, in thousandths of the size.
var widths = []struct {
	of    int
	runes string
}{
	{235, "ijl'’|"}, {265, " \u00a0.,:;!·"}, {290, "tfI[]/"}, {333, "r()-‑–"}, {445, "sJ\"“”"}, {485, "acez"}, {520, "bdghknopquvxy0123456789$€"}, {585, "FLPSET+=<>"},
	{680, "ABCKRVXYZ&"}, {730, "DGHNOQUw"}, {810, "m"}, {860, "M%"}, {940, "W@—"},
}

// wide is about how wide a text is, in thousandths of its size.
func wide(text string) int {
	sum := 0
	for _, r := range text {
		w := 540
		for _, c := range widths {
			if strings.ContainsRune(c.runes, r) {
				w = c.of
				break
			}
		}
		sum += w
	}
	return sum
}
