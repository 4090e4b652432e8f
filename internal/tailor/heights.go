package tailor

import (
	"cmp"
	"slices"

	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// Heights is how much room each line of a print takes, in points: that of the whole master, from which a selection is made.
type Heights struct {
	Area  float64 // of a sheet, between its margins
	lines []height
}

// A height is a line's room: from the base line of the line before to its own, 0 for one beside it.
type height struct {
	span  source.Span // of its block
	room  float64
	lead  float64 // of room, what the first item of a list has more than the others: whichever is first has it
	heads bool    // it is the title of an entry
}

// Measure takes the heights from a print. What stands first on a sheet takes the room that its like takes elsewhere.
func Measure(p *sheet.Print) Heights {
	var h Heights
	type place struct {
		sheet, block int
		base, top    float64
		bottom       float64
	}
	var all []place
	for i := range p.Sheets {
		s := &p.Sheets[i]
		h.Area = max(h.Area, s.Area.H)
		for _, l := range s.Lines {
			if l.Block >= 0 {
				all = append(all, place{i, l.Block, l.Base, l.Rect.Y, l.Rect.Bottom()})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b place) int { return cmp.Or(cmp.Compare(a.sheet, b.sheet), cmp.Compare(a.base, b.base)) })
	type pair struct {
		before, role sheet.Role
		same         bool // block
	}
	known := map[pair][]float64{}
	pairs := make([]pair, len(all))
	rooms := make([]float64, len(all))
	const beside = 3 // points: no line is so low
	for i, l := range all {
		if i == 0 {
			rooms[i] = l.bottom - l.top
			continue
		}
		prev := all[i-1]
		pairs[i] = pair{p.Blocks[prev.block].Role, p.Blocks[l.block].Role, prev.block == l.block}
		if prev.sheet != l.sheet {
			rooms[i] = -1
			continue
		}
		if rooms[i] = l.base - prev.base; rooms[i] < beside {
			rooms[i] = 0
			continue
		}
		known[pairs[i]] = append(known[pairs[i]], rooms[i])
	}
	for i, l := range all {
		if rooms[i] < 0 {
			rooms[i] = l.bottom - l.top
			if like := known[pairs[i]]; len(like) > 0 {
				rooms[i] = median(like)
			}
		}
		h.lines = append(h.lines, height{span: p.Blocks[l.block].Span, room: rooms[i], heads: p.Blocks[l.block].Role == sheet.RoleEntry})
		first := pairs[i].role == sheet.RoleBullet && pairs[i].before != sheet.RoleBullet
		if next := known[pair{sheet.RoleBullet, sheet.RoleBullet, false}]; first && len(next) > 0 {
			h.lines[i].lead = max(0, rooms[i]-median(next))
		}
	}
	return h
}

// Used is how much of the sheets that it may have a print takes, in points: more than there are when it takes more sheets.
func (h Heights) Used(p *sheet.Print, pages int) float64 {
	n := len(p.Sheets)
	if n == 0 {
		return 0
	}
	if n > pages {
		over := 0.0
		m := Measure(p)
		at := 0
		for i := range p.Sheets {
			for _, l := range p.Sheets[i].Lines {
				if l.Block < 0 {
					continue
				}
				if i >= pages {
					over += m.lines[at].room
				}
				at++
			}
		}
		return float64(pages)*h.Area + over
	}
	return float64(n-1)*h.Area + p.Filled()*h.Area
}

// Line is the height of an ordinary line, for people: the median.
func (h Heights) Line() float64 {
	var all []float64
	for _, l := range h.lines {
		if l.room > 0 {
			all = append(all, l.room)
		}
	}
	if len(all) == 0 {
		return 1
	}
	return median(all)
}

// median is the middle one of some numbers, of which there is one at least.
func median(all []float64) float64 {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}
