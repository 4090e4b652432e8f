package spell

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// near yields the stems that begin with the first letter of a word and differ from it in at most some slips.
func (s stems) near(word string, most int) iter.Seq[string] {
	return func(yield func(string) bool) {
		_, first := utf8.DecodeRuneInString(word)
		for at := s.at(word[:first]); at < len(s.text) && strings.HasPrefix(s.text[at:], word[:first]); {
			end := strings.IndexByte(s.text[at:], '\n') + at
			stem, _ := splitStem(s.text[at:end])
			if n := len(stem) - len(word); -most <= n && n <= most && Within(stem, word, most) && !yield(unescape(stem)) {
				return
			}
			at = end + 1
		}
	}
}

// Within reports whether at most some slips tell two words apart: a letter more, less or another one, or two
// neighbours swapped (Damerau, 1964; each letter is part of one slip).
func Within(a, b string, most int) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if most == 1 { // what is left tells it, and thousands of words are asked
		return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	}
	if len(a) > longest || len(b) > longest {
		return false
	}
	var space [3][longest + 1]uint8
	two, one, now := &space[0], &space[1], &space[2]
	for j := range len(b) + 1 {
		one[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		now[0] = uint8(i)
		least := now[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(one[j]+1, now[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], two[j-2]+1)
			}
			least = min(least, now[j])
		}
		if int(least) > most {
			return false
		}
		two, one, now = one, now, two
	}
	return int(one[len(b)]) <= most
}
