package read

import (
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/markup"
)

// tidy is the blocks with what people write instead of Markdown read as such: HTML that is nothing but
// headings, paragraphs and lists; lines that begin with "•"; "###Title". What only other programs understand is left
// out: "\newpage", pandoc's ":::" and kramdown's "{: .class}". Words are never left out.
func tidy(blocks []markup.Block) []markup.Block {
	clean := true
	for i := range blocks {
		switch blocks[i].Kind {
		case markup.HTML, markup.Paragraph:
			clean = clean && blocks[i].Kind == markup.Paragraph && !untidy(&blocks[i])
		}
	}
	if clean {
		return blocks
	}
	out := make([]markup.Block, 0, len(blocks))
	for _, b := range blocks {
		switch {
		case b.Kind == markup.HTML:
			if read, ok := readHTML(b); ok {
				out = append(out, read...)
				continue
			}
		case b.Kind == markup.Paragraph && untidy(&b):
			out = append(out, tidyParagraph(b)...)
			continue
		}
		out = append(out, b)
	}
	return out
}

// untidy reports whether a paragraph has a line that tidyParagraph changes.
func untidy(b *markup.Block) bool {
	first := true
	for i := range b.Inlines {
		n := &b.Inlines[i]
		switch n.Kind {
		case markup.SoftBreak, markup.HardBreak:
			first = true
			continue
		case markup.Text:
			if first && n.Text != "" && (isDirective(n.Text) || bulletLength(n.Text) > 0 || hashes(n.Text) > 0) {
				return true
			}
		}
		first = false
	}
	return false
}

// isDirective reports whether a line speaks to another program.
func isDirective(text string) bool {
	text = strings.TrimSpace(text)
	switch text {
	case `\newpage`, `\pagebreak`, `\clearpage`, `\bigskip`, `\medskip`, `\smallskip`, `\hfill`, "[TOC]", "{:toc}":
		return true
	}
	return strings.HasPrefix(text, ":::") && !strings.Contains(text, ". ") || strings.HasPrefix(text, "{:") && strings.HasSuffix(text, "}") || strings.HasPrefix(text, `\vspace{`)
}

// bulletLength is the length of a bullet that is not Markdown's at the start of a line, with the blanks behind it.
func bulletLength(text string) int {
	for _, b := range [...]string{"•", "●", "▪", "◦", "‣", "∙", "■", "–"} {
		if rest, ok := strings.CutPrefix(text, b); ok && (b != "–" || strings.HasPrefix(rest, " ")) {
			return len(text) - len(strings.TrimLeft(rest, " \t\u00a0"))
		}
	}
	return 0
}

// hashes is the level of a heading that lacks the blank behind its marks; one "#" may be a tag.
func hashes(text string) int {
	n := len(text) - len(strings.TrimLeft(text, "#"))
	if n < 2 || n > 6 || n == len(text) || !unicode.IsLetter([]rune(text[n:])[0]) {
		return 0
	}
	return n
}

// tidyParagraph takes a paragraph apart into text, headings and lists.
func tidyParagraph(b markup.Block) (out []markup.Block) {
	ls := lines(b.Inlines)
	if len(ls) == 0 {
		return []markup.Block{b}
	}
	plain := -1 // the first of the lines that stay a paragraph
	flush := func(k int) {
		if plain >= 0 {
			p := markup.Block{Kind: markup.Paragraph, Span: ls[plain].span.Join(ls[k-1].span), Attrs: b.Attrs}
			p.Inlines = cut(b.Inlines, p.Span)
			out = append(out, p)
			plain = -1
		}
	}
	for k := range ls {
		text := ls[k].text
		switch n := bulletLength(text); {
		case isDirective(text):
			flush(k)
		case n > 0 && n < len(text):
			flush(k)
			p := paragraphFrom(b, &ls[k], n)
			item := markup.Block{Kind: markup.Item, Span: p.Span, Blocks: []markup.Block{p}}
			if last := len(out) - 1; last >= 0 && out[last].Kind == markup.List {
				out[last].Blocks = append(out[last].Blocks, item)
				out[last].Span = out[last].Span.Join(item.Span)
			} else {
				out = append(out, markup.Block{Kind: markup.List, Span: item.Span, Blocks: []markup.Block{item}})
			}
		case hashes(text) > 0:
			flush(k)
			p := paragraphFrom(b, &ls[k], hashes(text))
			p.Kind, p.Level = markup.Heading, hashes(text)
			out = append(out, p)
		default:
			if plain < 0 {
				plain = k
			}
		}
	}
	flush(len(ls))
	return out
}

// paragraphFrom is a line from the byte i on as a paragraph of its own.
func paragraphFrom(b markup.Block, l *line, i int) markup.Block {
	at := l.span
	if v := l.place(i, len(l.text)); v.Known() {
		at.Start = v.Start
	}
	return markup.Block{Kind: markup.Paragraph, Span: at, Inlines: cut(b.Inlines, at), Attrs: b.Attrs}
}
