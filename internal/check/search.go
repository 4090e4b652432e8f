package check

import (
	"bytes"
	"encoding/base64"
	"slices"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/resgen/resgen/internal/compose"
)

// A Search looks for secrets in the bytes of files: of 10,000 pages, most of which have none. It never changes.
//
// It goes through a text once, taking out of it what escapes, tags and signs may be set between the letters of a value, and holds the
// last letters, eight if no value is shorter, against some of each value. Only a value of which those were seen is looked for as [Secrets] says.
type Search struct {
	values []sought
	text   windows // of what is left of texts
	raw    windows // of bytes, in files that are no text
	always []int   // values that are too short for a window
}

// sought is one value in the forms in which it is looked for.
type sought struct {
	compose.Secret
	folded []byte   // as unescape leaves it
	number string   // what ways to write a telephone number have in common; "" for what is none
	packed [][]byte // in base64, wherever it stands among other bytes
	exact  [][]byte // in UTF-8, and in other encodings
}

// windows is a few bytes of each of some values, as a hash table.
type windows struct {
	slots []window // a power of two; value -1 for none
	mask  uint64   // of a place in it
	bytes uint64   // that are held against each other, as ones
}

type window struct {
	bytes uint64
	value int
}

// How many bytes are held against each other at once.
const (
	mostBytes  = 8
	leastBytes = 4
)

// leastPacked is the length in bytes of the shortest value that is looked for in base64.
const leastPacked = 8

// NewSearch prepares a search for some secrets.
func NewSearch(secrets []compose.Secret) *Search {
	s := &Search{}
	var text, raw []needle
	for i, secret := range secrets {
		value := secret.Value.Text
		v := sought{Secret: secret, folded: unescape([]byte(value)), number: significant(value)}
		if secret.Field == "link" {
			v.folded = bytes.TrimSuffix(v.folded, []byte("/"))
		}
		forms := []string{string(v.folded)}
		if v.number != "" {
			forms = append(forms, v.number)
		}
		short := false
		for _, f := range forms {
			if letters := squeeze([]byte(f)); len(letters) >= leastBytes {
				text = append(text, needle{letters, i})
			} else {
				short = true
			}
		}
		if short {
			s.always = append(s.always, i)
		}
		if len(value) >= leastPacked {
			v.packed = inBase64([]byte(value))
			for _, p := range v.packed {
				if letters := squeeze(p); len(letters) >= leastBytes {
					text = append(text, needle{letters, i})
				}
			}
		}
		if len(value) >= leastBinary {
			v.exact = inEncodings(value)
			for _, e := range v.exact {
				raw = append(raw, needle{e, i})
			}
		}
		s.values = append(s.values, v)
	}
	s.text, s.raw = table(text), table(raw)
	return s
}

// A needle is the bytes of one form of a value.
type needle struct {
	bytes []byte
	value int
}

// table has bytes out of the middle of each needle: as many as the shortest has, and at most eight.
func table(list []needle) windows {
	n := mostBytes
	for _, x := range list {
		n = min(n, len(x.bytes))
	}
	size := 256
	for size < 8*len(list) {
		size *= 2
	}
	w := windows{slots: make([]window, size), mask: uint64(size - 1), bytes: ^uint64(0) >> (64 - 8*n)}
	for i := range w.slots {
		w.slots[i].value = -1
	}
	for _, x := range list {
		var b uint64
		from := (len(x.bytes) - n) / 2
		for _, c := range x.bytes[from : from+n] {
			b = b<<8 | uint64(c)
		}
		at := hash(b) & w.mask
		for w.slots[at].value >= 0 {
			at = (at + 1) & w.mask
		}
		w.slots[at] = window{b, x.value}
	}
	return w
}

func hash(b uint64) uint64 { return b * 0x9e3779b97f4a7c15 >> 40 }

