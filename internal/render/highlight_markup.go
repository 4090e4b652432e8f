package render

import "strings"

// markup emits HTML or XML up to the end of the language.
func (s *scanner) markup() {
	for s.pos < s.end {
		rest := s.in[s.pos:s.end]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			s.emit("c", s.through("-->"))
		case strings.HasPrefix(rest, "<![CDATA["):
			s.emit("s", s.through("]]>"))
		case strings.HasPrefix(rest, "<?"):
			s.emit("cp", s.through("?>"))
		case strings.HasPrefix(rest, "<!"):
			s.emit("cp", s.through(">"))
		case len(rest) > 1 && rest[0] == '<' && (isLetter(rest[1]) || rest[1] == '/'):
			s.tag()
		case rest[0] == '&':
			s.entity()
		default:
			i := strings.IndexAny(rest[1:], "<&")
			if i < 0 {
				i = len(rest) - 1
			}
			s.emit("", s.pos+1+i)
		}
	}
}

// through is behind the next end, or the end of everything.
func (s *scanner) through(end string) int {
	if i := strings.Index(s.in[s.pos:s.end], end); i >= 0 {
		return s.pos + i + len(end)
	}
	return s.end
}

func (s *scanner) entity() {
	i := s.pos + 1
	for i < min(s.end, s.pos+32) && (isLetter(s.in[i]) || isDigit(s.in[i]) || s.in[i] == '#') {
		i++
	}
	if i < s.end && s.in[i] == ';' && i > s.pos+1 {
		s.emit("m", i+1)
		return
	}
	s.emit("", s.pos+1)
}

// tag emits a tag and, of a script or a style sheet, the code behind it.
func (s *scanner) tag() {
	i := s.pos + 1
	for i < s.end && !isSpace(s.in[i]) && s.in[i] != '>' && (s.in[i] != '/' || i == s.pos+1) {
		i++
	}
	name := s.in[s.pos+1 : i]
	s.emit("nt", i)
	for s.pos < s.end {
		switch c := s.in[s.pos]; {
		case c == '>':
			s.emit("nt", s.pos+1)
			s.inner(name)
			return
		case c == '<':
			return // not closed
		case c == '/':
			s.emit("nt", s.pos+1)
		case c == '"' || c == '\'':
			i := strings.IndexByte(s.in[s.pos+1:s.end], c)
			if i < 0 {
				s.emit("s", s.end)
				return
			}
			s.emit("s", s.pos+i+2)
		case isSpace(c) || c == '=':
			s.emit("", s.pos+1)
		default:
			s.attribute()
		}
	}
}

// attribute emits the name of an attribute, or a value without quotes.
func (s *scanner) attribute() {
	class := "na"
	if s.in[s.pos-1] == '=' {
		class = "s"
	}
	i := s.pos
	for i < s.end && !isSpace(s.in[i]) && strings.IndexByte("=<>\"'", s.in[i]) < 0 && (s.in[i] != '/' || class == "s") {
		i++
	}
	s.emit(class, i)
}

// inner emits what stands in a script or a style sheet, in its own language.
func (s *scanner) inner(name string) {
	var lang *language
	switch {
	case strings.EqualFold(name, "script"):
		lang = languageOf("javascript")
	case strings.EqualFold(name, "style"):
		lang = languageOf("css")
	default:
		return
	}
	outer, end := s.lang, s.end
	inner := s.pos + closeTag(s.in[s.pos:end], name)
	s.scan(lang, inner)
	s.lang, s.end = outer, end
}

// closeTag is where a tag "</name" begins, in any case; the length of text when there is none.
func closeTag(text, name string) int {
	for at := 0; ; {
		i := strings.Index(text[at:], "</")
		if i < 0 {
			return len(text)
		}
		at += i + 2
		if len(text)-at >= len(name) && strings.EqualFold(text[at:at+len(name)], name) {
			return at - 2
		}
	}
}

func isSpace(c byte) bool { return c == '\n' || isBlank(c) }
