package recognize

import (
	"math"
	"slices"
	"unicode/utf8"
)

// measure finds the size of most text, the usual distance of its lines and where full lines end.
func (rd *reader) measure() {
	const text = 140       // tenths of a point: what is larger is no text as long as there is any other
	count := map[int]int{} // characters by tenths of a point
	for i := range rd.lines {
		for k := range rd.lines[i].items {
			it := &rd.lines[i].items[k]
			count[int(math.Round(min(it.size, 1000)*10))] += utf8.RuneCountInString(it.text)
		}
	}
	best := 0
	for size, n := range count {
		if best == 0 || (size > text) != (best > text) && size < best || (size > text) == (best > text) && (n > count[best] || n == count[best] && size < best) {
			best = size
		}
	}
	rd.body = float64(best) / 10
	gaps := map[int]int{} // lines by half points of distance
	var ends []float64
	left := math.Inf(1)
	for i := range rd.lines {
		l := &rd.lines[i]
		if math.Abs(l.size-rd.body) > 0.06*rd.body {
			continue
		}
		ends = append(ends, l.end)
		left = min(left, l.x)
		if i > 0 && math.Abs(rd.lines[i-1].size-rd.body) <= 0.06*rd.body && l.gap > 0.9*rd.body && l.gap < 2.2*rd.body {
			gaps[int(math.Round(l.gap*2))]++
		}
	}
	usual := 0
	for gap, n := range gaps { // neighbours count: lines stand on whole pixels
		m, b := n+(gaps[gap-1]+gaps[gap+1])/2, gaps[usual]+(gaps[usual-1]+gaps[usual+1])/2
		if usual == 0 || m > b || m == b && gap < usual {
			usual = gap
		}
	}
	if rd.usual = float64(usual) / 2; usual == 0 {
		rd.usual = 1.35 * rd.body
	}
	slices.Sort(ends)
	rd.right, rd.width = left, 0
	if len(ends) > 0 {
		rd.right = ends[len(ends)-1-len(ends)/20] // the few that stick out do not count
		rd.width = max(0, rd.right-left)
	}
}

// split is how many times the usual distance parts two entries: OpenResume's figure.
const split = 1.4

// apart reports whether a line stands so far below the one before that another part begins.
func (rd *reader) apart(l *line) bool { return l.gap > split*rd.usual }

// full reports whether the first word of next would not have fitted behind a line, so that next may carry it on. Browsers
// break paragraphs earlier to even out their last lines, so that some room may be left.
func (rd *reader) full(l, next *line) bool {
	word, _, _ := cutBlank(next.text)
	return l.end+float64(utf8.RuneCountInString(word)+1)*0.5*l.size > rd.right-0.12*rd.width
}

func cutBlank(s string) (first, rest string, more bool) {
	for i := range len(s) {
		if s[i] == ' ' {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}