// mark notes the values that have a window.
func (w *windows) mark(b uint64, seen []bool) {
	for at := hash(b) & w.mask; w.slots[at].value >= 0; at = (at + 1) & w.mask {
		if w.slots[at].bytes == b {
			seen[w.slots[at].value] = true
		}
	}
}

// inBase64 is the signs that each encoding of a value in base64 has, wherever the value begins: the first and the last may depend on its neighbours.
func inBase64(value []byte) [][]byte {
	var out [][]byte
	for shift := range 3 {
		padded := append(make([]byte, shift), value...)
		text := base64.RawStdEncoding.EncodeToString(padded)
		from := (shift*8 + 5) / 6
		to := len(padded) * 8 / 6
		out = append(out, []byte(text[from:to]))
		if web := base64.RawURLEncoding.EncodeToString(padded)[from:to]; web != text[from:to] {
			out = append(out, []byte(web))
		}
	}
	return out
}

// inEncodings is a text in the encodings in which other files than texts have it.
func inEncodings(text string) [][]byte {
	out := [][]byte{[]byte(text)}
	var little, big, latin []byte
	for _, u := range utf16.Encode([]rune(text)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	out = append(out, little, big)
	for _, r := range text {
		if r > 0xff {
			return out
		}
		latin = append(latin, byte(r))
	}
	if len(latin) < len(text) {
		out = append(out, latin)
	}
	return out
}

// In is the secrets that stand in the bytes of a file, in their order.
func (s *Search) In(b []byte) []compose.Secret { return s.in(b, !binaryFile(b)) }

// InText is the same of bytes that are text, whatever they look like.
func (s *Search) InText(b []byte) []compose.Secret { return s.in(b, true) }

// InWords is InText of what a reader took out of a PDF: some lose the blanks between words.
func (s *Search) InWords(b []byte) []compose.Secret {
	found := s.in(b, true)
	joined := bytes.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, unescape(b))
	for _, v := range s.values {
		value := bytes.ReplaceAll(v.folded, []byte(" "), nil)
		if len(value) >= leastWord && bytes.Contains(joined, value) && !slices.ContainsFunc(found, func(f compose.Secret) bool { return f == v.Secret }) {
			found = append(found, v.Secret)
		}
	}
	return found
}

// leastWord is the length in bytes of the shortest value that is found where words have no end.
const leastWord = 12

func (s *Search) in(b []byte, text bool) []compose.Secret {
	if len(s.values) == 0 {
		return nil
	}
	seen := make([]bool, len(s.values))
	if !text {
		s.inBytes(b, seen)
	} else if s.skim(b, seen) {
		for i := range seen {
			seen[i] = true
		}
	} else {
		for _, i := range s.always {
			seen[i] = true
		}
	}
	if !slices.Contains(seen, true) {
		return nil
	}
	var out []compose.Secret
	var readings [][]byte
	for i, v := range s.values {
		switch {
		case !seen[i]:
		case !text:
			if slices.ContainsFunc(v.exact, func(e []byte) bool { return bytes.Contains(b, e) }) {
				out = append(out, v.Secret)
			}
		default:
			if readings == nil {
				readings = readingsOf(b)
			}
			if v.within(b, readings) {
				out = append(out, v.Secret)
			}
		}
	}
	return out
}

// within reports whether a value stands in a text, of which there are several readings.
func (v *sought) within(b []byte, readings [][]byte) bool {
	for _, r := range readings {
		if contains(r, v.folded, v.Field == "link") || v.number != "" && dials(r, v.number) {
			return true
		}
	}
	return slices.ContainsFunc(v.packed, func(p []byte) bool { return bytes.Contains(b, p) })
}

// inBytes notes the values whose bytes may stand in a file that is no text.
func (s *Search) inBytes(b []byte, seen []bool) {
	var last uint64
	slots, mask, ones := s.raw.slots, s.raw.mask, s.raw.bytes
	for _, c := range b {
		last = (last<<8 | uint64(c)) & ones
		if slots[hash(last)&mask].value >= 0 {
			s.raw.mark(last, seen)
		}
	}
}

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
