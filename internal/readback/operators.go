package readback

import (
	"math"

	"github.com/resgen/resgen/internal/sheet"
)

// run follows a content stream.
func (g *painter) run(data []byte, res *resources, depth int) {
	l := &lexer{data: data, meter: &g.meter}
	args := make([]value, 0, maxArgs)
	for {
		switch v := l.next(); v.kind {
		case end:
			return
		case closer:
		case keyword:
			if v.is("BI") {
				g.inlineImage(l)
			} else {
				g.do(string(v.str), operands(args), res, depth)
			}
			args, l.bytes = args[:0], l.bytes[:0]
		default:
			if len(args) < maxArgs {
				args = append(args, v)
			}
		}
	}
}

// operands are what stands before an operator. What is missing counts as null or 0.
type operands []value

func (o operands) at(i int) value {
	if i < len(o) {
		return o[i]
	}
	return value{}
}

func (o operands) num(i int) float64 { return o.at(i).num }

func (o operands) matrix() matrix {
	return matrix{o.num(0), o.num(1), o.num(2), o.num(3), o.num(4), o.num(5)}
}

// do follows one operator. Those of text stand first: they are the most.
func (g *painter) do(op string, o operands, res *resources, depth int) {
	s := &g.state
	switch op {
	case "Tj":
		g.show(o.at(0).str)
	case "TJ":
		for _, v := range o.at(0).list {
			if v.kind == number {
				g.move(-v.num / 1000 * s.size * s.stretch)
			} else {
				g.show(v.str)
			}
		}
	case "'":
		g.newLine(0, -s.leading)
		g.show(o.at(0).str)
	case `"`:
		s.word, s.spacing = o.num(0), o.num(1)
		g.newLine(0, -s.leading)
		g.show(o.at(2).str)
	case "Td":
		g.newLine(o.num(0), o.num(1))
	case "TD":
		s.leading = -o.num(1)
		g.newLine(o.num(0), o.num(1))
	case "T*":
		g.newLine(0, -s.leading)
	case "Tm":
		g.lm = o.matrix()
		g.tm = g.lm
	case "BT":
		g.tm, g.lm = identity, identity
	case "Tf":
		s.font, s.size = g.fontNamed(res, string(o.at(0).str)), o.num(1)
	case "Tc":
		s.spacing = o.num(0)
	case "Tw":
		s.word = o.num(0)
	case "Tz":
		s.stretch = o.num(0) / 100
	case "TL":
		s.leading = o.num(0)
	case "Ts":
		s.rise = o.num(0)
	case "Tr":
		s.mode = o.num(0)

	case "BDC":
		g.begin(o.at(1), res)
	case "BMC":
		g.begin(value{}, res)
	case "EMC":
		if n := len(g.marked); n > 0 && g.ignored == 0 {
			g.marked = g.marked[:n-1]
		}
		g.ignored = max(0, g.ignored-1)

	case "q":
		if len(g.stack) < maxStates {
			g.stack = append(g.stack, *s)
		} else {
			g.deeper++
		}
	case "Q":
		if n := len(g.stack); g.deeper > 0 {
			g.deeper--
		} else if n > 0 {
			*s, g.stack = g.stack[n-1], g.stack[:n-1]
		}
	case "cm":
		s.ctm = o.matrix().then(s.ctm)
	case "gs":
		g.setState(g.stateNamed(res, string(o.at(0).str)), depth)
	case "w":
		s.width = o.num(0)
	case "J", "j", "M", "d":
		if g.ink != nil {
			g.setPen(op, o)
		}

	case "g", "rg", "k", "sc", "scn":
		setColor(&s.fill, o)
		if g.ink != nil {
			s.brush.fill = g.patternNamed(o, res)
		}
	case "G", "RG", "K", "SC", "SCN":
		setColor(&s.stroke, o)
		if g.ink != nil {
			s.brush.stroke = g.patternNamed(o, res)
		}
	case "cs":
		s.fill = sheet.Color{A: s.fill.A}
	case "CS":
		s.stroke = sheet.Color{A: s.stroke.A}

	case "re":
		if g.ink != nil {
			g.build(op, o)
		}
		x, y, w, h := o.num(0), o.num(1), o.num(2), o.num(3)
		g.path = g.path.around(nowhere.with(x, y).with(x+w, y+h).through(s.ctm))
	case "m", "l":
		if g.ink != nil {
			g.build(op, o)
		}
		g.point(o.num(0), o.num(1))
	case "h":
		if g.ink != nil {
			g.build(op, o)
		}
	case "c":
		if g.ink != nil {
			g.build(op, o)
		}
		g.point(o.num(0), o.num(1))
		g.point(o.num(2), o.num(3))
		g.point(o.num(4), o.num(5))
	case "v", "y":
		if g.ink != nil {
			g.build(op, o)
		}
		g.point(o.num(0), o.num(1))
		g.point(o.num(2), o.num(3))
	case "W", "W*":
		g.cut, g.evenOdd = true, op == "W*"
	case "n":
		g.endPath(op)
	case "f", "F", "f*", "b", "b*", "B", "B*":
		g.mark(g.path, s.fill.A)
		g.endPath(op)
	case "S", "s":
		wide := s.width / 2 * math.Sqrt(math.Abs(s.ctm.a*s.ctm.d-s.ctm.b*s.ctm.c))
		g.mark(box{g.path.x0 - wide, g.path.y0 - wide, g.path.x1 + wide, g.path.y1 + wide}, s.stroke.A)
		g.endPath(op)
	case "sh":
		g.mark(s.clip, s.fill.A)
		if g.ink != nil {
			g.ink.lacks("a shading")
		}
	case "Do":
		g.object(string(o.at(0).str), res, depth)
	}
}

