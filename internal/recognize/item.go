package recognize

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/sheet"
)

// An item is text in one face without a wide gap: what a parser takes for one field.
type item struct {
	text         string
	x, end, size float64
	bold, italic bool
	mono         bool
	gap          float64 // before it, in ems; 0 for the first of its line
	at           sheet.LineRef
}

// A line is items on one baseline that are painted one behind the other, to the right.
type line struct {
	items        []item
	text         string
	x, end, base float64
	size         float64 // of most of it
	sheet        int     // 1-based
	at           sheet.LineRef
	gap          float64 // from the line before to this one; NaN for the first of a sheet
	mark         int     // bytes of the bullet that it begins with; 0 for none
}

const (
	// wordGap is the gap, in ems, that parts two words; poppler, MuPDF and pdfium part them at 0.14 to 0.16.
	wordGap = 0.14
	// wideGap is the gap, in ems, that parts two items: wider than a blank of justified text.
	wideGap = 1.5
	// mostRuns bounds what is read: some hundred sheets.
	mostRuns = 200_000
)

// A style is how a font looks, as far as its name says.
type style struct{ bold, italic, mono bool }

// styles is the style of each font.
func styles(fonts []sheet.Font) []style {
	out := make([]style, len(fonts))
	for i, f := range fonts {
		n := strings.ToLower(f.Name)
		has := func(words ...string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(n, w) })
		}
		out[i] = style{
			bold:   has("bold", "black", "heavy", "demi", "cmbx", "sfbx", "lmbx"),
			italic: has("italic", "oblique", "slanted", "cmti", "cmsl", "lmri") || strings.HasSuffix(n, "-it"),
			mono:   has("mono", "courier", "consol", "menlo", "typewriter", "cmtt", "sfmono"),
		}
	}
	return out
}

// linesOf makes lines of a print's runs.
func linesOf(p *sheet.Print) []line {
	faces := styles(p.Fonts)
	var out []line
	total := 0
	for s := range p.Sheets {
		runs := runsOf(&p.Sheets[s], s+1)
		if total += len(runs); total > mostRuns {
			break
		}
		start := len(out)
		for _, r := range runs {
			var face style
			if r.font >= 0 && r.font < len(faces) {
				face = faces[r.font]
			}
			if n := len(out); n > start && out[n-1].takes(&r) {
				out[n-1].add(&r, face)
				continue
			}
			l := line{x: r.x, base: r.base, end: r.x, sheet: s + 1, at: r.at, size: r.size}
			l.add(&r, face)
			out = append(out, l)
		}
		for i := start; i < len(out); i++ {
			l := &out[i]
			l.finish()
			if l.gap = math.NaN(); i > start {
				l.gap = l.base - out[i-1].base
			}
		}
	}
	return out
}

// A run is one run of the print with its baseline.
type run struct {
	text         string
	x, end, base float64
	size         float64
	font         int
	paint        int
	at           sheet.LineRef
}

// runsOf is the runs of a sheet as they are painted. Those whose place is no number are left out.
func runsOf(s *sheet.Sheet, number int) []run {
	var out []run
	for i := range s.Lines {
		l := &s.Lines[i]
		for k := range l.Runs {
			r := &l.Runs[k]
			out = append(out, run{r.Text, r.Rect.X, r.Rect.Right(), l.Base, r.Size, r.Font, r.Paint, sheet.LineRef{Sheet: number, Line: i}})
		}
	}
	out = slices.DeleteFunc(out, func(r run) bool {
		return strings.TrimSpace(r.text) == "" || !finite(r.x) || !finite(r.end) || !finite(r.base) || !(r.size > 0) || !finite(r.size)
	})
	slices.SortStableFunc(out, func(a, b run) int { return a.paint - b.paint })
	return out
}

func finite(v float64) bool { return math.Abs(v) < 1e6 }

// takes reports whether a run carries the line on.
func (l *line) takes(r *run) bool {
	size := max(l.size, r.size)
	return math.Abs(r.base-l.base) < 0.4*size && r.x > l.end-0.3*size
}

func (l *line) add(r *run, face style) {
	gap := (r.x - l.end) / max(r.size, 1)
	n := len(l.items)
	if n == 0 {
		gap = 0
	}
	text := r.text
	l.end, l.size = max(l.end, r.end), max(l.size, r.size)
	if n > 0 {
		if last := &l.items[n-1]; last.same(r, face) && gap < wideGap {
			if gap > wordGap && !endsWithSpace(last.text) && !startsWithSpace(text) {
				text = " " + text
			}
			last.text, last.end = last.text+text, r.end
			last.mono = last.mono && face.mono
			return
		}
	}
	l.items = append(l.items, item{text, r.x, r.end, r.size, face.bold, face.italic, face.mono, gap, r.at})
}

// same reports whether a run looks like the item. Code in a line counts as of the text around it, and so does what is
// raised or lowered.
func (i *item) same(r *run, face style) bool {
	if i.mono != face.mono {
		return true
	}
	return i.bold == face.bold && i.italic == face.italic && math.Abs(i.size-r.size) < 0.45*max(i.size, r.size)
}

// finish trims the items and makes the line's text of them.
func (l *line) finish() {
	var b strings.Builder
	most := 0
	for i := range l.items {
		it := &l.items[i]
		if i > 0 && (it.gap > wordGap || endsWithSpace(l.items[i-1].text) || startsWithSpace(it.text)) {
			b.WriteByte(' ')
		}
		b.WriteString(strings.TrimSpace(it.text))
		if n := len(it.text); n > most {
			most, l.size = n, it.size
		}
	}
	for i := range l.items {
		if i > 0 && endsWithSpace(l.items[i-1].text) {
			l.items[i].gap = max(l.items[i].gap, wordGap)
		}
	}
	for i := range l.items {
		l.items[i].text = strings.Join(strings.Fields(l.items[i].text), " ")
	}
	l.text = strings.Join(strings.Fields(b.String()), " ")
	l.mark = bulletMark(l.text)
}

// value is the line as one value.
func (l *line) value() Value { return Value{Text: l.text, At: l.at} }

// bold reports whether all of the line is bold.
func (l *line) bold() bool {
	return !slices.ContainsFunc(l.items, func(i item) bool { return !i.bold && hasLetter(i.text) })
}

// bulletMark is the length of the bullet that a text begins with, the blank behind it included: a sign, or a number of one
// or two digits with a dot or bracket; 0 for none.
func bulletMark(text string) int {
	r, size := utf8.DecodeRuneInString(text)
	if sheet.BulletSign(r) {
		rest := text[size:]
		if rest == "" {
			return size
		}
		if trimmed := strings.TrimLeft(rest, " "); len(trimmed) < len(rest) {
			return len(text) - len(trimmed)
		}
		if strings.ContainsRune("•●▪■‣", r) {
			return size
		}
		return 0
	}
	digits := 0
	for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 2 || len(text) < digits+3 || text[digits] != '.' && text[digits] != ')' || text[digits+1] != ' ' {
		return 0
	}
	return digits + 2
}

func endsWithSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
