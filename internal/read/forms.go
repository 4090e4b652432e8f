package read

import (
	"slices"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// drafts finds the entries of a section in whichever form its writer chose: headings, definitions,
// paragraphs with a bold or dated first line, list items. intro is what stands before the first one; all of
// the blocks when there is none.
func (rd *reader) drafts(kind resume.Kind, blocks []markup.Block) (intro []markup.Block, out []*draft) {
	blocks = withoutRules(blocks)
	f := former{kind: kind}
	defer func() { rd.columns(f.columns) }()
	switch {
	case has(blocks, markup.Heading):
		intro = f.byHeading(blocks)
	case has(blocks, markup.Definitions):
		intro = f.byDefinition(blocks)
	case f.hasRows(blocks):
		intro = f.byTable(blocks)
	default:
		if intro = f.byParagraph(blocks); len(f.out) == 0 {
			intro = f.byList(blocks)
		}
	}
	return intro, f.out
}

type former struct {
	kind resume.Kind
	out  []*draft

	columns []markup.Block // rows that only name the columns of a table
}

func has(blocks []markup.Block, k markup.BlockKind) bool {
	for i := range blocks {
		if blocks[i].Kind == k {
			return true
		}
	}
	return false
}

// withoutRules is the blocks less the rules at their ends: people rule off sections and entries. What is
// appended to them does not reach the document's own blocks.
func withoutRules(blocks []markup.Block) []markup.Block {
	for len(blocks) > 0 && blocks[0].Kind == markup.Rule {
		blocks = blocks[1:]
	}
	for len(blocks) > 0 && blocks[len(blocks)-1].Kind == markup.Rule {
		blocks = blocks[:len(blocks)-1]
	}
	return slices.Clip(blocks)
}

// split cuts blocks before each heading of the highest rank among them.
func split(blocks []markup.Block) (before []markup.Block, under [][]markup.Block) {
	level := 0
	for i := range blocks {
		if b := &blocks[i]; b.Kind == markup.Heading && (level == 0 || b.Level < level) && hasWord(markup.Plain(b.Inlines)) {
			level = b.Level
		}
	}
	last := -1
	for i := range blocks {
		if blocks[i].Kind == markup.Heading && blocks[i].Level == level {
			if last < 0 {
				before = blocks[:i]
			} else {
				under = append(under, blocks[last:i])
			}
			last = i
		}
	}
	if last < 0 {
		return blocks, nil
	}
	return before, append(under, blocks[last:])
}

func join(a, b []markup.Block) []markup.Block {
	if len(a) == 0 {
		return b
	}
	return append(a[:len(a):len(a)], b...)
}

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

// hasRows reports whether a table has a row that is a head: one with dates.
func (f *former) hasRows(blocks []markup.Block) bool {
	for i := range blocks {
		if blocks[i].Kind != markup.Table || secret(&blocks[i]) {
			continue
		}
		for k := range blocks[i].Blocks {
			if d := f.tableRow(&blocks[i].Blocks[k]); len(d.dates) > 0 && len(d.parts) > 0 {
				return true
			}
		}
	}
	return false
}

// columnHead is what the first row of a table says of its columns, one field each ("" for what is not known); nil when
// it is a row like the others. It has no dates where all others have some.
func (f *former) columnHead(b *markup.Block) []term.Field {
	first := f.tableRow(&b.Blocks[0])
	if len(b.Blocks) < 2 || len(first.dates) > 0 {
		return nil
	}
	for k := range b.Blocks[1:] {
		if d := f.tableRow(&b.Blocks[1+k]); len(d.dates) == 0 && !namesColumns(b.Blocks[0].Blocks) {
			return nil
		}
	}
	head := make([]term.Field, len(b.Blocks[0].Blocks))
	for i := range head {
		text := markup.Plain(b.Blocks[0].Blocks[i].Inlines)
		if wordCount(text) > 3 {
			return nil
		}
		head[i], _ = term.Label(text)
	}
	return head
}

// fields tells the parts of a row of a table by what its columns are.
func (d *draft) fields(head []term.Field) {
	for i := range d.parts {
		p := &d.parts[i]
		if d.cells[p.row] >= len(head) {
			continue
		}
		switch head[d.cells[p.row]] {
		case term.Employer:
			p.evidence = evidence{org: true}
		case term.Position:
			p.evidence = evidence{role: true, degree: true}
		case term.Location:
			if p.text() != "" && p.row > 0 {
				p.evidence = evidence{place: weigh(p.text()).place, placeLike: true, org: !looksLikePlace(p.text())}
			}
		}
	}
}

// tableRow is the cells of a row as the rows of a head.
func (f *former) tableRow(row *markup.Block) *draft {
	d := &draft{at: row.Span}
	for i := range row.Blocks {
		for _, l := range lines(row.Blocks[i].Inlines) {
			d.row(&l)
			d.cells = append(d.cells, i)
		}
	}
	return d
}

// byTable reads the rows of tables as heads, and what follows a table as the text of its last row. A row that only names
// the columns is form.
func (f *former) byTable(blocks []markup.Block) (intro []markup.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != markup.Table {
			if len(f.out) == 0 {
				intro = append(intro, *b)
			} else {
				last := f.out[len(f.out)-1]
				last.body = join(last.body, blocks[i:i+1])
			}
			continue
		}
		head := f.columnHead(b)
		for k := range b.Blocks {
			if k == 0 && head != nil {
				f.columns = append(f.columns, b.Blocks[0])
				continue
			}
			if d := f.tableRow(&b.Blocks[k]); d.rows > 0 {
				d.fields(head)
				f.out = append(f.out, d)
			}
		}
	}
	for _, d := range f.out {
		d.body = withoutRules(d.body)
	}
	return withoutRules(intro)
}

