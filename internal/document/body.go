package document

import (
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// readBody fills in what Head leaves out.
func (d *Document) readBody() {
	src := d.File.Bytes[d.BodySpan.Start:d.BodySpan.End]
	root, trace := parseMarkdown(tame(src))
	c := converter{doc: d, src: src, base: d.BodySpan.Start, trace: trace}
	d.Blocks = c.blocks(root, nil)
	c.makeIDs(d.Blocks)

	// Footnotes come last wherever they were written, and so do the comments in them.
	slices.SortFunc(d.Comments, func(a, b source.Span) int { return cmp.Compare(a.Start, b.Start) })
	slices.SortStableFunc(d.Allows, func(a, b Allow) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
}

// A converter turns goldmark's tree into blocks. Offsets of goldmark's count from the
// start of the body; spans count from the start of the file.
type converter struct {
	doc   *Document
	src   []byte // the body as written
	base  int    // where it begins in the file
	trace *trace
	lines *text.Segments // the lines of the block whose inlines are being converted
}

func (c *converter) span(start, end int) source.Span {
	return c.doc.File.Span(c.base+start, c.base+end)
}

// An item is a list item whose blocks are being converted: attributes and exceptions
// found in them are its own.
type item struct {
	block  *markup.Block
	allows []int // into Document.Allows: they cover the item, whose span is not known yet
}

// blocks converts the children of a container; it is the bullet they stand in, or nil.
func (c *converter) blocks(parent ast.Node, it *item) []markup.Block {
	out := make([]markup.Block, 0, parent.ChildCount())
	var waiting []int // into Document.Allows: they cover the next block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Type() != ast.TypeBlock || n.Kind() == ast.KindLinkReferenceDefinition {
			continue // a footnote's link back to its text; a definition, which is used where it is linked
		}
		var b markup.Block
		var ok bool
		if html, isHTML := n.(*ast.HTMLBlock); isHTML {
			var comments []comment
			b, comments, ok = c.html(html)
			for _, x := range comments {
				switch x.kind {
				case attributes:
					c.give(c.lineAbove(out, html, it, x.attrs), x.attrs)
				case exception:
					waiting = append(waiting, c.allow(x)...)
				default:
					c.doc.Comments = append(c.doc.Comments, x.span)
				}
			}
		} else {
			b, ok = c.block(n, it)
		}
		if !ok {
			continue
		}
		out = append(out, b)
		c.cover(waiting, b.Span)
		waiting = nil
	}
	switch {
	case it != nil:
		it.allows = append(it.allows, waiting...)
	case len(out) > 0:
		c.cover(waiting, out[len(out)-1].Span)
	}
	return out
}

// lineAbove is the heading or bullet on the line above a comment: the last block of those
// that stand before it, or the bullet that it stands in; nil when it is neither. A language is given to a paragraph, too.
func (c *converter) lineAbove(before []markup.Block, n *ast.HTMLBlock, it *item, a markup.Attrs) *markup.Block {
	if len(before) == 0 || n.HasBlankPreviousLines() {
		return nil
	}
	last := &before[len(before)-1]
	switch last.Kind {
	case markup.Heading:
		return last
	case markup.Paragraph:
		if it == nil && onlyLanguage(a) {
			return last
		}
	case markup.List:
		for {
			bullet := &last.Blocks[len(last.Blocks)-1]
			if len(bullet.Blocks) == 0 || bullet.Blocks[len(bullet.Blocks)-1].Kind != markup.List {
				return bullet
			}
			last = &bullet.Blocks[len(bullet.Blocks)-1]
		}
	}
	if it != nil {
		return it.block
	}
	return nil
}

// give adds attributes to a block; to nil, it reports them as lost.
func (c *converter) give(b *markup.Block, a markup.Attrs) {
	if b == nil {
		rule, severity := ruleAttributes, diag.Warning
		if _, ok := a.Get(private); ok {
			rule, severity = ruleNoEffect, diag.Error // else what should be private would be published
		}
		c.doc.report(diag.Diagnostic{
			Rule: rule, Severity: severity, Span: a.Span,
			Message: "these attributes stand behind no heading or bullet and apply to nothing",
			Help:    "put the comment at the end of the heading or bullet, or on the line below it",
		})
		return
	}
	if b.Attrs.ID != "" && a.ID != "" {
		c.doc.report(diag.Diagnostic{
			Rule: ruleAttributes, Severity: diag.Warning, Span: a.Span,
			Message: "a second id for the same block; the first, \"" + b.Attrs.ID + "\", is used",
			Help:    "keep one of the two",
			Notes:   []diag.Note{{Span: b.Attrs.Span, Text: "the first id"}},
		})
	}
	b.Attrs.ID = cmp.Or(b.Attrs.ID, a.ID)
	b.Attrs.Classes = append(b.Attrs.Classes, a.Classes...)
	b.Attrs.Pairs = append(b.Attrs.Pairs, a.Pairs...)
	b.Attrs.Span = b.Attrs.Span.Join(a.Span)
}

// allow records the exceptions of a comment, which cover the comment until cover is
// called, and gives their indexes.
func (c *converter) allow(x comment) []int {
	var added []int
	for _, rule := range x.rules {
		added = append(added, len(c.doc.Allows))
		c.doc.Allows = append(c.doc.Allows, Allow{Rule: rule, Reason: x.reason, Span: x.span, Covers: x.span})
	}
	return added
}

func (c *converter) cover(allows []int, block source.Span) {
	for _, i := range allows {
		c.doc.Allows[i].Covers = block
	}
}

// settle deals with the comments that stood in the text of a block; owner is the block
// that their attributes are for, or nil. A paragraph without one may have a language.
func (c *converter) settle(comments []comment, b *markup.Block, owner *markup.Block, it *item) {
	for _, x := range comments {
		switch x.kind {
		case attributes:
			if owner == nil && b.Kind == markup.Paragraph && onlyLanguage(x.attrs) {
				c.give(b, x.attrs)
			} else {
				c.give(owner, x.attrs)
			}
		case exception:
			allows := c.allow(x)
			if it != nil {
				it.allows = append(it.allows, allows...)
			} else {
				c.cover(allows, b.Span)
			}
		default:
			c.doc.Comments = append(c.doc.Comments, x.span)
		}
	}
}
