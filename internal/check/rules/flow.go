package rules

import (
	"math"

	"github.com/resgen/resgen/internal/sheet"
)

// A flow is the blocks of a print that have text on paper, in reading order.
type flow struct {
	print  *sheet.Print
	blocks []*sheet.Block
}

func flowOf(p *sheet.Print) flow {
	f := flow{print: p}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Sheet >= 1 && b.Sheet <= len(p.Sheets) && b.Last >= b.Sheet {
			f.blocks = append(f.blocks, b)
		}
	}
	return f
}

// rank orders headings: of sections, of entries, of parts of an entry's text by their level; 0
// for what is no heading. A heading rules over those of a greater rank that follow it.
func rank(b *sheet.Block) int {
	switch {
	case b.Role == sheet.RoleSection:
		return 1
	case b.Role == sheet.RoleEntry:
		return 2
	case b.Role == "" && b.Level >= 2:
		return 1 + b.Level
	}
	return 0
}

// own is the index of the first block that the heading at i stands over: text, or a heading that
// itself stands over nothing, as an entry without bullets. Blocks that belong to the head of the
// nearest heading are passed over. It is -1 when there is no such block.
func (f flow) own(i int, head func(b, heading *sheet.Block) bool) int {
	top, near := f.blocks[i], f.blocks[i]
	for j := i + 1; j < len(f.blocks); j++ {
		b := f.blocks[j]
		switch r := rank(b); {
		case r > 0 && r <= rank(top):
			return -1
		case r > 0:
			if f.own(j, head) < 0 {
				return j
			}
			near = b
		case !head(b, near):
			return j
		}
	}
	return -1
}

// stranded is the index of the block from which the heading at i was torn by the end of its
// sheet: nothing but the heading's own row, or further headings, follows on that sheet. It is -1 when
// the heading has something below it, or stands over nothing.
func (f flow) stranded(i int) int {
	j := f.own(i, f.sameRow)
	if j < 0 || f.blocks[j].Sheet <= f.blocks[i].Last || f.unknownBelow(f.blocks[i]) {
		return -1
	}
	return j
}

// sameRow reports whether a detail stands beside a heading, as dates do, and not below it.
func (f flow) sameRow(b, heading *sheet.Block) bool {
	if b.Role != sheet.RoleDetail || len(b.Lines) == 0 {
		return false
	}
	first := lineAt(f.print, b.Lines[0])
	for _, r := range heading.Lines {
		if l := lineAt(f.print, r); l != nil && first != nil && r.Sheet == b.Lines[0].Sheet && math.Abs(l.Base-first.Base) < rowGrain {
			return true
		}
	}
	return false
}

// unknownBelow reports whether something without a source stands below a block, inside the page's
// area: a picture, or raw HTML. A rule or a border is thinner than that.
func (f flow) unknownBelow(b *sheet.Block) bool {
	const thin = 8 // pt
	s := &f.print.Sheets[min(b.Last, len(f.print.Sheets))-1]
	base := f.lowest(b)
	for i := range s.Lines {
		if l := &s.Lines[i]; blockOf(f.print, l) == nil && l.Base > base+rowGrain && l.Base < s.Area.Bottom() {
			return true
		}
	}
	for _, m := range s.Marks {
		if m.H > thin && m.W > thin && m.Y > base && m.Y < s.Area.Bottom() {
			return true
		}
	}
	return false
}

// lowest is the baseline of a block's last line.
func (f flow) lowest(b *sheet.Block) float64 {
	if n := len(b.Lines); n > 0 {
		if l := lineAt(f.print, b.Lines[n-1]); l != nil {
			return l.Base
		}
	}
	return b.Y
}

// torn is the first block behind the one at i that is on a later sheet; there is one whenever
// stranded or own name such a block.
func (f flow) torn(i int) int {
	j := i + 1
	for j < len(f.blocks)-1 && f.blocks[j].Sheet <= f.blocks[i].Last {
		j++
	}
	return j
}

// wanting is how many lines above the block at i must go so that what was torn from it, up to the
// block at j, fits below it; at least 1.
func (f flow) wanting(i, j int) int {
	need, last := 0, (*sheet.Line)(nil)
	for _, b := range f.blocks[min(f.torn(i), j) : j+1] { // in columns, what is torn may go back to an earlier sheet
		for _, r := range b.Lines {
			l := lineAt(f.print, r)
			if l != nil && (last == nil || math.Abs(l.Base-last.Base) >= rowGrain) {
				need++
			}
			last = l
		}
	}
	s := &f.print.Sheets[min(f.blocks[i].Last, len(f.print.Sheets))-1]
	free := math.Floor((s.Area.Bottom() - f.lowest(f.blocks[i])) / leading(f.print))
	if !finite(free) {
		free = 0
	}
	return max(1, need-max(0, int(free)))
}
