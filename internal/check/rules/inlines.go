package rules

import (
	"iter"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
)

// texts yields the runs of text of some blocks that stand in the source letter by letter: no code, no HTML, and nothing
// that was written with entities or escapes, where a place in the text is none in the file.
func texts(bs []markup.Block) iter.Seq[*markup.Inline] {
	return func(yield func(*markup.Inline) bool) {
		for b := range markup.Blocks(bs) {
			for in := range markup.Walk(b.Inlines) {
				if in.Kind == markup.Text && in.Span.Text() == in.Text && !yield(in) {
					return
				}
			}
		}
	}
}

// doubled is the blanks of a text that are more than one between two words of a line. Those behind the end of a sentence
// or a label, and those that pad the cell of a table, are meant.
func doubled(in *markup.Inline) []diag.Edit {
	text, b := in.Span.Text(), in.Span.File.Bytes
	var out []diag.Edit
	for i := 0; ; {
		at := strings.Index(text[i:], "  ")
		if at < 0 {
			return out
		}
		at += i
		end := at + len(text[at:]) - len(strings.TrimLeft(text[at:], " "))
		i = end
		start, stop := in.Span.Start+at, in.Span.Start+end
		if start == 0 || stop == len(b) || strings.IndexByte("\n\r\t|.?!:", b[start-1]) >= 0 || strings.IndexByte("\n\r\t|", b[stop]) >= 0 {
			continue
		}
		out = append(out, diag.Edit{Span: in.Span.Sub(at, end), New: " "})
	}
}
