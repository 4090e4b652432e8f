package read

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// place is the source of the text from i to j, i < j.
func (l *line) place(i, j int) source.Span {
	s := source.Span{}
	for _, r := range l.runs {
		if r.end <= i || r.start >= j {
			continue
		}
		t := inlineSpan(r.from, max(i, r.start)-r.start, min(j, r.end)-r.start)
		s = s.Join(t)
	}
	return s
}

// inlineSpan is the source of the text of a Text, CodeSpan or Image from i to j.
func inlineSpan(n *markup.Inline, i, j int) source.Span {
	raw := n.Span.File.Bytes[n.Span.Start:n.Span.End]
	switch n.Kind {
	case markup.Text:
		if string(raw) == n.Text {
			return n.Span.Sub(i, j)
		}
		return n.Span.Sub(rawOffset(raw, n.Text, i), rawOffset(raw, n.Text, j))
	case markup.CodeSpan:
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

// cut is the part of the inlines that lies in the span: texts are shortened, what is around them is kept.
func cut(in []markup.Inline, s source.Span) []markup.Inline {
	var out []markup.Inline
	for _, n := range in {
		if n.Span.End <= s.Start || n.Span.Start >= s.End {
			continue
		}
		if s.Contains(n.Span) {
			out = append(out, n)
			continue
		}
		if n.Kind == markup.Text {
			raw := n.Span.File.Bytes[n.Span.Start:n.Span.End]
			from, to := textOffset(raw, n.Text, s.Start-n.Span.Start), textOffset(raw, n.Text, s.End-n.Span.Start)
			if from < to {
				n.Span = inlineSpan(&n, from, to)
				n.Text = n.Text[from:to]
				out = append(out, n)
			}
			continue
		}
		if len(n.Inlines) == 0 {
			out = append(out, n) // a code span whose marks are left out of the span
			continue
		}
		if n.Inlines = cut(n.Inlines, s); len(n.Inlines) > 0 {
			n.Span = n.Inlines[0].Span.Join(n.Inlines[len(n.Inlines)-1].Span)
			out = append(out, n)
		}
	}
	return out
}

// textOffset is the byte of the text that stands at the offset k of its source, the inverse of rawOffset.
func textOffset(raw []byte, text string, k int) int {
	if k <= 0 {
		return 0
	}
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

// bare is inlines without the bold or italics around all of them: a head that is written in
// bold is a form, not a stress. Blanks and marks at the edges are not touched.
func bare(in []markup.Inline) []markup.Inline {
	for len(in) == 1 && (in[0].Kind == markup.Strong || in[0].Kind == markup.Emphasis) {
		in = in[0].Inlines
	}
	return in
}

// rest is the paragraph from the line k of its lines on.
func rest(b markup.Block, ls []line, k int) markup.Block {
	if k == 0 {
		return b
	}
	b.Span.Start = ls[k].span.Start
	b.Inlines = cut(b.Inlines, b.Span)
	return b
}
