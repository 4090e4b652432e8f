package document

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// block converts one block, HTML excepted; ok is false when nothing is left of it, which
// happens to a paragraph of comments.
func (c *converter) block(n ast.Node, it *item) (b markup.Block, ok bool) {
	switch n := n.(type) {
	case *ast.Heading:
		b = markup.Block{Kind: markup.Heading, Level: n.Level}
		var comments []comment
		b.Inlines, comments = c.text(n)
		var braces markup.Attrs
		b.Inlines, braces = c.braces(b.Inlines)
		c.finish(&b, n)
		if braces.Span.Known() {
			c.give(&b, braces)
		}
		c.settle(comments, &b, &b, nil)
	case *ast.Paragraph, *ast.TextBlock, *plainText:
		return c.paragraph(n, it)
	case *ast.List:
		b = markup.Block{Kind: markup.List, Ordered: n.IsOrdered(), Loose: !n.IsTight}
		if b.Ordered {
			b.First = n.Start
		}
		for li := n.FirstChild(); li != nil; li = li.NextSibling() {
			b.Blocks = append(b.Blocks, c.item(li))
		}
		c.finish(&b, n)
	case *ast.Blockquote:
		b = c.container(markup.Quote, n)
	case *ast.CodeBlock:
		b = c.code(n, "")
	case *ast.FencedCodeBlock:
		info := ""
		if n.Info != nil {
			info = unescape(c.src[n.Info.Segment.Start:n.Info.Segment.Stop])
		}
		b = c.code(n, info)
	case *ast.ThematicBreak:
		b = markup.Block{Kind: markup.Rule}
		at := c.place(n)
		line, _, _ := bytes.Cut(c.src[at:], []byte("\n"))
		b.Span = c.span(at, at+len(bytes.TrimRight(line, " \t\r")))
	case *extast.Table:
		b = markup.Block{Kind: markup.Table}
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			b.Blocks = append(b.Blocks, c.row(row))
		}
		c.finish(&b, n)
	case *extast.DefinitionList:
		b = c.container(markup.Definitions, n)
	case *extast.DefinitionTerm:
		b = markup.Block{Kind: markup.Term}
		c.leaf(&b, n)
	case *extast.DefinitionDescription:
		b = c.container(markup.Definition, n)
	case *extast.FootnoteList:
		b = c.container(markup.Footnotes, n)
	case *extast.Footnote:
		b = c.container(markup.Footnote, n)
		b.First = n.Index
	default:
		return b, false // goldmark has no other blocks in this configuration
	}
	return b, true
}

// container converts a block that is nothing but other blocks.
func (c *converter) container(kind markup.BlockKind, n ast.Node) markup.Block {
	b := markup.Block{Kind: kind, Blocks: c.blocks(n, nil)}
	c.finish(&b, n)
	return b
}

// leaf converts the text of a block that can have no attributes.
func (c *converter) leaf(b *markup.Block, n ast.Node) {
	var comments []comment
	b.Inlines, comments = c.text(n)
	c.finish(b, n)
	c.settle(comments, b, nil, nil)
}

func (c *converter) paragraph(n ast.Node, it *item) (b markup.Block, ok bool) {
	b.Kind = markup.Paragraph
	var comments []comment
	b.Inlines, comments = c.text(n)
	var language markup.Attrs
	b.Inlines, language = c.language(b.Inlines)
	c.finish(&b, n)
	owner := &b
	if it != nil {
		owner = it.block
	}
	if language.Span.Known() {
		c.give(owner, language)
	}
	if it == nil {
		c.settle(comments, &b, nil, nil)
		return b, len(b.Inlines) > 0
	}
	c.settle(comments, &b, owner, it)
	if box, ok := n.FirstChild().(*extast.TaskCheckBox); ok {
		it.block.Task = markup.Open
		if box.IsChecked {
			it.block.Task = markup.Done
		}
	}
	return b, len(b.Inlines) > 0
}

func (c *converter) item(n ast.Node) markup.Block {
	b := markup.Block{Kind: markup.Item}
	it := item{block: &b}
	b.Blocks = c.blocks(n, &it)
	c.finish(&b, n)
	c.cover(it.allows, b.Span)
	return b
}

func (c *converter) code(n ast.Node, info string) markup.Block {
	b := markup.Block{Kind: markup.Code, Info: info}
	lines := n.Lines()
	if lines.Len() == 0 {
		c.finish(&b, n)
		return b
	}
	var raw []byte
	for i := range lines.Len() {
		line := lines.At(i)
		raw = append(raw, line.Value(c.src)...)
	}
	b.Raw = verbatim(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")))
	b.Span = trimLineEnd(c.span(lines.At(0).Start, lines.At(lines.Len()-1).Stop))
	return b
}

// trimLineEnd is s without the line ends that it ends with.
func trimLineEnd(s source.Span) source.Span {
	for s.End > s.Start && (s.File.Bytes[s.End-1] == '\n' || s.File.Bytes[s.End-1] == '\r') {
		s.End--
	}
	return s
}

func (c *converter) row(n ast.Node) markup.Block {
	b := markup.Block{Kind: markup.Row}
	at := c.place(n)
	for x := n.FirstChild(); x != nil; x = x.NextSibling() {
		cell := markup.Block{Kind: markup.Cell, Align: alignments[x.(*extast.TableCell).Alignment]}
		if x.Lines().Len() > 0 {
			c.leaf(&cell, x)
		} else {
			cell.Span = c.span(at, at) // a cell that the row left out
		}
		at = cell.Span.End - c.base
		b.Blocks = append(b.Blocks, cell)
	}
	c.finish(&b, n)
	return b
}

// alignments are goldmark's in our terms; its zero value stands for none.
var alignments = [...]markup.Align{
	extast.AlignLeft:   markup.Left,
	extast.AlignRight:  markup.Right,
	extast.AlignCenter: markup.Center,
	extast.AlignNone:   markup.NoAlign,
}

// finish sets the span of a block: from the first byte of its text, or of its blocks, to
// the last. A block without either is an empty span where its mark stands.
func (c *converter) finish(b *markup.Block, n ast.Node) {
	for i := range b.Blocks {
		b.Span = b.Span.Join(b.Blocks[i].Span)
	}
	if k := len(b.Inlines); k > 0 {
		b.Span = b.Inlines[0].Span.Join(b.Inlines[k-1].Span)
	}
	if !b.Span.Known() {
		at := c.place(n)
		b.Span = c.span(at, at)
	}
}

// place is where a block begins, as an offset in the body.
func (c *converter) place(n ast.Node) int {
	at, ok := c.trace.start[n]
	switch {
	case n.Lines().Len() > 0:
		at = n.Lines().At(0).Start
	case !ok:
		at = n.Pos()
	}
	return min(max(at, 0), len(c.src))
}
