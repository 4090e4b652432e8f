package read

import (
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/term"
)

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
