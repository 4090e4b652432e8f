package render

import "strings"

// A scanner goes over code once, from left to right, and writes it with spans around what it
// recognises. Every look ahead is bounded, consumes what it saw, or is not repeated on the same line:
// the time is linear in the code.
type scanner struct {
	in   string
	out  strings.Builder
	lang *language
	end  int // where the language ends: a script within HTML

	pos   int    // all before is emitted
	from  int    // in[from:pos] is emitted and not yet written
	class string // the class of that

	first    bool     // nothing but blanks and list dashes on the line so far
	value    bool     // the last token was a value: a slash divides
	barren   int      // no span that must close on its line begins before this
	holes    []hole   // the strings around code in a string, innermost last
	heredocs []string // the words that end the here-documents begun on this line
	session  bool     // the line before went on (sessionMode)
}

// A hole is code within a string.
type hole struct {
	rule        *rule
	end         string // what ends the string
	open, close byte
	depth       int // of open brackets in the code
}

// scan emits in[pos:end] as code in a language.
func (s *scanner) scan(lang *language, end int) {
	s.lang, s.end = lang, end
	s.first, s.value, s.holes, s.heredocs = true, false, nil, nil
	if lang.mode == markupMode {
		s.markup()
		return
	}
	for s.pos < s.end {
		if s.bol() && s.line() {
			continue
		}
		s.token()
	}
}

// emit takes the bytes up to end. Neighbours of one class become one span.
func (s *scanner) emit(class string, end int) {
	if class != s.class {
		s.flush()
		s.class = class
	}
	s.pos = end
}

func (s *scanner) flush() {
	text := s.in[s.from:s.pos]
	s.from = s.pos
	if text == "" {
		return
	}
	if s.class == "" {
		s.escape(text)
		return
	}
	s.out.WriteString(`<span class="`)
	s.out.WriteString(s.class)
	s.out.WriteString(`">`)
	s.escape(text)
	s.out.WriteString(`</span>`)
}

// escape writes what html.EscapeString returns; the code is cut in too many pieces for a copy of each.
func (s *scanner) escape(text string) {
	from := 0
	for i := range len(text) {
		var as string
		switch text[i] {
		case '<':
			as = "&lt;"
		case '>':
			as = "&gt;"
		case '&':
			as = "&amp;"
		case '"':
			as = "&#34;"
		case '\'':
			as = "&#39;"
		default:
			continue
		}
		s.out.WriteString(text[from:i])
		s.out.WriteString(as)
		from = i + 1
	}
	s.out.WriteString(text[from:])
}

func (s *scanner) bol() bool { return s.pos == 0 || s.in[s.pos-1] == '\n' }

// eol is where the line of a place ends, before its newline.
func (s *scanner) eol(from int) int {
	if i := strings.IndexByte(s.in[from:s.end], '\n'); i >= 0 {
		return from + i
	}
	return s.end
}

// token emits at least one byte.
func (s *scanner) token() {
	c := s.in[s.pos]
	switch {
	case c == '\n':
		s.newline()
		return
	case isBlank(c):
		s.emit("", s.pos+1)
		return
	case s.first && c == '-':
		// A list dash of YAML: what follows is still the first thing of the line.
		if !s.rule(c) {
			s.emit("", s.pos+1)
		}
		return
	}
	if s.bracket(c) || s.first && s.key() || s.rule(c) {
		s.first = false
		return
	}
	switch {
	case isDigit(c) || c == '.' && s.pos+1 < s.end && isDigit(s.in[s.pos+1]):
		s.number()
	case s.lang.ident[c]:
		s.word()
	default:
		s.value = c == ')' || c == ']' || c == '}'
		s.emit("", s.pos+1)
	}
	s.first = false
}

func (s *scanner) newline() {
	// A string of one line that is not closed ends, with the code in it.
	for n := len(s.holes); n > 0 && s.holes[n-1].rule.line; n = len(s.holes) {
		s.holes = s.holes[:n-1]
	}
	s.emit("", s.pos+1)
	s.first = true
}

// bracket counts the brackets of code within a string, and goes on with the string at its end.
func (s *scanner) bracket(c byte) bool {
	if len(s.holes) == 0 {
		return false
	}
	h := &s.holes[len(s.holes)-1]
	switch c {
	case h.open:
		h.depth++
	case h.close:
		if h.depth--; h.depth == 0 {
			r, end := h.rule, h.end
			s.holes = s.holes[:len(s.holes)-1]
			s.span(r, s.pos+1, end)
			return true
		}
	}
	return false
}

// number emits digits of any base, with underscores, a fraction, an exponent and a unit or suffix.
func (s *scanner) number() {
	i := s.pos + 1
	hex := strings.HasPrefix(s.in[s.pos:s.end], "0x") || strings.HasPrefix(s.in[s.pos:s.end], "0X")
	for i < s.end {
		c, last := s.in[i], s.in[i-1]|0x20
		next := i+1 < s.end && isDigit(s.in[i+1])
		switch {
		case isDigit(c), isLetter(c) && c < 0x80:
		case c == '.' && next && last != '.':
		case (c == '+' || c == '-') && next && (last == 'e' && !hex || last == 'p' && hex):
		case s.lang.digit != "" && c == s.lang.digit[0] && next:
		default:
			s.value = true
			s.emit("m", i)
			return
		}
		i++
	}
	s.value = true
	s.emit("m", s.end)
}

// word emits a word: its class is that of the first word of a line, of a label, or of the word.
func (s *scanner) word() {
	i := s.pos
	for i < s.end && s.lang.ident[s.in[i]] {
		i++
	}
	name := s.in[s.pos:i]
	const longest = 40 // no word of the tables is longer
	if s.lang.nocase && len(name) <= longest {
		name = strings.ToLower(name)
	}
	class := s.lang.words[name]
	// What follows a single dot is a member, whatever it is called.
	if s.pos > 0 && s.in[s.pos-1] == '.' && (s.pos == 1 || s.in[s.pos-2] != '.') {
		class = ""
	}
	if s.first {
		if c, ok := s.lang.first[name]; ok {
			class = c
		} else if c, ok := s.lang.first["*"]; ok {
			class = c
		}
	}
	if s.lang.label != nil && s.endsKey(s.lang.label, i) {
		class = s.lang.label.class
	}
	s.value = class != "k"
	s.emit(class, i)
}

func isLetter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c >= 0x80
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }
