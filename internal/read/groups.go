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
		if secret(b) {
			return resume.Section{}, false // a group cannot be private, a block can
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
			g.item(&b.Blocks[i])
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

// labelOf is labelOf; among skills a dash may stand for the colon, also where nothing is bold: "Office – Excel, Word".
func (g *grouper) labelOf(l *line) (label resume.Value, from int, ok bool) {
	if label, from, ok = labelOf(l); ok || g.kind != resume.Skills {
		return label, from, ok
	}
	if n := l.lead(bold); n > 0 && n < len(l.text) && wordCount(l.text[:n]) <= 3 && (l.text[n] == ' ' || l.text[n-1] == ' ') && hasWord(l.text[n:]) &&
		strings.Contains(l.text[n:], ", ") && !strings.Contains(l.text[:n], ",") && !sentence(l.text) { // "**Tools** Python, R"
		return l.value(0, n), n, true
	}
	for _, dash := range [...]string{" – ", " — ", " - "} {
		i := strings.Index(l.text, dash)
		if i > 0 && !l.has(code) && wordCount(l.text[:i]) <= 3 && !strings.ContainsAny(l.text[:i], ",|·(") && strings.Contains(l.text[i:], ", ") {
			return l.value(0, i), i + len(dash), true
		}
	}
	return label, 0, false
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
	case !labelled && !g.waits && !isList(ls) && !(g.flat() && len(ls) == 1 && wordCount(ls[0].text) <= 5 && !sentence(ls[0].text)):
		g.keep(b)
		return
	}
	for i := range ls {
		from := 0
		if label, start, ok := g.labelOf(&ls[i]); ok && g.flat() {
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

// flat reports whether labels are part of the items: "German: native" among languages is one thing, not a group.
func (g *grouper) flat() bool { return g.kind == resume.Languages || g.kind == resume.Interests }

// whole makes a group of one item of a line.
func (g *grouper) whole(in []markup.Inline, l *line) {
	v := l.value(trim(l.text, 0, len(l.text), isMargin))
	g.out = append(g.out, resume.Group{Items: []resume.Value{v}, Markup: cut(in, v.Span), Span: v.Span})
}

// wrapped is lines with those joined that are one list with commas, wrapped in the source only.
func wrapped(ls []line) []line {
	var out []line
	for i := range ls {
		if n := len(out); n > 0 && out[n-1].soft && strings.Contains(out[n-1].text, ", ") && !isLabelled(&ls[i]) {
			if last := strings.TrimRight(out[n-1].text, " "); !strings.HasSuffix(last, ",") && !strings.HasSuffix(last, "|") && !strings.HasSuffix(last, "·") {
				out[n-1] = out[n-1].then(&ls[i])
				continue
			}
		}
		out = append(out, ls[i])
	}
	return out
}

// then is a line and the one that follows it, with a blank between them.
func (l *line) then(next *line) line {
	out := line{text: l.text + " " + next.text, span: l.span.Join(next.span), inlines: l.inlines, soft: next.soft}
	out.runs = append(out.runs, l.runs...)
	for _, r := range next.runs {
		r.start, r.end = r.start+len(l.text)+1, r.end+len(l.text)+1
		out.runs = append(out.runs, r)
	}
	return out
}

// isList reports whether lines are short things with separators between. A list may end with a full stop; what speaks
// of somebody is a sentence.
func isList(ls []line) bool {
	n, words, longest := 0, 0, 0
	prose := false
	for i := range ls {
		prose = prose || sentence(ls[i].text)
		for _, v := range items(&ls[i], 0, n > 0) {
			longest = max(longest, wordCount(v.Text))
			n++
		}
		words += wordCount(ls[i].text)
	}
	if prose {
		first, _, _ := strings.Cut(ls[0].text, " ")
		return n >= 3 && longest <= 6 && 2*words <= 7*n && !isPronoun(first)
	}
	return n > len(ls) && words <= 4*n || len(ls) > 1 && words <= 3*n
}

func isPronoun(word string) bool {
	switch strings.ToLower(word) {
	case "i", "i'm", "i’m", "i've", "i’ve", "my", "we", "ich", "je", "j'ai", "mes", "yo", "eu", "io", "ik", "jag", "mam":
		return true
	}
	return false
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
	label, from, ok := g.labelOf(&ls[0])
	switch {
	case g.flat() && len(more) == 0 && len(ls) == 1 && (ok || !g.waits && g.bullets > 1):
		g.settle()
		g.whole(in, &ls[0])
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
		rd.resume.Dropped = append(rd.resume.Dropped, resume.Dropped{Span: r.Span, Why: resume.Label})
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
