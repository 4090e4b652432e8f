package read

import (
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// byParagraph reads paragraphs that begin with a bold or dated line as entries, and what follows
// each as its text.
func (f *former) byParagraph(blocks []markup.Block) []markup.Block {
	return f.paragraphs(blocks, f.isHead)
}

// boldRoles reads bold paragraphs that name positions, below a heading that names their employer.
func (f *former) boldRoles(blocks []markup.Block) []markup.Block {
	return f.paragraphs(blocks, f.isBoldRole)
}

func (f *former) isBoldRole(ls []line) bool {
	var h head
	h.add(&ls[0])
	return ls[0].lead(bold) > 0 && h.any(isTitle) && f.isHead(ls)
}

// firstRole is how many blocks stand before the first of several bold paragraphs that name positions; all of
// them when there are not two.
func (f *former) firstRole(blocks []markup.Block) int {
	first, n := len(blocks), 0
	for i := range blocks {
		if blocks[i].Kind != markup.Paragraph {
			continue
		}
		if ls := lines(blocks[i].Inlines); len(ls) > 0 && f.isBoldRole(ls) {
			if n++; n == 1 {
				first = i
			}
		}
	}
	if n < 2 {
		return len(blocks)
	}
	return first
}

// paragraphs makes an entry of each paragraph that is a head, and gives it the blocks up to the
// next one.
func (f *former) paragraphs(blocks []markup.Block, isHead func([]line) bool) (intro []markup.Block) {
	var employer, last *draft
	var above, first *draft // an employer's line, and the role that took it into its head
	for i := 0; i < len(blocks); {
		b := blocks[i]
		var ls []line
		if b.Kind == markup.Paragraph && !isPrivate(b.Attrs) {
			ls = lines(b.Inlines)
		}
		aboveRoles := len(ls) == 1 && ls[0].lead(bold) > 0 && !isLabelled(&ls[0]) && i+1 < len(blocks) && blocks[i+1].Kind == markup.List && !isWork(f.kind) && f.areRoles(&blocks[i+1])
		if len(ls) == 0 || !isHead(ls) && !aboveRoles {
			if last == nil {
				intro = append(intro, b)
			} else {
				last.body = join(last.body, blocks[i:i+1])
			}
			i++
			continue
		}
		if f.lists(ls) {
			above := f.employer(last)
			if above != nil {
				f.out = f.out[:len(f.out)-1]
			}
			for k := range ls {
				last = start(ls[k:k+1], b.Attrs, ls[k].span)
				last.above, last.first = above, above != nil && k == 0
				f.out = append(f.out, last)
			}
			employer = nil
			i++
			continue
		}
		if f.stacked(ls) {
			employer = start(ls[:1], b.Attrs, ls[0].span)
			for k := 1; k < len(ls); k++ {
				last = start(ls[k:k+1], b.Attrs, ls[k].span)
				last.above, last.first = employer, k == 1
				f.out = append(f.out, last)
			}
			employer = nil
			i++
			continue
		}
		d := start(ls[:1], b.Attrs, ls[0].span)
		top := start(ls[:1], b.Attrs, ls[0].span)
		i++
		if n := 1 + d.accept(f.kind, ls[1:], i < len(blocks)); n < len(ls) {
			d.body = []markup.Block{rest(b, ls, n)}
		}
		switch {
		case last != nil && len(last.body) == 0 && len(last.parts) == 0 && len(d.dates) == 0:
			// The head before was nothing but dates.
			for k := range ls[:d.rows] {
				last.row(&ls[k])
			}
			last.body = d.body
			d = last
		case last != nil && len(last.body) == 0 && !last.any(isTitle) && d.any(isTitle) && last.above == nil && !isWork(f.kind):
			// The head before named the employer.
			employer = last
			f.out[len(f.out)-1], d.above, d.first = d, employer, true
		default:
			if employer == nil && first != nil && first == last && d.isRoleBelow(above, first) {
				first.below(above)
				employer = above
			}
			if employer != nil && d.any(isTitle) && !d.any(func(p *part) bool { return isOrg(p) && !isTitle(p) }) && d.lone() {
				d.above = employer
			} else {
				employer = nil
			}
			f.out = append(f.out, d)
		}
		last = d
		if len(d.body) == 0 {
			own := blocks[i : i+f.untilBold(d, blocks[i:])]
			left := d.take(f.kind, own)
			n := len(own) - len(left)
			if n < len(own) && left[0].Span != own[n].Span {
				d.body = left[:1:1] // a paragraph was taken in part
				n++
			}
			i += n
		}
		if d.above == nil && !isWork(f.kind) && !top.any(isTitle) && len(top.dates) == 0 && len(top.parts) > 0 && d.any(isTitle) && d.rows > top.rows {
			above, first = top, d
		}
	}
	f.expand()
	for _, d := range f.out {
		d.body = withoutRules(d.body)
	}
	return withoutRules(intro)
}

// isRoleBelow reports whether a head is one more role at the employer of the head before: a position with dates and nothing
// else, written as the position there and not as the employer.
func (d *draft) isRoleBelow(employer, before *draft) bool {
	if len(d.parts) == 0 || len(d.dates) == 0 || !d.any(isTitle) || d.any(func(p *part) bool { return isOrg(p) && !isTitle(p) }) || !d.lone() {
		return false
	}
	style := func(p *part) style {
		for _, s := range [...]style{bold, italic} {
			if p.line.all(p.start, p.end, s) {
				return s
			}
		}
		return 0
	}
	for i := range before.parts {
		if p := &before.parts[i]; p.row >= employer.rows && isTitle(p) {
			return style(p) == style(&d.parts[0]) && style(p) != style(&employer.parts[0])
		}
	}
	return false
}

// employer is the last head when it says nothing but where its roles, which follow, were held.
func (f *former) employer(last *draft) *draft {
	if last == nil || isWork(f.kind) || len(last.body) > 0 || len(last.parts) == 0 || len(last.dates) > 0 || last.any(isTitle) || last.above != nil {
		return nil
	}
	return last
}

// stacked reports whether a paragraph is an employer and, on a line each, the roles there.
func (f *former) stacked(ls []line) bool {
	if isWork(f.kind) || len(ls) < 3 {
		return false
	}
	for i := range ls {
		var h head
		h.add(&ls[i])
		if i == 0 && (h.any(isTitle) || len(h.dates) > 0) || i > 0 && (!h.any(isTitle) || len(h.dates) == 0) {
			return false
		}
	}
	return true
}

// expand makes entries of the bullets below a head that names only an employer, when all of them are roles.
func (f *former) expand() {
	var out []*draft
	for _, d := range f.out {
		if d.any(isTitle) || len(d.dates) > 0 || d.above != nil || len(d.body) != 1 || d.body[0].Kind != markup.List || isWork(f.kind) || !f.areRoles(&d.body[0]) {
			out = append(out, d)
			continue
		}
		in := former{kind: f.kind}
		for k := range d.body[0].Blocks {
			in.item(&d.body[0].Blocks[k])
		}
		for k, r := range in.out {
			r.above, r.first = d, k == 0
		}
		out = append(out, in.out...)
	}
	f.out = out
}

// areRoles reports whether each item of a list is a position with dates and nothing else, and most are known titles.
func (f *former) areRoles(list *markup.Block) bool {
	titles := 0
	for i := range list.Blocks {
		it := &list.Blocks[i]
		if len(it.Blocks) == 0 || it.Blocks[0].Kind != markup.Paragraph {
			return false
		}
		ls := lines(it.Blocks[0].Inlines)
		if len(ls) == 0 || wordCount(ls[0].text) > 16 || sentence(ls[0].text) {
			return false
		}
		var h head
		h.add(&ls[0])
		d := draft{head: h}
		if len(h.dates) == 0 || !d.lone() || h.parts[0].before == atWord {
			return false
		}
		if h.any(isTitle) {
			titles++
		}
	}
	return titles > 0 && titles*2 >= len(list.Blocks)
}

// untilBold is how many blocks stand before the next paragraph that begins with a bold title or
// organization, or has a role on each line: those are heads of their own.
func (f *former) untilBold(d *draft, blocks []markup.Block) int {
	for i := range blocks {
		if blocks[i].Kind != markup.Paragraph {
			return i
		}
		ls := lines(blocks[i].Inlines)
		if f.lists(ls) || len(ls) > 1 && len(d.dates) > 0 && f.isHead(ls) && dated(&ls[0]) {
			return i
		}
		if len(ls) == 0 || ls[0].lead(bold) == 0 || !f.isHead(ls) {
			continue
		}
		var h head
		h.add(&ls[0])
		if h.any(func(p *part) bool { return !p.place }) || len(h.dates) > 0 && len(d.dates) > 0 {
			return i
		}
	}
	return len(blocks)
}

// lone reports whether the head has one part that is no place.
func (d *draft) lone() bool {
	n := 0
	for i := range d.parts {
		p := &d.parts[i]
		town := p.placeLike && i > 0 && i+1 < len(d.parts) && d.parts[i+1].place && d.parts[i+1].before == comma && d.parts[i+1].row == p.row && !isTitle(p) // "Fort Hood, TX"
		if !p.place && !town {
			n++
		}
	}
	return n == 1
}

// lists reports whether each of several lines is an entry by itself.
func (f *former) lists(ls []line) bool {
	if len(ls) < 2 {
		return false
	}
	for i := range ls {
		var h head
		h.add(&ls[i])
		if len(h.dates) == 0 || !h.any(isTitle) && !h.any(isOrg) || sentence(ls[i].text) {
			return false
		}
	}
	return true
}

// isHead reports whether a paragraph begins like an entry.
func (f *former) isHead(ls []line) bool {
	l := &ls[0]
	words := wordCount(l.text)
	if words == 0 || words > 25 || sentence(l.text) || l.has(picture) {
		return false
	}
	var h head
	h.add(l)
	dated := len(h.dates) > 0
	evident := h.any(isTitle) || h.any(isOrg)
	below := !dated && !isWork(f.kind) && words <= 14 && len(h.parts) > 0 && datedBelow(ls)
	if below && !strings.Contains(l.text, ":") { // "Engineer, Acme" and "2019 - 2021, Oslo" below
		return true
	}
	if isLabelled(l) && (!dated || strings.Contains(l.text, ":")) {
		return false
	}
	if below || f.kind == resume.Education && words <= 16 && h.any(func(p *part) bool { return p.degree }) && h.any(func(p *part) bool { return p.school && !p.degree }) {
		return true
	}
	switch {
	case l.lead(bold) > 0:
		plain := h.any(func(p *part) bool { return !p.place && !p.placeLike })
		return dated || l.whole(bold) || words <= 14 && (evident || isWork(f.kind)) || words <= 8 && !plain
	case isWork(f.kind):
		return dated && len(h.parts) == 0 && len(ls) > 1 && l.whole(code) // else a book is named in plain text, too
	case l.whole(italic):
		return dated || evident && words <= 12
	}
	return dated
}

// dated reports whether a line has dates.
func dated(l *line) bool {
	var h head
	h.add(l)
	return len(h.dates) > 0
}

// datedBelow reports whether the lines after the first go on with a head, and end it with dates: "Acme, Oslo",
// "**Engineer**", "2019 - 2021".
func datedBelow(ls []line) bool {
	for i := 1; i < min(len(ls), 4); i++ {
		if wordCount(ls[i].text) > 14 || sentence(ls[i].text) {
			return false
		}
		var h head
		h.add(&ls[i])
		left := 0
		for k := range h.parts {
			left += wordCount(h.parts[k].text())
		}
		if len(h.dates) > 0 {
			return left <= 4
		}
		if isLabelled(&ls[i]) {
			return false
		}
	}
	return false
}
