package readback

import (
	"math"
	"slices"

	"github.com/resgen/resgen/internal/sheet"
)

// A face is a font as an ink needs it: outlines by code.
type face struct {
	index int // into the drawing's
	glyf  glyf
	has   bool             // glyf can be read
	to    []byte           // CIDToGIDMap, two bytes a code; nil for Identity
	known map[uint32]int   // by code, into the face's glyphs; -1: nothing to see, -2: to be painted each time
	procs map[uint32]value // of Type 3, by code
	from  matrix           // its FontMatrix
	inner value            // its resources
}

const (
	unseen  = -1
	painted = -2
)

// face makes the face of a font, once.
func (g *painter) face(f *font) *face {
	d := g.ink.drawer
	if k := d.faces[f]; k != nil {
		return k
	}
	k := &face{index: len(d.out.Faces), known: map[uint32]int{}}
	d.faces[f] = k
	name := g.fonts[f.index].Name
	d.out.Faces = append(d.out.Faces, sheet.Face{Name: name, Units: 1000})
	if g.fonts[f.index].Type == "Type3" {
		g.type3(k, f.dict)
		return k
	}
	below := g.get(f.dict, "DescendantFonts")
	if below.kind == array && len(below.list) > 0 {
		below = g.resolve(below.list[0])
	}
	if m := g.get(below, "CIDToGIDMap"); m.kind == stream {
		k.to = g.content(m)
	}
	if k.glyf, k.has = readGlyf(g.content(g.get(g.get(below, "FontDescriptor"), "FontFile2"))); k.has {
		d.out.Faces[k.index].Units = k.glyf.units
	} else {
		d.lacks("the outlines of " + name)
	}
	return k
}

// drawGlyph takes one glyph down: at the end of the row before it, or as a new row.
func (g *painter) drawGlyph(code uint32) {
	s := &g.state
	if s.mode == 3 || s.mode == 7 || s.size == 0 {
		return
	}
	k := g.face(s.font)
	glyph, ok := k.known[code]
	if !ok {
		glyph = g.outlineOf(k, code)
		k.known[code] = glyph
	}
	if glyph == unseen {
		return
	}
	m := matrix{a: s.size * s.stretch, d: s.size, f: s.rise}.then(g.tm).then(s.ctm)
	if glyph == painted {
		g.runGlyph(k, code, m)
		return
	}
	outline := &g.ink.out.Faces[k.index].Glyphs[glyph]
	if det := m.a*m.d - m.b*m.c; !(math.Abs(det) > 1e-9 && math.Abs(det) < 1e12) || !g.meter.spend(len(outline.Points)) {
		return
	}
	in := s.brush.fill
	item := sheet.Item{
		Kind: sheet.Glyphs, Face: k.index, Color: s.fill, Clip: s.brush.clip - 1, Mask: s.brush.mask - 1,
		Matrix: sheet.Matrix{length(m.a), length(m.b), length(-m.c), length(-m.d), length(m.e), length(m.f)},
	}
	stroked := s.mode == 1 || s.mode == 2 || s.mode == 5 || s.mode == 6
	if stroked {
		g.ink.lacks("text that is drawn as lines")
		if s.mode == 1 || s.mode == 5 {
			item.Color, in = s.stroke, s.brush.stroke
		}
	}
	item.Gradient = in.gradient - 1
	if n := len(g.ink.items); n > 0 && in.plain() {
		last := &g.ink.items[n-1]
		if x, ok := along(last, &item); ok {
			last.Glyphs = append(last.Glyphs, sheet.Glyph{Glyph: glyph, X: x})
			return
		}
	}
	item.Glyphs = []sheet.Glyph{{Glyph: glyph}}
	g.ink.put(s, item, in)
}

