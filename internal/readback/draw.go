package readback

import (
	"math"
	"slices"

	"github.com/resgen/resgen/internal/sheet"
)

// Draw is what a print looks like. It is no part of [Read], which runs after every print: it is asked for when
// somebody wants to see the sheets. What it costs is bounded as Read is.
//
// What Skia paints is there but for blend modes other than the usual one, masks that are turned round, and what no print
// of Chrome's had yet; those, and fonts whose outlines are not embedded, stand in Lacks. The error is an [ErrForeign], or says how the file is damaged.
func Draw(pdf []byte) (*sheet.Drawing, error) {
	f, err := open(pdf)
	if err != nil {
		return nil, err
	}
	pages, err := f.readPages(f.resolve(f.trailers[0].find("Root")))
	if err != nil {
		return nil, err
	}
	r := &reader{file: f, fontOf: map[int]*font{}, looks: true}
	d := &drawer{faces: map[*font]*face{}, pictures: map[int]int{}}
	for i, pg := range pages {
		g := r.painter(i, pg)
		ink := &ink{drawer: d}
		g.ink, g.base = ink, g.state.ctm
		g.run(r.painting(pg), r.resources(pg.resources, pg.object), 0)
		d.out.Sheets = append(d.out.Sheets, sheet.Canvas{
			Width: length(g.sheet.x1), Height: length(g.sheet.y1), Items: ink.items, Clips: ink.clips, Masks: ink.masks,
		})
	}
	if f.meter.empty() {
		return nil, errTooMuch
	}
	return &d.out, nil
}

// A drawer holds what the sheets of a drawing share.
type drawer struct {
	out      sheet.Drawing
	faces    map[*font]*face
	pictures map[int]int // by object number
}

// lacks notes what cannot be drawn.
func (d *drawer) lacks(what string) {
	if len(d.out.Lacks) < 20 && !slices.Contains(d.out.Lacks, what) {
		d.out.Lacks = append(d.out.Lacks, what)
	}
}

// An ink takes down what a painter paints: a sheet, a group, a mask or one glyph.
type ink struct {
	*drawer
	items []sheet.Item
	clips []sheet.Clip
	masks []sheet.Mask
	path  sheet.Path // the current one
}

// A brush is the part of a painter's state that only an ink needs.
type brush struct {
	clip, mask   int // into the ink's, plus one
	fill, stroke pattern
	pen          sheet.Pen
}

// A pattern is what stands in the place of a colour; the zero pattern is none.
type pattern struct {
	gradient int    // into the drawing's, plus one
	tile     value  // painted side by side
	raster   raster // calculated
	nothing  bool   // it cannot be drawn, and what it would fill stays as it is
}

// plain reports whether it is none, or a gradient.
func (p *pattern) plain() bool { return !p.nothing && p.tile.kind != stream && p.raster.picture == 0 }

// add puts a path's operation, with its points in the user's space.
func (k *ink) add(ctm matrix, op byte, at ...float64) {
	k.path.Ops = append(k.path.Ops, op)
	for i := 0; i+1 < len(at); i += 2 {
		x, y := ctm.apply(at[i], at[i+1])
		k.path.Points = append(k.path.Points, length(x), length(y))
	}
}

// from makes sure that the path has a point to go on from, as "m" does in a sound file.
func (k *ink) from(ctm matrix, x, y float64) {
	if len(k.path.Ops) == 0 {
		k.add(ctm, 'M', x, y)
	}
}

// last is the current point; the path has one.
func (k *ink) last() (x, y float64) {
	n := len(k.path.Points)
	return k.path.Points[n-2], k.path.Points[n-1]
}

// build follows the operators that make a path. It is only for an ink: a painter by itself needs no more than
// the box round it.
func (g *painter) build(op string, o operands) {
	k, m := g.ink, g.state.ctm
	if !g.meter.spend(4) {
		return
	}
	switch op {
	case "m":
		k.add(m, 'M', o.num(0), o.num(1))
	case "l":
		k.from(m, o.num(0), o.num(1))
		k.add(m, 'L', o.num(0), o.num(1))
	case "c":
		k.from(m, o.num(0), o.num(1))
		k.add(m, 'C', o.num(0), o.num(1), o.num(2), o.num(3), o.num(4), o.num(5))
	case "v":
		k.from(m, o.num(0), o.num(1))
		x, y := k.last()
		k.path.Points = append(k.path.Points, x, y)
		k.add(m, 'C', o.num(0), o.num(1), o.num(2), o.num(3))
	case "y":
		k.from(m, o.num(0), o.num(1))
		k.add(m, 'C', o.num(0), o.num(1), o.num(2), o.num(3), o.num(2), o.num(3))
	case "h":
		if len(k.path.Ops) > 0 {
			k.add(m, 'Z')
		}
	case "re":
		x, y, w, h := o.num(0), o.num(1), o.num(2), o.num(3)
		k.add(m, 'M', x, y)
		k.add(m, 'L', x+w, y)
		k.add(m, 'L', x+w, y+h)
		k.add(m, 'L', x, y+h)
		k.add(m, 'Z')
	}
}

