package desk

import (
	"strings"

	"github.com/resgen/resgen/internal/diff"
	"github.com/resgen/resgen/internal/sheet"
)

// changes is the lines of each sheet that the print before does not have at their place in the order of the text; none at all
// when there was no print before. It is the longest common subsequence of the two, by what the lines say.
func changes(was, is *sheet.Print) [][]int {
	out := make([][]int, len(is.Sheets))
	if was == nil {
		return out
	}
	a, _ := said(was)
	b, at := said(is)
	_, kept := diff.Common(a, b)
	for i, ref := range at {
		if !kept[i] {
			out[ref.Sheet-1] = append(out[ref.Sheet-1], ref.Line)
		}
	}
	return out
}

// said is what each line says that has a source, and where it is.
func said(p *sheet.Print) (text []string, at []sheet.LineRef) {
	for i := range p.Sheets {
		for k, l := range p.Sheets[i].Lines {
			if l.Block >= 0 {
				text, at = append(text, strings.TrimSpace(l.Text)), append(at, sheet.LineRef{Sheet: i + 1, Line: k})
			}
		}
	}
	return text, at
}
