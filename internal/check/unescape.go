package check

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// blanks is the signs that look like a blank, a hyphen or nothing, beside those of ASCII.
var blanks = strings.NewReplacer("\u00a0", " ", "\u2002", " ", "\u2003", " ", "\u2007", " ", "\u2009", " ", "\u200a", " ", "\u202f", " ",
	"\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-", "\u2014", "-", "\u2212", "-", "\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "")

// lower is what each byte of a text reads as, 0 for one that needs a closer look.
var lower = func() (t [256]byte) {
	for c := range t {
		t[c] = byte(c)
	}
	for c := 'A'; c <= 'Z'; c++ {
		t[c] = byte(c) | 0x20
	}
	for _, c := range " \t\n\r&\\%" {
		t[c] = 0
	}
	return t
}()

// unescape is a text as a reader gets it: escapes of HTML, JSON, JavaScript and addresses resolved, ASCII letters in lower
// case, white space as single blanks.
func unescape(b []byte) []byte {
	out := make([]byte, 0, len(b)+utf8.UTFMax)
	odd := false
	for i := 0; i < len(b); {
		c := b[i]
		if l := lower[c]; l != 0 {
			odd = odd || c >= utf8.RuneSelf
			out = append(out, l)
			i++
			continue
		}
		var piece []byte
		n := 1
		switch c {
		case '&':
			piece, n = entity(b[i:])
		case '\\':
			piece, n = backslash(b[i:])
		case '%':
			piece, n = hex(b[i:], 1, 2)
		case ' ', '\t', '\n', '\r':
			if len(out) > 0 && out[len(out)-1] == ' ' {
				i++
				continue
			}
			c = ' '
		}
		if piece == nil {
			out = append(out, c)
		}
		for _, c := range piece {
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			odd = odd || c >= utf8.RuneSelf
			out = append(out, c)
		}
		i += n
	}
	if odd {
		return []byte(strings.ToLower(norm.NFC.String(blanks.Replace(string(out)))))
	}
	return out
}

// The readers of escapes give what stands at the start of b, and how long its escape is: nil and 1 when it is none.

func entity(b []byte) ([]byte, int) {
	end := bytes.IndexByte(b[:min(len(b), 34)], ';')
	if n := numeric(b); n > 0 && (end < 0 || end > n) { // one that lacks its semicolon, which browsers take all the same
		return []byte(html.UnescapeString(string(b[:n]))), n
	}
	if end < 0 {
		return nil, 1
	}
	raw := string(b[:end+1])
	if text := html.UnescapeString(raw); text != raw {
		return []byte(text), end + 1
	}
	return nil, 1
}

// numeric is how long a number of a character is, "&#64" or "&#x40", without what ends it; 0 for none.
func numeric(b []byte) int {
	if len(b) < 3 || b[1] != '#' {
		return 0
	}
	n, from := 2, 2
	if b[2]|0x20 == 'x' {
		for n, from = 3, 3; n < len(b) && n < 32 && (digit(b[n]) || b[n]|0x20 >= 'a' && b[n]|0x20 <= 'f'); n++ {
		}
	} else {
		for n < len(b) && n < 32 && digit(b[n]) {
			n++
		}
	}
	if n == from {
		return 0
	}
	return n
}

func backslash(b []byte) ([]byte, int) {
	if len(b) < 2 {
		return nil, 1
	}
	switch b[1] {
	case 'u':
		if len(b) > 3 && b[2] == '{' { // of JavaScript
			if end := bytes.IndexByte(b[:min(len(b), 12)], '}'); end > 3 {
				if n, err := strconv.ParseUint(string(b[3:end]), 16, 32); err == nil {
					return utf8.AppendRune(nil, rune(n)), end + 1
				}
			}
			return nil, 1
		}
		return hex(b, 2, 4)
	case 'x':
		return hex(b, 2, 2)
	case '/', '"', '\'':
		return b[1:2], 2
	case 'n', 't', 'r':
		return []byte(" "), 2
	}
	return nil, 1
}

// hex reads digits of a character's number from b[at:].
func hex(b []byte, at, digits int) ([]byte, int) {
	if len(b) < at+digits {
		return nil, 1
	}
	n, err := strconv.ParseUint(string(b[at:at+digits]), 16, 32)
	switch {
	case err != nil:
		return nil, 1
	case digits == 2:
		return []byte{byte(n)}, at + digits // in addresses each byte of a character has its escape
	}
	return utf8.AppendRune(nil, rune(n)), at + digits
}

// withoutTags is a text less its tags, with single blanks where they parted some.
func withoutTags(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		text, tag := b, 0
		if open := bytes.IndexByte(b, '<'); open >= 0 {
			if end := bytes.IndexByte(b[open:], '>'); end >= 0 {
				text, tag = b[:open], end+1
			}
		}
		b = b[len(text)+tag:]
		if len(out) > 0 && out[len(out)-1] == ' ' {
			text = bytes.TrimPrefix(text, []byte(" "))
		}
		out = append(out, text...)
	}
	return out
}
