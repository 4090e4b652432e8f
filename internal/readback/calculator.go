package readback

import (
	"math"
	"slices"
)

// A program is a function in the small part of PostScript that PDF has (type 4 of ISO 32000-1, 7.10.5). Skia writes one
// for each gradient that fades out.
type program []instruction

// An instruction pushes a number when it has no name; "if" and "ifelse" have the programs that they choose from.
type instruction struct {
	name      string
	number    float64
	then, els program
}

const (
	maxProgram = 4096 // instructions
	maxNesting = 16
	maxStack   = 100 // as much as the standard asks for
)

// readProgram reads what stands in braces; ok is false when it is damaged, or asks for what the standard does not have.
func readProgram(text []byte, m *meter) (p program, ok bool) {
	l := &lexer{data: text, meter: m}
	if v := l.next(); v.kind != keyword || !v.is("{") {
		return nil, false
	}
	size := 0
	return block(l, 0, &size)
}

func block(l *lexer, depth int, size *int) (p program, ok bool) {
	var blocks []program // that wait for their "if" or "ifelse"
	for {
		v := l.next()
		if *size++; *size > maxProgram || depth > maxNesting {
			return nil, false
		}
		switch {
		case v.kind == number:
			p = append(p, instruction{number: v.num})
		case v.kind == boolean:
			p = append(p, instruction{number: v.num})
		case v.kind != keyword:
			return nil, false
		case v.is("{"):
			b, ok := block(l, depth+1, size)
			if !ok {
				return nil, false
			}
			blocks = append(blocks, b)
		case v.is("}"):
			return p, len(blocks) == 0
		case v.is("if") && len(blocks) == 1:
			p = append(p, instruction{name: "if", then: blocks[0]})
			blocks = nil
		case v.is("ifelse") && len(blocks) == 2:
			p = append(p, instruction{name: "ifelse", then: blocks[0], els: blocks[1]})
			blocks = nil
		case v.is("if"), v.is("ifelse"):
			return nil, false
		default:
			p = append(p, instruction{name: string(v.str)})
		}
	}
}

// A calculator runs programs.
type calculator struct {
	stack []float64
	meter *meter
}

// run runs a program; false when it fails.
func (c *calculator) run(p program) bool {
	for i := range p {
		if !c.meter.spend(1) || len(c.stack) > maxStack {
			return false
		}
		in := &p[i]
		switch in.name {
		case "":
			c.stack = append(c.stack, in.number)
		case "if", "ifelse":
			if len(c.stack) == 0 {
				return false
			}
			next := in.then
			if c.pop() == 0 {
				next = in.els
			}
			if !c.run(next) {
				return false
			}
		default:
			if !c.do(in.name) {
				return false
			}
		}
	}
	return true
}

func (c *calculator) pop() float64 {
	v := c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
	return v
}

// do does one operation.
func (c *calculator) do(name string) bool {
	s := c.stack
	n := len(s)
	if n == 0 {
		return false
	}
	switch name {
	case "pop":
		c.pop()
		return true
	case "dup":
		c.stack = append(s, s[n-1])
		return true
	case "exch":
		if n < 2 {
			return false
		}
		s[n-1], s[n-2] = s[n-2], s[n-1]
		return true
	case "copy":
		k := int(bounded(c.pop()))
		if k < 0 || k > n-1 {
			return false
		}
		c.stack = append(c.stack, c.stack[n-1-k:n-1]...)
		return true
	case "index":
		k := int(bounded(c.pop()))
		if k < 0 || k > n-2 {
			return false
		}
		c.stack = append(c.stack, c.stack[n-2-k])
		return true
	case "roll":
		if n < 2 {
			return false
		}
		by, k := int(bounded(c.pop())), int(bounded(c.pop()))
		if k < 0 || k > n-2 {
			return false
		}
		roll(c.stack[n-2-k:], by)
		return true
	}
	if v, ok := ofOne(name, s[n-1]); ok {
		s[n-1] = v
		return true
	}
	if n < 2 {
		return false
	}
	v, ok := ofTwo(name, s[n-2], s[n-1])
	s[n-2] = v
	c.stack = s[:n-1]
	return ok
}

func bounded(v float64) float64 { return math.Max(-maxStack, math.Min(maxStack, v)) }

// roll moves the values up by so many places, and those that fall off the top to the bottom.
func roll(s []float64, by int) {
	if len(s) == 0 {
		return
	}
	by = ((by % len(s)) + len(s)) % len(s)
	copy(s, slices.Concat(s[len(s)-by:], s[:len(s)-by]))
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

const degree = math.Pi / 180

// ofOne is an operation on one value. Truth is 1 and 0.
func ofOne(name string, a float64) (v float64, ok bool) {
	switch name {
	case "neg":
		return -a, true
	case "abs":
		return math.Abs(a), true
	case "ceiling":
		return math.Ceil(a), true
	case "floor":
		return math.Floor(a), true
	case "round":
		return math.Round(a), true
	case "truncate", "cvi":
		return math.Trunc(a), true
	case "cvr":
		return a, true
	case "sqrt":
		return math.Sqrt(a), true
	case "ln":
		return math.Log(a), true
	case "log":
		return math.Log10(a), true
	case "sin":
		return math.Sin(a * degree), true
	case "cos":
		return math.Cos(a * degree), true
	case "not":
		return truth(a == 0), true
	}
	return 0, false
}

// ofTwo is an operation on two values.
func ofTwo(name string, a, b float64) (v float64, ok bool) {
	switch name {
	case "add":
		return a + b, true
	case "sub":
		return a - b, true
	case "mul":
		return a * b, true
	case "div":
		return a / b, true
	case "idiv":
		return math.Trunc(a / b), true
	case "mod":
		return math.Mod(a, b), true
	case "exp":
		return math.Pow(a, b), true
	case "atan":
		return math.Mod(math.Atan2(a, b)/degree+360, 360), true
	case "eq":
		return truth(a == b), true
	case "ne":
		return truth(a != b), true
	case "gt":
		return truth(a > b), true
	case "ge":
		return truth(a >= b), true
	case "lt":
		return truth(a < b), true
	case "le":
		return truth(a <= b), true
	case "and":
		return truth(a != 0 && b != 0), true
	case "or":
		return truth(a != 0 || b != 0), true
	case "xor":
		return truth((a != 0) != (b != 0)), true
	}
	return 0, false
}
