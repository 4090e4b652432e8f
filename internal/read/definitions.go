package read

import (
	"strings"

	"github.com/resgen/resgen/internal/markup"
)

// defines reports whether a paragraph has a line that begins with "~ ", as pandoc's definitions may.
func defines(b *markup.Block) bool {
	first := true
	for i := range b.Inlines {
		n := &b.Inlines[i]
		if first && n.Kind == markup.Text && strings.HasPrefix(strings.TrimLeft(n.Text, " "), "~ ") {
			return true
		}
		first = n.Kind == markup.SoftBreak || n.Kind == markup.HardBreak
	}
	return false
}

// definitions makes lists of pandoc's definitions with "~", which Markdown reads as paragraphs: a term, a line "~ text"
// below it or in the next paragraph, and the bullets that were indented below that.
func definitions(blocks []markup.Block) []markup.Block {
	found := false
	for i := range blocks {
		found = found || blocks[i].Kind == markup.Paragraph && defines(&blocks[i])
	}
	if !found {
		return blocks
	}
	var out []markup.Block
	var open *markup.Block // the list that the last definition belongs to
	for _, b := range blocks {
		if b.Kind == markup.Paragraph && defines(&b) {
			open = nil
			if n := len(out); n > 0 && out[n-1].Kind == markup.Definitions {
				open = &out[n-1]
			}
			ls := lines(b.Inlines)
			k := 0
			for k < len(ls) && !isDefinition(&ls[k]) {
				k++
			}
			switch n := len(out); {
			case k > 0: // its term stands in the same paragraph
				term := b
				term.Span.End = ls[k-1].span.End
				term.Kind, term.Inlines = markup.Term, cut(b.Inlines, term.Span)
				if open == nil {
					out = append(out, markup.Block{Kind: markup.Definitions, Span: term.Span})
					open = &out[n]
				}
				open.Blocks = append(open.Blocks, term)
			case n > 0 && out[n-1].Kind == markup.Paragraph && len(lines(out[n-1].Inlines)) <= 2:
				term := out[n-1]
				term.Kind = markup.Term
				if n > 1 && out[n-2].Kind == markup.Definitions {
					out = out[:n-1]
					open = &out[n-2]
				} else {
					out[n-1] = markup.Block{Kind: markup.Definitions, Span: term.Span}
					open = &out[n-1]
				}
				open.Blocks = append(open.Blocks, term)
			}
			if open != nil {
				for ; k < len(ls); k++ {
					open.Blocks = append(open.Blocks, defined(b, &ls[k]))
				}
				open.Span = open.Span.Join(b.Span)
				continue
			}
		}
		// What was indented far enough to be code belongs to the definition.
		if n := len(out); n > 0 && b.Kind == markup.List && out[n-1].Kind == markup.Definitions && strings.HasPrefix(lineOf(&b), "    ") {
			last := &out[n-1].Blocks[len(out[n-1].Blocks)-1]
			if last.Kind == markup.Definition {
				last.Blocks, last.Span = append(last.Blocks, b), last.Span.Join(b.Span)
				out[n-1].Span = out[n-1].Span.Join(b.Span)
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

func isDefinition(l *line) bool { return strings.HasPrefix(strings.TrimLeft(l.text, " "), "~ ") }

// defined is a line as a definition, without its "~".
func defined(b markup.Block, l *line) markup.Block {
	from := 0
	if isDefinition(l) {
		from = strings.Index(l.text, "~") + 1
		from += len(l.text[from:]) - len(strings.TrimLeft(l.text[from:], " \t"))
	}
	p := paragraphFrom(b, l, from)
	return markup.Block{Kind: markup.Definition, Span: p.Span, Blocks: []markup.Block{p}}
}

// lineOf is the source of the line that a block begins on.
func lineOf(b *markup.Block) string {
	text := b.Span.File.Bytes
	start := b.Span.Start
	for start > 0 && text[start-1] != '\n' {
		start--
	}
	return string(text[start:b.Span.End])
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
