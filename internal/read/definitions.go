package read

import (
	"github.com/resgen/resgen/internal/markup"
)

// byDefinition reads definition lists: the term is dates, an organization or a title, and the
// definition has the rest.
func (f *former) byDefinition(blocks []markup.Block) (intro []markup.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != markup.Definitions {
			if len(f.out) == 0 {
				intro = append(intro, *b)
			} else {
				last := f.out[len(f.out)-1]
				last.body = append(last.body[:len(last.body):len(last.body)], *b)
			}
			continue
		}
		f.definitions(b.Blocks)
	}
	for _, d := range f.out {
		d.body = withoutRules(d.body)
	}
	return withoutRules(intro)
}

func (f *former) definitions(blocks []markup.Block) {
	var d, employer *draft
	defined := false
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == markup.Term {
			if d == nil || defined {
				ls := lines(b.Inlines)
				d, defined = start(ls, b.Attrs, b.Span), false
				f.out = append(f.out, d)
				employer = nil
				if len(d.parts) > 0 && !d.any(isTitle) {
					employer = start(ls, b.Attrs, b.Span)
				}
			} else {
				for _, l := range lines(b.Inlines) {
					d.row(&l)
				}
			}
			continue
		}
		if d == nil { // cannot be in Markdown; text is kept whatever comes
			d = &draft{at: b.Span}
			f.out = append(f.out, d)
		}
		if !defined {
			d.body = d.take(f.kind, b.Blocks)
			defined = true
			continue
		}
		// A further definition is another role at the same place, or more text.
		next := &draft{at: b.Span, above: employer}
		if len(b.Blocks) > 0 && b.Blocks[0].Kind == markup.Paragraph {
			ls := lines(b.Blocks[0].Inlines)
			next.at = b.Blocks[0].Span
			if len(ls) > 0 && wordCount(ls[0].text) <= 12 && !sentence(ls[0].text) {
				next.row(&ls[0])
			}
			if next.any(isTitle) && d.any(isTitle) {
				if employer != nil && d.above == nil {
					d.below(employer)
				}
				next.at = ls[0].span
				left := b.Blocks[1:]
				if len(ls) > 1 {
					left = join([]markup.Block{rest(b.Blocks[0], ls, 1)}, left)
				}
				next.body = next.take(f.kind, left)
				f.out = append(f.out, next)
				d = next
				continue
			}
		}
		d.body = join(d.body, b.Blocks)
	}
}
