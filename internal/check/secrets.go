package check

import (
	"bytes"
	"unicode/utf8"

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
