package export

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/markup"
)

// blocks writes blocks of text. The first paragraph has what is said of it in above.
func (w *docx) blocks(bs []markup.Block, above string) {
	var before *markup.Block
	for i := range bs {
		b := &bs[i]
		if above == "" && before != nil && before.Kind == markup.Paragraph && b.Kind == markup.Paragraph && w.copy.Letter == nil {
			above = spacingAbove(w.copy.Setting.Quarter)
		}
		if w.block(b, above) {
			above, before = "", b
		}
	}
}

// block writes a block, and reports whether it wrote something.
func (w *docx) block(b *markup.Block, above string) bool {
	switch b.Kind {
	case markup.Paragraph:
		w.paragraph(styleText, above, func() { w.inlines(b.Inlines, run{}) })
	case markup.Heading:
		style := styleInner
		if b.Level <= 2 {
			style = styleEntry
		}
		w.paragraph(style, "", func() { w.inlines(b.Inlines, run{}) })
	case markup.List:
		w.list(b, 0)
	case markup.Quote:
		w.inside(b.Blocks, styleQuote, "")
	case markup.Code:
		w.paragraph(styleCode, "", func() {
			for i, line := range strings.Split(strings.TrimRight(b.Raw, "\n"), "\n") {
				if i > 0 {
					w.b.WriteString("<w:r><w:br/></w:r>")
				}
				w.text(strings.ReplaceAll(line, "\t", "    "), run{})
			}
		})
	case markup.Rule:
		w.paragraph(styleText, `<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>`, func() {})
	case markup.Table: // a row a line: parsers lose what stands in cells
		for i := range b.Blocks {
			w.paragraph(styleText, "", func() {
				for k := range b.Blocks[i].Blocks {
					if k > 0 {
						w.text(" | ", run{})
					}
					w.inlines(b.Blocks[i].Blocks[k].Inlines, run{bold: i == 0})
				}
			})
		}
	case markup.Definitions:
		for i := range b.Blocks {
			if d := &b.Blocks[i]; d.Kind == markup.Term {
				w.paragraph(styleText, "<w:keepNext/>", func() { w.inlines(d.Inlines, run{bold: true}) })
			} else {
				w.inside(d.Blocks, styleQuote, "")
			}
		}
	case markup.Footnotes:
		for i := range b.Blocks {
			f := &b.Blocks[i]
			w.lead(f.Blocks, styleText, "", func() {
				w.text(strconv.Itoa(f.First), run{high: true})
				w.text(" ", run{})
			})
		}
	default:
		return false
	}
	return true
}

// inside writes blocks whose paragraphs have a style of their own.
func (w *docx) inside(bs []markup.Block, style, para string) {
	w.lead(bs, style, para, func() {})
}

// lead is the same, with something at the start of the first paragraph.
func (w *docx) lead(bs []markup.Block, style, para string, first func()) {
	for i := range bs {
		if b := &bs[i]; b.Kind == markup.Paragraph {
			w.paragraph(style, para, func() {
				first()
				w.inlines(b.Inlines, run{})
			})
			first = func() {}
		} else {
			w.block(b, "")
		}
	}
}

// list writes a list. The numbering stands in each paragraph, for some readers do not look for it in styles; an item's further paragraphs
// stand below its first without a mark.
func (w *docx) list(b *markup.Block, level int) {
	style, number := styleBullet, bulletList
	if b.Ordered {
		w.lists = append(w.lists, list{first: max(b.First, 0)})
		style, number = styleNumber, firstNumber+len(w.lists)-1
	}
	level = min(level, mostLevels-1)
	s := w.copy.Setting
	left := s.Indent + w.deep(level)
	if b.Ordered {
		left += s.Size * .6
	}
	for i := range b.Blocks {
		item := &b.Blocks[i]
		marked := false
		mark := fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, number)
		if level > 0 {
			mark += fmt.Sprintf(`<w:ind w:left="%s" w:hanging="%s"/>`, twips(left), twips(s.Hang))
		}
		box := map[markup.Task]string{markup.Open: "☐ ", markup.Done: "☑ "}[item.Task]
		for k := range item.Blocks {
			inner := &item.Blocks[k]
			switch {
			case inner.Kind == markup.List:
				if !marked { // a list alone in an item
					w.paragraph(style, mark, func() {})
					marked = true
				}
				w.list(inner, level+1)
			case inner.Kind == markup.Paragraph && !marked:
				w.paragraph(style, mark, func() {
					w.text(box, run{})
					w.inlines(inner.Inlines, run{})
				})
				marked = true
			case inner.Kind == markup.Paragraph:
				w.paragraph(style, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="`+twips(left)+`" w:firstLine="0"/>`, func() { w.inlines(inner.Inlines, run{}) })
			default:
				w.block(inner, "")
			}
		}
	}
}
