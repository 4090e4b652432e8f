package readback

import (
	"math"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/sheet"
)

// alignFuel is what the alignment may cost. Texts of the same page take next to nothing; texts that
// have little in common (a page in a script written from right to left) are given up.
const alignFuel = 1 << 22

// A join says which block each piece of text on paper is of, and which text of the page is on paper.
type join struct {
	nodes []sheet.Node
	live  flat    // the page's text; its sources are nodes
	found []bool  // by rune of live: it stands on paper, to be seen
	boxed []bool  // by rune of live: a box stands for it on paper
	meant []bool  // by piece of boxes: it is known which text they stand for
	block []int32 // by piece; -1 when unknown
	known bool    // the texts could be compared to their end
}

// join joins the pieces with the text of the live page.
func (r *reader) join(m sheet.Measure) *join {
	j := &join{nodes: m.Texts, block: make([]int32, len(r.pieces)), meant: make([]bool, len(r.pieces)), known: true}
	for i := range j.block {
		j.block[i] = -1
	}
	if len(m.Texts) == 0 {
		return j
	}
	size := 0
	for _, n := range m.Texts {
		size += len(n.Text)
	}
	j.live.grow(size)
	for i, n := range m.Texts {
		j.live.add(i, n.Text)
	}
	j.found, j.boxed = make([]bool, len(j.live.runes)), make([]bool, len(j.live.runes))

	r.joinTagged(j)
	r.joinUntagged(j)
	r.joinLabels(j)
	r.joinElements(j)
	r.joinNeighbours(j)
	for i, b := range j.block {
		if int(b) >= len(m.Blocks) {
			j.block[i] = -1
		}
	}
	return j
}

func (r *reader) textOf(p *piece) string { return string(r.text[p.start:p.stop]) }

// flatten adds the text of a piece, and a sign that no text has for each box that says none.
func (r *reader) flatten(t *flat, piece int) {
	p := &r.pieces[piece]
	t.add(piece, r.textOf(p))
	for range p.boxes {
		t.put('\uFFFF', piece, 0)
	}
}

// joinTagged aligns the text in the order of the tags with the page's. Markers of lists are left
// out: they are not in any text node. A file without tags is taken as it is painted.
func (r *reader) joinTagged(j *join) {
	order := make([]int, 0, len(r.pieces))
	for i := range r.pieces {
		p := &r.pieces[i]
		if len(r.tags.leaf) == 0 || p.place >= 0 && !r.tags.leaf[p.place].label {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(r.pieces[a].place) - int(r.pieces[b].place) })
	var paper flat
	paper.grow(len(r.text))
	for _, i := range order {
		r.flatten(&paper, i)
	}
	if r.rtl {
		r.stretches(j, &paper)
	} else {
		paper.logical(func(a, b int32) bool {
			p, q := &r.pieces[a], &r.pieces[b]
			return p.page == q.page && math.Abs(p.base-q.base) < 1
		})
	}
	to, ok := align(j.live.runes, paper.runes, &meter{left: alignFuel})
	j.known = ok
	settle(j.live.runes, to, j.edge)
	r.joinBoxes(j, to, &paper)
	// The block that most runes of a piece are of, by the majority vote of Boyer and Moore.
	votes := make([]int32, len(r.pieces))
	for i, k := range to {
		if k < 0 {
			continue
		}
		from := paper.source[k]
		j.found[i], j.boxed[i], j.meant[from] = !r.pieces[from].hidden, r.pieces[from].boxed, true
		switch b := int32(j.nodes[j.live.source[i]].Block); {
		case votes[from] == 0:
			j.block[from], votes[from] = b, 1
		case j.block[from] == b:
			votes[from]++
		default:
			votes[from]--
		}
	}
}

// edge is how much of an edge is before a rune of the page's text: another block, another text, white space, or none.
func (j *join) edge(i int) int {
	if i == 0 || i == len(j.live.runes) {
		return 3
	}
	a, b := j.live.source[i-1], j.live.source[i]
	switch {
	case j.nodes[a].Block != j.nodes[b].Block:
		return 3
	case a != b:
		return 2
	case strings.ContainsAny(j.nodes[a].Text[j.live.offset[i-1]:j.live.offset[i]], " \u00a0"):
		return 1
	}
	return 0
}

