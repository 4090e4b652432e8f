package check

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What a byte of a text is for skim.
const (
	letter  = iota // and digits: what is left
	nothing        // a sign, or a blank
	escape         // perhaps the first sign of one
	open           // of a tag
	shut
	high // of a character beyond ASCII
)

var classes = func() (t [256]byte) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = high
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
			t[c] = letter
		case c == '&' || c == '\\' || c == '%':
			t[c] = escape
		case c == '<':
			t[c] = open
		case c == '>':
			t[c] = shut
		default:
			t[c] = nothing
		}
	}
	return t
}()

// skim goes through a text once and notes the values that may stand in it; all is true when it cannot tell.
func (s *Search) skim(b []byte, seen []bool) (all bool) {
	var whole, shown uint64 // the last letters, and those outside of tags
	slots, mask, ones := s.text.slots, s.text.mask, s.text.bytes
	tag := false
	add := func(c byte) {
		whole = (whole<<8 | uint64(c)) & ones
		if slots[hash(whole)&mask].value >= 0 {
			s.text.mark(whole, seen)
		}
		if !tag {
			if shown = (shown<<8 | uint64(c)) & ones; shown != whole && slots[hash(shown)&mask].value >= 0 {
				s.text.mark(shown, seen)
			}
		}
	}
	for i := 0; i < len(b); {
		c := b[i]
		switch classes[c] {
		case letter:
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			whole = (whole<<8 | uint64(c)) & ones // as add does, which costs a call
			if slots[hash(whole)&mask].value >= 0 {
				s.text.mark(whole, seen)
			}
			if !tag {
				if shown = (shown<<8 | uint64(c)) & ones; shown != whole && slots[hash(shown)&mask].value >= 0 {
					s.text.mark(shown, seen)
				}
			}
			i++
		case nothing:
			i++
		case open:
			tag = true
			i++
		case shut:
			tag = false
			i++
		case high:
			r, n := utf8.DecodeRune(b[i:])
			for _, c := range letters(r) {
				add(c)
			}
			i += n
		default:
			piece, n := resolve(b[i:])
			i += n
			for len(piece) > 0 {
				r, k := utf8.DecodeRune(piece)
				switch {
				case r == '<':
					tag = true
				case r == '>':
					tag = false
				case r == '&' || r == '%': // escaped itself, and so perhaps the first sign of one more escape
					if i < len(b) && (b[i] == '#' || classes[b[i]] == letter) {
						all = true
					}
				case r < utf8.RuneSelf:
					if classes[r] == letter {
						if r >= 'A' && r <= 'Z' {
							r |= 0x20
						}
						add(byte(r))
					}
				case r == utf8.RuneError && k == 1: // a byte of a character whose others have escapes of their own
					all = true
				default:
					for _, c := range letters(r) {
						add(c)
					}
				}
				piece = piece[k:]
			}
		}
	}
	return all || tag // a "<" without its end is no tag
}

// resolve is what an escape at the start of b stands for, and how long it is; nil and 1 when there is none.
func resolve(b []byte) ([]byte, int) {
	switch b[0] {
	case '&':
		return entity(b)
	case '\\':
		return backslash(b)
	}
	n := 0
	var out []byte
	for n < len(b) && b[n] == '%' { // of a character that has several
		piece, k := hex(b[n:], 1, 2)
		if piece == nil {
			break
		}
		out, n = append(out, piece...), n+k
		if utf8.FullRune(out) {
			break
		}
	}
	return out, max(n, 1)
}

// letters is a character beyond ASCII as it counts: small, and without the marks on it, which may be characters of their own; punctuation and
// blanks are nothing.
func letters(r rune) []byte {
	switch {
	case r < 0x800:
		return folded()[r]
	case r >= 0x2000 && r < 0x2c00 || r == 0xfeff || r == utf8.RuneError:
		return nil
	}
	return bare(r)
}

// folded is letters of the characters that most scripts with cases need.
var folded = sync.OnceValue(func() *[0x800][]byte {
	var t [0x800][]byte
	for r := range t {
		if r >= 0xc0 {
			t[r] = bare(rune(r))
		}
	}
	return &t
})

func bare(r rune) []byte {
	var out []byte
	for _, r := range norm.NFD.String(string(unicode.ToLower(r))) {
		if !unicode.Is(unicode.Mn, r) {
			out = utf8.AppendRune(out, unicode.ToLower(r))
		}
	}
	return out
}

// squeeze is what skim leaves of a text without escapes and tags.
func squeeze(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r >= utf8.RuneSelf:
			out = append(out, letters(r)...)
		case r >= 'A' && r <= 'Z':
			out = append(out, byte(r)|0x20)
		case classes[b[i]] == letter:
			out = append(out, b[i])
		}
		i += n
	}
	return out
}
