package read

import (
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// table reads a table: of each row the label and its items, or a column each when it has more than two and its cells are
// single things. A first row that only names the columns is form.
func (g *grouper) table(b *markup.Block) {
	columns := 0
	for i := range b.Blocks {
		if n := len(b.Blocks[i].Blocks); n < 2 || columns > 0 && n != columns {
			g.keep(b)
			return
		}
		columns = len(b.Blocks[i].Blocks)
	}
	if columns > 2 && !g.byColumn(b) {
		g.keep(b) // three things that belong together are neither a label nor items
		return
	}
	g.settle()
	if columns > 2 {
		for c := range columns {
			g.wait(lines(b.Blocks[0].Blocks[c].Inlines), b.Blocks[0].Blocks[c].Span)
			for i := 1; i < len(b.Blocks); i++ {
				g.cell(&b.Blocks[i].Blocks[c])
			}
			g.settle()
		}
		return
	}
	for i := range b.Blocks {
		cells := b.Blocks[i].Blocks
		if i == 0 && namesColumns(cells) {
			g.columns = append(g.columns, b.Blocks[0])
			continue
		}
		g.wait(lines(cells[0].Inlines), b.Blocks[i].Span)
		g.waits = g.waits || hasWord(markup.Plain(cells[1].Inlines))
		g.cell(&cells[1])
		g.settle()
	}
}

// columns notes that the head of a table is form.
func (rd *reader) columns(rows []markup.Block) {
	for _, r := range rows {
		rd.drop(r.Span, resume.Label)
	}
}

// cell gives the lines of a cell to the label that waits.
func (g *grouper) cell(c *markup.Block) {
	ls := lines(c.Inlines)
	for k := range ls {
		g.add(c.Inlines, &ls[k], 0, &g.pending)
	}
}

// byColumn reports whether the first row of a table has labels and each cell below one thing that belongs to them.
func (g *grouper) byColumn(b *markup.Block) bool {
	if len(b.Blocks) < 3 || namesColumns(b.Blocks[0].Blocks) {
		return false
	}
	for i := range b.Blocks {
		for k := range b.Blocks[i].Blocks {
			ls := lines(b.Blocks[i].Blocks[k].Inlines)
			if i == 0 && len(ls) != 1 || len(ls) > 1 || len(ls) == 1 && (wordCount(ls[0].text) > 4 || len(items(&ls[0], 0, false)) > 1) {
				return false
			}
		}
	}
	return true
}

// namesColumns reports whether a row is the head of a table of skills: "Area | Skills".
func namesColumns(cells []markup.Block) bool {
	for i := range cells {
		text := markup.Plain(cells[i].Inlines)
		if hasWord(text) && !isColumnName(text) {
			return false
		}
	}
	return true
}

func isColumnName(text string) bool {
	switch strings.ToLower(strings.Trim(text, " *_:")) {
	case "what i use", "uses", "how", "where", "what", "contact", "kontakt", "value", "used", "tool", "name", "notes", "years", "since", "examples", "specifics", "expertise", "platform", "area", "areas", "category", "categories", "type", "group", "field", "domain", "topic", "kind",
		"skill", "skills", "tools", "items", "details", "technologies", "technology", "experience", "level", "proficiency", "fluency", "language", "languages",
		"sprache", "niveau", "langue", "idioma", "nivel", "język", "poziom", "språk", "nivå", "taal", "lingua", "livello",
		"bereich", "kategorie", "kenntnisse", "domaine", "catégorie", "compétences", "område", "kategori", "kunskaper":
		return true
	}
	return false
}
