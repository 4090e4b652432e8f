package readback

import (
	"slices"

	"github.com/resgen/resgen/internal/sheet"
)

// joinBoxes finds which text the boxes stand for that are drawn for characters that no font has. Chrome's map of a font has
// nothing for their glyph, so that the page's text has a gap where the paper has boxes. A gap of many more characters than
// boxes has text that was cut off as well.
func (r *reader) joinBoxes(j *join, to []int32, paper *flat) {
	for p := 0; p < len(to); p++ {
		if to[p] >= 0 {
			continue
		}
		q, chars := p, 0
		for ; q < len(to) && to[q] < 0; q++ {
			if q == p || j.live.source[q] != j.live.source[q-1] || j.live.offset[q] != j.live.offset[q-1] {
				chars++
			}
		}
		x, y := 0, len(paper.runes)
		if p > 0 {
			x = int(to[p-1]) + 1
		}
		if q < len(to) {
			y = int(to[q])
		}
		boxes := 0
		for _, from := range paper.source[x:y] {
			if r.pieces[from].boxed {
				boxes++
			}
		}
		if boxes > 0 && chars <= 2*boxes { // a character may be a sequence of several that makes one box
			for _, from := range paper.source[x:y] {
				j.meant[from] = true
			}
			for i := p; i < q; i++ {
				j.boxed[i] = true
			}
		}
		p = q
	}
}

// lost is the text of the page that nobody sees on paper, in the order of the page, and last what boxes stand for that no text
// of the page is; nothing when the texts have so little in common that their comparison was given up.
func (r *reader) lost(j *join) []sheet.Lost {
	if !j.known {
		return nil
	}
	var out []sheet.Lost
	for i := 0; i < len(j.found); i++ {
		if j.found[i] {
			continue
		}
		block := j.nodes[j.live.source[i]].Block
		var s []byte
		boxed := false
		for i < len(j.found) && !j.found[i] && j.nodes[j.live.source[i]].Block == block {
			node := j.live.source[i]
			boxed = boxed || j.boxed[i]
			text, from := j.nodes[node].Text, int(j.live.offset[i])
			for i+1 < len(j.found) && !j.found[i+1] && j.live.source[i+1] == node {
				i++
				boxed = boxed || j.boxed[i]
			}
			to := int(j.live.offset[i])
			for to++; to < len(text) && text[to]&0xC0 == 0x80; to++ {
			}
			s = append(s, text[from:to]...)
			i++
		}
		i--
		out = append(out, sheet.Lost{Block: block, Text: string(s), NoGlyph: boxed})
	}
	for i := range r.pieces {
		p, block := &r.pieces[i], int(j.block[i])
		if p.boxed && p.shows() && p.color.A > 0 && !j.meant[i] && len(j.nodes) > 0 &&
			!slices.ContainsFunc(out, func(l sheet.Lost) bool { return l.NoGlyph && l.Block == block }) {
			out = append(out, sheet.Lost{Block: block, NoGlyph: true})
		}
	}
	return out
}
