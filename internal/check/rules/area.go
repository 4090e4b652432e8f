package rules

import (
	"cmp"
	"slices"
	"sort"

	"github.com/resgen/resgen/internal/source"
)

// An area is places in files, of which one may contain another place. It is asked once for every passage, so it does not look
// at all of them.
type area struct {
	spans []source.Span // by file and start
	ends  []int         // the furthest end of a span of the same file up to there
}

func newArea(spans []source.Span) *area {
	a := &area{spans: slices.DeleteFunc(spans, func(s source.Span) bool { return !s.Known() })}
	slices.SortFunc(a.spans, before)
	for i, s := range a.spans {
		end := s.End
		if i > 0 && a.spans[i-1].File == s.File {
			end = max(end, a.ends[i-1])
		}
		a.ends = append(a.ends, end)
	}
	return a
}

func before(x, y source.Span) int {
	return cmp.Or(cmp.Compare(x.Path(), y.Path()), cmp.Compare(x.Start, y.Start))
}

// contains reports whether one of the places contains another one.
func (a *area) contains(at source.Span) bool {
	if !at.Known() {
		return false
	}
	i := sort.Search(len(a.spans), func(i int) bool { return before(a.spans[i], at) > 0 }) - 1
	return i >= 0 && a.spans[i].File == at.File && a.ends[i] >= at.End
}
