package theme

import (
	"math"
	"strconv"
	"strings"
)

// lengths evaluates values of CSS that are lengths or numbers: units, calc() and its relatives, var(). What a browser would ask its layout for,
// as a percentage, has no value.
type lengths struct {
	vars map[string]string // of :root, by name: "--size"
	em   float64           // points
}

// points are those of the absolute units (CSS Values and Units 4, 6.2).
var points = map[string]float64{"pt": 1, "px": .75, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72, "pc": 12, "q": 18 / 25.4}

// value is a value in points, or a number without a unit; ok is false for what is neither.
func (l lengths) value(text string) (float64, bool) {
	left := mostSteps
	p := lengthParser{l: l, text: text, left: &left}
	v, ok := p.sum()
	p.blanks()
	return v, ok && p.at == len(p.text) && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// mostDepth bounds how deep brackets and variables may stand in each other: a variable may name itself.
const mostDepth = 40

// mostSteps bounds how much is evaluated for one value: variables that each name two others are soon more than anybody waits for.
const mostSteps = 10_000

type lengthParser struct {
	l     lengths
	text  string
	at    int
	depth int
	left  *int // steps
}

func (p *lengthParser) blanks() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// next takes a sign when it stands next.
func (p *lengthParser) next(signs string) byte {
	p.blanks()
	if p.at < len(p.text) && strings.IndexByte(signs, p.text[p.at]) >= 0 {
		p.at++
		return p.text[p.at-1]
	}
	return 0
}

func (p *lengthParser) sum() (float64, bool) {
	v, ok := p.product()
	for ok {
		sign := p.next("+-")
		if sign == 0 {
			break
		}
		var w float64
		if w, ok = p.product(); sign == '+' {
			v += w
		} else {
			v -= w
		}
	}
	return v, ok
}

func (p *lengthParser) product() (float64, bool) {
	v, ok := p.factor()
	for ok {
		sign := p.next("*/")
		if sign == 0 {
			break
		}
		var w float64
		if w, ok = p.factor(); sign == '*' {
			v *= w
		} else {
			v /= w
		}
	}
	return v, ok
}

func (p *lengthParser) factor() (float64, bool) {
	*p.left--
	if p.depth++; p.depth > mostDepth || *p.left < 0 {
		return 0, false
	}
	defer func() { p.depth-- }()
	p.blanks()
	start := p.at
	for p.at < len(p.text) && strings.IndexByte("+-.0123456789", p.text[p.at]) >= 0 && (p.at == start || strings.IndexByte("+-", p.text[p.at]) < 0) {
		p.at++
	}
	if number := p.text[start:p.at]; number != "" && strings.Trim(number, "+-.") != "" {
		n, err := strconv.ParseFloat(number, 64)
		unit := strings.ToLower(p.word())
		switch per, known := points[unit]; {
		case err != nil:
			return 0, false
		case unit == "":
			return n, true
		case unit == "em" || unit == "rem":
			return n * p.l.em, true
		default:
			return n * per, known
		}
	}
	p.at = start
	sign := 1.0
	if p.text[start:] != "" && p.text[start] == '-' && !strings.HasPrefix(p.text[start:], "--") {
		sign, p.at = -1, start+1
	}
	name := strings.ToLower(p.word())
	if p.next("(") == 0 {
		return 0, false
	}
	v, ok := p.call(name)
	return sign * v, ok && p.next(")") != 0
}

func (p *lengthParser) word() string {
	start := p.at
	for p.at < len(p.text) && (p.text[p.at] >= 'a' && p.text[p.at] <= 'z' || p.text[p.at] >= 'A' && p.text[p.at] <= 'Z' || p.at > start && p.text[p.at] == '-' ||
		p.text[p.at] == '%') {
		p.at++
	}
	return p.text[start:p.at]
}

// call is what a function makes of its arguments, up to its closing bracket.
func (p *lengthParser) call(name string) (float64, bool) {
	if name == "var" {
		end := strings.IndexAny(p.text[p.at:], ",)")
		if end < 0 {
			return 0, false
		}
		inner, known := p.l.vars[strings.TrimSpace(p.text[p.at:p.at+end])]
		p.at += end
		if p.next(",") != 0 {
			v, ok := p.sum()
			if !known {
				return v, ok
			}
		}
		q := lengthParser{l: p.l, text: inner, depth: p.depth, left: p.left}
		v, ok := q.sum()
		return v, ok && known
	}
	way := ""
	if name == "round" {
		for _, w := range []string{"up", "down", "nearest", "to-zero"} {
			p.blanks()
			if strings.HasPrefix(p.text[p.at:], w) {
				way, p.at = w, p.at+len(w)
				p.next(",")
				break
			}
		}
	}
	var args []float64
	for {
		v, ok := p.sum()
		if !ok {
			return 0, false
		}
		if args = append(args, v); p.next(",") == 0 {
			break
		}
	}
	switch {
	case name == "" || name == "calc":
		return args[0], len(args) == 1
	case name == "min" || name == "max":
		v := args[0]
		for _, a := range args[1:] {
			if name == "min" {
				v = min(v, a)
			} else {
				v = max(v, a)
			}
		}
		return v, true
	case name == "clamp" && len(args) == 3:
		return max(args[0], min(args[1], args[2])), true
	case name == "round" && len(args) == 2 && args[1] > 0:
		n := args[0] / args[1]
		switch way {
		case "up":
			n = math.Ceil(n)
		case "down":
			n = math.Floor(n)
		case "to-zero":
			n = math.Trunc(n)
		default:
			n = math.Floor(n + .5)
		}
		return n * args[1], true
	}
	return 0, false
}
