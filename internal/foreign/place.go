package foreign

import (
	"math"

	"github.com/klippa-app/go-pdfium/structs"

	"github.com/resgen/resgen/internal/sheet"
)

// A place turns a page's coordinates, whose y runs up from wherever the page likes, into a sheet's.
type place struct {
	box    structs.FPDF_FS_RECTF // of the page, in its own coordinates
	turns  int                   // quarter turns clockwise that the page is shown with
	turn   float64               // the same, in radians
	width  float64
	height float64
}

func newPlace(box structs.FPDF_FS_RECTF, turns int) place {
	p := place{box: box, turns: turns & 3}
	p.turn = float64(p.turns) * math.Pi / 2
	p.width, p.height = length(float64(box.Right-box.Left)), length(float64(box.Top-box.Bottom))
	if p.turns&1 == 1 {
		p.width, p.height = p.height, p.width
	}
	return p
}

// point is a point on the sheet.
func (p place) point(x, y float64) (float64, float64) {
	l, b, r, t := float64(p.box.Left), float64(p.box.Bottom), float64(p.box.Right), float64(p.box.Top)
	switch p.turns {
	case 1:
		return y - b, x - l
	case 2:
		return r - x, y - b
	case 3:
		return t - y, r - x
	}
	return x - l, t - y
}

// rect is a rectangle on the sheet.
func (p place) rect(left, bottom, right, top float64) sheet.Rect {
	x0, y0 := p.point(left, bottom)
	x1, y1 := p.point(right, top)
	x0, x1 = min(x0, x1), max(x0, x1)
	y0, y1 = min(y0, y1), max(y0, y1)
	return sheet.Rect{X: length(x0), Y: length(y0), W: length(x1 - x0), H: length(y1 - y0)}
}

// rectOf is a rectangle of the page's coordinates on the sheet.
func (p place) rectOf(r structs.FPDF_FS_RECTF) sheet.Rect {
	return p.rect(float64(r.Left), float64(r.Bottom), float64(r.Right), float64(r.Top))
}

// within is the part of a rectangle that is on the sheet; ok is false when there is none.
func (p place) within(r sheet.Rect) (part sheet.Rect, ok bool) {
	x0, y0 := max(r.X, 0), max(r.Y, 0)
	x1, y1 := min(r.Right(), p.width), min(r.Bottom(), p.height)
	return sheet.Rect{X: x0, Y: y0, W: length(x1 - x0), H: length(y1 - y0)}, x1 >= x0 && y1 >= y0
}