// finish paints the path as the operator says and cuts to it, if that was asked for.
func (g *painter) finish(op string) {
	k, s := g.ink, &g.state
	p := k.path
	k.path = sheet.Path{}
	if len(p.Points) == 0 || !g.meter.spend(16) {
		return
	}
	if op == "s" || op == "b" || op == "b*" {
		p.Ops = append(p.Ops, 'Z')
	}
	switch op {
	case "f", "F", "f*", "b", "b*", "B", "B*":
		evenOdd := op[len(op)-1] == '*'
		switch {
		case s.brush.fill.tile.kind == stream:
			g.tiles(p, evenOdd)
		case s.brush.fill.raster.picture > 0:
			g.fillRaster(p, evenOdd)
		default:
			k.put(s, sheet.Item{Kind: sheet.Fill, Path: p, EvenOdd: evenOdd, Color: s.fill}, s.brush.fill)
		}
	}
	switch op {
	case "S", "s", "b", "b*", "B", "B*":
		k.put(s, sheet.Item{Kind: sheet.Stroke, Path: p, Pen: s.toPen(), Color: s.stroke}, s.brush.stroke)
	}
	if g.cut {
		k.clips = append(k.clips, sheet.Clip{Path: p, EvenOdd: g.evenOdd, Within: s.brush.clip - 1})
		s.brush.clip = len(k.clips)
	}
}

// cutTo cuts what comes to a box in the user's space.
func (g *painter) cutTo(b box) {
	kept, cut := g.ink.path, g.cut
	g.ink.path, g.cut, g.evenOdd = sheet.Path{}, true, false
	g.build("re", operands{{num: b.x0}, {num: b.y0}, {num: b.x1 - b.x0}, {num: b.y1 - b.y0}})
	g.finish("n")
	g.ink.path, g.cut = kept, cut
}

// put adds an item under the clip and the mask that hold.
func (k *ink) put(s *state, i sheet.Item, in pattern) {
	i.Clip, i.Mask, i.Gradient = s.brush.clip-1, s.brush.mask-1, in.gradient-1
	if !in.plain() {
		if !in.nothing {
			k.lacks("a pattern")
		}
		return
	}
	if i.Color.A > 0 {
		k.items = append(k.items, i)
	}
}

// toPen is the pen in points of the sheet. PDF's width 0 is the thinnest line that a device has.
func (s *state) toPen() sheet.Pen {
	const hair = 0.12
	p, scale := s.brush.pen, math.Sqrt(math.Abs(s.ctm.a*s.ctm.d-s.ctm.b*s.ctm.c))
	p.Width = length(max(hair, s.width*scale))
	p.Phase = length(p.Phase * scale)
	p.Dash = slices.Clone(p.Dash)
	total := 0.
	for i, d := range p.Dash {
		p.Dash[i] = length(math.Abs(d) * scale)
		total += p.Dash[i]
	}
	if total < 0.01 {
		p.Dash = nil
	}
	return p
}

// setPen follows the operators that set the pen.
func (g *painter) setPen(op string, o operands) {
	p := &g.state.brush.pen
	n, _ := o.at(0).integer()
	switch op {
	case "J":
		p.Cap = min(max(n, 0), 2)
	case "j":
		p.Join = min(max(n, 0), 2)
	case "M":
		p.Miter = length(o.num(0))
	case "d":
		p.Dash, p.Phase = nil, o.num(1)
		for _, v := range o.at(0).list {
			if len(p.Dash) < 16 {
				p.Dash = append(p.Dash, v.num)
			}
		}
	}
}

// setBrush follows what a graphics state says that only an ink needs.
func (g *painter) setBrush(v value, depth int) {
	if m := g.resolve(v.find("SMask")); m.kind != null {
		g.setMask(m, depth)
	}
	if b := g.get(v, "BM"); b.kind == name && !b.is("Normal") && !b.is("Compatible") {
		g.ink.lacks("a blend mode")
	}
	for key, op := range map[string]string{"LC": "J", "LJ": "j", "ML": "M"} {
		if n := g.get(v, key); n.kind == number {
			g.setPen(op, operands{n})
		}
	}
	if d := g.get(v, "D"); d.kind == array {
		g.setPen("d", operands(d.list))
	}
}

// group follows a form that is composed by itself and then painted as one thing.
func (g *painter) group(paint func()) {
	k, s := g.ink, &g.state
	outer, alpha, b := k.items, s.fill.A, s.brush
	k.items = nil
	s.brush.mask = 0
	s.fill.A, s.stroke.A = 1, 1
	paint()
	inner := k.items
	k.items = outer
	if len(inner) > 0 {
		g.ink.put(&state{brush: b}, sheet.Item{Kind: sheet.Group, Items: inner, Color: sheet.Color{A: alpha}}, pattern{})
	}
}

// setMask follows the SMask of a graphics state: a form whose light or opacity is that of what comes.
func (g *painter) setMask(v value, depth int) {
	k, s := g.ink, &g.state
	form := g.get(v, "G")
	if v.kind != dict || form.kind != stream || depth >= maxForms || !g.meter.spend(64) {
		s.brush.mask = 0
		return
	}
	if t := g.get(v, "TR"); t.kind != null && !t.is("Identity") { // Skia turns masks round for mask-image
		k.lacks("a mask that is turned round")
	}
	outer := k.items
	k.items = nil
	kept, stack, deeper := g.state, g.stack, g.deeper
	s.brush = brush{pen: sheet.Pen{Miter: 10}}
	s.fill, s.stroke = black, black
	g.form(form, &resources{}, depth)
	g.state, g.stack, g.deeper = kept, stack, deeper
	k.masks = append(k.masks, sheet.Mask{Items: k.items, Alpha: g.get(v, "S").is("Alpha")})
	k.items = outer
	s.brush.mask = len(k.masks)
}
