package theme

import (
	"bytes"
	"strings"
)

// A Style is what can be told of a style sheet without a browser: enough to say where it is broken, and where something stands.
type Style struct {
	Declarations []Declaration
	Addresses    []Address
	Faults       []Fault // in the order of their places
}

// A Declaration is one "property: value" of a block.
type Declaration struct {
	Block    string // what stands before the block: ".r-dates", "@font-face"
	Property string // in small letters
	Value    string
	At       int // offset of the property, in bytes
}

// An Address is what a url() or an @import names.
type Address struct {
	URL string
	At  int // offset, in bytes
}

// A Fault is what is wrong at a place.
type Fault struct {
	At   int // offset, in bytes
	Text string
}

// Error is what is wrong.
func (f *Fault) Error() string { return f.Text }

// ReadStyle reads a style sheet as a browser cuts it up: comments, strings, blocks, declarations. It does not know which properties there
// are, and takes time in proportion to the length.
func ReadStyle(css []byte) Style {
	s := styleScanner{css: css}
	s.scan()
	return s.Style
}

type styleScanner struct {
	Style
	css   []byte
	start int    // of the piece that is being read: what stands since the last ";", "{" or "}"
	text  []byte // of that piece; it begins with no blank
	open  []block
	paren int // offset of the first "(" that is open, 0 for none; there is none at 0 that matters
	depth int
}

type block struct {
	at      int
	prelude string
}

func (s *styleScanner) scan() {
	for i := 0; i < len(s.css); {
		switch c := s.css[i]; {
		case c == '/' && bytes.HasPrefix(s.css[i:], []byte("/*")):
			n := bytes.Index(s.css[i+2:], []byte("*/"))
			if n < 0 {
				s.fault(i, "the comment that begins here is never closed")
				i = len(s.css)
				continue
			}
			s.add([]byte{' '}, i)
			i += n + 4
		case c == '"' || c == '\'':
			end, closed := s.str(i)
			if !closed {
				s.fault(i, "the text in quotes that begins here is never closed")
			}
			s.add(s.css[i:end], i)
			i = end
		case c == '\\' && i+1 < len(s.css):
			s.add(s.css[i:i+2], i)
			i += 2
		case c == '(' && addressAt(s.text):
			i = s.address(i)
		case c == '(' || c == ')':
			if c == '(' {
				if s.depth++; s.depth == 1 {
					s.paren = i
				}
			} else {
				s.depth = max(s.depth-1, 0)
			}
			s.add(s.css[i:i+1], i)
			i++
		case c == '{':
			s.closeParens()
			s.open = append(s.open, block{i, strings.TrimSpace(string(s.text))})
			i++
			s.next(i)
		case c == '}':
			s.closeParens()
			s.piece()
			if len(s.open) == 0 {
				s.fault(i, `a "}" that closes nothing`)
			} else {
				s.open = s.open[:len(s.open)-1]
			}
			i++
			s.next(i)
		case c == ';' && s.depth == 0:
			s.piece()
			i++
			s.next(i)
		default:
			s.add(s.css[i:i+1], i)
			i++
		}
	}
	s.closeParens()
	s.piece()
	if len(s.open) > 0 {
		s.fault(s.open[0].at, `a "{" that is never closed`)
	}
}

// add takes bytes into the piece that is being read.
func (s *styleScanner) add(b []byte, at int) {
	if len(s.text) == 0 {
		if len(bytes.TrimSpace(b)) == 0 {
			return
		}
		s.start = at
	}
	s.text = append(s.text, b...)
}

func (s *styleScanner) next(at int) { s.text, s.start = s.text[:0], at }

func (s *styleScanner) fault(at int, text string) { s.Faults = append(s.Faults, Fault{at, text}) }

// closeParens ends what is in brackets: no bracket goes on beyond a block.
func (s *styleScanner) closeParens() {
	if s.depth > 0 {
		s.fault(s.paren, `a "(" that is never closed`)
		s.depth = 0
	}
}

// str is the end of the text in quotes that begins at i; closed is false when the line ends before it does.
func (s *styleScanner) str(i int) (end int, closed bool) {
	for j := i + 1; j < len(s.css); j++ {
		switch s.css[j] {
		case '\\':
			j++
		case '\n':
			return j, false
		case s.css[i]:
			return j + 1, true
		}
	}
	return len(s.css), false
}

