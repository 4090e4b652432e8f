package readback

import (
	"math"
	"slices"
)

// maxDepth is how deep arrays and dictionaries may stand in each other. Skia's go five deep.
const maxDepth = 64

// A lexer reads objects from a file, or operands and operators from a content stream.
type lexer struct {
	data  []byte
	pos   int
	refs  bool    // read "12 0 R" as a reference, as files have it and content streams don't
	bytes []byte  // holds strings that do not stand in data as they are; the caller may cut it to reuse it
	stack []value // the parts of lists that are being read
	meter *meter
}

// next is the next object, keyword, closer or end. It always moves on, unless at the end.
func (l *lexer) next() value { return l.read(0) }

func (l *lexer) read(depth int) value {
	l.space()
	if l.pos >= len(l.data) || depth > maxDepth || !l.meter.spend(1) {
		l.pos = len(l.data)
		return value{kind: end}
	}
	switch c := l.data[l.pos]; {
	case c == '/':
		return l.name()
	case c >= '0' && c <= '9', c == '-', c == '+', c == '.':
		return l.number()
	case c == '(':
		return l.literal()
	case c == '<':
		if l.peek(1) == '<' {
			l.pos += 2
			return value{kind: dict, list: l.list(depth, true)}
		}
		return l.hex()
	case c == '[':
		l.pos++
		return value{kind: array, list: l.list(depth, false)}
	case c == ']':
		l.pos++
		return value{kind: closer}
	case c == '>':
		l.pos++
		if l.peek(0) == '>' {
			l.pos++
		}
		return value{kind: closer}
	case class[c] == delimiter:
		l.pos++ // a stray brace or parenthesis
		return value{kind: keyword, str: l.data[l.pos-1 : l.pos]}
	}
	return l.word()
}

// list reads up to the closer. In a dict, what is not a key with a value is left out.
func (l *lexer) list(depth int, pairs bool) []value {
	start := len(l.stack)
	for {
		v := l.read(depth + 1)
		n := len(l.stack) - start
		switch {
		case v.kind == closer || v.kind == end:
			if pairs {
				n &^= 1
			}
			out := slices.Clone(l.stack[start : start+n])
			l.stack = l.stack[:start]
			return out
		case v.kind == keyword:
			continue
		case pairs && n&1 == 0 && v.kind != name:
			continue
		}
		// A value is 64 bytes, and a file can have one in two of its bytes.
		if l.meter.spend(16) {
			l.stack = append(l.stack, v)
		}
	}
}

func (l *lexer) word() value {
	start := l.pos
	for l.pos < len(l.data) && class[l.data[l.pos]] == regular {
		l.pos++
	}
	w := l.data[start:l.pos]
	switch string(w) {
	case "true":
		return value{kind: boolean, num: 1}
	case "false":
		return value{kind: boolean}
	case "null":
		return value{}
	}
	return value{kind: keyword, str: w}
}

// number reads a number. Anything regular behind it is thrown away with it ("1.2.3", "12ab").
func (l *lexer) number() value {
	n, plain := l.digits()
	if !plain || !l.refs {
		return value{kind: number, num: n}
	}
	// Perhaps a reference: generation number, R.
	back := l.pos
	l.space()
	if c := l.peek(0); c >= '0' && c <= '9' {
		if _, ok := l.digits(); ok {
			l.space()
			if l.peek(0) == 'R' && (l.pos+1 == len(l.data) || class[l.data[l.pos+1]] != regular) {
				l.pos++
				return value{kind: ref, num: n}
			}
		}
	}
	l.pos = back
	return value{kind: number, num: n}
}

// digits reads a decimal number; plain says that it is made of digits only.
func (l *lexer) digits() (n float64, plain bool) {
	const exact = 1e15 // beyond it, further digits behind the point change nothing
	start, sign, scale, fraction := l.pos, 1.0, 1.0, false
	plain = true
	for ; l.pos < len(l.data); l.pos++ {
		switch c := l.data[l.pos]; {
		case c >= '0' && c <= '9':
			if n < exact || !fraction {
				n = n*10 + float64(c-'0')
				if fraction {
					scale *= 10
				}
			}
			continue
		case c == '.' && !fraction:
			fraction, plain = true, false
			continue
		case (c == '-' || c == '+') && l.pos == start:
			plain = false
			if c == '-' {
				sign = -1
			}
			continue
		case class[c] == regular:
			for l.pos < len(l.data) && class[l.data[l.pos]] == regular {
				l.pos++
			}
			plain = false
		}
		break
	}
	// Far beyond any length on paper, and still safe to multiply.
	return sign * math.Min(n/scale, 1e12), plain
}

func (l *lexer) name() value {
	l.pos++
	start, escaped := l.pos, false
	for l.pos < len(l.data) && class[l.data[l.pos]] == regular {
		escaped = escaped || l.data[l.pos] == '#'
		l.pos++
	}
	s := l.data[start:l.pos]
	if !escaped {
		return value{kind: name, str: s}
	}
	at := len(l.bytes)
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) && nibble(s[i+1]) >= 0 && nibble(s[i+2]) >= 0 {
			l.bytes = append(l.bytes, byte(nibble(s[i+1])<<4|nibble(s[i+2])))
			i += 2
			continue
		}
		l.bytes = append(l.bytes, s[i])
	}
	return value{kind: name, str: l.since(at)}
}

// since is what was put into l.bytes from at on, safe from what is put there later.
func (l *lexer) since(at int) []byte { return l.bytes[at:len(l.bytes):len(l.bytes)] }

// peek is the byte i behind the place, 0 behind the end.
func (l *lexer) peek(i int) byte {
	if l.pos+i < len(l.data) {
		return l.data[l.pos+i]
	}
	return 0
}

// space skips white space and comments.
func (l *lexer) space() {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		if c == '%' {
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
			continue
		}
		if class[c] != white {
			return
		}
		l.pos++
	}
}

// The classes of characters, PDF 32000-1 7.2.2.
const (
	regular = iota
	white
	delimiter
)

var class = [256]uint8{
	0: white, '\t': white, '\n': white, '\f': white, '\r': white, ' ': white,
	'(': delimiter, ')': delimiter, '<': delimiter, '>': delimiter, '[': delimiter, ']': delimiter,
	'{': delimiter, '}': delimiter, '/': delimiter, '%': delimiter,
}

// nibble is the value of a hexadecimal digit, -1 for any other byte.
func nibble(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
