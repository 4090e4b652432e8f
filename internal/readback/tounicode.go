package readback

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A charmap says which text the codes of a font stand for: a ToUnicode CMap.
type charmap struct {
	spans []charspan // by low
}

// A charspan is what the codes low to high stand for: str for the first, and for
// each further one the last rune of str is one more.
type charspan struct {
	low, high uint32
	str       string
}

// toUnicode reads a ToUnicode CMap. What it does not understand it leaves out.
func toUnicode(data []byte, m *meter) charmap {
	l := &lexer{data: data, meter: m}
	var c charmap
	for {
		v := l.next()
		switch {
		case v.kind == end:
			slices.SortStableFunc(c.spans, func(a, b charspan) int { return cmp.Compare(a.low, b.low) })
			return c
		case v.kind == keyword && v.is("beginbfchar"):
			c.readChars(l)
		case v.kind == keyword && v.is("beginbfrange"):
			c.readRanges(l)
		}
	}
}

func (c *charmap) readChars(l *lexer) {
	for {
		from := l.next()
		if from.kind != text {
			return
		}
		if to := l.next(); to.kind == text {
			c.add(code(from.str), code(from.str), utf16String(to.str))
		}
	}
}

func (c *charmap) readRanges(l *lexer) {
	for {
		low := l.next()
		if low.kind != text {
			return
		}
		high := l.next()
		switch to := l.next(); to.kind {
		case text:
			c.add(code(low.str), code(high.str), utf16String(to.str))
		case array:
			for i, v := range to.list {
				c.add(code(low.str)+uint32(i), code(low.str)+uint32(i), utf16String(v.str))
			}
		}
	}
}

func (c *charmap) add(low, high uint32, s string) {
	const longest = 64 // bytes for one glyph; a ligature takes 3
	if s != "" && len(s) <= longest && low <= high {
		c.spans = append(c.spans, charspan{low, high, s})
	}
}

// text is what a code stands for; "" when the font does not say.
func (c *charmap) text(n uint32) string {
	i, found := slices.BinarySearchFunc(c.spans, n, func(s charspan, n uint32) int { return cmp.Compare(s.low, n) })
	if !found {
		i--
	}
	if i < 0 || n > c.spans[i].high {
		return ""
	}
	s := &c.spans[i]
	if n == s.low {
		return s.str
	}
	r, size := utf8.DecodeLastRuneInString(s.str)
	return s.str[:len(s.str)-size] + string(r+rune(n-s.low))
}

// code is the number that the bytes of a character code spell.
func code(b []byte) uint32 {
	var n uint32
	for _, c := range b[:min(len(b), 4)] {
		n = n<<8 | uint32(c)
	}
	return n
}

// winAnsi is the text of one byte in WinAnsiEncoding, what simple fonts without a ToUnicode map
// mean by it.
func winAnsi(c byte) string {
	switch {
	case c < 0x20 || c == 0x7F:
		return ""
	case c >= 0x80 && c < 0xA0:
		return strings.Trim(string(winAnsi80[c-0x80]), "\uFFFD")
	}
	return string(rune(c))
}

var winAnsi80 = [32]rune{
	'€', '\uFFFD', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\uFFFD', 'Ž', '\uFFFD',
	'\uFFFD', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\uFFFD', 'ž', 'Ÿ',
}
