package desk

import (
	"strings"

	"github.com/resgen/resgen/internal/sheet"
)

// mostCompared bounds the lines of two prints that are compared each with each: 30 sheets of either are 4 million pairs.
const mostCompared = 2000

// changes is the lines of each sheet that the print before does not have at their place in the order of the text; none at all
// when there was no print before. It is the longest common subsequence of the two, by what the lines say.
func changes(was, is *sheet.Print) [][]int {
	out := make([][]int, len(is.Sheets))
	if was == nil {
		return out
	}
	a, _ := said(was)
	b, at := said(is)
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	to := 0
	for to < len(a)-from && to < len(b)-from && a[len(a)-1-to] == b[len(b)-1-to] {
		to++
	}
	a, b, at = a[from:len(a)-to], b[from:len(b)-to], at[from:len(b)-to]
	kept := make([]bool, len(b))
	if len(a) <= mostCompared && len(b) <= mostCompared {
		kept = common(a, b)
	}
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

// common marks what of b is in the longest common subsequence of a and b.
func common(a, b []string) []bool {
	width := len(b) + 1
	longest := make([]uint16, (len(a)+1)*width) // of what is behind the places
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if a[i] == b[k] {
				longest[i*width+k] = longest[(i+1)*width+k+1] + 1
			} else {
				longest[i*width+k] = max(longest[(i+1)*width+k], longest[i*width+k+1])
			}
		}
	}
	kept := make([]bool, len(b))
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			kept[k] = true
			i, k = i+1, k+1
		case longest[(i+1)*width+k] >= longest[i*width+k+1]:
			i++
		default:
			k++
		}
	}
	return kept
}
