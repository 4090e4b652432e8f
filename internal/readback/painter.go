package readback

import "github.com/resgen/resgen/internal/sheet"

const (
	maxStates = 256 // q inside q
	maxForms  = 16  // forms inside forms
	maxMarked = 256 // marked content inside marked content
	maxArgs   = 64  // operands of one operator; further ones are forgotten
)

// A painter follows the operators of one page. By itself it notes which text and which other things
// stand where; with an ink it takes down what all of it looks like.
type painter struct {
	*reader
	page     int // index
	sheet    box // the page, from its top left corner
	state    state
	stack    []state
	deeper   int    // levels of q beyond maxStates
	tm, lm   matrix // text matrix, text line matrix
	path     box    // of the current path, in sheet places
	cut      bool   // the path is to be cut out at the next painting operator
	marked   []marked
	ignored  int  // levels of marked content beyond maxMarked
	open     bool // the next glyph may join the last of reader.pieces
	marks    []sheet.Rect
	pictures []sheet.Rect // those of marks that are
	area     box          // the largest clip that tagged text was painted in

	ink     *ink   // takes down what is painted; nil when only what stands where is asked for
	base    matrix // of patterns: from the page, or the form, to the sheet
	evenOdd bool   // the path is to be cut out by the even-odd rule
	nested  int    // glyphs that are made of glyphs
}

// A state is what q keeps and Q brings back.
type state struct {
	ctm    matrix
	clip   box
	fill   sheet.Color // A is the fill's own alpha
	stroke sheet.Color
	group  float64 // alpha of the groups round it
	width  float64 // of lines

	font    *font
	size    float64
	spacing float64 // Tc
	word    float64 // Tw
	stretch float64 // Tz as a factor
	leading float64
	rise    float64
	mode    float64 // Tr

	brush brush
}

// marked is one level of marked content.
type marked struct {
	place  int32 // in the structure tree; -1: none
	actual bool  // its text is said, by text, whatever its glyphs stand for
	said   bool  // and was noted
	text   string
}

// paint notes what a page paints.
func (r *reader) paint(index int, p page) *painter {
	g := r.painter(index, p)
	g.run(r.painting(p), r.resources(p.resources, p.object), 0)
	return g
}

// painter is one that stands at the start of a page.
func (r *reader) painter(index int, p page) *painter {
	toSheet := matrix{1, 0, 0, -1, -p.media.x0, p.media.y1}
	g := &painter{
		reader: r, page: index, path: nowhere, area: nowhere,
		sheet: p.media.through(toSheet), state: start(toSheet),
		tm: identity, lm: identity,
	}
	g.state.clip = g.sheet
	return g
}

// start is the state that a page or a glyph begins with.
func start(ctm matrix) state {
	s := state{ctm: ctm, fill: black, stroke: black, group: 1, width: 1, stretch: 1}
	s.brush.pen.Miter = 10
	return s
}

var black = sheet.Color{A: 1}
