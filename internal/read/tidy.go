package read

import (
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A tidier reads what people write instead of Markdown as such: HTML that is nothing but headings, paragraphs and
// lists; lines that begin with "•"; "###Title". What only other programs understand is left out and noted.
type tidier struct{ dropped []resume.Dropped }

// tidy is the blocks tidied, and what was left out of them. The blocks themselves are not changed.
func tidy(blocks []markup.Block) ([]markup.Block, []resume.Dropped) {
	var t tidier
	for b := range markup.Blocks(blocks) {
		if b.Kind == markup.HTML || b.Kind == markup.Code && indentedBullets(b) || b.Kind == markup.Paragraph && untidy(b) || ruledOff(b) || hashName(b) || t.leftover(b.Inlines) {
			return t.blocks(blocks), t.dropped
		}
	}
	return blocks, nil
}

func (t *tidier) drop(at source.Span, why resume.Why) {
	t.dropped = append(t.dropped, resume.Dropped{Span: at, Why: why})
}

func (t *tidier) blocks(blocks []markup.Block) []markup.Block {
	out := make([]markup.Block, 0, len(blocks))
	for i, b := range blocks {
		if i == 0 && hashName(&b) { // "#Grace Liu"
			ls := lines(b.Inlines)
			p := paragraphFrom(b, &ls[0], 1)
			p.Kind, p.Level = markup.Heading, 1
			out = append(out, p)
			if len(ls) == 1 {
				continue
			}
			b = rest(b, ls, 1)
		}
		if t.leftover(b.Inlines) {
			if b.Inlines = t.clean(b.Inlines); (b.Kind == markup.Paragraph || b.Kind == markup.Heading) && len(lines(b.Inlines)) == 0 {
				continue
			}
		}
		switch {
		case b.Kind == markup.HTML:
			if read, dropped, ok := readHTML(b); ok {
				out = append(out, read...)
				t.dropped = append(t.dropped, dropped...)
				continue
			}
		case b.Kind == markup.Code && indentedBullets(&b):
			out = append(out, bulletsOfCode(b))
			continue
		case b.Kind == markup.Paragraph && untidy(&b):
			out = append(out, t.paragraph(b)...)
			continue
		case ruledOff(&b):
			b.Kind, b.Level, b.Attrs = markup.Paragraph, 0, markup.Attrs{}
		case len(b.Blocks) > 0:
			b.Blocks = t.blocks(b.Blocks)
		}
		out = append(out, b)
	}
	return out
}

// hashName reports whether a paragraph begins with a name behind a "#" without a blank.
func hashName(b *markup.Block) bool {
	if b.Kind != markup.Paragraph || len(b.Inlines) == 0 || !strings.HasPrefix(b.Inlines[0].Text, "#") {
		return false
	}
	ls := lines(b.Inlines)
	return len(ls) > 0 && len(ls[0].text) > 1 && ls[0].text[0] == '#' && ls[0].text[1] != ' ' && wordCount(ls[0].text) > 1 && isName(ls[0].text[1:])
}

// ruledOff reports whether a heading is text that a rule was drawn under: Markdown makes a heading of it.
func ruledOff(b *markup.Block) bool {
	const longest = 8 // words; a heading that is a sentence is none
	if b.Kind != markup.Heading || b.Level != 2 || !b.Span.Known() {
		return false
	}
	ls := lines(b.Inlines)
	if len(ls) == 0 || !sentence(ls[len(ls)-1].text) {
		return false
	}
	words := 0
	for i := range ls {
		words += wordCount(ls[i].text)
	}
	_, below, _ := strings.Cut(string(b.Span.File.Bytes[b.Span.End:min(b.Span.End+256, len(b.Span.File.Bytes))]), "\n")
	below, _, _ = strings.Cut(below, "\n")
	return words > longest && below != "" && strings.Trim(below, " -\r") == "" && strings.Contains(below, "-") && !strings.HasPrefix(strings.TrimLeft(lineOf(b), " "), "#")
}

// indentedBullets reports whether a block of code is bullets that were indented too far: each line begins with one.
func indentedBullets(b *markup.Block) bool {
	if fenced(b) {
		return false
	}
	n := 0
	for l := range strings.Lines(b.Raw) {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		if codeBullet(l) == 0 {
			return false
		}
		n++
	}
	return n > 0
}

func fenced(b *markup.Block) bool {
	start := strings.TrimSpace(b.Span.Text())
	return strings.HasPrefix(start, "```") || strings.HasPrefix(start, "~~~")
}

// codeBullet is the length of the bullet that a line begins with, with the blanks behind it.
func codeBullet(l string) int {
	for _, b := range [...]string{"- ", "* ", "+ ", "• ", "– "} {
		if strings.HasPrefix(l, b) {
			return len(l) - len(strings.TrimLeft(l[len(b):], " \t"))
		}
	}
	return 0
}

// bulletsOfCode is such a block as a list.
func bulletsOfCode(b markup.Block) markup.Block {
	list := markup.Block{Kind: markup.List, Span: b.Span}
	for _, l := range codeLines(&b) {
		n := codeBullet(l.Text)
		if n == len(l.Text) {
			continue // a bullet without text
		}
		l.Text, l.Span = l.Text[n:], l.Span.Sub(n, len(l.Text))
		p := markup.Block{Kind: markup.Paragraph, Span: l.Span, Inlines: []markup.Inline{l}}
		list.Blocks = append(list.Blocks, markup.Block{Kind: markup.Item, Span: l.Span, Blocks: []markup.Block{p}})
	}
	return list
}

// codeLines is the lines of a block of code that was indented, as texts with their places.
func codeLines(b *markup.Block) (out []markup.Inline) {
	source := b.Span.Text()
	for at := 0; at < len(source); {
		end := len(source)
		if i := strings.IndexByte(source[at:], '\n'); i >= 0 {
			end = at + i
		}
		l := strings.TrimRight(source[at:end], " \t\r")
		start := at + len(l) - len(strings.TrimLeft(l, " \t"))
		if l = strings.TrimLeft(l, " \t"); l != "" {
			out = append(out, markup.Inline{Kind: markup.Text, Text: l, Span: b.Span.Sub(start, start+len(l))})
		}
		at = end + 1
	}
	return out
}

// untidy reports whether a paragraph has a line that tidier.paragraph changes.
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
	return text == "[TOC]" || strings.HasPrefix(text, ":::") && !strings.Contains(text, ". ") || strings.HasPrefix(text, `\vspace{`)
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

// paragraph takes a paragraph apart into text, headings and lists.
func (t *tidier) paragraph(b markup.Block) (out []markup.Block) {
	ls := lines(b.Inlines)
	if len(ls) == 0 {
		if isDirective(markup.Plain(b.Inlines)) { // ":::" alone ends a block of pandoc's
			return nil
		}
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
			t.drop(ls[k].span, resume.Layout)
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
	for k := range l.runs {
		if r := &l.runs[k]; r.start == i && r.link != nil && !broken(r.link.Inlines) {
			at.Start = r.link.Span.Start
		}
	}
	return markup.Block{Kind: markup.Paragraph, Span: at, Inlines: cut(b.Inlines, at), Attrs: b.Attrs}
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
