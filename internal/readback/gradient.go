package readback

import (
	"math"
	"slices"

	"github.com/resgen/resgen/internal/sheet"
)

// patternNamed is the pattern that scn sets.
func (g *painter) patternNamed(o operands, res *resources) pattern {
	named := o.at(max(0, len(o)-1))
	if named.kind != name {
		return pattern{}
	}
	v := g.resolve(g.get(res.dict, "Pattern").find(string(named.str)))
	if kind, _ := g.get(v, "PatternType").integer(); kind == 1 && v.kind == stream {
		return pattern{tile: v}
	}
	if n := g.gradient(v, g.base); n > 0 {
		return pattern{gradient: n}
	}
	if s, ok := g.calculated(v, g.base); ok {
		return pattern{raster: s}
	}
	g.ink.lacks("a pattern")
	return pattern{nothing: true}
}

// maxTiles is how often a pattern is painted side by side for one path.
const maxTiles = 1000

// tiles fills a path with a pattern that is painted side by side. Chrome makes one of each background picture, mostly
// with one tile that is larger than what it fills.
func (g *painter) tiles(p sheet.Path, evenOdd bool) {
	k, v := g.ink, g.state.brush.fill.tile
	m := toMatrix(g.get(v, "Matrix")).then(g.base)
	cell, ok := toBox(g.get(v, "BBox"))
	dx, dy := math.Abs(g.get(v, "XStep").num), math.Abs(g.get(v, "YStep").num)
	back, inverted := m.inverse()
	if !ok || !inverted || !(dx > 0) || !(dy > 0) || g.nested >= 2 || !g.meter.spend(64) {
		k.lacks("a pattern")
		return
	}
	around := nowhere
	for i := 0; i+1 < len(p.Points); i += 2 {
		around = around.with(p.Points[i], p.Points[i+1])
	}
	around = around.and(g.sheet)
	if around.empty() {
		return
	}
	around = around.through(back)
	x0, x1 := math.Ceil((around.x0-cell.x1)/dx), math.Floor((around.x1-cell.x0)/dx)
	y0, y1 := math.Ceil((around.y0-cell.y1)/dy), math.Floor((around.y1-cell.y0)/dy)
	if !((x1-x0+1)*(y1-y0+1) <= maxTiles) {
		k.lacks("a pattern")
		return
	}
	alpha := g.state.fill.A
	kept, stack, deeper, cut := g.state, g.stack, g.deeper, g.cut
	k.clips = append(k.clips, sheet.Clip{Path: p, EvenOdd: evenOdd, Within: g.state.brush.clip - 1})
	clip := len(k.clips)
	g.cut = false
	g.nested++
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1 && g.meter.spend(64); x++ {
			g.state = start(matrix{1, 0, 0, 1, x * dx, y * dy}.then(m))
			g.state.clip = g.sheet
			g.state.brush.clip, g.state.brush.mask = clip, kept.brush.mask
			g.state.fill.A = alpha
			g.cutTo(cell)
			g.stack, g.deeper = nil, 0
			base := g.base
			g.base = g.state.ctm
			g.run(g.content(v), g.resources(g.get(v, "Resources"), -1), 0)
			g.base = base
		}
	}
	g.nested--
	g.state, g.stack, g.deeper, g.cut = kept, stack, deeper, cut
}

// gradient reads a pattern of an axial or a radial shading (types 2 and 3 of ISO 32000-1, 8.7.4.5).
// It is the index among the drawing's, plus one; 0 for any other pattern.
func (g *painter) gradient(v value, base matrix) int {
	d := g.ink.drawer
	shading := g.get(v, "Shading")
	kind, _ := g.get(shading, "ShadingType").integer()
	coords := g.get(shading, "Coords")
	n := sheet.Gradient{Radial: kind == 3}
	var at [6]float64
	switch {
	case kind == 2 && coords.reals(at[:4]):
		n.X0, n.Y0, n.X1, n.Y1 = at[0], at[1], at[2], at[3]
	case kind == 3 && coords.reals(at[:]):
		n.X0, n.Y0, n.R0, n.X1, n.Y1, n.R1 = at[0], at[1], at[2], at[3], at[4], at[5]
	default:
		return 0
	}
	if n.Stops = g.stops(nil, g.get(shading, "Function"), 0, 1, 0); len(n.Stops) == 0 || !g.meter.spend(64) {
		return 0
	}
	m := toMatrix(g.get(v, "Matrix")).then(base)
	n.Matrix = sheet.Matrix{length(m.a), length(m.b), length(m.c), length(m.d), length(m.e), length(m.f)}
	for _, p := range []*float64{&n.X0, &n.Y0, &n.R0, &n.X1, &n.Y1, &n.R1} {
		*p = length(*p)
	}
	if i := slices.IndexFunc(d.out.Gradients, func(o sheet.Gradient) bool { return sameGradient(o, n) }); i >= 0 {
		return i + 1
	}
	d.out.Gradients = append(d.out.Gradients, n)
	return len(d.out.Gradients)
}

func sameGradient(a, b sheet.Gradient) bool {
	return a.Radial == b.Radial && a.X0 == b.X0 && a.Y0 == b.Y0 && a.R0 == b.R0 && a.X1 == b.X1 && a.Y1 == b.Y1 && a.R1 == b.R1 &&
		a.Matrix == b.Matrix && slices.Equal(a.Stops, b.Stops)
}

// stops adds the colours of a function that goes from one to another (type 2, with exponent 1), or of several
// such, one behind the other (type 3).
func (g *painter) stops(to []sheet.Stop, f value, from, end float64, depth int) []sheet.Stop {
	if depth > 4 || !g.meter.spend(8) {
		return nil
	}
	switch kind, _ := g.get(f, "FunctionType").integer(); kind {
	case 2:
		a, b := sheet.Color{A: 1}, sheet.Color{R: 1, G: 1, B: 1, A: 1}
		if c := g.get(f, "C0"); c.kind == array {
			setColor(&a, operands(c.list))
		}
		if c := g.get(f, "C1"); c.kind == array {
			setColor(&b, operands(c.list))
		}
		return append(to, sheet.Stop{At: length(from), Color: a}, sheet.Stop{At: length(end), Color: b})
	case 3:
		parts, bounds := g.get(f, "Functions").list, g.get(f, "Bounds").list
		if len(bounds) != len(parts)-1 {
			return nil
		}
		at := from
		for i, part := range parts {
			next := end
			if i < len(bounds) {
				next = min(max(from+(end-from)*bounds[i].num, at), end)
			}
			before := len(to)
			if to = g.stops(to, g.resolve(part), at, next, depth+1); len(to) == before {
				return nil
			}
			at = next
		}
		return to
	}
	return nil
}
