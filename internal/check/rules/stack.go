package rules

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"github.com/resgen/resgen/internal/sheet"
)

// A stack is the rows of a print one below the other, as far as its lines tell, so that they can be broken into sheets once more: without some
// of them, or with more room. It knows what css/resume.css keeps together.
type stack struct {
	rows    []stackRow
	leading float64
	foot    []float64 // of each sheet's area, in points from its top; the last one holds for further sheets
}

// A stackRow is one row of text.
type stackRow struct {
	block *sheet.Block
	index int     // in its block, 0-based
	of    int     // rows of its block
	sheet int     // that it was printed on, 1-based
	step  float64 // from the baseline of the row before it to its own, in points
	top   float64 // from the top of the area to its baseline when it is the first of a sheet
	deep  float64 // of its line below its baseline
	above float64 // of its type above it
}

// A cutting is what is left out of a stack: whole blocks, or the last row of some.
type cutting map[*sheet.Block]int // rows that go, from the last one up

// stackOf is the stack of a print; ok is false when its rows, broken anew, do not stand on the sheets that they were printed on, as with
// breaks that a style forces: nothing can be foretold then.
func stackOf(p *sheet.Print) (st stack, ok bool) {
	st.leading = leading(p)
	type place struct {
		base  float64
		first stackRow
	}
	steps := map[[2]sheet.Role]float64{} // the largest above a block of some role behind one of another
	apart := map[sheet.Role]float64{}    // and behind any
	tops := map[int]float64{}
	on := make([][]place, len(p.Sheets))
	for i := range p.Blocks {
		b := &p.Blocks[i]
		rows := blockRows(p, b)
		for j, r := range rows {
			deep, above := 0.0, 0.0
			for _, l := range r.lines {
				above = max(above, l.Base-l.Rect.Y)
				deep = max(deep, l.Rect.Bottom()-l.Base+max(0, st.leading-l.Rect.H)/2)
			}
			on[r.sheet-1] = append(on[r.sheet-1], place{r.base, stackRow{block: b, index: j, of: len(rows), sheet: r.sheet, deep: deep, above: above}})
		}
	}
	for n, found := range on {
		s := &p.Sheets[n]
		if !(s.Area.H > 0) || !finite(s.Area.Y) || !finite(s.Area.H) {
			return st, false
		}
		st.foot = append(st.foot, math.Ceil(s.Area.H*96/72-0.001)*72/96) // Chrome lays out paper in whole pixels, rounded up
		slices.SortStableFunc(found, func(a, b place) int { return cmp.Compare(a.base, b.base) })
		low := math.Inf(-1)
		for _, pl := range found {
			if pl.base-low < rowGrain { // beside another
				continue
			}
			pl.first.step = pl.base - low
			if math.IsInf(low, -1) {
				tops[n+1] = pl.base - s.Area.Y
				pl.first.step = math.NaN()
			} else if pl.first.index == 0 {
				role := pl.first.block.Role
				pair := [2]sheet.Role{st.rows[len(st.rows)-1].block.Role, role}
				steps[pair], apart[role] = max(steps[pair], pl.first.step), max(apart[role], pl.first.step)
			}
			low = pl.base
			st.rows = append(st.rows, pl.first)
		}
	}
	top, above, heading := math.Inf(1), 0.0, 0.0 // of a sheet's first row, its ascent, and of one that begins with a section
	for _, r := range st.rows {
		switch t := tops[r.sheet]; {
		case r.sheet == 1 || !math.IsNaN(r.step):
		case r.block.Role == sheet.RoleSection:
			heading = max(heading, t)
			fallthrough
		default:
			if t < top {
				top, above = t, r.above
			}
		}
	}
	for i := range st.rows {
		r := &st.rows[i]
		r.top = top + max(0, r.above-above)
		if r.block.Role == sheet.RoleSection { // nobody knows what of the space above it is padding, until a sheet begins with one
			r.top = cmp.Or(heading, r.top+st.leading/2)
		}
		if math.IsNaN(r.step) { // what would have parted it from the row above is not on paper
			r.top = tops[r.sheet]
			r.step = st.leading
			if i > 0 && r.index == 0 {
				r.step = cmp.Or(steps[[2]sheet.Role{st.rows[i-1].block.Role, r.block.Role}], apart[r.block.Role], st.leading)
			}
		}
	}
	if len(st.rows) == 0 || len(p.Sheets) > 1 && math.IsInf(top, 1) {
		return st, false
	}
	for i, n := range st.broken(nil, 0, 0) {
		if n != st.rows[i].sheet {
			return st, false
		}
	}
	return st, true
}

// broken is the sheet of each row, 1-based, when some rows are left out and one sheet is higher by some points; 0 for a row that is left out.
func (st stack) broken(out cutting, higher int, by float64) []int {
	on := make([]int, len(st.rows))
	var kept []int
	step := make([]float64, len(st.rows)) // above each row, when it is not the first of a sheet
	var gone *stackRow                    // the first row of what was left out just before
	for i := range st.rows {
		r := &st.rows[i]
		if r.index >= r.of-out[r.block] {
			if r.index == 0 && gone == nil {
				gone = r
			}
			continue
		}
		kept, step[i] = append(kept, i), r.step
		if gone != nil && gone.block.Role == r.block.Role { // the next bullet takes its place
			step[i] = max(r.step, gone.step)
		}
		gone = nil
	}
	n, start, base := 1, 0, 0.0
	for k := 0; k < len(kept); k++ {
		r := &st.rows[kept[k]]
		if k == start {
			base = r.top
		} else {
			base += step[kept[k]]
		}
		foot := st.foot[min(n, len(st.foot))-1]
		if n == higher {
			foot += by
		}
		if base+r.deep > foot && k > start {
			at := k
			for at > start+1 && !st.may(kept, at, out) {
				at--
			}
			if !st.may(kept, at, out) {
				at = k // nothing above may be parted
			}
			for i := start; i < at; i++ {
				on[kept[i]] = n
			}
			n, start, k = n+1, at, at-1
		}
	}
	for _, i := range kept[min(start, len(kept)):] {
		on[i] = n
	}
	return on
}

// may reports whether a sheet may begin with a row.
func (st stack) may(kept []int, k int, out cutting) bool {
	r, before := st.rows[kept[k]], st.rows[kept[k-1]]
	if r.block != before.block {
		switch before.block.Role {
		case sheet.RoleName, sheet.RoleContact, sheet.RoleSection, sheet.RoleEntry, sheet.RoleDetail:
			return false
		}
		return before.block.Level == 0
	}
	left := r.of - out[r.block]
	return r.block.Role == sheet.RoleText && r.index >= 2 && left-r.index >= 2 // orphans and widows
}

// past reports whether rows stand on sheets after so many.
func past(on []int, sheets int) bool {
	for _, n := range on {
		if n > sheets {
			return true
		}
	}
	return false
}

// tooMany is how many lines of text must go so that the rest stands on so many sheets: the last of them would hold everything if it were so much higher.
func (st stack) tooMany(sheets int) int {
	most := 3 * len(st.rows) // a row with the space above it takes less than three lines
	return sort.Search(most, func(n int) bool { return !past(st.broken(nil, sheets, float64(n)*st.leading), sheets) })
}
