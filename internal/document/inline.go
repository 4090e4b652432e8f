package document

import (
	"bytes"
	"sort"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/resgen/resgen/internal/markup"
)

// text converts the inlines of a block and takes the comments out of them.
func (c *converter) text(n ast.Node) ([]markup.Inline, []comment) {
	if plain, ok := n.(*plainText); ok {
		return merge(c.plainLines(plain)), nil
	}
	at := 0
	if c.lines = n.Lines(); c.lines.Len() > 0 {
		at = c.lines.At(0).Start
	}
	in := c.inlines(n, at)
	in, comments := c.takeComments(in)
	return merge(in), comments
}

// inlines converts the children of n; nothing of them lies before the offset at.
func (c *converter) inlines(n ast.Node, at int) []markup.Inline {
	out := make([]markup.Inline, 0, n.ChildCount())
	for x := n.FirstChild(); x != nil; x = x.NextSibling() {
		in := markup.Inline{Kind: markup.Text}
		start, end := x.Pos(), c.trace.end[x]
		switch x := x.(type) {
		case *ast.Text:
			var brk markup.Inline
			start, end, brk = c.line(x, at)
			if start < end {
				in.Text = unescape(c.src[start:end])
				in.Span = c.span(start, end)
				out = append(out, in)
			}
			at = end
			if brk.Kind != 0 {
				out = append(out, brk)
				at = brk.Span.End - c.base
			}
			continue
		case *ast.CodeSpan:
			in.Kind, in.Text = markup.CodeSpan, c.codeText(x)
		case *ast.Emphasis:
			in.Kind = markup.Emphasis
			if x.Level == 2 {
				in.Kind = markup.Strong
			}
			in.Inlines = c.inlines(x, at)
			start, end = c.around(in.Inlines, at, x.Level)
		case *extast.Strikethrough:
			in.Kind, in.Inlines = markup.Strike, c.inlines(x, at)
			// goldmark does not say whether it was "~" or "~~": two, if there are two on both sides.
			start, end = c.around(in.Inlines, at, 2)
			if start < at || !bytes.HasPrefix(c.src[start:], []byte("~~")) || !bytes.HasSuffix(c.src[:end], []byte("~~")) {
				start, end = c.around(in.Inlines, at, 1)
			}
		case *ast.Link:
			in.Kind, in.URL, in.Title = markup.Link, unescape(x.Destination), unescape(x.Title)
			in.Inlines = c.inlines(x, start+1)
		case *ast.Image:
			in.Kind, in.URL, in.Title = markup.Image, unescape(x.Destination), unescape(x.Title)
			in.Text = markup.Plain(c.inlines(x, start+2))
		case *ast.AutoLink:
			in.Kind, in.URL = markup.Link, autoURL(x, c.src)
			label := x.Label(c.src)
			from := end - len(label)
			if c.src[start] == '<' {
				from--
			} else {
				start = from // found in running text, where Pos may be the blank before it
			}
			in.Inlines = []markup.Inline{{Kind: markup.Text, Text: verbatim(label), Span: c.span(from, from+len(label))}}
		case *ast.RawHTML:
			if in.Kind, in.Text = markup.RawHTML, verbatim(x.Segments.Value(c.src)); isBreak(in.Text) {
				in.Kind, in.Text = markup.HardBreak, ""
			}
		case *extast.FootnoteLink:
			if c.src[start] == '!' {
				start++ // the mark of a picture, which goldmark made text
			}
			in.Kind, in.Text = markup.FootnoteRef, strconv.Itoa(x.Index)
			in.URL = "#fn:" + in.Text
		default:
			continue // the box of a task; a footnote's link back
		}
		in.Span = c.span(start, end)
		out = append(out, in)
		at = end
	}
	return out
}

// isBreak reports whether a tag breaks the line. It is a break like any other then: two words with one between them are two.
func isBreak(tag string) bool {
	return len(tag) > 3 && strings.EqualFold(tag[:3], "<br") && strings.IndexByte(" \t\r\n/>", tag[3]) >= 0
}

// line is where a text node and the break behind it stand; the break's Kind is 0 when
// there is none. goldmark (1.8.7) misplaces what is left of a run of marks from which it
// took a closing one ("*a**" leaves the third star, but with the place of the second), so
// that a text can seem to begin before the end of what precedes it.
func (c *converter) line(x *ast.Text, at int) (start, end int, brk markup.Inline) {
	start, end = x.Segment.Start, x.Segment.Stop
	if start < at {
		start, end = at, at+end-start
	}
	switch {
	case x.HardLineBreak():
		brk.Kind = markup.HardBreak
	case x.SoftLineBreak():
		brk.Kind = markup.SoftBreak
	default:
		return start, end, brk
	}
	// Only the blanks or the backslash of the break stand before the line end.
	brk.Span = c.span(end, end+bytes.IndexByte(c.src[end:], '\n')+1)
	return start, end, brk
}

// around is the extent of inlines that n marks stand before and behind; at is where they
// begin if there are none.
func (c *converter) around(in []markup.Inline, at, n int) (start, end int) {
	if len(in) == 0 {
		return at, at
	}
	start, end = in[0].Span.Start-c.base-n, in[len(in)-1].Span.End-c.base
	if end > 0 && c.src[end-1] == '\n' { // a break
		// goldmark lets marks at the start of a quote's line close: it takes the ">" for text.
		i := sort.Search(c.lines.Len(), func(i int) bool { return c.lines.At(i).Start >= end })
		if i < c.lines.Len() {
			end = c.lines.At(i).Start
		}
	}
	return start, end + n
}

// codeText is a code span's text; a line end in it is a blank.
func (c *converter) codeText(x *ast.CodeSpan) string {
	var raw []byte
	for n := x.FirstChild(); n != nil; n = n.NextSibling() {
		piece := n.(*ast.Text).Segment.Value(c.src)
		if cut, ok := bytes.CutSuffix(piece, []byte("\n")); ok {
			raw = append(append(raw, bytes.TrimSuffix(cut, []byte("\r"))...), ' ')
		} else {
			raw = append(raw, piece...)
		}
	}
	return verbatim(raw)
}

// autoURL is the address of an automatic link.
func autoURL(x *ast.AutoLink, src []byte) string {
	url := verbatim(x.URL(src))
	if x.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		return "mailto:" + url
	}
	return url
}

// plainLines is the text of a paragraph that goldmark was not let into.
func (c *converter) plainLines(n *plainText) []markup.Inline {
	var out []markup.Inline
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		raw := c.src[line.Start:line.Stop]
		start := line.Start + len(raw) - len(bytes.TrimLeft(raw, " \t"))
		end := line.Start + len(bytes.TrimRight(raw, " \t\r\n"))
		if i > 0 {
			out = append(out, markup.Inline{Kind: markup.SoftBreak, Span: c.span(n.Lines().At(i-1).Stop-1, n.Lines().At(i-1).Stop)})
		}
		if start < end {
			out = append(out, markup.Inline{Kind: markup.Text, Text: verbatim(c.src[start:end]), Span: c.span(start, end)})
		}
	}
	return out
}

// merge joins texts that stand side by side: goldmark cuts them at every mark that
// turned out to mean nothing.
func merge(in []markup.Inline) []markup.Inline {
	out := in[:0]
	for _, x := range in {
		if k := len(out) - 1; k >= 0 && x.Kind == markup.Text && out[k].Kind == markup.Text && out[k].Span.End == x.Span.Start {
			out[k].Text += x.Text
			out[k].Span.End = x.Span.End
			continue
		}
		x.Inlines = merge(x.Inlines)
		out = append(out, x)
	}
	return out
}
