package spell

import "strings"

// A sieve says quickly of most texts that no stem is like them: two bits a stem, after Bloom (1970). A dictionary with
// compounds asks for hundreds of texts that are none for each word, and suggestions are tried by the hundred. For words that are
// right, which most are, a sieve costs more to make than it saves; so it is made late or not at all.
type sieve []uint64

func newSieve(text string) sieve {
	bits := 1 << 10
	for bits < 16*strings.Count(text, "\n") {
		bits <<= 1
	}
	s := make(sieve, bits/64)
	for line := range strings.Lines(text) {
		stem, _ := splitStem(line[:len(line)-1])
		a, b := s.bits(unescape(stem))
		s[a/64] |= 1 << (a % 64)
		s[b/64] |= 1 << (b % 64)
	}
	return s
}

// passes reports whether there may be such a stem.
func (s sieve) passes(stem string) bool {
	a, b := s.bits(stem)
	return s[a/64]&(1<<(a%64)) != 0 && s[b/64]&(1<<(b%64)) != 0
}

func (s sieve) bits(stem string) (a, b uint64) {
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(stem) {
		h = (h ^ uint64(stem[i])) * 1099511628211
	}
	n := uint64(len(s)) * 64
	return h % n, (h >> 32) * 0x9e3779b9 % n
}