func (g *painter) point(x, y float64) { g.path = g.path.with(g.state.ctm.apply(x, y)) }

// endPath forgets the path, after it was cut out if that was asked for. A path of several parts
// counts as the box round them. The operator that painted it matters only to an ink.
func (g *painter) endPath(op string) {
	if g.ink != nil {
		g.finish(op)
	}
	if g.cut {
		g.state.clip = g.state.clip.and(g.path)
	}
	g.cut, g.path = false, nowhere
}

// mark notes something painted that is no text.
func (g *painter) mark(b box, alpha float64) {
	if b = b.and(g.state.clip); !b.empty() && alpha*g.state.group > 0 && g.meter.spend(16) {
		g.marks = append(g.marks, b.rect())
	}
}

// begin opens marked content with its properties, which stand in place or under a name.
func (g *painter) begin(v value, res *resources) {
	if len(g.marked) == maxMarked {
		g.ignored++
		return
	}
	if v.kind == name {
		v = g.get(g.get(res.dict, "Properties"), string(v.str))
	}
	m := marked{place: -1}
	if n := len(g.marked); n > 0 {
		m.place = g.marked[n-1].place
	}
	if id, ok := g.resolve(v.find("MCID")).integer(); ok {
		m.place = -1
		if place, ok := g.tags.place[mark{res.stream, int32(id)}]; ok {
			m.place = place
		}
	}
	if a := g.resolve(v.find("ActualText")); a.kind == text && g.meter.spend(len(a.str)) {
		m.actual, m.text = true, textString(a)
	}
	g.marked = append(g.marked, m)
}

func (g *painter) setState(v value, depth int) {
	if g.ink != nil {
		g.setBrush(v, depth)
	}
	if a := g.get(v, "ca"); a.kind == number {
		g.state.fill.A = unit(a.num)
	}
	if a := g.get(v, "CA"); a.kind == number {
		g.state.stroke.A = unit(a.num)
	}
	if w := g.get(v, "LW"); w.kind == number {
		g.state.width = w.num
	}
}

// setColor sets a colour from as many numbers as its colour space has; a pattern leaves it black.
func setColor(c *sheet.Color, o operands) {
	switch len(o) {
	case 1:
		c.R = unit(o.num(0))
		c.G, c.B = c.R, c.R
	case 3:
		c.R, c.G, c.B = unit(o.num(0)), unit(o.num(1)), unit(o.num(2))
	case 4:
		k := 1 - unit(o.num(3))
		c.R, c.G, c.B = (1-unit(o.num(0)))*k, (1-unit(o.num(1)))*k, (1-unit(o.num(2)))*k
	}
}

func unit(v float64) float64 { return math.Max(0, math.Min(1, v)) }
