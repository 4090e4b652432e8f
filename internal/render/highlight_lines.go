package render

import "strings"

// line looks at the beginning of a line: here-documents, blocks, and what has a class as a whole.
func (s *scanner) line() bool {
	if len(s.heredocs) > 0 {
		word := s.heredocs[0]
		s.heredocs = s.heredocs[1:]
		s.emit("s", s.heredocEnd(word))
		return true
	}
	switch s.lang.mode {
	case blockMode:
		if end := s.blockEnd(); end > s.pos {
			s.emit("s", end)
			return true
		}
	case sessionMode:
		return s.prompt()
	}
	for _, r := range s.lang.lines {
		if strings.HasPrefix(s.in[s.pos:s.end], r.prefix) {
			s.emit(r.class, s.eol(s.pos))
			return true
		}
	}
	return false
}

// prompt emits the prompt of a session, or a line of output.
func (s *scanner) prompt() bool {
	end := s.eol(s.pos)
	goesOn := s.session
	s.session = false
	for _, r := range s.lang.lines {
		if strings.HasPrefix(s.in[s.pos:end], r.prefix) {
			s.session = s.in[end-1] == '\\'
			s.emit(r.class, s.pos+len(r.prefix))
			return true
		}
	}
	if goesOn {
		s.session = end > s.pos && s.in[end-1] == '\\'
		return false
	}
	if end == s.pos {
		return false // the newline is a token
	}
	s.emit("", end)
	return true
}

// key emits the key at the first place of a line.
func (s *scanner) key() bool {
	k := s.lang.key
	if k == nil || k.bol && !s.bol() {
		return false
	}
	const longest = 200
	for i := s.pos; i < min(s.end, s.pos+longest); i++ {
		if s.endsKey(k, i) && i > s.pos {
			end := s.pos + len(strings.TrimRight(s.in[s.pos:i], " \t?+"))
			s.value = true
			s.emit(k.class, end)
			return true
		}
		if strings.IndexByte("\n\"'{}[]()#<>,;|&!$", s.in[i]) >= 0 {
			return false
		}
	}
	return false
}

// endsKey tells whether what stands before i is a key.
func (s *scanner) endsKey(k *keyRule, i int) bool {
	if i >= s.end || strings.IndexByte(k.closers, s.in[i]) < 0 {
		return false
	}
	if i+1 == s.end {
		return true
	}
	next := s.in[i+1]
	if k.spaced {
		return next == '\n' || isBlank(next)
	}
	return next != '=' || s.in[i] != '='
}

// beginHeredoc emits the mark of a here-document, whose text begins on the next line.
func (s *scanner) beginHeredoc() bool {
	rest, ok := strings.CutPrefix(s.in[s.pos:s.end], s.lang.heredoc)
	if !ok {
		return false
	}
	rest = rest[:min(len(rest), 64)]
	mark := strings.TrimLeft(rest, "-~ ")
	quote := byte(0)
	if mark != "" && (mark[0] == '"' || mark[0] == '\'') {
		quote, mark = mark[0], mark[1:]
	}
	n := 0
	for n < len(mark) && (isLetter(mark[n]) || isDigit(mark[n])) {
		n++
	}
	// Without quotes a small letter is rather a variable that something is shifted by or appended.
	if n == 0 || quote == 0 && (mark[0] < 'A' || mark[0] > 'Z') || quote != 0 && (n == len(mark) || mark[n] != quote) {
		return false
	}
	word := mark[:n]
	if quote != 0 {
		n++
	}
	s.heredocs = append(s.heredocs, word)
	s.value = true
	s.emit("s", s.pos+len(s.lang.heredoc)+len(rest)-len(mark)+n)
	return true
}

// heredocEnd is the end of the line that closes the here-document, behind the word.
func (s *scanner) heredocEnd(word string) int {
	for at := s.pos; at < s.end; at = s.eol(at) + 1 {
		line := s.in[at:s.eol(at)]
		inner := strings.TrimLeft(line, " \t")
		if after, ok := strings.CutPrefix(inner, word); ok && (after == "" || !isLetter(after[0]) && !isDigit(after[0])) {
			return at + len(line) - len(after)
		}
	}
	return s.end
}

// blockEnd is where the block of text ends that the line before begins; pos when it begins none.
func (s *scanner) blockEnd() int {
	start := strings.LastIndexByte(s.in[:max(s.pos-1, 0)], '\n') + 1
	head := s.in[start:s.pos]
	mark := strings.TrimRight(head, "\r\n \t+-0123456789")
	if n := len(mark); n < 2 || mark[n-1] != '|' && mark[n-1] != '>' || mark[n-2] != ' ' {
		return s.pos
	}
	depth := indent(head)
	end := s.pos
	for at := s.pos; at < s.end; {
		next := min(s.eol(at)+1, s.end)
		line := s.in[at:next]
		if strings.TrimSpace(line) != "" {
			if indent(line) <= depth {
				break
			}
			end = next
		}
		at = next
	}
	return end
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
