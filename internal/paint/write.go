package paint

import (
	"math"
	"strconv"

	"github.com/resgen/resgen/internal/sheet"
)

// str appends text of ours.
func (p *painter) str(s string) *painter {
	p.out = append(p.out, s...)
	return p
}

// text appends text of others, as text or inside of an attribute. What XML cannot say is left out.
func (p *painter) text(s string) *painter {
	for _, r := range s {
		switch {
		case r == '<':
			p.str("&lt;")
		case r == '>':
			p.str("&gt;")
		case r == '&':
			p.str("&amp;")
		case r == '"':
			p.str("&#34;")
		case r < ' ' && r != '\t', r == 0xFFFE, r == 0xFFFF:
			p.str(" ")
		default:
			p.str(string(r))
		}
	}
	return p
}

func (p *painter) int(n int) *painter {
	p.out = strconv.AppendInt(p.out, int64(n), 10)
	return p
}

// num appends a number with at most three digits behind the point: a thousandth of a point is 0.4 µm.
func (p *painter) num(v float64) *painter {
	n := int64(math.Round(math.Max(-1e9, math.Min(1e9, v)) * 1000))
	if n < 0 {
		p.out = append(p.out, '-')
		n = -n
	}
	p.out = strconv.AppendInt(p.out, n/1000, 10)
	if n %= 1000; n > 0 {
		digits := [4]byte{'.', byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10)}
		end := 4
		for digits[end-1] == '0' {
			end--
		}
		p.out = append(p.out, digits[:end]...)
	}
	return p
}

func (p *painter) attr(name string, v float64) *painter {
	return p.str(" ").str(name).str(`="`).num(v).str(`"`)
}

func (p *painter) name(kind string, n int) *painter { return p.str(p.prefix).str(kind).int(n) }

func (p *painter) id(kind string, n int) *painter { return p.str(` id="`).name(kind, n).str(`"`) }

// ref appends an attribute that refers to an element of ours.
func (p *painter) ref(attr, kind string, n int) *painter {
	return p.str(" ").str(attr).str(`="url(#`).name(kind, n).str(`)"`)
}

func (p *painter) color(c sheet.Color) *painter {
	const hex = "0123456789abcdef"
	p.out = append(p.out, '#')
	for _, v := range [3]float64{c.R, c.G, c.B} {
		n := int(math.Round(math.Max(0, math.Min(1, v)) * 255))
		p.out = append(p.out, hex[n>>4], hex[n&15])
	}
	return p
}

// matrix appends a transformation. A thousandth is too coarse for its first four numbers.
func (p *painter) matrix(attr string, m sheet.Matrix, scale float64) *painter {
	p.str(" ").str(attr).str(`="matrix(`)
	for i, v := range m[:4] { // with 0 added, for there is a -0
		if i > 0 {
			p.str(" ")
		}
		p.out = strconv.AppendFloat(p.out, math.Round(v*scale*1e7)/1e7+0, 'f', -1, 64)
	}
	return p.str(" ").num(m[4]).str(" ").num(m[5]).str(`)"`)
}

// path appends an outline in points, in absolute places.
func (p *painter) path(d sheet.Path) *painter {
	at := d.Points
	var x, y, x0, y0 float64
	for _, op := range d.Ops {
		n := 2 * pointsOf(op)
		if n > len(at) {
			break
		}
		a := at[:n]
		at = at[n:]
		switch {
		case op == 'L' && a[1] == y:
			p.str("H").num(a[0])
		case op == 'L' && a[0] == x:
			p.str("V").num(a[1])
		default:
			p.out = append(p.out, op)
			for i, v := range a {
				if i > 0 {
					p.str(" ")
				}
				p.num(v)
			}
		}
		switch {
		case op == 'Z':
			x, y = x0, y0
		case n > 0:
			x, y = a[n-2], a[n-1]
		}
		if op == 'M' {
			x0, y0 = x, y
		}
	}
	return p
}

// pointsOf is how many points an operation of a path takes.
func pointsOf(op byte) int {
	switch op {
	case 'M', 'L':
		return 1
	case 'Q':
		return 2
	case 'C':
		return 3
	}
	return 0
}

// fine is how many steps the outlines of glyphs have to a unit of their face. A TrueType outline goes through points
// halfway between others: with two steps these are whole, and a curve that goes on smoothly needs no control point.
const fine = 2

// body is the outline of a glyph, from its origin on, wherever that is: all of it is relative.
func body(d sheet.Path) []byte {
	type place struct{ x, y int64 }
	var out []byte
	var at, start, control place // control is that of the curve before
	add := func(op byte, first bool, p place) {
		if first {
			out = append(out, op)
		}
		out = strconv.AppendInt(out, p.x-at.x, 10)
		if p.y >= at.y {
			out = append(out, ' ')
		}
		out = strconv.AppendInt(out, p.y-at.y, 10)
	}
	points := d.Points
	for _, op := range d.Ops {
		n := pointsOf(op)
		if 2*n > len(points) {
			break
		}
		if op == 'Z' {
			out = append(out, 'z')
			at, control = start, start
			continue
		}
		var p [3]place
		for i := range n {
			p[i] = place{step(points[2*i]), step(points[2*i+1])}
		}
		points = points[2*n:]
		end := p[n-1]
		smooth := place{2*at.x - control.x, 2*at.y - control.y}
		switch {
		case op == 'Q' && control != at && p[0] == smooth:
			add('t', true, end)
		case op == 'L' && end.y == at.y:
			out = strconv.AppendInt(append(out, 'h'), end.x-at.x, 10)
		case op == 'L' && end.x == at.x:
			out = strconv.AppendInt(append(out, 'v'), end.y-at.y, 10)
		default:
			for i := range n {
				if i > 0 && p[i].x >= at.x {
					out = append(out, ' ')
				}
				add(op+'a'-'A', i == 0, p[i])
			}
		}
		at, control = end, end
		switch op {
		case 'M':
			start = end
		case 'Q':
			control = p[0]
		}
	}
	return out
}

func step(v float64) int64 { return int64(math.Round(math.Max(-1e6, math.Min(1e6, v)) * fine)) }
