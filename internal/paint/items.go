package paint

import (
	"math"

	"github.com/resgen/resgen/internal/sheet"
)

// items writes what is painted. What stands under the same clip and mask stands in one group.
func (p *painter) items(items []sheet.Item) {
	for i := 0; i < len(items); {
		k := i + 1
		for k < len(items) && items[k].Clip == items[i].Clip && items[k].Mask == items[i].Mask {
			k++
		}
		clip, mask := items[i].Clip, items[i].Mask
		grouped := clip >= 0 && clip < len(p.canvas.Clips) || mask >= 0 && mask < len(p.canvas.Masks)
		if grouped {
			// A mask is seen through the clip, whatever it is cut to itself: so both may be on one element.
			p.str("<g")
			if clip >= 0 && clip < len(p.canvas.Clips) {
				p.ref("clip-path", "c", clip)
			}
			if mask >= 0 && mask < len(p.canvas.Masks) {
				p.ref("mask", "m", mask)
			}
			p.str(">")
		}
		for ; i < k; i++ {
			p.item(&items[i])
		}
		if grouped {
			p.str("</g>")
		}
	}
}

func (p *painter) item(i *sheet.Item) {
	switch i.Kind {
	case sheet.Fill:
		p.str("<path")
		p.fill(i)
		if i.EvenOdd {
			p.str(` fill-rule="evenodd"`)
		}
		p.str(` d="`).path(i.Path).str(`"/>`)
	case sheet.Stroke:
		p.str(`<path fill="none"`)
		p.paint("stroke", i)
		p.pen(i.Pen)
		p.str(` d="`).path(i.Path).str(`"/>`)
	case sheet.Glyphs:
		p.glyphs(i)
	case sheet.Image:
		if !p.hasPicture(i.Picture) {
			return
		}
		p.str(`<image width="1" height="1" preserveAspectRatio="none"`).matrix("transform", i.Matrix, 1)
		if p.hasPicture(i.Soft) {
			p.ref("mask", "s", i.Soft)
		}
		p.opacity("opacity", i.Color.A).data(p.drawing.Pictures[i.Picture]).str("/>")
	case sheet.Group:
		p.str("<g").opacity("opacity", i.Color.A).str(">")
		p.items(i.Items)
		p.str("</g>")
	}
}

// glyphs writes a row of glyphs as one path. With a symbol a glyph and a use wherever it stands, the starter's two sheets
// take 0.26 MB in the place of 1.4, but Chromium 156 takes two and a half times as long to show them (ten copies, side by
// side: 5.0 s and 2.0 s with its start, on a loaded machine), and it is time that the live view has little of.
func (p *painter) glyphs(i *sheet.Item) {
	if i.Face < 0 || i.Face >= len(p.drawing.Faces) {
		return
	}
	units := p.drawing.Faces[i.Face].Units
	p.str("<path")
	p.fill(i)
	p.matrix("transform", i.Matrix, 1/units/fine)
	p.str(` d="`)
	for _, g := range i.Glyphs {
		b := p.body(i.Face, g.Glyph)
		if len(b) == 0 {
			continue
		}
		p.str("M").int(int(math.Round(g.X * units * fine))).str(" 0")
		p.out = append(p.out, b...)
	}
	p.str(`"/>`)
}

// body is the outline of a glyph as it is written, made once.
func (p *painter) body(face, glyph int) []byte {
	glyphs := p.drawing.Faces[face].Glyphs
	if glyph < 0 || glyph >= len(glyphs) {
		return nil
	}
	if p.bodies == nil {
		p.bodies = make([][][]byte, len(p.drawing.Faces))
	}
	if p.bodies[face] == nil {
		p.bodies[face] = make([][]byte, len(glyphs))
	}
	b := &p.bodies[face][glyph]
	if *b == nil {
		*b = body(glyphs[glyph])
	}
	return *b
}

func (p *painter) fill(i *sheet.Item) *painter { return p.paint("fill", i) }

// paint writes the colour or the gradient of a fill or a stroke. Black is what SVG fills with.
func (p *painter) paint(attr string, i *sheet.Item) *painter {
	switch c := i.Color; {
	case i.Gradient >= 0 && i.Gradient < len(p.drawing.Gradients):
		p.ref(attr, "g", i.Gradient)
	case attr != "fill" || c.R+c.G+c.B > 0:
		p.str(" ").str(attr).str(`="`).color(c).str(`"`)
	}
	return p.opacity(attr+"-opacity", i.Color.A)
}

func (p *painter) opacity(attr string, a float64) *painter {
	if a < 1 {
		p.attr(attr, a)
	}
	return p
}

func (p *painter) pen(n sheet.Pen) {
	p.attr("stroke-width", n.Width)
	switch n.Cap {
	case 1:
		p.str(` stroke-linecap="round"`)
	case 2:
		p.str(` stroke-linecap="square"`)
	}
	switch n.Join {
	case 1:
		p.str(` stroke-linejoin="round"`)
	case 2:
		p.str(` stroke-linejoin="bevel"`)
	default:
		if n.Miter >= 1 && n.Miter != 4 {
			p.attr("stroke-miterlimit", n.Miter)
		}
	}
	if len(n.Dash) > 0 {
		p.str(` stroke-dasharray="`)
		for i, d := range n.Dash {
			if i > 0 {
				p.str(" ")
			}
			p.num(d)
		}
		p.str(`"`).attr("stroke-dashoffset", n.Phase)
	}
}
