package rules

import (
	"cmp"
	"slices"

	"github.com/resgen/resgen/internal/source"
)

// spots is places of one file, none of which lies in another: in order, so that looking one up is quick in a file of many.
type spots []source.Span

// find is where the first place is that begins behind the beginning of s.
func (ps spots) find(s source.Span) int {
	i, _ := slices.BinarySearchFunc(ps, s.Start+1, func(p source.Span, start int) int { return cmp.Compare(p.Start, start) })
	return i
}

// cover reports whether s lies in one of the places.
func (ps spots) cover(s source.Span) bool {
	i := ps.find(s)
	return i > 0 && ps[i-1].Contains(s)
}

// add puts s among the places, unless it lies in one of them.
func (ps *spots) add(s source.Span) {
	if !ps.cover(s) {
		*ps = slices.Insert(*ps, ps.find(s), s)
	}
}
