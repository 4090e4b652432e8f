package serve

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// A splice is a piece of a text that differs little from one that the page has: what stands there from one place to another, in UTF-16
// units as JavaScript counts, or what is new. In JSON it is [from, to] or a string.
type splice struct {
	from, to int
	text     []byte // nil for what stands there
}

// MarshalJSON implements [json.Marshaler].
func (p splice) MarshalJSON() ([]byte, error) {
	if p.text != nil {
		return json.Marshal(string(p.text))
	}
	return json.Marshal([2]int{p.from, p.to})
}

// mostSpliced is how many bytes may be new; of more, the whole is fetched as quickly.
const mostSpliced = 256 << 10

// splices makes one picture of another. A picture is compared by its pieces: its tags, and of a path what stands before its
// outline and the outline, so that a line that has moved sends its place alone. Pieces are taken from where the last one stood and
// on, or from anywhere else: pictures of one print have the same pieces in the same order. It is nil when too much is new.
func splices(old, now []byte) []splice {
	was := pieces(old)
	where := make(map[string]int, len(was)) // the first piece that says so
	starts := make([]int, len(was)+1)       // of the pieces, in units
	for i, p := range was {
		starts[i+1] = starts[i] + units(p)
		if _, ok := where[string(p)]; !ok {
			where[string(p)] = i
		}
	}
	var out []splice
	next, sent := 0, 0 // the piece of the old one behind the last that was taken
	for _, p := range pieces(now) {
		at, ok := next, next < len(was) && bytes.Equal(was[next], p)
		if !ok {
			at, ok = where[string(p)]
		}
		last := len(out) - 1
		switch {
		case ok && last >= 0 && out[last].text == nil && out[last].to == starts[at]:
			out[last].to = starts[at+1]
		case ok:
			out = append(out, splice{from: starts[at], to: starts[at+1]})
		case last >= 0 && out[last].text != nil:
			out[last].text = append(out[last].text, p...)
		default:
			out = append(out, splice{text: bytes.Clone(p)})
		}
		if ok {
			next = at + 1
		} else {
			next++ // most likely it replaces the one that stood here
			if sent += len(p); sent > mostSpliced {
				return nil
			}
		}
	}
	return out
}

// pieces cuts a picture at its tags and before the outlines in them.
func pieces(svg []byte) [][]byte {
	outline := []byte(` d="`)
	out := make([][]byte, 0, 512)
	for len(svg) > 0 {
		tag := svg
		if end := bytes.IndexByte(svg[1:], '<'); end >= 0 {
			tag = svg[:end+1]
		}
		svg = svg[len(tag):]
		if at := bytes.Index(tag, outline); at >= 0 {
			out = append(out, tag[:at])
			tag = tag[at:]
		}
		out = append(out, tag)
	}
	return out
}

// units is how many units of UTF-16 a text has.
func units(b []byte) int {
	n := 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		i += size
		n++
		if r >= 0x10000 {
			n++
		}
	}
	return n
}
