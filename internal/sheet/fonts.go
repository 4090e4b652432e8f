package sheet

import (
	"cmp"
	"slices"
)

// SortFonts puts the fonts in order of their names. It is for who makes a Print.
func (p *Print) SortFonts() {
	order := make([]int, len(p.Fonts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := p.Fonts[a], p.Fonts[b]
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.Type, y.Type), cmp.Compare(a, b))
	})
	fonts, to := make([]Font, len(order)), make([]int, len(order))
	for i, old := range order {
		fonts[i], to[old] = p.Fonts[old], i
	}
	p.Fonts = fonts
	for i := range p.Sheets {
		for j := range p.Sheets[i].Lines {
			for k := range p.Sheets[i].Lines[j].Runs {
				r := &p.Sheets[i].Lines[j].Runs[k]
				r.Font = to[r.Font]
			}
		}
	}
}
