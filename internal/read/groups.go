package read

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// grouper reads skills and languages: labelled groups in any form, and lists without labels.
type grouper struct {
	kind    resume.Kind
	intro   []markup.Block
	out     []resume.Group
	outro   []markup.Block // once something that is no group stands behind one, all the rest
	pending resume.Group   // a label that stood alone, waiting for its items
	waits   bool
	bullets int            // of the present list
	failed  bool           // something that is no group stands between two
	columns []markup.Block // rows that only name the columns of a table
}

// groups reads the blocks of a section; ok is false when they cannot all be understood, so that
// nothing is lost and nothing changes places.
func (rd *reader) groups(kind resume.Kind, blocks []markup.Block) (_ resume.Section, ok bool) {
	blocks = withoutRules(blocks)
	g := grouper{kind: kind}
	for i := range blocks {
		b := &blocks[i]
		if secret(b) && !secretItems(b) {
			return resume.Section{}, false // it is in no group, or is a part of one
		}
		if b.Kind == markup.Rule && (len(g.out) > 0 || g.waits) && only(blocks[i:], markup.Paragraph, markup.Rule, markup.Quote, markup.HTML) && !labels(blocks[i:]) {
			g.settle() // a last word that was ruled off
			g.outro = append(g.outro, withoutRules(blocks[i:])...)
			break
		}
		g.block(b)
	}
	g.settle()
	if g.failed || len(g.out) == 0 {
		return resume.Section{}, false
	}
	labelled, words := 0, 0
	for _, x := range g.out {
		if x.Label.Known() {
			labelled++
		}
		words += wordCount(markup.Plain(x.Markup)) / max(len(x.Items), 1)
	}
	if labelled == 0 && words > 7*len(g.out) {
		return resume.Section{}, false // sentences are text
	}
	rd.columns(g.columns)
	return resume.Section{Intro: g.intro, Groups: g.out, Outro: g.outro}, true
}

// only reports whether the blocks are of these kinds.
func only(blocks []markup.Block, kinds ...markup.BlockKind) bool {
	for i := range blocks {
		if !slices.Contains(kinds, blocks[i].Kind) {
			return false
		}
	}
	return true
}

// labels reports whether each of the paragraphs begins with a label, so that they are groups themselves.
func labels(blocks []markup.Block) bool {
	for i := range blocks {
		ls := lines(blocks[i].Inlines)
		if len(ls) > 0 && !isLabelled(&ls[0]) && !ls[0].whole(bold) {
			return false
		}
	}
	return true
}

func (g *grouper) block(b *markup.Block) {
	if len(g.outro) > 0 {
		switch b.Kind {
		case markup.Paragraph, markup.Quote, markup.Rule, markup.HTML:
			g.outro = append(g.outro, *b)
		default:
			g.failed = true
		}
		return
	}
	switch b.Kind {
	case markup.Heading:
		g.wait(lines(b.Inlines), b.Span)
	case markup.Paragraph:
		g.paragraph(b)
	case markup.List:
		g.bullets = len(b.Blocks)
		for i := range b.Blocks {
			if item := &b.Blocks[i]; isPrivate(item.Attrs) {
				g.secret(item)
			} else {
				g.item(item)
			}
		}
	case markup.Definitions:
		for i := range b.Blocks {
			if x := &b.Blocks[i]; x.Kind == markup.Term {
				g.wait(lines(x.Inlines), x.Span)
			} else {
				g.waits = true // also below a term without words
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

// secretItems reports whether what is private in a list is items as a whole.
func secretItems(list *markup.Block) bool {
	return list.Kind == markup.List && !isPrivate(list.Attrs) && !slices.ContainsFunc(list.Blocks, func(item markup.Block) bool {
		return !isPrivate(item.Attrs) && secret(&item)
	})
}

// secret reads a bullet that is private: the groups that it makes are its own, and private.
func (g *grouper) secret(b *markup.Block) {
	label, waits := g.pending, g.waits
	if waits && len(label.Items) == 0 { // it stands below a label, which others may stand below as well
		g.pending, g.waits = resume.Group{}, false
	} else {
		g.settle()
		waits = false
	}
	n := len(g.out)
	g.item(b)
	g.settle()
	for i := range g.out[n:] {
		g.out[n+i].Private, g.out[n+i].Span = true, b.Span
	}
	if waits {
		g.pending, g.waits = label, true
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
	ls := wrapped(lines(p.Inlines))
	for k := range ls {
		g.add(p.Inlines, &ls[k], 0, &g.pending)
	}
	g.settle()
}

// keep leaves a block in the text before the groups, or behind them.
func (g *grouper) keep(b *markup.Block) {
	if len(g.out) > 0 || g.waits {
		g.settle()
		g.outro = append(g.outro, *b)
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
	ls := wrapped(lines(b.Inlines))
	labelled := false
	for i := range ls {
		labelled = labelled || isLabelled(&ls[i])
	}
	switch {
	case len(ls) == 0, g.flat() && !labelled && (len(g.out) > 0 || g.waits) && dated(&ls[0]):
		g.keep(b) // "Köln, den 1. Februar 2024" ends a résumé
		return
	case len(ls) == 1 && ls[0].whole(bold):
		g.wait(ls, b.Span)
		return
	case !labelled && ls[0].whole(bold):
		// "**Languages**" and the items on the next line.
		g.wait(ls[:1], ls[0].span)
		ls = ls[1:]
	case !labelled && !g.waits && !isList(ls) && !(g.flat() && len(ls) == 1 && wordCount(ls[0].text) <= 5 && !sentence(ls[0].text)):
		g.keep(b)
		return
	}
	for i := range ls {
		from := 0
		if label, start, ok := g.groupLabel(&ls[i]); ok && g.flat() {
			g.settle()
			g.whole(b.Inlines, &ls[i])
			continue
		} else if ok {
			g.settle()
			g.pending, g.waits = resume.Group{Label: label, Span: label.Span}, true
			from = start
		} else if !g.waits {
			g.waits = true
		}
		g.add(b.Inlines, &ls[i], from, &g.pending)
	}
	if !g.waits || len(g.pending.Items) > 0 { // else "Languages:", and its items in the next block
		g.settle()
	}
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
	ls := wrapped(lines(in))
	more := b.Blocks[1:]
	if len(ls) == 0 {
		g.failed = g.failed || len(in) > 0 || len(more) > 0
		return
	}
	named := func(one *resume.Group) { one.ID, one.Tags = b.Attrs.ID, b.Attrs.Tags() }
	label, from, ok := g.groupLabel(&ls[0])
	switch {
	case g.flat() && len(more) == 0 && len(ls) == 1 && (ok || !g.waits && g.bullets > 1):
		g.settle()
		g.whole(in, &ls[0])
		named(&g.out[len(g.out)-1])
	case ok:
		g.settle()
		one := resume.Group{Label: label, Span: b.Span}
		named(&one)
		for i := range ls {
			g.add(in, &ls[i], from, &one)
			from = 0
		}
		g.pending, g.waits = one, true
		g.nested(more)
		g.settle()
	case len(more) > 0:
		g.wait(ls, b.Span)
		named(&g.pending)
		g.nested(more)
		g.settle()
	case g.waits:
		for i := range ls {
			g.add(in, &ls[i], 0, &g.pending)
		}
	default:
		one := resume.Group{Span: b.Span}
		named(&one)
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
