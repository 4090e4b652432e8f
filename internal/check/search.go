package check

import (
	"bytes"
	"slices"
	"unicode"

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
