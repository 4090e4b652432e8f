package read

import (
	"slices"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// drafts finds the entries of a section in whichever form its writer chose: headings, definitions,
// paragraphs with a bold or dated first line, list items. intro is what stands before the first one; all of
// the blocks when there is none.
func (rd *reader) drafts(kind resume.Kind, blocks []markup.Block) (intro []markup.Block, out []*draft) {
	blocks = withoutRules(blocks)
	f := former{kind: kind}
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
	rd.columns(f.columns)
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

// byList reads list items as entries when most have nested text, or, where entries are
// positions and degrees, dates. Outside of experience a list with a sentence stays a list: its words in another order would be none.
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
		if len(it.Blocks) == 1 && f.kind != resume.Experience && clause(h.parts) < len(h.parts) {
			return false // sentences, which stay as they are written
		}
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
