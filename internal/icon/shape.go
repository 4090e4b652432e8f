package icon

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A shape is an outline in a square of units a side, y downwards: what of it is wound around is filled.
type shape []step

// A step is one command of an SVG path, with its points.
type step struct {
	kind byte // one of "MLQCZ"
	to   [3]point
}

type point struct{ x, y float32 }

// data is the shape as an SVG path.
func (s shape) data() string {
	var b strings.Builder
	for _, st := range s {
		b.WriteByte(st.kind)
		for i, p := range st.to[:points(st.kind)] {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(number(p.x) + " " + number(p.y))
		}
	}
	return b.String()
}

// points is how many a command has.
func points(kind byte) int {
	switch kind {
	case 'Z':
		return 0
	case 'Q':
		return 2
	case 'C':
		return 3
	}
	return 1
}

// number is a coordinate to a hundredth.
func number(v float32) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(float64(v), 'f', 2, 32), "0"), ".")
}

// square is the tile, with round corners.
func square(radius float32) shape {
	const u, k = units, .5523 // of a cubic curve that is nearest to a quarter of a circle
	r, c := radius, radius*(1-k)
	return shape{
		{'M', [3]point{{r, 0}}}, {'L', [3]point{{u - r, 0}}}, {'C', [3]point{{u - c, 0}, {u, c}, {u, r}}},
		{'L', [3]point{{u, u - r}}}, {'C', [3]point{{u, u - c}, {u - c, u}, {u - r, u}}},
		{'L', [3]point{{r, u}}}, {'C', [3]point{{c, u}, {0, u - c}, {0, u - r}}},
		{'L', [3]point{{0, r}}}, {'C', [3]point{{0, c}, {c, 0}, {r, 0}}}, {'Z', [3]point{}},
	}
}

// sheetOfPaper is a name and a few lines of text.
func sheetOfPaper() shape {
	var s shape
	for _, bar := range [][4]float32{{8, 8, 18, 11}, {8, 15, 24, 17}, {8, 19, 24, 21}, {8, 23, 19, 25}} {
		x0, y0, x1, y1 := bar[0], bar[1], bar[2], bar[3]
		s = append(s, step{'M', [3]point{{x0, y0}}}, step{'L', [3]point{{x1, y0}}}, step{'L', [3]point{{x1, y1}}}, step{'L', [3]point{{x0, y1}}}, step{kind: 'Z'})
	}
	return s
}

// face is what letters are drawn of.
var face = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		panic("icon: " + err.Error())
	}
	return f
})

// How large letters are: as high as highest, for one letter, or as high as they may be for two to be no wider than widest.
const highest, widest = 19, 25

// mark is what stands on the tile: the letters; the sheet of paper when there are none, or the face lacks one: then ok is false.
func (c Icon) mark() (s shape, ok bool) {
	if c.Letters == "" {
		return sheetOfPaper(), false
	}
	var buf sfnt.Buffer
	f := face()
	em := fixed.I(1000)
	var at, high, left, right fixed.Int26_6
	var last sfnt.GlyphIndex
	for i, r := range []rune(c.Letters) {
		g, err := f.GlyphIndex(&buf, r)
		if err != nil || g == 0 {
			return sheetOfPaper(), false
		}
		bounds, advance, err := f.GlyphBounds(&buf, g, em, 0)
		if err != nil {
			return sheetOfPaper(), false
		}
		if i > 0 {
			if kern, err := f.Kern(&buf, last, g, em, 0); err == nil {
				at += kern
			}
		} else {
			left = bounds.Min.X
		}
		segments, err := f.LoadGlyph(&buf, g, em, nil)
		if err != nil {
			return sheetOfPaper(), false
		}
		s = s.add(segments, at)
		right, last = at+bounds.Max.X, g
		high = min(high, bounds.Min.Y)
		at += advance
	}
	// Letters stand on a line: a tail below it does not lift them, an accent takes of their height.
	w, h := length(right-left), length(-high)
	scale := min(highest/h, widest/w)
	dx, dy := (units-w*scale)/2-length(left)*scale, (units-h*scale)/2-length(high)*scale
	for i := range s {
		for j, p := range s[i].to {
			s[i].to[j] = point{p.x*scale + dx, p.y*scale + dy}
		}
	}
	return s, true
}

// add is the shape with a glyph behind it.
func (s shape) add(glyph sfnt.Segments, at fixed.Int26_6) shape {
	open := false
	for _, g := range glyph {
		st := step{}
		switch g.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				s = append(s, step{kind: 'Z'})
			}
			st.kind, open = 'M', true
		case sfnt.SegmentOpLineTo:
			st.kind = 'L'
		case sfnt.SegmentOpQuadTo:
			st.kind = 'Q'
		case sfnt.SegmentOpCubeTo:
			st.kind = 'C'
		}
		for i, p := range g.Args {
			st.to[i] = point{length(p.X + at), length(p.Y)}
		}
		s = append(s, st)
	}
	if open {
		s = append(s, step{kind: 'Z'})
	}
	return s
}

func length(v fixed.Int26_6) float32 { return float32(v) / 64 }
