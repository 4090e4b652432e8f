// Package wordlist makes long sorted lists of words short, in forms that are read as fast as memory is copied.
//
// In: text in lines, sorted, as a dictionary is. Out: bytes a third shorter, in which each line has only what the line before has
// not ([Encode]); or, of a list that is much like another one, what differs ([Differ]): a few percent. 550 kB are read in a
// millisecond, where inflating them takes three.
package wordlist

import (
	"encoding/binary"
	"errors"
	"strings"
)

// errForm is of bytes that are none of ours.
var errForm = errors.New("not a packed list of words")

// Encode packs a text: its length, then of each line how many bytes it has in common with the one before, and the rest. Any text is
// packed right; one that is not sorted only gets longer.
func Encode(text string) []byte {
	out := binary.AppendUvarint(nil, uint64(len(text)))
	before := ""
	for line := range strings.Lines(text) {
		n := 0
		for n < min(len(before), len(line)-1, 255) && before[n] == line[n] {
			n++
		}
		out = append(append(out, byte(n)), line[n:]...)
		before = line
	}
	return out
}

// Decode is the text.
func Decode(packed string) (string, error) {
	size, rest, ok := number(packed)
	if !ok || size > len(packed)*256 {
		return "", errForm
	}
	out := make([]byte, 0, size)
	before := 0 // where the line before begins
	for rest != "" {
		n := int(rest[0])
		end := strings.IndexByte(rest[1:], '\n') + 2
		if end < 2 {
			end = len(rest)
		}
		at := len(out)
		if before+n > at || at+n+end-1 > size {
			return "", errForm
		}
		out = append(append(out, out[before:before+n]...), rest[1:end]...)
		before, rest = at, rest[end:]
	}
	if len(out) != size {
		return "", errForm
	}
	return string(out), nil
}

// What is done next in what [Differ] makes.
const (
	keep   = iota // a number of bytes of the other text
	drop          // the same
	insert        // a number of bytes that stand behind it
	kinds
)

// Differ packs a text as what it has otherwise than another one, by the line.
func Differ(other, text string) []byte {
	out := binary.AppendUvarint(nil, uint64(len(text)))
	kind, n, added := keep, 0, ""
	flush := func() {
		if n > 0 {
			out = append(binary.AppendUvarint(out, uint64(n*kinds+kind)), added...)
		}
		n, added = 0, ""
	}
	step := func(k int, line string) {
		if k != kind {
			flush()
			kind = k
		}
		n += len(line)
		if k == insert {
			added += line
		}
	}
	for other != "" || text != "" {
		a, b := first(other), first(text)
		switch {
		case a == b:
			step(keep, a)
			other, text = other[len(a):], text[len(b):]
		case b == "" || a != "" && a < b:
			step(drop, a)
			other = other[len(a):]
		default:
			step(insert, b)
			text = text[len(b):]
		}
	}
	flush()
	return out
}

// first is the first line of a text, with its end.
func first(text string) string {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}

// Apply is the text that differs so from another one.
func Apply(other, packed string) (string, error) {
	size, rest, ok := number(packed)
	if !ok || size > len(other)+len(packed) {
		return "", errForm
	}
	out := make([]byte, 0, size)
	for rest != "" {
		var n int
		if n, rest, ok = number(rest); !ok {
			return "", errForm
		}
		kind := n % kinds
		n /= kinds
		from := &other
		if kind == insert {
			from = &rest
		}
		if n > len(*from) {
			return "", errForm
		}
		if kind != drop {
			out = append(out, (*from)[:n]...)
		}
		*from = (*from)[n:]
	}
	if len(out) != size {
		return "", errForm
	}
	return string(out), nil
}

// number is the number that bytes begin with, and what is behind it.
func number(s string) (n int, rest string, ok bool) {
	v, used := binary.Uvarint([]byte(s[:min(len(s), binary.MaxVarintLen64)]))
	if used <= 0 || v > 1<<40 {
		return 0, "", false
	}
	return int(v), s[used:], true
}
