package document

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// unescape is Markdown text as a reader sees it: escapes and entities resolved, NUL and
// bytes that are no UTF-8 replaced by U+FFFD.
func unescape(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '&') < 0 {
		return verbatim(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			out = append(out, raw[i+1])
			i += 2
		case c == '&':
			if text, n := entity(raw[i:]); n > 0 {
				out = append(out, text...)
				i += n
				continue
			}
			fallthrough
		default:
			out = append(out, c)
			i++
		}
	}
	return verbatim(out)
}

// verbatim is raw as a string that is valid UTF-8 without NUL.
func verbatim(raw []byte) string {
	if bytes.IndexByte(raw, 0) >= 0 {
		raw = bytes.ReplaceAll(raw, []byte{0}, []byte("\uFFFD"))
	}
	if !utf8.Valid(raw) {
		// Byte by byte, not run by run as strings.ToValidUTF8 has it: the text keeps its length in characters.
		return string([]rune(string(raw)))
	}
	return string(raw)
}

// entity reads a character reference at the start of raw ("&amp;", "&#8211;", "&#x2013;"):
// its text and its length, 0 when raw starts with none.
func entity(raw []byte) (text string, n int) {
	// The longest name has 31 letters, so a semicolon further away closes nothing.
	end := bytes.IndexByte(raw[:min(len(raw), 40)], ';')
	if end < 2 {
		return "", 0
	}
	name := string(raw[1:end])
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return "", 0
		}
		return string(e.Characters), end + 1
	}
	digits, base, most := name[1:], 10, 7
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base, most = digits[1:], 16, 6
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most || digits[0] == '+' {
		return "", 0
	}
	return string(util.ToValidRune(rune(code))), end + 1
}
