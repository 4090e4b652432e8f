package readback

import (
	"bytes"
	"image"
	"image/png"

	"github.com/resgen/resgen/internal/sheet"
)

// maxPixels bounds a picture. At 300 dpi a sheet of A4 has 9 million.
const maxPixels = 1 << 24

// drawPicture takes down a picture that stands in the unit square.
func (g *painter) drawPicture(v value, number int) {
	p := g.pictureOf(v, number)
	if p < 0 {
		return
	}
	soft := -1
	if g.ink.out.Pictures[p].Type == "image/jpeg" { // that of any other is in it
		if m := v.find("SMask"); g.resolve(m).kind == stream {
			soft = g.pictureOf(g.resolve(m), int(m.num))
		}
	}
	m := matrix{a: 1, d: -1, f: 1}.then(g.state.ctm)
	g.ink.put(&g.state, sheet.Item{
		Kind: sheet.Image, Picture: p, Soft: soft, Color: sheet.Color{A: g.state.fill.A},
		Matrix: sheet.Matrix{length(m.a), length(m.b), length(m.c), length(m.d), length(m.e), length(m.f)},
	}, pattern{})
}

// pictureOf is the index of a picture in the drawing; -1 when it cannot be shown. JPEG stays as it is, all
// else becomes PNG.
func (g *painter) pictureOf(v value, number int) int {
	d := g.ink.drawer
	if i, ok := d.pictures[number]; ok && number > 0 {
		return i
	}
	index := -1
	if p, ok := g.readPicture(v); ok {
		index = len(d.out.Pictures)
		d.out.Pictures = append(d.out.Pictures, p)
	} else {
		d.lacks("a picture in a form that Chrome does not write")
	}
	d.pictures[number] = index
	return index
}

func (g *painter) readPicture(v value) (p sheet.Picture, ok bool) {
	w, ok1 := g.get(v, "Width").integer()
	h, ok2 := g.get(v, "Height").integer()
	if !ok1 || !ok2 || w <= 0 || h <= 0 || w > maxPixels/h {
		return p, false
	}
	p = sheet.Picture{Type: "image/jpeg", Width: w, Height: h}
	filter := g.get(v, "Filter")
	if filter.kind == array && len(filter.list) == 1 {
		filter = g.resolve(filter.list[0])
	}
	if filter.kind == name && filter.is("DCTDecode") {
		p.Bytes = v.str
		return p, g.meter.spend(1 + len(v.str)/16)
	}
	parts := g.parts(g.get(v, "ColorSpace"))
	if bits, _ := g.get(v, "BitsPerComponent").integer(); parts == 0 || bits != 8 || !g.meter.spend(w*h/4) {
		return p, false
	}
	pixels := g.content(v)
	if len(pixels) < w*h*parts {
		return p, false
	}
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		c := img.Pix[4*i : 4*i+4 : 4*i+4]
		if parts == 3 {
			copy(c, pixels[3*i:3*i+3])
		} else {
			c[0], c[1], c[2] = pixels[i], pixels[i], pixels[i]
		}
		c[3] = 255
	}
	g.soften(img, g.get(v, "SMask"))
	return toPicture(img)
}

// toPicture is an image as PNG.
func toPicture(img *image.NRGBA) (p sheet.Picture, ok bool) {
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if enc.Encode(&b, img) != nil {
		return p, false
	}
	return sheet.Picture{Type: "image/png", Width: img.Rect.Dx(), Height: img.Rect.Dy(), Bytes: b.Bytes()}, true
}

// parts is how many samples a pixel has, 0 when its colours are not looked into. Colour profiles are passed over: Chrome
// writes sRGB's.
func (g *painter) parts(space value) int {
	if space.kind == array && len(space.list) == 2 && g.resolve(space.list[0]).is("ICCBased") {
		switch n, _ := g.get(space.list[1], "N").integer(); n {
		case 1, 3:
			return n
		}
		return 0
	}
	switch {
	case space.is("DeviceRGB"):
		return 3
	case space.is("DeviceGray"):
		return 1
	}
	return 0
}

// soften puts a soft mask into a picture, when it has as many pixels; else the picture stays as it is.
func (g *painter) soften(img *image.NRGBA, mask value) {
	w, _ := g.get(mask, "Width").integer()
	h, _ := g.get(mask, "Height").integer()
	bits, _ := g.get(mask, "BitsPerComponent").integer()
	if w != img.Rect.Dx() || h != img.Rect.Dy() || bits != 8 {
		return
	}
	alpha := g.content(mask)
	if len(alpha) < w*h {
		return
	}
	for i := range w * h {
		img.Pix[4*i+3] = alpha[i]
	}
}
