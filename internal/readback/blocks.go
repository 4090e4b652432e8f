package readback

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/sheet"
)

// placeBlocks gives each block of the page its lines, and its place: of its lines, or when it has no
// text of its own, of the named destination that chrome gave to it.
func placeBlocks(p *sheet.Print, m sheet.Measure, at *places) {
	p.Blocks = slices.Clone(m.Blocks)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		b.Sheet, b.Last, b.Y, b.Lines = 0, 0, 0, nil
	}
	for i := range p.Sheets {
		for k, l := range p.Sheets[i].Lines {
			if l.Block >= 0 {
				b := &p.Blocks[l.Block]
				b.Lines = append(b.Lines, sheet.LineRef{Sheet: i + 1, Line: k})
			}
		}
	}
	p.Scale = scale(p)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if len(b.Lines) > 0 {
			byPlace(p, b)
			continue
		}
		to, ok := at.named[b.ID]
		if !ok || b.Text != "" {
			continue
		}
		// Chrome leaves the page's margin out of a destination's place, and reckons with the page as it
		// was before it was shrunk (Chromium 156).
		b.Sheet, b.Last, b.Y = to.sheet, to.sheet, length(m.Margins[0]+to.y*p.Scale)
	}
}

// byPlace puts a block's lines in order from top to bottom, and says where they begin and end.
func byPlace(p *sheet.Print, b *sheet.Block) {
	line := func(r sheet.LineRef) *sheet.Line { return &p.Sheets[r.Sheet-1].Lines[r.Line] }
	slices.SortStableFunc(b.Lines, func(x, y sheet.LineRef) int {
		return cmp.Or(cmp.Compare(x.Sheet, y.Sheet), cmp.Compare(line(x).Base, line(y).Base), cmp.Compare(line(x).Rect.X, line(y).Rect.X))
	})
	b.Sheet, b.Last, b.Y = b.Lines[0].Sheet, b.Lines[len(b.Lines)-1].Sheet, math.Inf(1)
	for _, r := range b.Lines {
		if r.Sheet == b.Sheet {
			b.Y = min(b.Y, line(r).Rect.Y)
		}
	}
}

// scale is printed size / size asked for: the median over all printed text, so that what is set
// smaller inside a block (code, small capitals) does not count.
func scale(p *sheet.Print) float64 {
	type ratio struct {
		of   float64
		text int // runes
	}
	var all []ratio
	total := 0
	for i := range p.Sheets {
		for _, l := range p.Sheets[i].Lines {
			if l.Block < 0 || p.Blocks[l.Block].Size <= 0 {
				continue
			}
			for _, r := range l.Runs {
				n := utf8.RuneCountInString(r.Text)
				all = append(all, ratio{r.Size / p.Blocks[l.Block].Size, n})
				total += n
			}
		}
	}
	slices.SortFunc(all, func(a, b ratio) int { return cmp.Compare(a.of, b.of) })
	const exact = 0.005 // Chrome rounds sizes to 1/100 px
	half := 0
	for _, r := range all {
		if half += r.text; 2*half >= total {
			if math.Abs(r.of-1) <= exact || r.of <= 0 {
				return 1
			}
			return length(r.of)
		}
	}
	return 1
}