// along is where on the row of glyphs a the one of b would stand, in ems, if it can be one of it.
func along(a, b *sheet.Item) (x float64, ok bool) {
	if a.Kind != sheet.Glyphs || a.Face != b.Face || a.Color != b.Color || a.Gradient != b.Gradient || a.Clip != b.Clip || a.Mask != b.Mask {
		return 0, false
	}
	m, n := &a.Matrix, &b.Matrix
	if m[0] != n[0] || m[1] != n[1] || m[2] != n[2] || m[3] != n[3] {
		return 0, false
	}
	det, dx, dy := m[0]*m[3]-m[1]*m[2], n[4]-m[4], n[5]-m[5]
	x, y := (dx*m[3]-dy*m[2])/det, (dy*m[0]-dx*m[1])/det
	return x, math.Abs(y) < 1e-3 && math.Abs(x) < 1e4
}

// outlineOf is the index of a code's outline among those of its face, put there for the first time.
func (g *painter) outlineOf(k *face, code uint32) int {
	var p sheet.Path
	switch {
	case k.procs != nil:
		var plain bool
		if p, plain = g.capture(k, code); !plain {
			return painted
		}
	case k.has:
		glyph := int(code)
		if k.to != nil {
			if 2*glyph+2 > len(k.to) {
				return unseen
			}
			glyph = int(k.to[2*glyph])<<8 | int(k.to[2*glyph+1])
		}
		p = k.glyf.outline(glyph, &g.meter)
	}
	if len(p.Points) == 0 {
		return unseen
	}
	glyphs := &g.ink.out.Faces[k.index].Glyphs
	*glyphs = append(*glyphs, p)
	return len(*glyphs) - 1
}

// type3 reads which procedure paints which code.
func (g *painter) type3(k *face, d value) {
	k.procs, k.from, k.inner = map[uint32]value{}, toMatrix(g.get(d, "FontMatrix")), g.get(d, "Resources")
	procs := g.get(d, "CharProcs")
	code, differences := 0, g.get(g.get(d, "Encoding"), "Differences")
	for _, v := range differences.list {
		switch n, ok := v.integer(); {
		case ok:
			code = n
		case v.kind == name && code >= 0 && code < 256 && g.meter.spend(4+len(procs.list)/16):
			if p := g.resolve(procs.find(string(v.str))); p.kind == stream {
				k.procs[uint32(code)] = p
			}
			code++
		}
	}
}

// capture runs the procedure of a glyph by itself. It is plain when all that it does is to fill outlines in the
// colour of the text.
func (g *painter) capture(k *face, code uint32) (p sheet.Path, plain bool) {
	const units = 1000
	ink := &ink{drawer: g.ink.drawer}
	if !g.runProc(k, code, ink, k.from.then(matrix{a: units, d: -units}), black) {
		return p, true // nothing to see
	}
	for _, i := range ink.items {
		if i.Kind != sheet.Fill || i.EvenOdd || i.Clip >= 0 || i.Mask >= 0 || i.Gradient >= 0 || i.Color != black {
			return sheet.Path{}, false
		}
		p.Ops, p.Points = append(p.Ops, i.Path.Ops...), append(p.Points, i.Path.Points...)
	}
	return p, true
}

// runGlyph paints a glyph that is more than an outline, where it stands.
func (g *painter) runGlyph(k *face, code uint32, m matrix) {
	g.runProc(k, code, g.ink, k.from.then(m), g.state.fill)
}

// runProc runs the procedure of a glyph with an ink; false when there is none.
func (g *painter) runProc(k *face, code uint32, to *ink, ctm matrix, color sheet.Color) bool {
	proc, ok := k.procs[code]
	if !ok || g.nested >= 2 || !g.meter.spend(64) { // a glyph may be made of text, but not of itself
		return false
	}
	sub := &painter{reader: g.reader, page: g.page, sheet: g.sheet, path: nowhere, area: nowhere, tm: identity, lm: identity,
		ink: to, base: ctm, nested: g.nested + 1}
	sub.state = start(ctm)
	sub.state.fill, sub.state.stroke, sub.state.clip = color, color, g.sheet
	if to == g.ink {
		sub.state.brush.clip, sub.state.brush.mask = g.state.brush.clip, g.state.brush.mask
	}
	kept := slices.Clone(to.path.Ops)
	points := to.path.Points
	to.path = sheet.Path{}
	sub.run(g.content(proc), g.resources(k.inner, -1), 0)
	to.path = sheet.Path{Ops: kept, Points: points}
	return true
}
