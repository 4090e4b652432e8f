package readback

import (
	"encoding/binary"

	"github.com/resgen/resgen/internal/sheet"
)

// A glyf is the outlines of a TrueType font. The subsets that Skia embeds have few tables beside those that are
// read here: no cmap, for codes are glyph numbers.
// https://learn.microsoft.com/typography/opentype/spec/glyf
type glyf struct {
	units float64 // of an em
	long  bool    // the offsets are of four bytes
	loca  []byte
	data  []byte
}

const (
	maxComponents = 6       // glyphs made of glyphs made of glyphs; the standard's maxComponentDepth is rarely above 2
	maxPoints     = 1 << 15 // of one glyph; the standard's own bound is twice that
)

// readGlyf finds the tables in a font file; ok is false when they are not there.
func readGlyf(font []byte) (g glyf, ok bool) {
	b := cursor{data: font}
	b.skip(4)
	count := int(b.u16())
	b.skip(6)
	for range count {
		tag := string(b.take(4))
		b.skip(4)
		from, size := int(b.u32()), int(b.u32())
		if b.bad {
			return g, false
		}
		if from > len(font) || size > len(font)-from {
			continue
		}
		switch table := font[from : from+size]; {
		case tag == "head" && size >= 52:
			g.units = float64(binary.BigEndian.Uint16(table[18:]))
			g.long = binary.BigEndian.Uint16(table[50:]) == 1
		case tag == "loca":
			g.loca = table
		case tag == "glyf":
			g.data = table
		}
	}
	return g, g.units >= 16 && g.loca != nil && g.data != nil
}

// A point is one of a glyph's contours; last ends its contour.
type point struct {
	x, y float64
	on   bool // the curve
	last bool
}

// outline is a glyph's, in units, y down. A glyph that is damaged, or not there, is empty.
func (g *glyf) outline(glyph int, m *meter) sheet.Path {
	points, ok := g.points(nil, glyph, 0, m)
	if !ok {
		return sheet.Path{}
	}
	var p sheet.Path
	for from := 0; from < len(points); {
		to := from
		for !points[to].last {
			to++
		}
		contour(&p, points[from:to+1])
		from = to + 1
	}
	return p
}

// contour adds a closed contour. Between two points off the curve there is one on it, halfway.
func contour(p *sheet.Path, c []point) {
	start, rest := c[0], c[1:]
	if !start.on {
		if last := c[len(c)-1]; last.on {
			start, rest = last, c[:len(c)-1]
		} else {
			start, rest = halfway(start, last), c
		}
	}
	add := func(op byte, at ...point) {
		p.Ops = append(p.Ops, op)
		for _, a := range at {
			p.Points = append(p.Points, a.x, -a.y)
		}
	}
	add('M', start)
	var off point
	held := false
	for _, a := range rest {
		switch {
		case a.on && held:
			add('Q', off, a)
		case a.on:
			add('L', a)
		case held:
			add('Q', off, halfway(off, a))
		}
		off, held = a, !a.on
	}
	if held {
		add('Q', off, start)
	}
	p.Ops = append(p.Ops, 'Z')
}

func halfway(a, b point) point { return point{x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true} }

// points adds the points of a glyph.
func (g *glyf) points(to []point, glyph, depth int, m *meter) ([]point, bool) {
	var from, end int
	if g.long {
		if glyph < 0 || 4*glyph+8 > len(g.loca) {
			return to, false
		}
		from, end = int(binary.BigEndian.Uint32(g.loca[4*glyph:])), int(binary.BigEndian.Uint32(g.loca[4*glyph+4:]))
	} else {
		if glyph < 0 || 2*glyph+4 > len(g.loca) {
			return to, false
		}
		from, end = 2*int(binary.BigEndian.Uint16(g.loca[2*glyph:])), 2*int(binary.BigEndian.Uint16(g.loca[2*glyph+2:]))
	}
	if from > end || end > len(g.data) || !m.spend(8) {
		return to, false
	}
	if from == end { // a space
		return to, true
	}
	b := &cursor{data: g.data[from:end]}
	contours := int(int16(b.u16()))
	b.skip(8) // the box round it
	if contours < 0 {
		return g.compound(to, b, depth, m)
	}
	return simple(to, b, contours, m)
}

