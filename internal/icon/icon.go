// Package icon draws a site's icons out of a person's initials: an SVG that follows light and dark, a PNG of any size, an ICO.
//
// In: letters and a colour. Out: bytes, the same ones for the same input on every machine: the letters are outlines of one face that
// the program brings (Go Bold: Latin, Greek and Cyrillic), drawn by it, without a browser. Letters that this face lacks are
// text in the SVG, for the viewer's own fonts; a picture of pixels shows a sheet of paper instead.
package icon

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"
	"strings"

	"golang.org/x/image/vector"
)

// An Icon is what is drawn. The zero Icon is a sheet of paper on black.
type Icon struct {
	Letters string // one or two; "" for a sheet of paper
	Colour  string // of the tile that they stand on, "#1f4e79"; any other form, "" too, is black ink
}

// units is the side of the square that shapes are laid out in.
const units = 32

var (
	ink   = color.RGBA{0x1d, 0x1c, 0x1a, 0xff}
	paper = color.RGBA{0xfb, 0xfa, 0xf7, 0xff}
	night = color.RGBA{0x17, 0x18, 0x1a, 0xff} // what stands on a light tile in the dark
)

// SVG is the icon as a picture that a browser tab shows: a tile in the colour, and in the dark a light one of its hue, as a dark
// tile would be lost there.
func (c Icon) SVG() []byte {
	tile := c.tile()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d">
<style>
.tile { fill: %s }
.mark { fill: %s }
@media (prefers-color-scheme: dark) { .tile { fill: %s } .mark { fill: %s } }
</style>
<rect class="tile" width="%[1]d" height="%[1]d" rx="%[7]d"/>
`, units, units, hex(tile), hex(paper), hex(lighter(tile)), hex(night), corner)
	if mark, ok := c.mark(); ok || c.Letters == "" {
		fmt.Fprintf(&b, "<path class=\"mark\" d=\"%s\"/>\n", mark.data())
	} else {
		fmt.Fprintf(&b, "<text class=\"mark\" x=\"16\" y=\"23\" font-family=\"sans-serif\" font-size=\"20\" font-weight=\"700\" text-anchor=\"middle\">%s</text>\n", html.EscapeString(c.Letters))
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// corner is the radius of the tile's corners.
const corner = 6

// PNG is the icon of some pixels a side, 1 to 1024. A full one fills its square, for a device that rounds the corners itself.
func (c Icon) PNG(size int, full bool) []byte {
	size = min(max(size, 1), 1024)
	mark, _ := c.mark()
	if full { // each pixel is between two colours: a palette of steps is packed in two thirds of the time
		const within = .84 // what is rounded off takes of the margin
		mask := image.NewAlpha(image.Rect(0, 0, size, size))
		fill(mask, mark, within, color.White)
		m := &image.Paletted{Pix: mask.Pix, Stride: mask.Stride, Rect: mask.Rect, Palette: between(c.tile(), paper)}
		return packed(m)
	}
	m := image.NewRGBA(image.Rect(0, 0, size, size))
	fill(m, square(corner), 1, c.tile())
	fill(m, mark, 1, paper)
	return packed(m)
}

// between is 256 steps from one colour to another.
func between(a, b color.RGBA) color.Palette {
	out := make(color.Palette, 256)
	for i := range out {
		f := func(x, y uint8) uint8 { return uint8((int(x)*(255-i) + int(y)*i + 127) / 255) }
		out[i] = color.RGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 0xff}
	}
	return out
}

func packed(m image.Image) []byte {
	var b bytes.Buffer
	png.Encode(&b, m) // a buffer takes all that is written
	return b.Bytes()
}

// ICO is the icon in the form that browsers ask for at /favicon.ico: one PNG of 32 pixels.
func (c Icon) ICO() []byte {
	const side, head = 32, 6 + 16
	p := c.PNG(side, false)
	b := binary.LittleEndian.AppendUint16(nil, 0) // reserved
	b = binary.LittleEndian.AppendUint16(b, 1)    // an icon
	b = binary.LittleEndian.AppendUint16(b, 1)    // one picture
	b = append(b, side, side, 0, 0)               // no palette
	b = binary.LittleEndian.AppendUint16(b, 1)    // planes
	b = binary.LittleEndian.AppendUint16(b, 32)   // bits a pixel
	b = binary.LittleEndian.AppendUint32(b, uint32(len(p)))
	b = binary.LittleEndian.AppendUint32(b, head)
	return append(b, p...)
}

// tile is the colour behind the letters.
func (c Icon) tile() color.RGBA {
	n, err := strconv.ParseUint(strings.TrimPrefix(c.Colour, "#"), 16, 32)
	switch digits := len(c.Colour) - 1; {
	case err != nil || !strings.HasPrefix(c.Colour, "#"):
	case digits == 3:
		return color.RGBA{uint8(n>>8&15) * 17, uint8(n>>4&15) * 17, uint8(n&15) * 17, 0xff}
	case digits == 6:
		return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
	}
	return ink
}

// lighter is a colour with three quarters of white.
func lighter(c color.RGBA) color.RGBA {
	f := func(v uint8) uint8 { return uint8((int(v) + 3*255) / 4) }
	return color.RGBA{f(c.R), f(c.G), f(c.B), 0xff}
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// fill draws a shape, made smaller or larger about the middle of the square.
func fill(m draw.Image, s shape, scale float32, c color.Color) {
	size := m.Bounds().Dx()
	by := float32(size) / units
	at := func(p point) (x, y float32) {
		const middle = units / 2
		return ((p.x-middle)*scale + middle) * by, ((p.y-middle)*scale + middle) * by
	}
	r := vector.NewRasterizer(size, size)
	for _, step := range s {
		x0, y0 := at(step.to[0])
		x1, y1 := at(step.to[1])
		x2, y2 := at(step.to[2])
		switch step.kind {
		case 'M':
			r.MoveTo(x0, y0)
		case 'L':
			r.LineTo(x0, y0)
		case 'Q':
			r.QuadTo(x0, y0, x1, y1)
		case 'C':
			r.CubeTo(x0, y0, x1, y1, x2, y2)
		case 'Z':
			r.ClosePath()
		}
	}
	r.DrawOp = draw.Over
	r.Draw(m, m.Bounds(), image.NewUniform(c), image.Point{})
}
