package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	zwnj = '\u200c' // zero width non-joiner: spelling, in Persian and others
	zwj  = '\u200d' // zero width joiner: spelling in Indic scripts, and in emoji
)

// hidden reports whether a rune must not reach a terminal or a log as it is: it would be
// obeyed (controls, line separators), turn text around (bidirectional controls), or not be
// seen (soft hyphens, tag characters). A finding about such a rune has to show it anyhow.
func hidden(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r < ' ' || r == 0x7f
	case r == zwj, r == zwnj:
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false // Cf as well, but these have a shape
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// escapeRune is a rune as Go source would write it: \n, \x1b, \u202e.
func escapeRune(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < utf8.RuneSelf:
		return fmt.Sprintf(`\x%02x`, r)
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// escape is s on one line, with everything hidden, and every byte that is not UTF-8, written out.
func escape(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case hidden(r):
			b.WriteString(escapeRune(r))
		default:
			b.WriteString(s[i : i+size])
		}
	}
	return b.String()
}

// fold is prose on one line: runs of white space become one space, the rest is escaped.
func fold(s string) string { return escape(strings.Join(strings.Fields(s), " ")) }
