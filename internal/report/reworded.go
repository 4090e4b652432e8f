package report

import "strings"

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
	left := common(a, b)
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			flush()
			out = append(out, a[i])
			i++
			j++
		case j == len(b) || i < len(a) && left[i+1][j] >= left[i][j+1]:
			gone = append(gone, a[i])
			i++
		default:
			come = append(come, b[j])
			j++
		}
	}
	flush()
	return strings.Join(out, " ")
}

// common is the length of the longest common subsequence of the rests of two lists, from each place on.
func common(a, b []string) [][]int {
	out := make([][]int, len(a)+1)
	for i := range out {
		out[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				out[i][j] = out[i+1][j+1] + 1
			} else {
				out[i][j] = max(out[i+1][j], out[i][j+1])
			}
		}
	}
	return out
}
