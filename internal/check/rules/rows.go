package rules

import (
	"math"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// finite reports whether a number from a print can be reckoned with.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// lineAt is the line that a block's reference names; nil when there is none.
func lineAt(p *sheet.Print, r sheet.LineRef) *sheet.Line {
	if r.Sheet < 1 || r.Sheet > len(p.Sheets) || r.Line < 0 || r.Line >= len(p.Sheets[r.Sheet-1].Lines) {
		return nil
	}
	return &p.Sheets[r.Sheet-1].Lines[r.Line]
}

// blockOf is the block that a line belongs to; nil for text of the margins.
func blockOf(p *sheet.Print, l *sheet.Line) *sheet.Block {
	if l.Block < 0 || l.Block >= len(p.Blocks) {
		return nil
	}
	return &p.Blocks[l.Block]
}

// blockAt is the block at an index of a print; nil when there is none.
func blockAt(p *sheet.Print, i int) *sheet.Block { return blockOf(p, &sheet.Line{Block: i}) }

// rows is the baselines of a sheet's text in rising order, each row once: a title and the dates
// beside it are one row. Text of the margins is left out.
func rows(p *sheet.Print, s *sheet.Sheet) []float64 {
	bases := make([]float64, 0, len(s.Lines))
	for i := range s.Lines {
		if l := &s.Lines[i]; blockOf(p, l) != nil && finite(l.Base) {
			bases = append(bases, l.Base)
		}
	}
	slices.Sort(bases)
	return slices.CompactFunc(bases, func(a, b float64) bool { return math.Abs(a-b) < rowGrain })
}

// leading is the usual distance between two lines of one block, in points.
func leading(p *sheet.Print) float64 {
	var gaps []float64
	for i := range p.Blocks {
		refs := p.Blocks[i].Lines
		for j := 1; j < len(refs); j++ {
			a, b := lineAt(p, refs[j-1]), lineAt(p, refs[j])
			if a == nil || b == nil || refs[j-1].Sheet != refs[j].Sheet {
				continue
			}
			if gap := b.Base - a.Base; finite(gap) && gap >= rowGrain {
				gaps = append(gaps, gap)
			}
		}
	}
	if len(gaps) == 0 {
		return 14 // of type of 10 to 11 pt
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

// firstOn is the first block that has text on a sheet; nil when none has.
func firstOn(p *sheet.Print, number int) *sheet.Block {
	for i := range p.Blocks {
		if b := &p.Blocks[i]; b.Sheet >= 1 && b.Sheet <= number && number <= b.Last {
			return b
		}
	}
	return nil
}

// place is the span of a block; without one, the top of the résumé.
func place(p *check.Pass, b *sheet.Block) source.Span {
	switch {
	case b != nil && b.Span.Known():
		return b.Span
	case p.Site != nil && p.Site.Master != nil:
		return p.Site.Master.File.Top()
	}
	return source.Span{}
}

// mend is what to do about something: with the means that a résumé of ours has, or with those of a PDF that came from
// another program.
func mend(p *check.Pass, ours, others string) string {
	if p.PDF != nil {
		return others
	}
	return ours
}
