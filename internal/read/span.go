package read

import (
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
		t := r.from.Place(max(i, r.start)-r.start, min(j, r.end)-r.start)
		s = s.Join(t)
	}
	return s
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
			from, to := n.Offset(s.Start-n.Span.Start), n.Offset(s.End-n.Span.Start)
			if from < to {
				n.Span = n.Place(from, to)
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
