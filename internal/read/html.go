package read

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// htmlReader turns an HTML block into blocks of Markdown.
type htmlReader struct {
	file    *source.File
	out     []markup.Block
	block   markup.Block // the present one; no Kind when none was begun
	stack   []markup.Inline
	inItem  bool
	table   *markup.Block // the one that is open
	dropped []resume.Dropped
	layout  bool // tables only place lists and headings beside each other
	unknown bool
}

// layoutTable is a list or a heading in the cell of a table: the table is no table then.
var layoutTable = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?is)<t[dh]\b[^>]*>\s*(?:<(?:div|p|b|strong|span)\b[^>]*>\s*)*<(?:ul|ol|h[1-6]|table)\b`)
})

// readHTML reads a block of HTML that is made of headings, paragraphs, flat lists, tables and links only; ok is
// false when there is anything else in it. What is not to be read is dropped: comments, styles and scripts.
func readHTML(b markup.Block) (_ []markup.Block, dropped []resume.Dropped, ok bool) {
	raw := b.Span.Text()
	if strings.ReplaceAll(raw, "\r\n", "\n") != strings.ReplaceAll(b.Raw, "\r\n", "\n") {
		return nil, nil, false // indented: positions would be off
	}
	r := htmlReader{file: b.Span.File, layout: layoutTable().MatchString(raw)}
	for i := 0; i < len(raw) && !r.unknown; {
		if strings.HasPrefix(raw[i:], "<!--") {
			end := strings.Index(raw[i+4:], "-->")
			if end < 0 {
				return nil, nil, false
			}
			end += 4 + 3
			r.drop(b.Span.Sub(i, i+end), resume.Comment)
			i += end
			continue
		}
		if raw[i] == '<' {
			end := strings.IndexByte(raw[i:], '>')
			if end < 0 {
				return nil, nil, false
			}
			tag := raw[i+1 : i+end]
			if skip := r.tag(tag, b.Span.Sub(i, i+end+1)); skip != "" {
				inside := i + end + 1
				close := strings.Index(strings.ToLower(raw[inside:]), "</"+skip)
				if close < 0 {
					return nil, nil, false
				}
				r.drop(b.Span.Sub(inside, inside+close), resume.Why(skip))
				i = inside + close
				continue
			}
			i += end + 1
			continue
		}
		end := strings.IndexByte(raw[i:], '<')
		if end < 0 {
			end = len(raw) - i
		}
		r.text(b.Span.Start+i, raw[i:i+end])
		i += end
	}
	r.flush()
	if r.table != nil {
		r.endTable()
	}
	r.out = slices.DeleteFunc(r.out, func(b markup.Block) bool { return b.Kind == markup.List && len(b.Blocks) == 0 })
	return r.out, r.dropped, !r.unknown
}

func (r *htmlReader) drop(at source.Span, why resume.Why) {
	if hasWord(at.Text()) {
		r.dropped = append(r.dropped, resume.Dropped{Span: at, Why: why})
	}
}

// tag reads one tag, which stands at a place. The name of an element whose content is to be skipped is returned.
func (r *htmlReader) tag(tag string, at source.Span) (skip string) {
	closing := strings.HasPrefix(tag, "/")
	name := strings.ToLower(strings.TrimLeft(tag, "/"))
	if i := strings.IndexAny(name, " \t\r\n/"); i >= 0 {
		name = name[:i]
	}
	if r.layout {
		switch name {
		case "th": // a head is set in bold
			if r.flush(); !closing {
				r.stack = append(r.stack, markup.Inline{Kind: markup.Strong, Span: at})
			}
			return ""
		case "table", "tr", "td", "thead", "tbody", "tfoot":
			r.flush()
			return ""
		}
	}
	switch name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.flush()
		if !closing {
			r.block = markup.Block{Kind: markup.Heading, Level: int(name[1] - '0')}
		}
	case "p", "div", "section", "header", "main", "article", "center", "footer", "nav", "aside", "address", "body", "html":
		r.flush()
	case "ul", "ol":
		r.flush()
		r.inItem = false
		if !closing {
			r.out = append(r.out, markup.Block{Kind: markup.List, Ordered: name == "ol", First: 1})
		}
	case "li":
		r.flush()
		r.inItem = !closing
	case "table":
		r.flush()
		switch {
		case !closing && r.table == nil:
			r.table = &markup.Block{Kind: markup.Table, Span: at}
		case closing && r.table != nil:
			r.endTable()
		default:
			r.unknown = true
		}
	case "tr":
		r.flush()
		if r.table == nil {
			r.unknown = true
		} else if !closing {
			r.table.Blocks = append(r.table.Blocks, markup.Block{Kind: markup.Row, Span: at})
		}
	case "td", "th":
		r.flush()
		if r.table == nil || len(r.table.Blocks) == 0 {
			r.unknown = true
		} else if !closing {
			row := &r.table.Blocks[len(r.table.Blocks)-1]
			row.Blocks = append(row.Blocks, markup.Block{Kind: markup.Cell, Span: at})
		}
	case "thead", "tbody", "tfoot":
		r.flush()
	case "hr":
		r.flush()
	case "br":
		r.add(markup.Inline{Kind: markup.HardBreak, Span: at})
	case "b", "strong", "i", "em", "a":
		r.inline(name, tag, at, closing)
	case "span", "small", "big", "u", "font", "time", "sup", "sub", "code":
	case "style", "script":
		if !closing {
			return name
		}
	default:
		r.unknown = true
	}
	return ""
}

// inline opens or closes an element within a line.
func (r *htmlReader) inline(name, tag string, at source.Span, closing bool) {
	kind := map[string]markup.InlineKind{"b": markup.Strong, "strong": markup.Strong, "i": markup.Emphasis, "em": markup.Emphasis, "a": markup.Link}[name]
	if !closing {
		r.stack = append(r.stack, markup.Inline{Kind: kind, Span: at, URL: attribute(tag, "href")})
		return
	}
	n := len(r.stack)
	if n == 0 || r.stack[n-1].Kind != kind {
		r.unknown = true
		return
	}
	r.close(at)
}

// close adds the innermost element to the one around it; of an anchor that leads nowhere only the text.
func (r *htmlReader) close(at source.Span) {
	n := len(r.stack)
	in := r.stack[n-1]
	r.stack = r.stack[:n-1]
	if in.Kind == markup.Link && in.URL == "" {
		for _, x := range in.Inlines {
			r.add(x)
		}
		return
	}
	in.Span = in.Span.Join(at)
	for i := range in.Inlines {
		in.Span = in.Span.Join(in.Inlines[i].Span)
	}
	if len(in.Inlines) > 0 {
		r.add(in)
	}
}

// attribute is the value of a tag's attribute.
func attribute(tag, name string) string {
	_, rest, ok := strings.Cut(tag, name+"=")
	if !ok || rest == "" {
		return ""
	}
	if q := rest[0]; q == '"' || q == '\'' {
		value, _, _ := strings.Cut(rest[1:], string(q))
		return value
	}
	value, _, _ := strings.Cut(rest, " ")
	return strings.TrimSuffix(value, "/")
}

// add adds an inline to the innermost element.
func (r *htmlReader) add(n markup.Inline) {
	if k := len(r.stack); k > 0 {
		r.stack[k-1].Inlines = append(r.stack[k-1].Inlines, n)
		return
	}
	r.block.Inlines = append(r.block.Inlines, n)
}

// text adds text that stands at the offset at; its line breaks are soft.
func (r *htmlReader) text(at int, text string) {
	for first := true; text != ""; first = false {
		raw, rest, more := strings.Cut(text, "\n")
		length := len(raw)
		raw = strings.TrimSuffix(raw, "\r")
		start := 0
		if !first || strings.TrimSpace(raw) == "" {
			start = len(raw) - len(strings.TrimLeft(raw, " \t"))
		}
		if start < len(raw) {
			span := r.file.Span(at+start, at+len(raw))
			r.add(markup.Inline{Kind: markup.Text, Text: html.UnescapeString(raw[start:]), Span: span})
		}
		if more {
			r.add(markup.Inline{Kind: markup.SoftBreak, Span: r.file.Span(at+len(raw), at+length+1)})
		}
		at += length + 1
		text = rest
	}
}

// endTable adds the open table to the blocks.
func (r *htmlReader) endTable() {
	t := *r.table
	r.table = nil
	for i := range t.Blocks {
		for k := range t.Blocks[i].Blocks {
			t.Blocks[i].Span = t.Blocks[i].Span.Join(t.Blocks[i].Blocks[k].Span)
		}
		t.Span = t.Span.Join(t.Blocks[i].Span)
	}
	if len(t.Blocks) > 0 {
		r.out = append(r.out, t)
	}
}

// flush ends the present block.
func (r *htmlReader) flush() {
	for len(r.stack) > 0 { // left open
		r.close(source.Span{})
	}
	b := r.block
	r.block = markup.Block{}
	for i := range b.Inlines {
		b.Span = b.Span.Join(b.Inlines[i].Span)
	}
	if ls := lines(b.Inlines); len(ls) == 0 {
		return
	}
	if b.Kind == 0 {
		b.Kind = markup.Paragraph
	}
	if r.table != nil { // all text of a cell is its own
		n := len(r.table.Blocks)
		if n == 0 || len(r.table.Blocks[n-1].Blocks) == 0 {
			r.unknown = true
			return
		}
		cells := r.table.Blocks[n-1].Blocks
		cell := &cells[len(cells)-1]
		if len(cell.Inlines) > 0 {
			cell.Inlines = append(cell.Inlines, markup.Inline{Kind: markup.HardBreak, Span: b.Span.Sub(0, 0)})
		}
		cell.Inlines, cell.Span = append(cell.Inlines, b.Inlines...), cell.Span.Join(b.Span)
		return
	}
	if n := len(r.out); r.inItem && n > 0 && r.out[n-1].Kind == markup.List {
		list := &r.out[n-1]
		list.Blocks = append(list.Blocks, markup.Block{Kind: markup.Item, Span: b.Span, Blocks: []markup.Block{b}})
		list.Span = list.Span.Join(b.Span)
		return
	}
	r.out = append(r.out, b)
}
