// Package sheet is printed paper as data: sheets, lines of text with their fonts
// and places, links, and the blocks of the page that they came from.
//
// It is what chrome measures and readback reads, and all that the rules about
// print look at. Lengths are in points (1/72 inch), places are from the top left
// corner of the sheet, x to the right, y down. It never opens a PDF.
package sheet

import (
	"strings"

	"github.com/resgen/resgen/internal/source"
)

// A Rect is a place on a sheet, in points from the sheet's top left corner.
type Rect struct{ X, Y, W, H float64 }

// Bottom is the y of the lower edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Right is the x of the right edge.
func (r Rect) Right() float64 { return r.X + r.W }

// A Print is one printed target, read back.
type Print struct {
	Sheets   []Sheet
	Blocks   []Block   // every block of the source that was printed, in source order of the page
	Fonts    []Font    // every font of the file, sorted by name
	Outline  []Heading // the outline ("bookmarks"), flat, in order
	Info     Info      // the file's own words about itself
	Lost     []Lost    // text that stands in the page and not on paper
	Unlike   bool      // page and print have so little in common that what is lost cannot be told
	Missing  []Request // what the page asked for and does not have
	Faces    []string  // families of the page's own @font-face rules; nil when they are not known
	Named    []string  // families that its style rules name
	Locals   []Local   // families of Faces that take fonts of the machine
	Scale    float64   // printed size / size asked for; 1 unless Chrome shrank the whole page
	Bytes    int       // size of the PDF in bytes
	Chrome   string    // the printing browser's version, "" for a foreign PDF
	Producer string    // the PDF's Producer entry
	Fit      *Fit      `json:",omitempty"` // what came of fitting it to so many sheets; nil when that was not asked for
	Words    string    // the text as the second reader gets it, in the order of the content; "" when it was not asked, or failed
}

// Info is the document information of a PDF.
type Info struct {
	Title, Author, Subject, Keywords, Lang string
	Tagged                                 bool
	ShowTitle                              bool // viewers are asked to show the title, not the file's name
	XMP                                    bool // there is a packet of XMP metadata
}

// A Sheet is one printed side of paper.
type Sheet struct {
	Number        int // 1-based
	Width, Height float64
	Area          Rect   // the area inside the page margins, as the style asked for it
	Lines         []Line // in the order in which the file paints them
	Links         []Link
	Marks         []Rect // boxes of what is painted without being text: rules, pictures, backgrounds
	Pictures      []Rect // those of Marks that are pictures
}

// Text is all that stands on a sheet: its lines, then the addresses of its links, each ended by a line break.
func (s *Sheet) Text() string {
	var b strings.Builder
	for _, l := range s.Lines {
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	for _, l := range s.Links {
		b.WriteString(l.URI)
		b.WriteByte('\n')
	}
	return b.String()
}

// A Line is one line of text of one block, or of none for text without a source.
type Line struct {
	Text  string
	Rect  Rect    // from the leftmost glyph to the rightmost, ascent and descent as the font size gives them
	Base  float64 // y of the baseline
	Block int     // index into Print.Blocks; -1 when no block is known
	Runs  []Run
	Order int // place among all tagged lines of the print in the structure tree's order, 0-based; -1 when untagged
}

// A Run is a stretch of one line in one font, size and colour.
type Run struct {
	Text  string
	Rect  Rect
	Size  float64 // in points, as printed
	Font  int     // index into Print.Fonts
	Color Color
	Paint int // its place in the order in which the file paints; a sheet's runs have rising ones, with gaps
}

// A Color is a colour with its opacity; each part is 0 to 1.
type Color struct{ R, G, B, A float64 }

// A Font is one font of the file.
type Font struct {
	Name     string // without the subset prefix: "SourceSans3-Bold"
	Family   string // the family that it was loaded as, as far as can be told: "SourceSans3"
	Type     string // "TrueType", "Type1", "CIDFontType0", "Type3"
	Embedded bool

	Ligatures string // U+FB00..FB06 that its character map gives for glyphs that are printed, each once
}

// A Link is a clickable place.
type Link struct {
	Rect Rect
	URI  string // an address, or "#name" for a place in the file; "#page=2" for one without a name
}

// A Heading is one entry of the outline.
type Heading struct {
	Title string
	Level int // 1-based
	Sheet int // 1-based
}

// A Lost stretch of text is in the page but not in the print.
type Lost struct {
	Block   int    // index into Print.Blocks; -1 when the text has no block
	Text    string // "": what a style puts there (a marker, ::before), which is not in the page; then NoGlyph
	NoGlyph bool   // no font has it: empty boxes stand for it, or nothing
}

// A Request is something that the printed page asked for and does not have.
type Request struct {
	URL     string
	Damaged bool // it was there and could not be used: a picture or a font that does not load
}

// A Local is a family of the page's @font-face rules that takes fonts of the machine that prints: src: local("Arial").
type Local struct {
	Family string
	Names  []string // as local() gives them: full or PostScript names
	Only   bool     // none of its faces comes from a file
}

// A Role is what a block is for the reader of a sheet. Layouts write it into the printed
// copy as data-role.
type Role string

// The roles that rules know. Any other block has the role "".
const (
	RoleName    Role = "name"    // the person's name
	RoleContact Role = "contact" // the contact line
	RoleSection Role = "section" // a section's heading
	RoleEntry   Role = "entry"   // an entry's heading (title)
	RoleDetail  Role = "detail"  // an entry's organization, place or date line
	RoleBullet  Role = "bullet"  // a bullet
	RoleText    Role = "text"    // a paragraph
)

// A Block is a block of the page that has a place in the source.
type Block struct {
	ID     string // its id in the printed page
	Span   source.Span
	Role   Role
	Tag    string  // element name in lower case
	Text   string  // its own text as the page shows it, white space folded
	Size   float64 // computed font size in points
	Family string  // the first family asked for
	Color  Color   // computed text colour
	Back   Color   // the colour behind it
	Over   float64 // points by which its content sticks out of the page's area to the right, 0 when it fits
	Clip   float64 // points of its content that are cut by its own box, 0 when none
	Level  int     // heading level 1..6, else 0

	// From the print:
	Sheet int     // 1-based sheet of its first line; 0 when nothing of it was printed
	Last  int     // 1-based sheet of its last line
	Y     float64 // top on its first sheet
	Lines []LineRef
}

// A LineRef names a line: Print.Sheets[Sheet-1].Lines[Line].
type LineRef struct{ Sheet, Line int }

// A Measure is what the live page said under print media, before it was printed: chrome
// makes it, readback joins it with the PDF. Blocks have their live fields only.
type Measure struct {
	Blocks []Block
	// Texts is every text node of the page in document order, as shown (text-transform
	// applied), with the index of the innermost block with a source that it stands in (-1: none).
	Texts   []Node
	Hidden  []Lost  // text with a source that a style hides, which no print will have
	Width   float64 // of the page's content area, in points
	Height  float64
	Margins [4]float64 // top, right, bottom, left of @page, in points
	Missing []Request
	Faces   []string // families of the page's @font-face rules
	Named   []string // families that its style rules name
	Locals  []Local  // families of Faces that take fonts of the machine
}

// A Node is one text node of the live page.
type Node struct {
	Block int
	Text  string
}
