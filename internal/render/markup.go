package render

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// A writer turns markup into HTML.
type writer struct {
	bytes.Buffer
	site  *compose.Site
	print bool // the printed copy: blocks carry their source, links are whole addresses
	code  func(info, raw string) string
	feed  bool // links are whole addresses where the origin is known
	ids   bool // headings carry their ids
}

// src writes the attributes that lead from the printed copy back to the source; a web page
// has none of them.
func (w *writer) src(span source.Span, role string) {
	if w.print {
		w.WriteString(srcAttr(span, role))
	}
}

// srcAttr is ` data-src="PATH@START-END"`, with the role when there is one.
func srcAttr(span source.Span, role string) string {
	if !span.Known() {
		return ""
	}
	s := ` data-src="` + html.EscapeString(Src(span)) + `"`
	if role != "" {
		s += ` data-role="` + html.EscapeString(role) + `"`
	}
	return s
}

// Src is a span as it stands in data-src: "PATH@START-END"; "" when nowhere.
func Src(span source.Span) string {
	if !span.Known() {
		return ""
	}
	return span.Path() + "@" + strconv.Itoa(span.Start) + "-" + strconv.Itoa(span.End)
}

// ParseSrc is the inverse of Src; ok is false when the set has no such file or the text is not of that form.
func ParseSrc(set *source.Set, text string) (span source.Span, ok bool) {
	at := strings.LastIndexByte(text, '@')
	if at < 0 {
		return source.Span{}, false
	}
	from, to, ok := strings.Cut(text[at+1:], "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	f, found := set.File(text[:at])
	if !ok || err1 != nil || err2 != nil || !found {
		return source.Span{}, false
	}
	return f.Span(start, end), true
}

func (w *writer) blocks(bs []markup.Block) {
	for i := range bs {
		w.block(&bs[i])
	}
}

func (w *writer) open(tag string, b *markup.Block, role string) {
	w.WriteByte('<')
	w.WriteString(tag)
	if id := b.Attrs.ID; id != "" && (w.ids || b.Attrs.Span.Known()) {
		w.attr("id", id)
	}
	if len(b.Attrs.Classes) > 0 {
		w.attr("class", strings.Join(b.Attrs.Classes, " "))
	}
	if p, ok := b.Attrs.Get("lang"); ok {
		w.attr("lang", p.Value)
	}
	w.src(b.Span, role)
	w.WriteByte('>')
}

func (w *writer) attr(name, value string) {
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	w.text(value)
	w.WriteByte('"')
}

func (w *writer) close(tag string) {
	w.WriteString("</")
	w.WriteString(tag)
	w.WriteString(">\n")
}

func (w *writer) leaf(tag string, b *markup.Block, role string) {
	w.open(tag, b, role)
	w.inlines(b.Inlines)
	w.close(tag)
}

var headings = [...]string{"", "h1", "h2", "h3", "h4", "h5", "h6"}

func (w *writer) block(b *markup.Block) {
	switch b.Kind {
	case markup.Paragraph:
		w.leaf("p", b, "text")
	case markup.Heading:
		w.leaf(headings[min(max(b.Level, 1), 6)], b, "")
	case markup.List:
		w.list(b)
	case markup.Item:
		w.item(b, false)
	case markup.Quote:
		w.open("blockquote", b, "")
		w.WriteByte('\n')
		w.blocks(b.Blocks)
		w.close("blockquote")
	case markup.Code:
		w.WriteString("<pre")
		w.src(b.Span, "")
		// A scrolling block must be reachable by key (WCAG 2.1.1).
		w.WriteString(` tabindex="0"><code>`)
		w.WriteString(w.code(b.Info, b.Raw))
		w.WriteString("</code></pre>\n")
	case markup.HTML:
		w.WriteString(sanitise(b.Raw, w.link(b.Span.File)))
	case markup.Rule:
		w.WriteString("<hr>\n")
	case markup.Table:
		w.table(b)
	case markup.Definitions:
		w.open("dl", b, "")
		w.WriteByte('\n')
		w.blocks(b.Blocks)
		w.close("dl")
	case markup.Term:
		w.leaf("dt", b, "text")
	case markup.Definition:
		w.WriteString("<dd>")
		w.flow(b.Blocks, false)
		w.close("dd")
	case markup.Footnotes:
		w.WriteString("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n")
		for i := range b.Blocks {
			f := &b.Blocks[i]
			n := strconv.Itoa(f.First)
			w.WriteString(`<li id="fn:` + n + `">`)
			w.flow(f.Blocks, true)
			w.WriteString(` <a href="#fnref:` + n + `" role="doc-backlink" aria-label="Back to the text">↩</a>`)
			w.close("li")
		}
		w.WriteString("</ol>\n</section>\n")
	}
}

func (w *writer) list(b *markup.Block) {
	tag := "ul"
	if b.Ordered {
		tag = "ol"
	}
	w.WriteByte('<')
	w.WriteString(tag)
	if b.Ordered && b.First != 1 {
		w.attr("start", strconv.Itoa(b.First))
	}
	w.WriteString(">\n")
	for i := range b.Blocks {
		w.item(&b.Blocks[i], b.Loose)
	}
	w.close(tag)
}

// box is a check box; on paper as signs that every face has.
func (w *writer) box(sign, plain string) string {
	if w.print {
		return plain
	}
	return sign
}

func (w *writer) item(b *markup.Block, loose bool) {
	w.open("li", b, "bullet")
	switch b.Task {
	case markup.Open:
		w.WriteString(w.box("☐ ", "[ ] "))
	case markup.Done:
		w.WriteString(w.box("☑ ", "[x] "))
	}
	w.flow(b.Blocks, loose)
	w.close("li")
}

// flow writes blocks that stand inside of another; a paragraph of a tight one is bare text.
func (w *writer) flow(bs []markup.Block, loose bool) {
	for i := range bs {
		if b := &bs[i]; b.Kind == markup.Paragraph && !loose {
			if i > 0 {
				w.WriteByte('\n')
			}
			w.inlines(b.Inlines)
			continue
		}
		w.WriteByte('\n')
		w.block(&bs[i])
	}
}

var aligns = [...]string{"", ` class="left"`, ` class="center"`, ` class="right"`}

func (w *writer) table(b *markup.Block) {
	// The wrapper scrolls on a narrow screen; it must then be reachable by key.
	w.WriteString("<div class=\"table\" tabindex=\"0\">\n<table>\n")
	for i := range b.Blocks {
		cell := "td"
		if i == 0 {
			cell = "th"
			w.WriteString("<thead>\n")
		}
		w.WriteString("<tr>")
		for j := range b.Blocks[i].Blocks {
			c := &b.Blocks[i].Blocks[j]
			w.WriteByte('<')
			w.WriteString(cell)
			if i == 0 {
				w.WriteString(` scope="col"`)
			}
			w.WriteString(aligns[c.Align])
			w.src(c.Span, "text")
			w.WriteByte('>')
			w.inlines(c.Inlines)
			w.WriteString("</")
			w.WriteString(cell)
			w.WriteByte('>')
		}
		w.WriteString("</tr>\n")
		if i == 0 {
			w.WriteString("</thead>\n<tbody>\n")
		}
	}
	w.WriteString("</tbody>\n</table>\n</div>\n")
}

var inlineTags = [...]string{markup.Emphasis: "em", markup.Strong: "strong", markup.Strike: "del"}
