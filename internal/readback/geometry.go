package readback

import (
	"math"

	"github.com/resgen/resgen/internal/sheet"
)

// A matrix is [a b c d e f] of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then is the matrix that does m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// inverse undoes m; ok is false when that cannot be.
func (m matrix) inverse() (n matrix, ok bool) {
	det := m.a*m.d - m.b*m.c
	if !(math.Abs(det) > 1e-12) {
		return n, false
	}
	n = matrix{a: m.d / det, b: -m.b / det, c: -m.c / det, d: m.a / det}
	n.e, n.f = -m.e*n.a-m.f*n.c, -m.e*n.b-m.f*n.d
	return n, true
}

// toMatrix is the matrix that an array of six numbers says, or the identity.
func toMatrix(v value) matrix {
	var n [6]float64
	if !v.reals(n[:]) {
		return identity
	}
	return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
}

// A box is an upright rectangle by its edges. An empty box has x0 > x1.
type box struct{ x0, y0, x1, y1 float64 }

var nowhere = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b box) empty() bool { return !(b.x0 <= b.x1 && b.y0 <= b.y1) }

func (b box) area() float64 {
	if b.empty() {
		return 0
	}
	return (b.x1 - b.x0) * (b.y1 - b.y0)
}

// with is the box that also holds the point.
func (b box) with(x, y float64) box {
	return box{math.Min(b.x0, x), math.Min(b.y0, y), math.Max(b.x1, x), math.Max(b.y1, y)}
}

// around is the box that holds both.
func (b box) around(c box) box {
	return box{math.Min(b.x0, c.x0), math.Min(b.y0, c.y0), math.Max(b.x1, c.x1), math.Max(b.y1, c.y1)}
}

// and is what is in both.
func (b box) and(c box) box {
	return box{math.Max(b.x0, c.x0), math.Max(b.y0, c.y0), math.Min(b.x1, c.x1), math.Min(b.y1, c.y1)}
}

func (b box) has(x, y float64) bool { return x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1 }

// through is the upright box round what the matrix makes of b.
func (b box) through(m matrix) box {
	if b.empty() {
		return nowhere
	}
	out := nowhere
	for _, p := range [4][2]float64{{b.x0, b.y0}, {b.x1, b.y0}, {b.x0, b.y1}, {b.x1, b.y1}} {
		x, y := m.apply(p[0], p[1])
		out = out.with(x, y)
	}
	return out
}

// rect is the box as the sheet package has it, the zero Rect when it is empty.
func (b box) rect() sheet.Rect {
	if b.empty() {
		return sheet.Rect{}
	}
	return sheet.Rect{X: length(b.x0), Y: length(b.y0), W: length(b.x1 - b.x0), H: length(b.y1 - b.y0)}
}

// toBox is the rectangle that an array of four numbers says, whichever corners they are.
func toBox(v value) (b box, ok bool) {
	var n [4]float64
	if !v.reals(n[:]) {
		return box{}, false
	}
	return nowhere.with(n[0], n[1]).with(n[2], n[3]), true
}

// length makes any float a length or place that rules can reckon with: a finite one, not beyond a
// million points, in steps of 1/10,000 pt so that the same print reads the same on every machine.
func length(v float64) float64 {
	const far, step = 1e6, 1e4
	if v != v {
		return 0
	}
	return math.Round(math.Max(-far, math.Min(far, v))*step) / step
}
