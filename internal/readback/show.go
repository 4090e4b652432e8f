package readback

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/sheet"
)

// wordGap is the gap between two glyphs, in ems, from which on there are two words although no
// space was printed. At 0.14 em pdfium begins to see one, at 0.16 em poppler and MuPDF
// (evidence: letter-spaced words fall apart there).
const wordGap = 0.14

// A piece is glyphs that follow each other on one baseline, alike in font, size, colour and place
// in the structure tree.
type piece struct {
	page   int
	place  int32 // of its marked content in the structure tree's order; -1
	font   *font
	size   float64 // of an em, in points
	color  sheet.Color
	hidden bool    // nobody sees its text: it is cut off, or a box stands for it
	boxed  bool    // a box stands for it: the font does not have it
	ux, uy float64 // direction of the text, of length 1
	base   float64 // place of the baseline across the direction: y of upright text
	from   float64 // place of the first inked glyph along the direction: x of upright text
	to     float64 // and of the end of the last one
	end    float64 // of the last glyph, spaces included
	inked  bool    // it has more than spaces
	boxes  int     // glyphs of it that are boxes and say no text
	index  int     // among all pieces; set when lines are made
	start  int     // its text is reader.text[start:stop]
	stop   int
}

// newLine moves to the start of a line that lies so far from the start of this one.
func (g *painter) newLine(x, y float64) {
	g.lm.e += x*g.lm.a + y*g.lm.c
	g.lm.f += x*g.lm.b + y*g.lm.d
	g.tm = g.lm
}

// move moves along the text.
func (g *painter) move(x float64) {
	g.tm.e += x * g.tm.a
	g.tm.f += x * g.tm.b
}

// show shows a string in the current font.
func (g *painter) show(str []byte) {
	s := &g.state
	f := s.font
	if f == nil {
		return
	}
	step := 1
	if f.wide {
		step = 2
	}
	for ; len(str) >= step; str = str[step:] {
		if !g.meter.spend(2) {
			return
		}
		n := code(str[:step])
		advance := f.width(n) * s.size * s.stretch
		if g.ink != nil {
			g.drawGlyph(n)
		} else {
			text := f.text(n)
			if len(text) >= 3 && text[0] == 0xEF && text[1] == 0xAC { // U+FB00 and on
				g.noteLigatures(f, text)
			}
			// Glyph 0 is the box that stands for a character that the font does not have.
			g.glyph(text, advance, f.wide && n == 0)
		}
		advance += s.spacing * s.stretch
		if !f.wide && n == ' ' {
			advance += s.word * s.stretch
		}
		g.move(advance)
	}
}

// noteLigatures notes the Latin ligatures that a font's map gives, whatever other words (ActualText) stand for them.
func (g *painter) noteLigatures(f *font, text string) {
	for _, r := range text {
		if said := &g.fonts[f.index].Ligatures; r >= '\uFB00' && r <= '\uFB06' && !strings.ContainsRune(*said, r) {
			*said += string(r)
		}
	}
}

// glyph notes one glyph with its advance in text space; unseen says that it does not show its text.
func (g *painter) glyph(str string, advance float64, unseen bool) {
	inked, box := inkOf(str), unseen && str == ""
	for i := len(g.marked) - 1; i >= 0; i-- {
		if m := &g.marked[i]; m.actual {
			inked, str, box = inkOf(m.text), "", false
			if !m.said {
				str, m.said = m.text, true
			}
			break
		}
	}
	s := &g.state
	m := g.tm.then(s.ctm)
	along := math.Hypot(m.a, m.b)
	size := math.Abs(s.size) * math.Hypot(m.c, m.d) * s.font.scale
	if !(along > 0 && size > 0 && along < 1e6 && size < 1e6) {
		return
	}
	ux, uy := m.a/along, m.b/along
	if s.size*s.stretch < 0 {
		ux, uy = -ux, -uy
	}
	x, y := m.apply(0, s.rise)
	advance = math.Abs(advance) * along
	at := x*ux + y*uy
	p := piece{
		page: g.page, place: -1, font: s.font, size: size, color: g.textColor(), ux: ux, uy: uy,
		base: y*ux - x*uy, from: at, to: at, end: at,
	}
	if n := len(g.marked); n > 0 {
		p.place = g.marked[n-1].place
	}
	if inked || box || !g.open {
		p.boxed = unseen
		p.hidden = unseen || !s.clip.has(x+ux*advance/2+uy*size*0.3, y+uy*advance/2-ux*size*0.3)
	} else {
		p.hidden, p.boxed = g.pieces[len(g.pieces)-1].hidden, g.pieces[len(g.pieces)-1].boxed
	}
	if !g.open || !g.pieces[len(g.pieces)-1].takes(&p) {
		if !g.meter.spend(64) {
			return
		}
		if p.place >= 0 && s.clip.area() > g.area.area() {
			g.area = s.clip
		}
		p.start, p.stop = len(g.text), len(g.text)
		g.pieces = append(g.pieces, p)
		g.open = true
	}
	q := &g.pieces[len(g.pieces)-1]
	if at-q.end > wordGap*size && q.stop > q.start && g.text[q.stop-1] != ' ' && !startsWithSpace(str) {
		g.text = append(g.text, ' ')
	}
	g.text = appendText(g.text, str)
	q.stop = len(g.text)
	q.end = at + advance
	if box {
		q.boxes++
	}
	if inked {
		if !q.inked {
			q.inked, q.from = true, at
		}
		q.to = q.end
	}
}

// takes reports whether a glyph, given as a piece of one, carries p on.
func (p *piece) takes(q *piece) bool {
	gap := q.from - p.end
	return p.page == q.page && p.place == q.place && p.font == q.font && p.color == q.color && p.hidden == q.hidden && p.boxed == q.boxed &&
		math.Abs(p.size-q.size) < 1e-3*p.size && p.level(q) && math.Abs(p.base-q.base) < 0.02*p.size &&
		gap > -p.size/2 && gap < p.size
}

// level reports whether both run in the same direction.
func (p *piece) level(q *piece) bool { return math.Abs(p.ux-q.ux) < 1e-3 && math.Abs(p.uy-q.uy) < 1e-3 }

// shows reports whether there is something to see of the piece, were it not hidden.
func (p *piece) shows() bool { return p.inked || p.boxes > 0 }

// box is where the piece stands, as high as its font.
func (p *piece) box() box {
	up, down := p.size*p.font.ascent, p.size*p.font.descent
	return box{p.from, p.base - up, p.to, p.base + down}.through(matrix{a: p.ux, b: p.uy, c: -p.uy, d: p.ux})
}

// textColor is the colour that text is painted in. Invisible text (3 and 7 of Tr) has none.
func (g *painter) textColor() sheet.Color {
	c := g.state.fill
	switch g.state.mode {
	case 1, 5:
		c = g.state.stroke
	case 3, 7:
		c.A = 0
	}
	c.A *= g.state.group
	return c
}

// inkOf reports whether a text shows anything.
func inkOf(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return true
		}
	}
	return false
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// appendText appends a glyph's text. Control characters, which a map may say, become spaces: they
// would break a line that is one.
func appendText(dst []byte, s string) []byte {
	for _, r := range s {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			r = ' '
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
