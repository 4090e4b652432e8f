package foreign

import (
	"math"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"github.com/resgen/resgen/internal/sheet"
)

// A look is how a character is set.
type look struct {
	font  int
	size  float64 // pt, as printed
	color sheet.Color
}

// A piece is a stretch of characters without a blank, in one look.
type piece struct {
	text     string
	look     look
	from, to float64 // x on the sheet
	base     float64 // y of the baseline
	top, low float64 // of the ink, for text that does not run to the right
	level    bool    // it runs to the right
	space    bool    // a blank stands before it
	id       int     // of its marked content; -1
}

// pieces takes the characters of a sheet apart, in PDFium's order: that of the content, but for text on one
// baseline, which it puts in order from left to right. Blanks are those of the file, those that PDFium sees in the gaps, and
// those that it does not see and other readers do.
func (t *text) pieces(chars []*responses.GetPageTextStructuredChar) []piece {
	var out []piece
	space := false
	for i := 0; i < len(chars); {
		if blank(chars[i].Text) {
			from := i
			for i < len(chars) && blank(chars[i].Text) {
				i++
			}
			space = space || from == 0 || i == len(chars) || !lineEnds(chars[from:i]) || t.parted(from-1, i)
			continue
		}
		end := i + 1
		for end < len(chars) && !blank(chars[end].Text) && !hyphen(chars[end-1].Text) && !t.gap(chars, i, end) {
			end++
		}
		more := end < len(chars) && !blank(chars[end].Text) && !hyphen(chars[end-1].Text)
		for i < end {
			stop := t.alike(i, end)
			if p := t.piece(chars, i, stop); p.text != "" {
				p.space = space
				out = append(out, p)
				space = false
			}
			i = stop
		}
		space = space || more
	}
	return out
}

// wordGap is the gap, in ems, from which on there are two words: readback's figure.
const wordGap = 0.14

// gap reports whether a blank has to be seen before the character at i, of a word that begins at start. Only what stands apart
// by its ink is asked about: each question costs time.
func (t *text) gap(chars []*responses.GetPageTextStructuredChar, start, i int) bool {
	size := t.look(start).size
	a, b := chars[i-1].PointPosition, chars[i].PointPosition
	apart := max(b.Left-a.Right, a.Left-b.Right, b.Bottom-a.Top, a.Bottom-b.Top)
	return apart > wordGap*size && t.parted(i-1, i)
}

// lineEnds reports whether blanks are line ends only. PDFium puts such between the letters of a word where each is
// set by itself and upside down, as Qt does.
func lineEnds(blanks []*responses.GetPageTextStructuredChar) bool {
	for _, c := range blanks {
		if c.Text != "\r" && c.Text != "\n" {
			return false
		}
	}
	return true
}

// parted reports whether two characters do not stand side by side, as those of a word do.
func (t *text) parted(i, j int) bool {
	a, err := t.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: t.page, Index: i})
	if err != nil {
		return true
	}
	b, err := t.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: t.page, Index: j})
	if err != nil {
		return true
	}
	left, right := t.at.rectOf(a.Rect), t.at.rectOf(b.Rect)
	size := t.look(i).size
	gap := right.X - left.Right()
	return math.Abs(left.Bottom()-right.Bottom()) > 0.3*size || gap < -0.5*size || gap > wordGap*size
}

// hyphen reports whether a character is the hyphen at the end of a line, behind which PDFium goes on with the next line as if
// the word were whole. It has a code of its own for it.
func hyphen(s string) bool { return s == "\x02" || s == "\uFFFE" }

// blank reports whether a character parts words.
func blank(s string) bool { return s == "" || strings.TrimFunc(s, unicode.IsSpace) == "" }

// A text is the text of a sheet, where the looks of its characters are asked for.
type text struct {
	*reader
	page  references.FPDF_TEXTPAGE
	at    place
	looks map[int]look
}

// alike is the end of the stretch from i, at most to end, that is set in one look. A word that begins and ends in
// one look is taken to have no other between: each question costs time.
func (t *text) alike(i, end int) int {
	first := t.look(i)
	if t.look(end-1) == first {
		return end
	}
	for k := i + 1; k < end; k++ {
		if t.look(k) != first {
			return k
		}
	}
	return end
}

// look asks how a character is set.
func (t *text) look(i int) look {
	if l, ok := t.looks[i]; ok {
		return l
	}
	l := look{size: 1, color: sheet.Color{A: 1}}
	if s, err := t.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: t.page, Index: i}); err == nil {
		l.size = s.FontSize
	}
	if m, err := t.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: t.page, Index: i}); err == nil {
		l.size *= math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	}
	l.size = length(math.Abs(l.size))
	if c, err := t.FPDFText_GetFillColor(&requests.FPDFText_GetFillColor{TextPage: t.page, Index: i}); err == nil {
		l.color = sheet.Color{R: part(c.R), G: part(c.G), B: part(c.B), A: part(c.A)}
	}
	l.font = t.fontAt(t.page, i)
	t.looks[i] = l
	return l
}

// part is a part of a colour.
func part(v uint) float64 { return math.Round(float64(v)/255*1000) / 1000 }

// length is a length as it is kept: finite, to a thousandth of a point.
func length(v float64) float64 {
	if math.IsNaN(v) || math.Abs(v) > 1e6 {
		return 0
	}
	return math.Round(v*1000) / 1000
}

// piece is the characters from i to end.
func (t *text) piece(chars []*responses.GetPageTextStructuredChar, i, end int) piece {
	p := piece{look: t.look(i), from: math.Inf(1), to: math.Inf(-1), top: math.Inf(1), low: math.Inf(-1), id: -1}
	var b strings.Builder
	for _, c := range chars[i:end] {
		b.WriteString(readable(c.Text))
		box := t.at.rect(c.PointPosition.Left, c.PointPosition.Bottom, c.PointPosition.Right, c.PointPosition.Top)
		p.from, p.to = min(p.from, box.X), max(p.to, box.Right())
		p.top, p.low = min(p.top, box.Y), max(p.low, box.Bottom())
	}
	p.text = b.String()
	p.from, p.to, p.top, p.low = length(p.from), length(p.to), length(p.top), length(p.low)
	p.base = p.low
	if o, err := t.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: t.page, Index: i}); err == nil {
		_, y := t.at.point(o.X, o.Y)
		p.base = length(y)
	}
	const askew = 0.05 // rad; a scan of a straight page is about so far off
	turn := math.Remainder(chars[i].Angle+t.at.turn, 2*math.Pi)
	p.level = math.Abs(turn) < askew
	t.object(i, &p)
	return p
}

// object asks what the object that a character is of says: whether it is to be seen, and where it stands in the tags.
func (t *text) object(i int, p *piece) {
	o, err := t.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: t.page, Index: i})
	if err != nil {
		return
	}
	const invisible, clip = 3, 7 // modes of Tr
	if m, err := t.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o.TextObject}); err == nil &&
		(m.TextRenderMode == invisible || m.TextRenderMode == clip) {
		p.look.color.A = 0
	}
	if !t.print.Info.Tagged {
		return
	}
	if id, err := t.FPDFPageObj_GetMarkedContentID(&requests.FPDFPageObj_GetMarkedContentID{PageObject: o.TextObject}); err == nil {
		p.id = id.MarkedContentID
	}
}

// readable is a character as a parser gets it. A code of a control character is what a font without a character map gives
// for a glyph that nobody can tell: "no character known".
func readable(s string) string {
	if hyphen(s) {
		return "-"
	}
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return unicode.ReplacementChar
		}
		return c
	}, s)
}
