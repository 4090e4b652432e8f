// Package paint makes pictures of printed sheets that know their source.
//
// In: a [sheet.Drawing], which is how a print looks, and the [sheet.Print], which is what it says. Out: SVG, one
// picture a sheet: the outlines of the very glyphs that were printed, paths and pictures in their order, and over
// them each line of text, unseen, to be selected and copied, with the place in the source that it came from. [Find]
// says where on paper a finding is; [Mark] draws it there.
//
// A picture asks for nothing from anywhere, has no script and no style (a strict Content-Security-Policy lets it be),
// and several can stand in one page: its ids come from what they name, so that equal ones name the same. For that reason
// too, what is printed alike in two prints is written alike. The same arguments give the same bytes. It does not open a PDF: that is readback's.
package paint

import (
	"encoding/base64"
	"hash/fnv"
	"strconv"

	"github.com/resgen/resgen/internal/sheet"
)

// Options are what a picture may have besides what was printed. The zero value is usable.
type Options struct {
	Label string       // what the picture is, for who cannot see it: "sheet 1 of resume.pdf"
	Print *sheet.Print // the lines of text that are put over it; nil: none
	Marks []Mark       // drawn on top

	sketched bool // the lines are to be seen
}

// SVG is the picture of one sheet, by its index; nil when there is none such. Without a drawing (of a PDF by another
// program there is none) it is a sketch of the print: its lines in the reader's own type, squeezed to where they stand, and
// grey where there is something else.
//
// Its size is the sheet's in points. The elements that a page may style or listen to: text.line, with data-file,
// data-line, data-col and data-end-line (1-based, columns in code points) where the source is known, and data-block, the
// index of the print's block; a.mark, with the class that its [Mark] has, and in it rect.box and g.pin.
func SVG(d *sheet.Drawing, index int, o Options) []byte {
	if d == nil {
		d = sketch(o.Print)
		o.sketched = true
	}
	if index < 0 || index >= len(d.Sheets) {
		return nil
	}
	c := &d.Sheets[index]
	p := &painter{o: o, drawing: d, canvas: c}
	p.out = make([]byte, 0, p.size(c.Items)+1<<15)
	p.str(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `).num(c.Width).str(" ").num(c.Height)
	p.str(`" width="`).num(c.Width).str(`pt" height="`).num(c.Height).str(`pt" xml:space="preserve">`)
	// A title element would be shown wherever the mouse rests.
	p.str(`<g role="img" aria-label="`).text(o.Label).str(`">`)
	p.defs()
	p.str(`<rect width="`).num(c.Width).str(`" height="`).num(c.Height).str(`" fill="#fff"/>`)
	p.items(c.Items)
	p.str("</g>")
	if o.Print != nil && index < len(o.Print.Sheets) {
		p.lines(o.Print, index)
	}
	p.marks(o.Marks)
	p.str("</svg>")
	return p.out
}

// A painter writes one picture.
type painter struct {
	o       Options
	drawing *sheet.Drawing
	canvas  *sheet.Canvas
	out     []byte
	softs   map[int]bool // pictures that are masks and were written
	bodies  [][][]byte   // by face and glyph: its outline, from its own start on
	prefix  string       // of ids
}

// size is about how many bytes the items take. A résumé's sheet has half a megabyte of outlines, which is not to be
// moved from slice to slice as it grows.
func (p *painter) size(items []sheet.Item) int {
	n := 0
	for i := range items {
		it := &items[i]
		n += 150 + 8*len(it.Path.Points) + p.size(it.Items)
		if it.Kind == sheet.Glyphs && it.Face >= 0 && it.Face < len(p.drawing.Faces) {
			for _, g := range it.Glyphs {
				n += len(p.body(it.Face, g.Glyph)) + 10
			}
		}
		if it.Kind == sheet.Image && p.hasPicture(it.Picture) {
			n += 4 * len(p.drawing.Pictures[it.Picture].Bytes) / 3
		}
	}
	return n
}

// defs writes what is referred to: clips, masks, gradients.
func (p *painter) defs() {
	used := p.usedGradients()
	if len(p.canvas.Clips)+len(p.canvas.Masks)+len(used) == 0 {
		return
	}
	at := len(p.out)
	p.definitions(used)
	// Written once without a name of their own, then with one that is made of all that they say.
	h := fnv.New64a()
	h.Write(p.out[at:])
	p.prefix, p.out, p.softs = "p"+strconv.FormatUint(h.Sum64(), 36), p.out[:at], nil
	p.definitions(used)
}

// definitions writes what is referred to, and of gradients those that are used.
func (p *painter) definitions(used []int) {
	p.str("<defs>")
	for i, c := range p.canvas.Clips {
		p.str(`<clipPath`).id("c", i)
		if c.Within >= 0 && c.Within < i {
			p.ref("clip-path", "c", c.Within)
		}
		p.str("><path")
		if c.EvenOdd {
			p.str(` clip-rule="evenodd"`)
		}
		p.str(` d="`).path(c.Path).str(`"/></clipPath>`)
	}
	for _, i := range used {
		p.gradient(i)
	}
	for i, m := range p.canvas.Masks {
		p.str("<mask").id("m", i).str(` maskUnits="userSpaceOnUse" x="0" y="0" width="`).num(p.canvas.Width).str(`" height="`).num(p.canvas.Height).str(`"`)
		if m.Alpha {
			p.str(` mask-type="alpha"`)
		}
		p.str(">")
		p.items(m.Items)
		p.str("</mask>")
	}
	p.softMasks(p.canvas.Items)
	for _, m := range p.canvas.Masks {
		p.softMasks(m.Items)
	}
	p.str("</defs>")
}

// usedGradients is the gradients of this sheet, in order.
func (p *painter) usedGradients() []int {
	seen := make([]bool, len(p.drawing.Gradients))
	var look func([]sheet.Item)
	look = func(items []sheet.Item) {
		for i := range items {
			if g := items[i].Gradient; g >= 0 && g < len(seen) {
				seen[g] = true
			}
			look(items[i].Items)
		}
	}
	look(p.canvas.Items)
	for _, m := range p.canvas.Masks {
		look(m.Items)
	}
	var out []int
	for i, is := range seen {
		if is {
			out = append(out, i)
		}
	}
	return out
}

func (p *painter) gradient(i int) {
	g := &p.drawing.Gradients[i]
	name := "linearGradient"
	if g.Radial {
		name = "radialGradient"
	}
	p.str("<").str(name).id("g", i).str(` gradientUnits="userSpaceOnUse"`)
	if g.Radial {
		p.attr("fx", g.X0).attr("fy", g.Y0).attr("fr", g.R0).attr("cx", g.X1).attr("cy", g.Y1).attr("r", g.R1)
	} else {
		p.attr("x1", g.X0).attr("y1", g.Y0).attr("x2", g.X1).attr("y2", g.Y1)
	}
	p.matrix("gradientTransform", g.Matrix, 1).str(">")
	for _, s := range g.Stops {
		p.str(`<stop offset="`).num(s.At).str(`" stop-color="`).color(s.Color).str(`"`)
		if s.Color.A < 1 {
			p.str(` stop-opacity="`).num(s.Color.A).str(`"`)
		}
		p.str("/>")
	}
	p.str("</").str(name).str(">")
}

// softMasks writes a mask for each picture that has one.
func (p *painter) softMasks(items []sheet.Item) {
	for i := range items {
		it := &items[i]
		p.softMasks(it.Items)
		if it.Kind != sheet.Image || !p.hasPicture(it.Soft) || p.softs[it.Soft] {
			continue
		}
		if p.softs == nil {
			p.softs = map[int]bool{}
		}
		p.softs[it.Soft] = true
		p.str("<mask").id("s", it.Soft).str(` maskContentUnits="objectBoundingBox" x="0" y="0" width="1" height="1">`)
		p.str(`<image width="1" height="1" preserveAspectRatio="none"`).data(p.drawing.Pictures[it.Soft]).str("/></mask>")
	}
}

func (p *painter) hasPicture(i int) bool { return i >= 0 && i < len(p.drawing.Pictures) }

// data writes a picture as a data address.
func (p *painter) data(pic sheet.Picture) *painter {
	p.str(` href="data:`).text(pic.Type).str(";base64,")
	p.out = base64.StdEncoding.AppendEncode(p.out, pic.Bytes)
	return p.str(`"`)
}
