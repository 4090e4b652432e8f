package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// Paper as a parser gets it: lines in the order in which they are painted, whoever made the file.

// painted is the lines of a sheet in the order in which their text is painted.
func painted(s *sheet.Sheet) []*sheet.Line {
	out := make([]*sheet.Line, 0, len(s.Lines))
	for i := range s.Lines {
		if len(s.Lines[i].Runs) > 0 {
			out = append(out, &s.Lines[i])
		}
	}
	slices.SortStableFunc(out, func(a, b *sheet.Line) int { return a.Runs[0].Paint - b.Runs[0].Paint })
	return out
}

// lineSpan is where the text of a line stands in the source; nowhere in a PDF that others made.
func lineSpan(p *check.Pass, l *sheet.Line) source.Span {
	if b := blockOf(p.Print, l); b != nil {
		return place(p, b)
	}
	return place(p, nil)
}

// exact is where a text stands inside a span, when the source says it as it is printed; else all of the span.
func exact(s source.Span, text string) source.Span {
	if s.Known() && text != "" {
		if i := strings.Index(s.Text(), text); i >= 0 {
			return s.Sub(i, i+len(text))
		}
	}
	return s
}

// A seen is a line on a sheet.
type seen struct {
	line  *sheet.Line
	sheet int // 1-based
}

// namedPlaces is how many further places a finding names.
const namedPlaces = 4

// also is notes on further lines, each with its text.
func also(p *check.Pass, more []seen) []diag.Note {
	var out []diag.Note
	for _, m := range more[:min(len(more), namedPlaces)] {
		out = append(out, diag.Note{Span: lineSpan(p, m.line), Text: fmt.Sprintf("here, too, on sheet %d: %s", m.sheet, quote(m.line.Text))})
	}
	return out
}

// letters is a text's letters and figures in lower case, for comparing what two readers got. Ligatures are left out: they are
// parse/ligature's.
func letters(text string) []rune {
	var out []rune
	for _, r := range text {
		if (unicode.IsLetter(r) || unicode.IsDigit(r)) && (r < 0xFB00 || r > 0xFB06) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}

// shareColumn reports whether two places share most of the width of the narrower.
func shareColumn(a, b sheet.Rect) bool {
	common := math.Min(a.Right(), b.Right()) - math.Max(a.X, b.X)
	return common > 0.3*math.Min(a.W, b.W) && common > 0
}

// isForeign reports whether nobody knows which résumé was printed: it is a PDF that others made.
func isForeign(p *check.Pass) bool { return p.Target.Resume == nil }
