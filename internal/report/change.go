package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// A changed is whole lines before and after a fix.
type changed struct {
	line     int // 1-based number of the first line of both
	old, new []string
}

// change is what edits do to the lines they touch; ok is false when they are none, are not all
// in one file, or overlap.
func change(edits []diag.Edit) (c changed, ok bool) {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b diag.Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	var all source.Span
	var after strings.Builder
	for i, e := range edits {
		switch {
		case !e.Span.Known(), i > 0 && (e.Span.File != all.File || e.Span.Start < all.End):
			return changed{}, false
		case i == 0:
			all = lineStart(e.Span)
		}
		after.WriteString(e.Span.File.Span(all.End, e.Span.Start).Text())
		after.WriteString(e.New)
		all = all.Join(e.Span)
	}
	if len(edits) == 0 {
		return changed{}, false
	}
	text, at, _ := all.File.Line(all.EndPosition().Line)
	rest := all.File.Span(all.End, at+len(text))
	after.WriteString(rest.Text())
	c = changed{line: all.Position().Line, old: lines(all.Join(rest).Text()), new: lines(after.String())}
	for len(c.old) > 0 && len(c.new) > 0 && c.old[0] == c.new[0] {
		c.old, c.new, c.line = c.old[1:], c.new[1:], c.line+1
	}
	for len(c.old) > 0 && len(c.new) > 0 && c.old[len(c.old)-1] == c.new[len(c.new)-1] {
		c.old, c.new = c.old[:len(c.old)-1], c.new[:len(c.new)-1]
	}
	return c, true
}

// apart is the part of a line that is not in the other: the bytes from start to end.
func apart(line, other string) (start, end int) {
	for start < min(len(line), len(other)) && line[start] == other[start] {
		start++
	}
	for start > 0 && start < len(line) && !utf8.RuneStart(line[start]) {
		start--
	}
	end = len(line)
	for i := len(other); end > start && i > start && line[end-1] == other[i-1]; i-- {
		end--
	}
	return start, end
}

// lineStart is the empty span at the start of the line on which s starts.
func lineStart(s source.Span) source.Span {
	_, at, _ := s.File.Line(s.Position().Line)
	return s.File.Span(at, at)
}

// lines are the lines of a text, whatever ends them.
func lines(text string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
}
