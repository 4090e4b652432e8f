package read

import (
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

func (f *former) byHeading(blocks []markup.Block) []markup.Block {
	intro, under := split(blocks)
	if len(under) > 0 && has(intro, markup.Heading) {
		intro = f.byHeading(intro) // heads of a lower level than those that follow
	}
	for _, u := range under {
		if ls := lines(u[0].Inlines); len(f.out) > 0 && len(ls) == 1 && names(&ls[0]) && !isWork(f.kind) {
			last := f.out[len(f.out)-1]
			last.body = withoutRules(join(last.body, u)) // "### Projects" below a job of the same level
			continue
		}
		f.heading(&u[0], u[1:], nil)
	}
	return withoutRules(intro)
}

// heading makes an entry, or one for each role, of a heading and what stands below it.
func (f *former) heading(h *markup.Block, blocks []markup.Block, above *draft) {
	d := start(lines(h.Inlines), h.Attrs, h.Span)
	d.above = above
	for len(blocks) > 0 && blocks[0].Kind == markup.Heading && blocks[0].Level > h.Level && f.dates(&blocks[0]) && len(d.dates) == 0 {
		for _, l := range lines(blocks[0].Inlines) { // "##### October 2014 - Present"
			d.row(&l)
		}
		blocks = blocks[1:]
	}
	own, under := split(blocks)
	if above == nil && !isWork(f.kind) && len(under) > 0 {
		if d.rows > 0 && len(own) == 0 && f.joins(d, under) {
			// The head goes on in the next heading: "### Acme", "#### Engineer".
			second := under[0]
			d.at = d.at.Join(second[0].Span)
			for _, l := range lines(second[0].Inlines) {
				d.row(&l)
			}
			blocks = blocks[1:]
			for len(blocks) > 0 && blocks[0].Kind == markup.Heading && f.dates(&blocks[0]) {
				d.at = d.at.Join(blocks[0].Span)
				for _, l := range lines(blocks[0].Inlines) {
					d.row(&l)
				}
				blocks = blocks[1:]
			}
			d.body = withoutRules(d.take(f.kind, blocks))
			f.out = append(f.out, d)
			return
		}
		if !d.any(isTitle) && f.roles(under) {
			own = withoutRules(d.take(f.kind, own))
			n := len(f.out)
			for _, u := range under {
				if ls := lines(u[0].Inlines); len(ls) == 0 || names(&ls[0]) {
					// A part of the text, as "Projects"
					if len(f.out) == n {
						own = join(own, u)
					} else {
						last := f.out[len(f.out)-1]
						last.body = withoutRules(join(last.body, u))
					}
					continue
				}
				f.heading(&u[0], u[1:], d)
			}
			f.out[n].first = true
			f.out[n].body = join(own, f.out[n].body)
			return
		}
	}
	n := len(blocks)
	if above == nil && !d.any(isTitle) && !isWork(f.kind) {
		n = f.firstRole(blocks)
	}
	left := d.take(f.kind, blocks[:n])
	if len(left) == 0 {
		left = blocks[n:]
	} else {
		left = join(left, blocks[n:])
	}
	if above == nil && !d.any(isTitle) && !isWork(f.kind) {
		inner := former{kind: f.kind}
		if pre := inner.boldRoles(left); len(inner.out) > 1 {
			for i, r := range inner.out {
				r.above, r.first = d, i == 0
			}
			inner.out[0].body = join(pre, inner.out[0].body)
			f.out = append(f.out, inner.out...)
			return
		}
	}
	d.body = withoutRules(left)
	f.out = append(f.out, d)
}

// joins reports whether the first of the headings below a heading is part of the same head.
func (f *former) joins(d *draft, under [][]markup.Block) bool {
	ls := lines(under[0][0].Inlines)
	if len(ls) == 0 || names(&ls[0]) || len(under) > 1 && f.roles(under) {
		return false
	}
	var h head
	h.add(&ls[0])
	if len(h.parts) == 0 || !h.any(isTitle) && h.any(isPlace) && len(h.parts) < 3 {
		return true // dates or a place
	}
	is := isTitle
	if f.kind != resume.Education { // "MS" is a degree, and Mississippi
		is = func(p *part) bool { return p.role }
	}
	return h.any(is) != d.any(is)
}

// dates reports whether a heading is nothing but dates, and perhaps a place.
func (f *former) dates(b *markup.Block) bool {
	var h head
	ls := lines(b.Inlines)
	for i := range ls {
		h.add(&ls[i])
	}
	return len(h.dates) > 0 && len(h.parts) <= 2 && !h.any(func(p *part) bool { return !p.place && (!p.placeLike || p.before < bar || isTitle(p) || isOrg(p)) })
}

// roles reports whether headings name positions: most of them, as some sub-headings do not.
func (f *former) roles(under [][]markup.Block) bool {
	n := 0
	for _, u := range under {
		ls := lines(u[0].Inlines)
		if len(ls) == 0 || names(&ls[0]) {
			continue
		}
		var h head
		h.add(&ls[0])
		if h.any(isTitle) {
			n++
		}
	}
	return n > 0 && n*2 >= len(under)
}
