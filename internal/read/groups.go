package read

import (
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// grouper reads skills and languages: labelled groups in any form, and lists without labels.
type grouper struct {
	intro   []markup.Block
	out     []resume.Group
	pending resume.Group // a label that stood alone, waiting for its items
	waits   bool
	failed  bool // something that is no group stands behind one
}

// groups reads the blocks of a section; ok is false when they cannot all be understood, so that
// nothing is lost and nothing changes places.
func groups(blocks []markup.Block) (intro []markup.Block, out []resume.Group, ok bool) {
	blocks = withoutRules(blocks)
	var g grouper
	for i := range blocks {
		if secret(&blocks[i]) {
			return nil, nil, false // a group cannot be private, a block can
		}
		g.block(&blocks[i])
	}
	g.settle()
	if g.failed || len(g.out) == 0 {
		return nil, nil, false
	}
	labelled, words := 0, 0
	for _, x := range g.out {
		if x.Label.Known() {
			labelled++
		}
		words += wordCount(markup.Plain(x.Markup)) / max(len(x.Items), 1)
	}
	if labelled == 0 && words > 7*len(g.out) {
		return nil, nil, false // sentences are text
	}
	return g.intro, g.out, true
}

func (g *grouper) block(b *markup.Block) {
	switch b.Kind {
	case markup.Heading:
		g.wait(lines(b.Inlines), b.Span)
	case markup.Paragraph:
		g.paragraph(b)
	case markup.List:
		for i := range b.Blocks {
			g.item(&b.Blocks[i])
		}
	case markup.Definitions:
		for i := range b.Blocks {
			if x := &b.Blocks[i]; x.Kind == markup.Term {
				g.wait(lines(x.Inlines), x.Span)
			} else {
				g.nested(x.Blocks)
			}
		}
		g.settle()
	case markup.Table:
		g.table(b)
	case markup.Code:
		g.code(b)
	case markup.Rule:
	default:
		g.keep(b)
	}
}

// code reads lines of code below a label as its items, as people write who indent by four.
func (g *grouper) code(b *markup.Block) {
	if !g.waits || fenced(b) {
		g.keep(b)
		return
	}
	p := markup.Block{Kind: markup.Paragraph, Span: b.Span}
	for i, l := range codeLines(b) {
		if i > 0 {
			p.Inlines = append(p.Inlines, markup.Inline{Kind: markup.SoftBreak, Span: l.Span.Sub(0, 0)})
		}
		p.Inlines = append(p.Inlines, l)
	}
	ls := lines(p.Inlines)
	for k := range ls {
		g.add(p.Inlines, &ls[k], 0, &g.pending)
	}
	g.settle()
}

// keep leaves a block in the text before the groups; behind a group there is no place for it.
func (g *grouper) keep(b *markup.Block) {
	if len(g.out) > 0 || g.waits {
		g.failed = true
		return
	}
	g.intro = append(g.intro, *b)
}

// wait holds a label until its items come.
func (g *grouper) wait(ls []line, at source.Span) {
	g.settle()
	if len(ls) == 0 {
		return
	}
	if len(ls) > 1 {
		g.failed = true
		return
	}
	end := len(strings.TrimRight(ls[0].text, " :–—-"))
	g.pending, g.waits = resume.Group{Label: ls[0].value(0, end), Span: at}, true
}

// settle lets go of a label that waited.
func (g *grouper) settle() {
	if g.waits {
		g.out = append(g.out, g.pending)
		g.pending, g.waits = resume.Group{}, false
	}
}

// add gives a stretch of text to the waiting label, or makes a group without one.
func (g *grouper) add(in []markup.Inline, l *line, from int, to *resume.Group) {
	v := l.value(from, len(l.text))
	if !v.Known() {
		return
	}
	if len(to.Markup) > 0 {
		// What stood on lines of its own stands in one now.
		gap := v.Span.File.Span(v.Span.Start, v.Span.Start)
		to.Markup = append(to.Markup, markup.Inline{Kind: markup.Text, Text: ", ", Span: gap})
	}
	to.Markup = append(to.Markup, cut(in, v.Span)...)
	to.Items = append(to.Items, items(l, from, len(to.Items) > 0)...)
	to.Span = to.Span.Join(v.Span)
}

// paragraph reads lines of labels and items; a line without a label goes on with the one before.
func (g *grouper) paragraph(b *markup.Block) {
	ls := lines(b.Inlines)
	labelled := false
	for i := range ls {
		labelled = labelled || isLabelled(&ls[i])
	}
	switch {
	case len(ls) == 0:
		g.keep(b)
		return
	case len(ls) == 1 && ls[0].whole(bold):
		g.wait(ls, b.Span)
		return
	case !labelled && ls[0].whole(bold):
		// "**Languages**" and the items on the next line.
		g.wait(ls[:1], ls[0].span)
		ls = ls[1:]
	case !labelled && !g.waits && !isList(ls):
		g.keep(b)
		return
	}
	for i := range ls {
		from := 0
		if label, start, ok := labelOf(&ls[i]); ok {
			g.settle()
			g.pending, g.waits = resume.Group{Label: label, Span: label.Span}, true
			from = start
		} else if !g.waits {
			g.waits = true
		}
		g.add(b.Inlines, &ls[i], from, &g.pending)
	}
	g.settle()
}

// isList reports whether lines are short things with separators between.
func isList(ls []line) bool {
	n, words := 0, 0
	for i := range ls {
		if sentence(ls[i].text) {
			return false
		}
		n += len(items(&ls[i], 0, false))
		words += wordCount(ls[i].text)
	}
	return n > len(ls) && words <= 4*n || len(ls) > 1 && words <= 3*n
}

// item reads a bullet: a labelled group, a label with its items nested below, or an item.
func (g *grouper) item(b *markup.Block) {
	if len(b.Blocks) == 0 {
		return
	}
	if b.Blocks[0].Kind != markup.Paragraph {
		g.failed = true
		return
	}
	in := b.Blocks[0].Inlines
	ls := lines(in)
	more := b.Blocks[1:]
	if len(ls) == 0 {
		g.failed = g.failed || len(in) > 0 || len(more) > 0
		return
	}
	label, from, ok := labelOf(&ls[0])
	switch {
	case ok:
		g.settle()
		one := resume.Group{Label: label, Span: b.Span}
		for i := range ls {
			g.add(in, &ls[i], from, &one)
			from = 0
		}
		g.pending, g.waits = one, true
		g.nested(more)
		g.settle()
	case len(more) > 0:
		g.wait(ls, b.Span)
		g.nested(more)
		g.settle()
	case g.waits:
		for i := range ls {
			g.add(in, &ls[i], 0, &g.pending)
		}
	default:
		one := resume.Group{Span: b.Span}
		for i := range ls {
			g.add(in, &ls[i], 0, &one)
		}
		g.out = append(g.out, one)
	}
}

// nested gives all text of blocks below a label to it.
func (g *grouper) nested(blocks []markup.Block) {
	for i := range blocks {
		switch b := &blocks[i]; b.Kind {
		case markup.Paragraph:
			ls := lines(b.Inlines)
			for k := range ls {
				g.add(b.Inlines, &ls[k], 0, &g.pending)
			}
			g.failed = g.failed || len(ls) == 0
		case markup.List, markup.Item:
			g.nested(b.Blocks)
		case markup.Code:
			g.waits = true
			g.code(b)
		default:
			g.failed = true
		}
	}
}

// table reads tables of two columns, labels and items. A first row that only names the columns is form.
func (g *grouper) table(b *markup.Block) {
	for i := range b.Blocks {
		if len(b.Blocks[i].Blocks) != 2 {
			g.keep(b)
			return
		}
	}
	g.settle()
	for i := range b.Blocks {
		cells := b.Blocks[i].Blocks
		if i == 0 && namesColumns(cells) {
			continue
		}
		label, value := lines(cells[0].Inlines), lines(cells[1].Inlines)
		g.wait(label, b.Blocks[i].Span)
		g.waits = g.waits || len(value) > 0
		for k := range value {
			g.add(cells[1].Inlines, &value[k], 0, &g.pending)
		}
		g.settle()
	}
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
	case "area", "areas", "category", "categories", "type", "group", "field", "domain", "topic", "kind",
		"skill", "skills", "tools", "items", "details", "technologies", "technology", "experience", "level", "proficiency", "fluency", "language", "languages",
		"sprache", "niveau", "langue", "idioma", "nivel", "język", "poziom", "språk", "nivå", "taal", "lingua", "livello",
		"bereich", "kategorie", "kenntnisse", "domaine", "catégorie", "compétences", "område", "kategori", "kunskaper":
		return true
	}
	return false
}
