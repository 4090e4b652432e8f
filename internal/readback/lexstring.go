package readback

// hex reads a string in hexadecimal digits.
func (l *lexer) hex() value {
	l.pos++
	at, high := len(l.bytes), -1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		switch n := nibble(c); {
		case n < 0:
		case high < 0:
			high = n
		default:
			l.bytes = append(l.bytes, byte(high<<4|n))
			high = -1
		}
	}
	if high >= 0 {
		l.bytes = append(l.bytes, byte(high<<4))
	}
	return value{kind: text, str: l.since(at)}
}

// literal reads a string in parentheses, in place when it has no escapes.
func (l *lexer) literal() value {
	l.pos++
	start, depth := l.pos, 1
	for i := start; i < len(l.data); i++ {
		switch l.data[i] {
		case '\\', '\r':
			return l.escaped(start)
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos = i + 1
				return value{kind: text, str: l.data[start:i:i]}
			}
		}
	}
	l.pos = len(l.data)
	return value{kind: text, str: l.data[start:]}
}

// escaped reads a literal string with escapes or line ends in it.
func (l *lexer) escaped(start int) value {
	at, depth := len(l.bytes), 1
	l.pos = start
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return value{kind: text, str: l.since(at)}
			}
		case '\r':
			if l.peek(0) == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			var skip bool
			if c, skip = l.escape(); skip {
				continue
			}
		}
		l.bytes = append(l.bytes, c)
	}
	return value{kind: text, str: l.since(at)}
}

// escape reads what follows a backslash; skip says that it stands for nothing.
func (l *lexer) escape() (c byte, skip bool) {
	if l.pos >= len(l.data) {
		return 0, true
	}
	c = l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		return '\n', false
	case 'r':
		return '\r', false
	case 't':
		return '\t', false
	case 'b':
		return '\b', false
	case 'f':
		return '\f', false
	case '\r':
		if l.peek(0) == '\n' {
			l.pos++
		}
		return 0, true
	case '\n':
		return 0, true
	}
	if c < '0' || c > '7' {
		return c, false
	}
	n := int(c - '0')
	for i := 0; i < 2; i++ {
		d := l.peek(0)
		if d < '0' || d > '7' {
			break
		}
		n = n<<3 | int(d-'0')
		l.pos++
	}
	return byte(n), false
}
