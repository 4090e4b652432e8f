package lsp

import (
	"slices"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/source"
)

// An encoding is what a client counts the characters of a line in.
type encoding uint8

const (
	utf16 encoding = iota // the protocol's own
	utf8Bytes
	utf32
)

func (e encoding) name() string { return [...]string{"utf-16", "utf-8", "utf-32"}[e] }

// agreed is the encoding to use with a client that offers some, in the order that it likes: bytes are what we count in.
func agreed(offered []string) encoding {
	if slices.Contains(offered, utf8Bytes.name()) {
		return utf8Bytes
	}
	return utf16
}

// units is how many units a character takes, of which n bytes were read.
func (e encoding) units(r rune, n int) int {
	switch {
	case e == utf8Bytes:
		return n
	case e == utf16 && r > 0xffff:
		return 2
	}
	return 1
}

// position is where a byte of a file is.
func (e encoding) position(f *source.File, offset int) position {
	line := f.Span(offset, offset).Position().Line
	text, start, _ := f.Line(line)
	p := position{Line: line - 1}
	for i := 0; i < len(text) && start+i < offset; {
		r, n := utf8.DecodeRuneInString(text[i:])
		p.Character += e.units(r, n)
		i += n
	}
	return p
}

func (e encoding) span(s source.Span) textRange {
	return textRange{e.position(s.File, s.Start), e.position(s.File, s.End)}
}

// offset is the byte of a text at a position. Beyond the end of a line it is that end, beyond the last line the end of the text, and
// within a character the character's first byte.
func (e encoding) offset(text []byte, p position) int {
	at := 0
	for line := 0; line < p.Line; line++ {
		n := lineLength(text[at:])
		at += n
		if at == len(text) && (n == 0 || !isLineEnd(text[at-1])) {
			return at
		}
	}
	for units := 0; at < len(text) && !isLineEnd(text[at]); {
		r, n := utf8.DecodeRune(text[at:])
		if units += e.units(r, n); units > p.Character {
			break
		}
		at += n
	}
	return at
}

// lineLength is how long the first line of a text is, its end included.
func lineLength(text []byte) int {
	for i, c := range text {
		switch {
		case c == '\n':
			return i + 1
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return i + 2
		case c == '\r':
			return i + 1
		}
	}
	return len(text)
}

func isLineEnd(c byte) bool { return c == '\n' || c == '\r' }
