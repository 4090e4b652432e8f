package transcribe

import (
	"math"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/sheet"
)

// margins is the lines at the edges of sheets that are no part of the text: page numbers, and what repeats at one place of
// several sheets.
func margins(p *sheet.Print) map[sheet.LineRef]bool {
	out := map[sheet.LineRef]bool{}
	edge := func(s *sheet.Sheet, l *sheet.Line) bool { // the outer eighths
		return l.Base < s.Height/8 || l.Base > s.Height*7/8
	}
	alike := byText(p)
	for i := range p.Sheets {
		s := &p.Sheets[i]
		top, bottom := ends(s)
		for k := range s.Lines {
			l := &s.Lines[k]
			if !edge(s, l) {
				continue
			}
			if isNumber(l.Text) && outermost(s, l, top, bottom) || alike.repeats(p, i, l) {
				out[sheet.LineRef{Sheet: i + 1, Line: k}] = true
			}
		}
	}
	return out
}

// isNumber reports whether a text is a page number: "2", "- 2 -", "2 / 3", "Page 2 of 3".
func isNumber(text string) bool {
	digits, words := 0, 0
	for _, f := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.TrimFunc(f, unicode.IsDigit) == "" {
			if digits++; len(f) > 3 {
				return false
			}
		} else if words++; words > 2 {
			return false
		}
	}
	return digits == 1 && (words == 0 || words == 1 && len(text) < 12) || digits == 2 && words <= 2 && len(text) < 24
}

// ends is the highest and the lowest baseline of a sheet.
func ends(s *sheet.Sheet) (top, bottom float64) {
	top, bottom = math.Inf(1), math.Inf(-1)
	for i := range s.Lines {
		top, bottom = min(top, s.Lines[i].Base), max(bottom, s.Lines[i].Base)
	}
	return top, bottom
}

// outermost reports whether no text stands between a line and the near edge of its sheet, but on its own row.
func outermost(s *sheet.Sheet, l *sheet.Line, top, bottom float64) bool {
	const row = 3 // pt
	return bottom < l.Base+row && l.Base > s.Height/2 || top > l.Base-row && l.Base < s.Height/2
}

// alike is the lines of a print by what they say but for their numbers.
type alike struct {
	by    map[string][]sheet.LineRef
	looks int // lines that may still be compared: of a file of nothing but equal lines, each is like each
}

// mostLooks is enough for a head and a foot of the same words on each of a thousand sheets.
const mostLooks = 2_000_000

func byText(p *sheet.Print) *alike {
	a := &alike{by: map[string][]sheet.LineRef{}, looks: mostLooks}
	for i := range p.Sheets {
		for k := range p.Sheets[i].Lines {
			text := unnumbered(p.Sheets[i].Lines[k].Text)
			a.by[text] = append(a.by[text], sheet.LineRef{Sheet: i + 1, Line: k})
		}
	}
	return a
}

// repeats reports whether what a line says, but for its numbers, stands at the same place of another sheet; at the top, of an
// earlier one: what the first sheet begins with is the text's, and later sheets repeat it.
func (a *alike) repeats(p *sheet.Print, i int, l *sheet.Line) bool {
	const near = 1.5 // pt
	for _, at := range a.by[unnumbered(l.Text)] {
		if a.looks--; a.looks < 0 {
			return false
		}
		j := at.Sheet - 1
		if j == i || j > i && l.Base < p.Sheets[i].Height/2 {
			continue
		}
		o := &p.Sheets[j].Lines[at.Line]
		if math.Abs(o.Base-l.Base) < near && math.Abs(o.Rect.X-l.Rect.X) < near && size(o) == size(l) {
			return true
		}
	}
	return false
}

func size(l *sheet.Line) float64 {
	most := 0.
	for _, r := range l.Runs {
		most = max(most, r.Size)
	}
	return most
}

// unnumbered is a text with one sign for each number.
func unnumbered(text string) string {
	var b strings.Builder
	in := false
	for _, r := range text {
		if unicode.IsDigit(r) {
			if !in {
				b.WriteByte('#')
			}
			in = true
			continue
		}
		in = false
		b.WriteRune(r)
	}
	return b.String()
}

// areas says where the text of each sheet may stand, for sheets of which that is not known: as far as text stands on any
// sheet, but for the margins. A single sheet is as full as it seems when its lower margin is as the upper one.
func areas(p *sheet.Print, margin map[sheet.LineRef]bool) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range p.Sheets {
		for k := range p.Sheets[i].Lines {
			if margin[sheet.LineRef{Sheet: i + 1, Line: k}] {
				continue
			}
			r := p.Sheets[i].Lines[k].Rect
			left, top = min(left, r.X), min(top, r.Y)
			right, bottom = max(right, r.Right()), max(bottom, r.Bottom())
		}
	}
	if !(right > left) || !(bottom > top) {
		return
	}
	for i := range p.Sheets {
		s := &p.Sheets[i]
		if s.Area.X > 0 || s.Area.Y > 0 || s.Area.W < s.Width || s.Area.H < s.Height {
			continue
		}
		x0, y0, x1, y1 := max(left, 0), max(top, 0), min(right, s.Width), min(bottom, s.Height)
		if len(p.Sheets) == 1 {
			y1 = max(y1, s.Height-y0)
		}
		if x1 > x0 && y1 > y0 {
			s.Area = sheet.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
		}
	}
}