// byList reads list items as entries when most have nested text, or, where entries are
// positions and degrees, dates.
func (f *former) byList(blocks []markup.Block) []markup.Block {
	first := -1
	for i := range blocks {
		if blocks[i].Kind == markup.List && f.isEntries(&blocks[i]) {
			first = i
			break
		}
	}
	if first < 0 {
		return blocks
	}
	for i := first; i < len(blocks); i++ {
		b := &blocks[i]
		if b.Kind == markup.List && f.isEntries(b) {
			for k := range b.Blocks {
				f.item(&b.Blocks[k])
			}
			continue
		}
		last := f.out[len(f.out)-1]
		last.body = join(last.body, blocks[i:i+1])
	}
	f.expand()
	for _, d := range f.out {
		d.body = withoutRules(d.body)
	}
	return withoutRules(blocks[:first])
}

func (f *former) isEntries(list *markup.Block) bool {
	n := 0
	for i := range list.Blocks {
		it := &list.Blocks[i]
		if len(it.Blocks) == 0 || it.Blocks[0].Kind != markup.Paragraph {
			continue
		}
		ls := lines(it.Blocks[0].Inlines)
		if len(ls) == 0 || wordCount(ls[0].text) > 25 || isLabelled(&ls[0]) {
			continue
		}
		var h head
		h.add(&ls[0])
		if len(it.Blocks) > 1 || !isWork(f.kind) && (len(h.dates) > 0 || len(ls) > 1 && h.any(isTitle)) {
			n++
		}
	}
	return n > 0 && n*2 >= len(list.Blocks)
}

func (f *former) item(it *markup.Block) {
	d := &draft{attrs: it.Attrs, at: it.Span}
	f.out = append(f.out, d)
	if len(it.Blocks) == 0 || it.Blocks[0].Kind != markup.Paragraph {
		d.body = it.Blocks
		return
	}
	more := it.Blocks[1:]
	ls := lines(it.Blocks[0].Inlines)
	if len(more) == 1 && len(ls) == 1 && !isWork(f.kind) && !dated(&ls[0]) && f.headRows(&more[0]) {
		d.at = ls[0].span
		d.row(&ls[0])
		for i := range more[0].Blocks {
			for _, l := range lines(more[0].Blocks[i].Blocks[0].Inlines) {
				d.row(&l)
			}
		}
		return
	}
	f.paragraph(d, it.Blocks[0], more)
}

// headRows reports whether a nested list goes on with the head that it stands below: an organization, and dates.
func (f *former) headRows(list *markup.Block) bool {
	if list.Kind != markup.List || len(list.Blocks) > 3 {
		return false
	}
	dates := false
	for i := range list.Blocks {
		it := &list.Blocks[i]
		if len(it.Blocks) != 1 || it.Blocks[0].Kind != markup.Paragraph {
			return false
		}
		ls := lines(it.Blocks[0].Inlines)
		if len(ls) != 1 || wordCount(ls[0].text) > 8 || sentence(ls[0].text) || isLabelled(&ls[0]) {
			return false
		}
		var h head
		h.add(&ls[0])
		dates = dates || len(h.dates) > 0 && len(h.parts) == 0
	}
	return dates
}

// paragraph begins a head with a paragraph's first line and goes on with what follows.
func (f *former) paragraph(d *draft, p markup.Block, more []markup.Block) {
	ls := lines(p.Inlines)
	if len(ls) == 0 {
		d.body = join([]markup.Block{p}, more)
		return
	}
	d.at = ls[0].span
	d.row(&ls[0])
	if n := 1 + d.accept(f.kind, ls[1:], len(more) > 0); n < len(ls) {
		d.body = join([]markup.Block{rest(p, ls, n)}, more)
		return
	}
	d.body = d.take(f.kind, more)
}
