package readback

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// A page whose letters run from right to left is painted as it is seen, each line from its left end on, while its text and its tags are in
// the order in which it is read. What stands on one line of one text of the page is a stretch of that text, so that it has the same letters, however
// they lie: with that the order is known without doing again what the Unicode Bidirectional Algorithm did, which cannot be undone from
// what is seen ("API 99" may be either way round).

// A stretch is what of a text of the page stands on one line.
type stretch struct {
	at   int    // place in the flat text of the page; what is read first has the least
	text string // as the page has it
	gap  bool   // nothing but blanks stands in the page right before it
}

// farthest is how far behind where it should be a stretch is looked for, in runes, when text before it is not on paper.
const farthest = 4000

// stretches puts the text of a page that runs from right to left into the order of the page's, and notes the stretch of each piece.
func (r *reader) stretches(j *join, paper *flat) {
	r.stretchOf = make([]*stretch, len(r.pieces))
	m := meter{left: alignFuel}
	next := 0
	for i := 0; i < len(paper.runes); {
		first := &r.pieces[paper.source[i]]
		end := i + 1
		for end < len(paper.runes) {
			p := &r.pieces[paper.source[end]]
			if p.place != first.place || p.page != first.page || math.Abs(p.base-first.base) >= 0.55*max(p.size, first.size) { // the dots of Arabic letters may be set by themselves
				break
			}
			end++
		}
		at := j.find(paper.runes[i:end], next, &m)
		if at >= 0 {
			next = at + end - i
			s := &stretch{at, j.text(at, next), j.gap(at)}
			for _, piece := range paper.source[i:end] {
				r.stretchOf[piece] = s
			}
			paper.arrange(i, j.live.runes[at:next])
		}
		i = end
	}
}

// find is where in the page's text, from a place on, stand the runes of a stretch, in any order; -1 for nowhere near.
func (j *join) find(runes []rune, from int, m *meter) int {
	n := len(runes)
	missing := map[rune]int{} // how many more of each the stretch has than the window
	odd := 0                  // runes of which it has more or fewer
	count := func(r rune, by int) {
		before := missing[r]
		if missing[r] = before + by; before == 0 {
			odd++
		} else if missing[r] == 0 {
			odd--
		}
	}
	for _, r := range runes {
		count(r, 1)
	}
	live := j.live.runes
	for k := from; k < len(live) && k-from < farthest+n && m.spend(1); k++ {
		count(live[k], -1)
		if k-n >= from {
			count(live[k-n], 1)
		}
		if at := k - n + 1; at >= from && odd == 0 {
			return at
		}
	}
	return -1
}

// gap reports whether a text of nothing but blanks stands before the one that a rune of the page is the first of.
func (j *join) gap(at int) bool {
	for k := int(j.live.source[at]) - 1; k >= 0 && (at == 0 || k > int(j.live.source[at-1])); k-- {
		if strings.ContainsFunc(j.nodes[k].Text, unicode.IsSpace) {
			return true
		}
	}
	return false
}

// text is the page's own text of some runes of the flat one, of one node or of several.
func (j *join) text(from, to int) string {
	var b strings.Builder
	for k := from; k < to; {
		node := j.live.source[k]
		end := k + 1
		for end < to && j.live.source[end] == node {
			end++
		}
		text := j.nodes[node].Text
		start, stop := int(j.live.offset[k]), len(text)
		if k == 0 || j.live.source[k-1] != node {
			start = 0 // with the blanks before it
		}
		if end < len(j.live.source) && j.live.source[end] == node {
			stop = int(j.live.offset[end])
		}
		b.WriteString(text[start:max(start, stop)])
		k = end
	}
	return b.String()
}

// arrange puts the runes from i on into another order of the same runes.
func (t *flat) arrange(i int, order []rune) {
	n := len(order)
	source, offset := slices.Clone(t.source[i:i+n]), slices.Clone(t.offset[i:i+n])
	free := map[rune][]int{}
	for k, r := range t.runes[i : i+n] {
		free[r] = append(free[r], k)
	}
	for k, r := range order {
		from := free[r][0]
		free[r] = free[r][1:]
		t.runes[i+k], t.source[i+k], t.offset[i+k] = r, source[from], offset[from]
	}
}

// read puts the text of a line that runs from right to left into the order in which it is read: markers of lists first, then each stretch.
// It gives "" when some of it is no stretch of the page's.
func (w *row) read() string {
	slices.SortStableFunc(w.stretches, func(a, b *stretch) int { return a.at - b.at })
	var b strings.Builder
	b.WriteString(w.marker)
	for i, s := range w.stretches {
		if i == 0 || s != w.stretches[i-1] {
			if s.gap {
				b.WriteByte(' ')
			}
			b.WriteString(s.text)
		}
	}
	return strings.Join(strings.FieldsFunc(b.String(), unicode.IsSpace), " ")
}

// inOrder is the text of a run as it is read, as far as that can be told from the run alone.
func inOrder(text string) string {
	var t flat
	var raw []rune
	for i, r := range text {
		t.put(r, 0, i)
		raw = append(raw, r)
	}
	t.logical(func(a, b int32) bool { return true })
	if len(t.runes) != len(raw) {
		return text
	}
	return string(t.runes)
}
