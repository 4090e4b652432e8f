package sheet

// A Drawing is what a print looks like: all that is painted, as outlines and pictures, without what it says.
// A [Print] is what it says. Indexes that name nothing are -1.
type Drawing struct {
	Sheets    []Canvas
	Faces     []Face
	Pictures  []Picture
	Gradients []Gradient
	Lacks     []string // what the file paints and is not in here, each once: "the outlines of Verdana"
}

// A Canvas is one sheet. Places are in points from its top left corner, y down.
type Canvas struct {
	Width, Height float64
	Items         []Item // in the order in which they are painted
	Clips         []Clip
	Masks         []Mask
}

// A Kind says what an [Item] is, and which of its fields count.
type Kind uint8

// The kinds of items.
const (
	Fill   Kind = iota // Path, EvenOdd, Color, Gradient
	Stroke             // Path, Pen, Color, Gradient
	Glyphs             // Matrix, Face, Glyphs, Color, Gradient
	Image              // Matrix, Picture, Soft, Color.A
	Group              // Items, Color.A: what is in it covers itself, and then shines through as one
)

// An Item is one thing that is painted.
type Item struct {
	Kind     Kind
	Clip     int // into Canvas.Clips
	Mask     int // into Canvas.Masks
	Color    Color
	Gradient int // into Drawing.Gradients: in the place of the colour, but for its opacity
	Path     Path
	EvenOdd  bool
	Pen      Pen
	Matrix   Matrix // from ems, y down, or of a picture from the unit square, y down
	Face     int    // into Drawing.Faces
	Glyphs   []Glyph
	Picture  int // into Drawing.Pictures
	Soft     int // into Drawing.Pictures: where it is white the picture is seen, where it is black not
	Items    []Item
}

// A Matrix makes x' = M[0]·x + M[2]·y + M[4] and y' = M[1]·x + M[3]·y + M[5].
type Matrix [6]float64

// A Path is an outline. Each operation takes its points, x and y in turn, from Points: "M" one, "L" one,
// "Q" two, "C" three, "Z" none.
type Path struct {
	Ops    []byte
	Points []float64
}

// A Clip is what other items are cut to.
type Clip struct {
	Path    Path
	EvenOdd bool
	Within  int // the clip that this one is cut to itself
}

// A Mask is items whose light, or when Alpha whose opacity, is the opacity of what it is put on.
type Mask struct {
	Items []Item
	Alpha bool
}

// A Pen is how a path is stroked. Lengths are in points.
type Pen struct {
	Width float64
	Cap   int // 0 butt, 1 round, 2 square
	Join  int // 0 miter, 1 round, 2 bevel
	Miter float64
	Dash  []float64
	Phase float64
}

// A Face is the used glyphs of one font.
type Face struct {
	Name   string
	Units  float64 // of an em
	Glyphs []Path  // in units, y down, from the origin of the glyph
}

// A Glyph is one glyph of a row of them.
type Glyph struct {
	Glyph int     // into Face.Glyphs
	X     float64 // of its origin, in ems
}

// A Picture is a picture in a form that browsers know.
type Picture struct {
	Type          string // "image/jpeg" or "image/png"
	Width, Height int    // in its own pixels
	Bytes         []byte
}

// A Gradient goes from one circle to another, or when it is not Radial from one point to another. It goes on
// beyond both with its first and its last colour.
type Gradient struct {
	Radial     bool
	X0, Y0, R0 float64
	X1, Y1, R1 float64
	Matrix     Matrix // to the sheet
	Stops      []Stop
}

// A Stop is the colour at one place of a gradient, from 0 to 1.
type Stop struct {
	At    float64
	Color Color
}