// joinUntagged looks for what was not found among the text without tags: what is aria-hidden is
// printed, but not tagged. It counts only when it is the same in full.
func (r *reader) joinUntagged(j *join) {
	if len(r.tags.leaf) == 0 {
		return
	}
	var paper []flat
	var pieces []int
	for i := range r.pieces {
		if p := &r.pieces[i]; p.place < 0 && p.shows() {
			var t flat
			r.flatten(&t, i)
			paper, pieces = append(paper, t), append(pieces, i)
		}
	}
	m := meter{left: alignFuel}
	first := 0
	for a := 0; a < len(j.found) && first < len(paper); a++ {
		if j.found[a] {
			continue
		}
		b := a + 1
		for b < len(j.found) && !j.found[b] && j.live.source[b] == j.live.source[a] {
			b++
		}
		for k := first; k < len(paper) && m.spend(1); k++ {
			last, at := k, a
			for last < len(paper) && at < b && startsWith(j.live.runes[at:b], paper[last].runes, r.pieces[pieces[last]].boxed) {
				at += len(paper[last].runes)
				last++
			}
			if at < b {
				continue
			}
			at = a
			for ; k < last; k++ {
				p := &r.pieces[pieces[k]]
				j.block[pieces[k]], j.meant[pieces[k]] = int32(j.nodes[j.live.source[a]].Block), true
				for range paper[k].runes {
					j.found[at], j.boxed[at] = !p.boxed, p.boxed
					at++
				}
			}
			first = last
			break
		}
		a = b - 1
	}
}

// startsWith reports whether a text starts with another one, which is not empty; boxes may stand for any.
func startsWith(s, start []rune, boxes bool) bool {
	return len(start) > 0 && len(start) <= len(s) && (boxes || slices.Equal(s[:len(start)], start))
}

// joinLabels gives the marker of a list item to the block that the item's text begins with.
func (r *reader) joinLabels(j *join) {
	at := make([]int32, len(r.tags.leaf)) // block of the text at a place, +1
	for i := range r.pieces {
		if p := &r.pieces[i]; p.place >= 0 && at[p.place] == 0 {
			at[p.place] = j.block[i] + 1
		}
	}
	for i := range r.pieces {
		p := &r.pieces[i]
		if p.place < 0 || !r.tags.leaf[p.place].label || r.tags.leaf[p.place].item < 0 {
			continue
		}
		for k := p.place + 1; k < r.tags.items[r.tags.leaf[p.place].item].last && r.meter.spend(1); k++ {
			if at[k] > 0 {
				j.block[i] = at[k] - 1
				break
			}
		}
	}
}

// joinElements gives text that the page does not know (a table's head, repeated on the next
// sheet; a hyphen) to the block of other text in the same element.
func (r *reader) joinElements(j *join) {
	of := map[int32]int32{}
	for i := range r.pieces {
		if p := &r.pieces[i]; p.place >= 0 && j.block[i] >= 0 {
			if e := r.tags.leaf[p.place].element; e >= 0 {
				if _, ok := of[e]; !ok {
					of[e] = j.block[i]
				}
			}
		}
	}
	for i := range r.pieces {
		if p := &r.pieces[i]; p.place >= 0 && j.block[i] < 0 && p.shows() {
			if b, ok := of[r.tags.leaf[p.place].element]; ok {
				j.block[i] = b
			}
		}
	}
}

// joinNeighbours gives text without a tag (::before and ::after) to the block of the text that it
// touches. The boxes in the margins touch none.
func (r *reader) joinNeighbours(j *join) {
	next := func(i, k int) {
		if k < 0 || k >= len(r.pieces) || j.block[i] >= 0 || r.pieces[i].place >= 0 || j.block[k] < 0 {
			return
		}
		left, right := &r.pieces[min(i, k)], &r.pieces[max(i, k)]
		size := max(left.size, right.size)
		if gap := right.from - left.end; left.page == right.page && left.level(right) && gap > -size/2 && gap < size &&
			right.base-left.base < size/2 && left.base-right.base < size/2 {
			j.block[i] = j.block[k]
		}
	}
	for i := len(r.pieces) - 1; i >= 0; i-- {
		next(i, i+1)
	}
	for i := range r.pieces {
		next(i, i-1)
	}
}
