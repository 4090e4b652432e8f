package markup

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/source"
)

// Place is the source of the bytes i to j of the text of a Text, CodeSpan or Image; the whole inline's
// where no nearer one is known, and nowhere for one that was not read from a file.
func (n *Inline) Place(i, j int) source.Span {
	if !n.Span.Known() {
		return n.Span
	}
	raw := n.Span.File.Bytes[n.Span.Start:n.Span.End]
	switch n.Kind {
	case Text:
		if string(raw) == n.Text {
			return n.Span.Sub(i, j)
		}
		return n.Span.Sub(rawOffset(raw, n.Text, i), rawOffset(raw, n.Text, j))
	case CodeSpan:
		ticks := 0
		for ticks < len(raw) && raw[ticks] == '`' {
			ticks++
		}
		if pad := len(raw) - len(n.Text) - 2*ticks; pad == 0 || pad == 2 {
			return n.Span.Sub(ticks+pad/2+i, ticks+pad/2+j)
		}
	}
	return n.Span
}

// Offset is the byte of a Text's text that stands at the offset k of its source, the inverse of Place.
func (n *Inline) Offset(k int) int {
	if k <= 0 {
		return 0
	}
	raw, text := n.Span.File.Bytes[n.Span.Start:n.Span.End], n.Text
	if k >= len(raw) {
		return len(text)
	}
	if string(raw) == text {
		return k
	}
	for t := range text {
		if rawOffset(raw, text, t) >= k {
			return t
		}
	}
	return len(text)
}

// rawOffset is where in the source of a text its byte k stands, escapes and entities counted. When the
// two do not agree in another way it is the nearest place known.
func rawOffset(raw []byte, text string, k int) int {
	i := 0
	for t := 0; t < k && i < len(raw); {
		switch {
		case raw[i] == '\\' && i+1 < len(raw) && raw[i+1] == text[t]:
			i, t = i+2, t+1
			continue
		case raw[i] == '&':
			if n, size := entity(raw[i:], text[t:]); n > 0 {
				i, t = i+n, t+size
				continue
			}
		}
		if raw[i] != text[t] {
			if !strings.HasPrefix(text[t:], string(utf8.RuneError)) {
				return len(raw)
			}
			i, t = i+1, t+len(string(utf8.RuneError)) // a byte that is no UTF-8
			continue
		}
		i, t = i+1, t+1
	}
	return i
}

// entity is the length of the entity that raw begins with, and of the text that it stands for at the
// start of text; 0 when it begins with none.
func entity(raw []byte, text string) (n, size int) {
	const longest = 34 // of HTML's names
	for n = 1; n < min(len(raw), longest); n++ {
		if c := raw[n]; c != ';' && c != '#' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			break
		}
		if raw[n] == ';' {
			written := string(raw[:n+1])
			if meant := html.UnescapeString(written); meant != written && !strings.HasSuffix(meant, ";") && strings.HasPrefix(text, meant) {
				return n + 1, len(meant)
			}
			break // no name as a whole, as in "&acuteA;"
		}
	}
	const longestBare = 8 // "&THORN"; HTML knows some without a semicolon
	end := min(n, longestBare)
	for n = 3; n <= end; n++ {
		written := string(raw[:n])
		if meant := html.UnescapeString(written); meant != written && strings.HasPrefix(text, meant) && !strings.HasPrefix(text, written) {
			return n, len(meant)
		}
	}
	return 0, 0
}
