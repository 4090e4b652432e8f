package readback

import (
	"image"
	"image/color"
	"math"

	"github.com/resgen/resgen/internal/sheet"
)

// A raster is a shading that is calculated for each place, as a picture.
type raster struct {
	picture int    // into the drawing's, plus one
	matrix  matrix // from the picture's unit square, y down, to the sheet
}

// sampled is how many pixels a side of such a picture has. A gradient has no edges that would show them.
const sampled = 128

// calculated reads a shading whose colour is a function of the place (type 1 of ISO 32000-1, 8.7.4.5); ok is false for
// any other.
func (g *painter) calculated(v value, base matrix) (s raster, ok bool) {
	shading := g.get(v, "Shading")
	f := g.get(shading, "Function")
	kind, _ := g.get(shading, "ShadingType").integer()
	of, _ := g.get(f, "FunctionType").integer()
	parts := g.parts(g.get(shading, "ColorSpace"))
	if kind != 1 || of != 4 || f.kind != stream || parts == 0 {
		return s, false
	}
	p, ok := readProgram(g.content(f), &g.meter)
	if !ok {
		return s, false
	}
	area := [4]float64{0, 1, 0, 1}
	if d := g.get(shading, "Domain"); d.kind == array && !d.reals(area[:]) {
		return s, false
	}
	w, h := area[1]-area[0], area[3]-area[2]
	if !(w > 0 && h > 0 && w < 1e6 && h < 1e6) {
		return s, false
	}
	img := image.NewNRGBA(image.Rect(0, 0, sampled, sampled))
	c := calculator{meter: &g.meter}
	for y := range sampled {
		for x := range sampled {
			at := func(i int, from, size float64) float64 { return from + size*(float64(i)+0.5)/sampled }
			c.stack = append(c.stack[:0], at(x, area[0], w), at(y, area[2], h))
			if !c.run(p) || len(c.stack) < parts {
				return s, false
			}
			var rgb [3]uint8
			for i := range rgb {
				v := c.stack[len(c.stack)-parts+min(i, parts-1)]
				if v != v {
					v = 0
				}
				rgb[i] = uint8(math.Round(unit(v) * 255))
			}
			img.SetNRGBA(x, y, color.NRGBA{rgb[0], rgb[1], rgb[2], 255})
		}
	}
	pic, ok := toPicture(img)
	if !ok {
		return s, false
	}
	g.ink.out.Pictures = append(g.ink.out.Pictures, pic)
	s.picture = len(g.ink.out.Pictures)
	inner := toMatrix(g.get(shading, "Matrix")).then(toMatrix(g.get(v, "Matrix"))).then(base)
	s.matrix = matrix{a: w, d: h, e: area[0], f: area[2]}.then(inner)
	return s, true
}

// fillRaster fills a path with such a picture.
func (g *painter) fillRaster(p sheet.Path, evenOdd bool) {
	k, s := g.ink, &g.state
	kept := s.brush
	k.clips = append(k.clips, sheet.Clip{Path: p, EvenOdd: evenOdd, Within: kept.clip - 1})
	s.brush.clip = len(k.clips)
	m := kept.fill.raster.matrix
	k.put(s, sheet.Item{
		Kind: sheet.Image, Picture: kept.fill.raster.picture - 1, Soft: -1, Color: sheet.Color{A: s.fill.A},
		Matrix: sheet.Matrix{length(m.a), length(m.b), length(m.c), length(m.d), length(m.e), length(m.f)},
	}, pattern{})
	s.brush = kept
}
