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
// or a label are meant, and so are more than three, or any beside a mark: they set fields apart, as in
// "Dakar, Senegal     <amara@example.sn>".
func doubled(in *markup.Inline) []diag.Edit {
	text := in.Span.Text()
	var out []diag.Edit
	for i := 0; ; {
		at := strings.Index(text[i:], "  ")
		if at < 0 {
			return out
		}
		at += i
		end := at + len(text[at:]) - len(strings.TrimLeft(text[at:], " "))
		i = end
		if at == 0 || end == len(text) || end-at > 3 {
			continue
		}
		before, after := text[at-1], text[end]
		if (inWord(before) || strings.IndexByte(",;)%", before) >= 0) && (inWord(after) || after == '(') {
			out = append(out, diag.Edit{Span: in.Span.Sub(at, end), New: " "})
		}
	}
}

// inWord reports whether a byte is of a letter or a digit.
func inWord(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}