// The flags of a point.
const (
	onCurve   = 1 << 0
	shortX    = 1 << 1
	shortY    = 1 << 2
	repeated  = 1 << 3
	sameOrUpX = 1 << 4 // of a short one: it is positive; of another: there is none
	sameOrUpY = 1 << 5
)

func simple(to []point, b *cursor, contours int, m *meter) ([]point, bool) {
	start := len(to)
	ends := b.take(2 * contours)
	b.skip(int(b.u16())) // the instructions
	if b.bad || contours == 0 {
		return to, !b.bad
	}
	count := int(binary.BigEndian.Uint16(ends[2*contours-2:])) + 1
	if start+count > maxPoints || !m.spend(count) {
		return to, false
	}
	flags := make([]byte, 0, count)
	for len(flags) < count && !b.bad {
		f, n := b.u8(), 1
		if f&repeated != 0 {
			n += int(b.u8())
		}
		for ; n > 0 && len(flags) < count; n-- {
			flags = append(flags, f)
		}
	}
	for i := range flags {
		to = append(to, point{on: flags[i]&onCurve != 0})
	}
	coordinate := func(short, same byte, set func(*point, float64)) {
		at := 0
		for i, f := range flags {
			switch {
			case f&short != 0 && f&same != 0:
				at += int(b.u8())
			case f&short != 0:
				at -= int(b.u8())
			case f&same == 0:
				at += int(int16(b.u16()))
			}
			set(&to[start+i], float64(at))
		}
	}
	coordinate(shortX, sameOrUpX, func(p *point, v float64) { p.x = v })
	coordinate(shortY, sameOrUpY, func(p *point, v float64) { p.y = v })
	if b.bad {
		return to[:start], false
	}
	before := -1
	for i := range contours {
		end := int(binary.BigEndian.Uint16(ends[2*i:]))
		if end <= before || end >= count {
			return to[:start], false
		}
		to[start+end].last = true
		before = end
	}
	return to, true
}

// The flags of a component.
const (
	wordArgs  = 1 << 0
	xyArgs    = 1 << 1 // the arguments are a distance, and not points to be matched
	oneScale  = 1 << 3
	moreParts = 1 << 5
	twoScales = 1 << 6
	twoByTwo  = 1 << 7
)

// compound adds a glyph that is made of others.
func (g *glyf) compound(to []point, b *cursor, depth int, m *meter) ([]point, bool) {
	if depth == maxComponents {
		return to, false
	}
	for more := true; more; {
		flags, glyph := b.u16(), int(b.u16())
		more = flags&moreParts != 0
		t := identity
		if flags&wordArgs != 0 {
			t.e, t.f = float64(int16(b.u16())), float64(int16(b.u16()))
		} else {
			t.e, t.f = float64(int8(b.u8())), float64(int8(b.u8()))
		}
		if flags&xyArgs == 0 { // nobody makes such fonts any more
			t.e, t.f = 0, 0
		}
		switch {
		case flags&oneScale != 0:
			t.a = b.f2dot14()
			t.d = t.a
		case flags&twoScales != 0:
			t.a, t.d = b.f2dot14(), b.f2dot14()
		case flags&twoByTwo != 0:
			t.a, t.b, t.c, t.d = b.f2dot14(), b.f2dot14(), b.f2dot14(), b.f2dot14()
		}
		if b.bad {
			return to, false
		}
		start, ok := len(to), false
		if to, ok = g.points(to, glyph, depth+1, m); !ok {
			return to[:start], false
		}
		for i := start; i < len(to); i++ {
			to[i].x, to[i].y = t.apply(to[i].x, to[i].y)
		}
	}
	return to, true
}

// A cursor reads the big-endian numbers of a font; bad says that it was asked for more than there is.
type cursor struct {
	data []byte
	bad  bool
}

func (c *cursor) take(n int) []byte {
	if n > len(c.data) {
		c.bad, c.data = true, nil
		return nil
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

func (c *cursor) skip(n int) { c.take(n) }

func (c *cursor) u8() uint8 {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (c *cursor) u16() uint16 {
	if b := c.take(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (c *cursor) u32() uint32 {
	if b := c.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

// f2dot14 is a fixed number from -2 to 2.
func (c *cursor) f2dot14() float64 { return float64(int16(c.u16())) / (1 << 14) }
