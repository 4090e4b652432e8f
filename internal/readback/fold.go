package readback

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
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
	case r >= 0x591 && unicode.Is(unicode.Mn, r) && rightToLeftMark(r): // where the points of a letter stand in a PDF is anybody's guess
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

// logical puts Hebrew, Arabic and other text that runs from right to left into the order in which it is read: paper has
// it as it is seen. sameLine is whether two sources stand on one line. On each line a stretch from the first such letter to
// the last one before a letter of the other direction is turned around, and the numbers in it are turned back (what the
// Unicode Bidirectional Algorithm, rules L2 and W2 to W7, makes of text without embeddings in a line that runs from left to right).
func (t *flat) logical(sameLine func(a, b int32) bool) {
	for i := 0; i < len(t.runes); i++ {
		if !rightToLeft(t.runes[i]) {
			continue
		}
		last := i
		for k := i + 1; k < len(t.runes) && sameLine(t.source[i], t.source[k]) && (rightToLeft(t.runes[k]) || !unicode.IsLetter(t.runes[k])); k++ {
			if rightToLeft(t.runes[k]) {
				last = k
			}
		}
		t.turn(i, last+1)
		for k := i; k <= last; k++ {
			if !unicode.IsDigit(t.runes[k]) {
				continue
			}
			end := k + 1
			for end <= last && (unicode.IsDigit(t.runes[end]) || end < last && strings.ContainsRune(".,:/-", t.runes[end]) && unicode.IsDigit(t.runes[end+1])) {
				end++
			}
			t.turn(k, end)
			k = end - 1
		}
		i = last
	}
}

// turn turns the runes from i to j-1 around.
func (t *flat) turn(i, j int) {
	slices.Reverse(t.runes[i:j])
	slices.Reverse(t.source[i:j])
	slices.Reverse(t.offset[i:j])
	for a := i; a < j; { // what one sign was taken apart into stands in its order already: the ligature of lam and alef
		b := a + 1
		for b < j && t.source[b] == t.source[a] && t.offset[b] == t.offset[a] {
			b++
		}
		slices.Reverse(t.runes[a:b])
		a = b
	}
}

// rightToLeftMark reports whether a mark is one of Hebrew or Arabic.
func rightToLeftMark(r rune) bool {
	return r <= 0x5C7 || r >= 0x610 && r <= 0x6ED || r >= 0x8D3 && r <= 0x8FF
}

// rightToLeft reports whether a rune is a letter of a script that runs from right to left, or a mark of one.
func rightToLeft(r rune) bool {
	if r < 0x590 {
		return false
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}
