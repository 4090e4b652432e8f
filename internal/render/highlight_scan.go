package render

import (
	"html"
	"strings"
	"unicode/utf8"
)

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
	text := html.EscapeString(s.in[s.from:s.pos])
	switch {
	case text == "":
	case s.class == "":
		s.out.WriteString(text)
	default:
		s.out.WriteString(`<span class="` + s.class + `">` + text + `</span>`)
	}
	s.from = s.pos
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

// rule emits what a rule recognises here.
func (s *scanner) rule(c byte) bool {
	if s.lang.heredoc != "" && s.beginHeredoc() {
		return true
	}
	for _, r := range s.lang.rules[c] {
		body, end, ok := s.opens(r)
		if !ok {
			continue
		}
		switch r.kind {
		case literalRule:
			s.emit(r.class, body)
		case sigilRule:
			for body < s.end && (s.lang.ident[s.in[body]] || s.in[body] == '.' && r.open == "@" && body+1 < s.end && s.lang.ident[s.in[body+1]]) {
				body++
			}
			s.value = true
			s.emit(r.class, body)
		default:
			if r.must && !s.closes(r, body, end) || r.char && !s.isChar(body, end) {
				continue
			}
			if r.class != "c" {
				s.value = true
			}
			s.span(r, body, end)
		}
		return true
	}
	return false
}

// opens tells whether a rule holds at pos, where its opening ends and what closes it.
func (s *scanner) opens(r *rule) (body int, end string, ok bool) {
	rest := s.in[s.pos:s.end]
	if !strings.HasPrefix(rest, r.open) {
		return 0, "", false
	}
	var before byte = '\n'
	if s.pos > 0 {
		before = s.in[s.pos-1]
	}
	switch {
	case r.bol && before != '\n',
		r.first && !s.first,
		r.blank && before != '\n' && !isBlank(before),
		r.apart && (s.lang.ident[before] || before == r.open[0]),
		r.expr && (s.value || before == '<' || s.pos < s.barren),
		r.must && s.pos < s.barren:
		return 0, "", false
	}
	n := len(r.open)
	if r.kind == sigilRule && (n == len(rest) || !s.lang.ident[rest[n]]) {
		return 0, "", false
	}
	if r.capture == 0 {
		return s.pos + n, r.close, true
	}
	const longest = 32 // without a bound a run of # would be counted again from each of them
	at := n
	for at < len(rest) && at < n+longest && (rest[at] == r.capture && r.capture != 'w' || r.capture == 'w' && (isLetter(rest[at]) || isDigit(rest[at]))) {
		at++
	}
	if !strings.HasPrefix(rest[at:], r.post) {
		return 0, "", false
	}
	return s.pos + at + len(r.post), strings.Replace(r.close, "{}", rest[n:at], 1), true
}

// span emits from pos to the end of a span whose body begins at from, or to a hole in it.
func (s *scanner) span(r *rule, from int, end string) {
	class, depth, i := r.class, 1, from
	for i < s.end {
		c := s.in[i]
		switch {
		case r.hole != "" && c == r.hole[0] && strings.HasPrefix(s.in[i:s.end], r.hole):
			s.emit(class, i+len(r.hole))
			open := r.hole[len(r.hole)-1]
			s.holes = append(s.holes, hole{rule: r, end: end, open: open, close: closing(open), depth: 1})
			s.value = false
			return
		case r.escape && c == '\\':
			i += 2
			continue
		case c == end[0] && strings.HasPrefix(s.in[i:s.end], end):
			if r.double && strings.HasPrefix(s.in[i+len(end):s.end], end) {
				i += 2 * len(end)
				continue
			}
			if depth--; depth > 0 {
				i += len(end)
				continue
			}
			if end != "\n" {
				i += len(end)
			}
			s.finish(r, i)
			return
		case r.line && c == '\n':
			s.finish(r, i)
			return
		case r.nest && c == r.open[0] && strings.HasPrefix(s.in[i:s.end], r.open):
			depth++
			i += len(r.open)
			continue
		case r.expr && c == '[':
			i = s.set(i)
			continue
		}
		i++
	}
	s.finish(r, s.end)
}

// finish emits a span that ends at i.
func (s *scanner) finish(r *rule, i int) {
	i = min(i, s.end)
	class := r.class
	if r.expr {
		for i < s.end && isLetter(s.in[i]) {
			i++
		}
	}
	if class == "s" && s.lang.skey != "" {
		// The bound keeps blanks behind a string from being read for ever.
		if rest := strings.TrimLeft(s.in[i:min(s.end, i+32)], " \t"); strings.HasPrefix(rest, ":") {
			class = s.lang.skey
		}
	}
	s.emit(class, i)
}

// set is where the set of characters at i of a regular expression ends; it may hold slashes.
func (s *scanner) set(i int) int {
	for i < s.end && s.in[i] != ']' && s.in[i] != '\n' {
		if s.in[i] == '\\' {
			i++
		}
		i++
	}
	return min(i, s.end)
}

// closes tells whether a span ends on its line. When it does not, no other that must is looked
// for on the line.
func (s *scanner) closes(r *rule, from int, end string) bool {
	for i := from; i < s.end && s.in[i] != '\n'; i++ {
		switch {
		case r.escape && s.in[i] == '\\':
			i++
		case r.expr && s.in[i] == '[':
			i = s.set(i)
			if i < s.end && s.in[i] == '\n' {
				i--
			}
		case strings.HasPrefix(s.in[i:s.end], end):
			return true
		}
	}
	s.barren = s.eol(from)
	return false
}

// isChar tells a literal of one character from a lifetime, a symbol or a transposed matrix.
func (s *scanner) isChar(from int, end string) bool {
	rest := s.in[from:s.end]
	if strings.HasPrefix(rest, `\`) && len(rest) > 2 {
		i := strings.Index(rest[2:min(len(rest), 14)], end)
		return i >= 0 && !strings.Contains(rest[:2+i], "\n")
	}
	_, size := utf8.DecodeRuneInString(rest)
	return size > 0 && rest[0] != '\n' && strings.HasPrefix(rest[size:], end)
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

func closing(open byte) byte {
	if open == '(' {
		return ')'
	}
	return '}'
}

func isLetter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c >= 0x80
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }
