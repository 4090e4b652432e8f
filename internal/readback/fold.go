package readback

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A flat text is the texts of several sources, one after the other, reduced to what the page and
// the print have in common: no white space and nothing invisible, compatibility characters and
// ligatures taken apart, in lower case.
type flat struct {
	runes  []rune
	source []int32 // of each rune
	offset []int32 // byte in its source's text that it comes from
}

func (t *flat) grow(n int) {
	t.runes, t.source, t.offset = make([]rune, 0, n), make([]int32, 0, n), make([]int32, 0, n)
}

func (t *flat) add(source int, s string) {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			if c > ' ' && c != 0x7F {
				t.put(rune(c), source, i)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		parts := norm.NFKD.PropertiesString(s[i:]).Decomposition()
		if len(parts) == 0 {
			t.fold(r, source, i)
		}
		for len(parts) > 0 {
			r, n := utf8.DecodeRune(parts)
			t.fold(r, source, i)
			parts = parts[n:]
		}
		i += size
	}
}

// fold puts one rune that is in no need of taking apart.
func (t *flat) fold(r rune, source, offset int) {
	switch {
	case unicode.IsSpace(r), unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return
	case r == 'ß', r == 'ẞ': // text-transform makes SS of it
		t.put('s', source, offset)
		r = 's'
	case r == 'ς':
		r = 'σ'
	case r == '‐': // U+2011 is taken apart to it; fonts often have "-" only
		r = '-'
	}
	t.put(unicode.ToLower(r), source, offset)
}

func (t *flat) put(r rune, source, offset int) {
	t.runes = append(t.runes, r)
	t.source = append(t.source, int32(source))
	t.offset = append(t.offset, int32(offset))
}