// addressAt reports whether a "(" behind a text begins an address.
func addressAt(text []byte) bool {
	n := len(text)
	return n >= 3 && strings.EqualFold(string(text[n-3:]), "url")
}

// address reads "(…)" behind "url", and is the offset behind it.
func (s *styleScanner) address(i int) int {
	j := i + 1
	for j < len(s.css) && (s.css[j] == ' ' || s.css[j] == '\n' || s.css[j] == '\t' || s.css[j] == '\r') {
		j++
	}
	if j < len(s.css) && (s.css[j] == '"' || s.css[j] == '\'') {
		if end, closed := s.str(j); closed {
			s.Addresses = append(s.Addresses, Address{string(s.css[j+1 : end-1]), j})
			s.add([]byte("()"), i)
			for end < len(s.css) && s.css[end] != ')' && s.css[end] != ';' && s.css[end] != '}' {
				end++
			}
			if end < len(s.css) && s.css[end] == ')' {
				return end + 1
			}
			s.fault(i, `a "(" that is never closed`)
			return end
		}
	}
	n := bytes.IndexAny(s.css[j:], ")\n")
	if n < 0 || s.css[j+n] != ')' {
		s.fault(i, `a "(" that is never closed`)
		if n < 0 {
			return len(s.css)
		}
		return j + n
	}
	s.Addresses = append(s.Addresses, Address{strings.TrimSpace(string(s.css[j : j+n])), j})
	s.add([]byte("()"), i)
	return j + n + 1
}

// piece takes what was read since the last ";", "{" or "}" for a declaration.
func (s *styleScanner) piece() {
	text := strings.TrimSpace(string(s.text))
	if text == "" {
		return
	}
	if rule, ok := strings.CutPrefix(text, "@"); ok {
		if name, rest, _ := strings.Cut(rule, " "); strings.EqualFold(name, "import") || strings.HasPrefix(strings.ToLower(rule), "import\"") {
			rest = strings.TrimSpace(strings.TrimPrefix(rest, "import"))
			if len(rest) > 1 && (rest[0] == '"' || rest[0] == '\'') {
				if end := strings.IndexByte(rest[1:], rest[0]); end >= 0 {
					s.Addresses = append(s.Addresses, Address{rest[1 : 1+end], s.start})
				}
			}
		}
		return
	}
	property, value, ok := strings.Cut(text, ":")
	switch {
	case len(s.open) == 0:
		s.fault(s.start, "this stands in no rule")
	case !ok:
		s.fault(s.start, "this is no declaration: it has no colon")
	case strings.TrimSpace(property) == "":
		s.fault(s.start, "this is no declaration: nothing stands before its colon")
	case strings.ContainsAny(strings.TrimSpace(property), " \n\t"):
		s.fault(s.start, `this is no declaration; a ";" before it is missing, or a "{"`)
	default:
		s.Declarations = append(s.Declarations, Declaration{Block: s.open[len(s.open)-1].prelude, Property: strings.ToLower(strings.TrimSpace(property)),
			Value: strings.TrimSpace(value), At: s.start})
	}
}

// Families is the families that @font-face rules of the style sheet declare.
func (s Style) Families() []string {
	var out []string
	for _, d := range s.Declarations {
		if strings.EqualFold(d.Block, "@font-face") && d.Property == "font-family" {
			out = append(out, strings.Trim(d.Value, `"'`))
		}
	}
	return out
}

// Asked is the families that a declaration asks for by name, in quotes or as a list of words; nil when it asks for none.
func (d Declaration) Asked() []string {
	if d.Property != "font" && d.Property != "font-family" && d.Property != "--text" || strings.EqualFold(d.Block, "@font-face") {
		return nil
	}
	var out []string
	for i, part := range strings.Split(d.Value, ",") {
		part = strings.TrimSpace(part)
		if at := strings.IndexAny(part, `"'`); at >= 0 {
			part = strings.Trim(part[at:], `"'`)
		} else if strings.ContainsAny(part, "()/") || d.Property == "font" && i == 0 || part == "" {
			continue
		}
		out = append(out, part)
	}
	return out
}
