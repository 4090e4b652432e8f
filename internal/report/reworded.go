package report

import (
	"strings"

	"github.com/resgen/resgen/internal/diff"
)

// mostWords is how many words of either text are compared; longer ones are shown one behind the other.
const mostWords = 400

// Reworded is how a new text differs from an old one, word by word, on one line: what goes is red and what comes is green, or without
// colours in [-brackets-] and {+braces+}, as git shows it. What a terminal would obey is written out.
func Reworded(old, new string, color bool) string {
	a, b := strings.Fields(Plain(old)), strings.Fields(Plain(new))
	p := painter(color)
	var out []string
	mark := func(st style, from, to string, words []string) {
		if len(words) == 0 {
			return
		}
		text := strings.Join(words, " ")
		if !color {
			text = from + text + to
		}
		out = append(out, p.paint(st, text))
	}
	var gone, come []string
	flush := func() {
		mark(cut, "[-", "-]", gone)
		mark(added, "{+", "+}", come)
		gone, come = nil, nil
	}
	if len(a) > mostWords || len(b) > mostWords {
		gone, come = a, b
		flush()
		return strings.Join(out, " ")
	}
	inA, inB := diff.Common(a, b)
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && !inA[i]:
			gone = append(gone, a[i])
			i++
		case j < len(b) && !inB[j]:
			come = append(come, b[j])
			j++
		default:
			flush()
			out = append(out, a[i])
			i++
			j++
		}
	}
	flush()
	return strings.Join(out, " ")
}
