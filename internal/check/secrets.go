package check

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/resgen/resgen/internal/compose"
)

// Secrets is the secrets that stand in the bytes of a file, in their order. Whoever asks of many files had better make a [Search] once.
//
// In text they are found as they are and in any case, escaped for HTML, JSON, JavaScript or addresses, in base64, across tags and line
// ends; a telephone number also with other signs between its digits, and with another or no
// country code. In a binary file, where digits in a row mean nothing, only the exact bytes count, in UTF-8, UTF-16 and Latin-1. A value
// inside of a longer word is none ("Ockham" in "Ockhamite").
func Secrets(b []byte, secrets []compose.Secret) []compose.Secret { return NewSearch(secrets).In(b) }

// readingsOf is a text as a reader gets it: with its tags and without, and where it was escaped twice, as HTML in a feed is.
func readingsOf(b []byte) [][]byte {
	written := unescape(b)
	out := [][]byte{written}
	if bytes.IndexByte(written, '<') >= 0 {
		written = withoutTags(written)
		out = append(out, written)
	}
	if bytes.IndexByte(written, '&') >= 0 || bytes.IndexByte(written, '%') >= 0 {
		if again := unescape(written); !bytes.Equal(again, written) {
			out = append(out, again)
		}
	}
	return out
}

// leastBinary is the length in bytes of the shortest value that does not stand in binary files by chance.
const leastBinary = 6

// binaryFile reports whether a file is no text, by its first bytes, as git does it.
func binaryFile(b []byte) bool {
	b = b[:min(len(b), 8000)]
	if bytes.IndexByte(b, 0) >= 0 {
		return true
	}
	if utf8.Valid(b) { // which is faster than to go through it
		return false
	}
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 && len(b) >= utf8.UTFMax { // what is cut at the end is no error
			return true
		}
		b = b[n:]
	}
	return false
}

// contains reports whether a value stands in a text as a word, or an address as a whole one: that of
// a profile is part of the address of each of its projects. A long text is none inside of another word: what is glued to it is the number of
// a footnote, or the next line.
func contains(text, value []byte, address bool) bool {
	if len(value) == 0 {
		return false
	}
	if address {
		value = bytes.TrimSuffix(value, []byte("/"))
	}
	for at := 0; ; {
		i := bytes.Index(text[at:], value)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(value)
		rest := text[end:]
		short := address || len(value) < longText
		inside := short && (start > 0 && wordByte(text[start-1]) && wordByte(value[0]) ||
			len(rest) > 0 && wordByte(rest[0]) && wordByte(value[len(value)-1])) ||
			address && len(rest) > 0 && (rest[0] == '-' || rest[0] == '_' || rest[0] == '/' && len(rest) > 1 && wordByte(rest[1]))
		if !inside {
			return true
		}
		at = start + 1
	}
}

// longText is the length in bytes from which on a value is found inside of longer words, too.
const longText = 20

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || digit(c) || c >= utf8.RuneSelf
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

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

// significant is the digits of a telephone number that all ways to write it have in common, "" for
// what is none: those behind the country code, of which it is not known where it ends, or behind the zero.
func significant(value string) string {
	const most, least = 3, 7 // digits of a country code; that must be left
	var digits []byte
	for _, c := range []byte(strings.TrimSpace(value)) {
		switch {
		case digit(c):
			digits = append(digits, c)
		case !separator(c):
			return ""
		}
	}
	n := string(digits)
	international := strings.HasPrefix(strings.TrimLeft(value, " ("), "+")
	if rest, ok := strings.CutPrefix(n, "00"); ok {
		n, international = rest, true
	}
	switch {
	case len(n) < least:
		return ""
	case international:
		return n[min(most, len(n)-least):]
	case len(n) > least:
		return strings.TrimPrefix(n, "0")
	}
	return n
}

func separator(c byte) bool {
	switch c {
	case ' ', '-', '.', '(', ')', '/', '+':
		return true
	}
	return false
}

// dials reports whether a telephone number stands in a text, with whatever people set between its
// digits. Digits right before it belong to the number only as far as a country code may.
func dials(text []byte, number string) bool {
	const code = 5 // "00" and three more
	var digits []byte
	var apart []bool // something stands before the digit
	gap := true
	run := func() bool {
		for at := 0; ; {
			i := bytes.Index(digits[at:], []byte(number))
			if i < 0 {
				return false
			}
			start, end := at+i, at+i+len(number)
			before := 0
			for start-before > 0 && !apart[start-before] {
				before++
			}
			if before <= code && (end == len(digits) || apart[end]) {
				return true
			}
			at = start + 1
		}
	}
	for _, c := range text {
		switch {
		case len(digits) == 0 && !digit(c):
		case digit(c):
			digits, apart = append(digits, c), append(apart, gap)
			gap = false
		case separator(c):
			gap = true
		default:
			if len(digits) >= len(number) && run() {
				return true
			}
			digits, apart, gap = digits[:0], apart[:0], true // the first digit of a run stands apart
		}
	}
	return len(digits) >= len(number) && run()
}

// Line is the line of a text on which a value stands, as it is but for small letters; 0 when it does not.
func Line(b []byte, value string) int {
	at := index(b, value)
	if at < 0 {
		return 0
	}
	return 1 + bytes.Count(b[:at], []byte("\n"))
}

// index is where a value stands in a text, but for small letters; -1 where it does not.
func index(b []byte, value string) int {
	small := make([]byte, len(b))
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		small[i] = c
	}
	word := []byte(value)
	for i, c := range word {
		if c >= 'A' && c <= 'Z' {
			word[i] = c | 0x20
		}
	}
	if len(word) == 0 {
		return -1
	}
	return bytes.Index(small, word)
}
