package render

import (
	"strings"
	"unicode/utf8"
)

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

func closing(open byte) byte {
	if open == '(' {
		return ')'
	}
	return '}'
}
