package render

import (
	"html"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// text writes text, escaped for content and for attributes in double quotes.
func (w *writer) text(s string) {
	last := 0
	for i := 0; i < len(s); i++ {
		var esc string
		switch s[i] {
		case '&':
			esc = "&amp;"
		case '<':
			esc = "&lt;"
		case '>':
			esc = "&gt;"
		case '"':
			esc = "&#34;"
		case 0:
			esc = "\uFFFD"
		default:
			continue
		}
		w.WriteString(s[last:i])
		w.WriteString(esc)
		last = i + 1
	}
	w.WriteString(s[last:])
}

func (w *writer) inlines(in []markup.Inline) {
	for i := range in {
		switch n := &in[i]; n.Kind {
		case markup.Text:
			w.text(n.Text)
		case markup.CodeSpan:
			w.WriteString("<code>")
			w.text(n.Text)
			w.WriteString("</code>")
		case markup.Emphasis, markup.Strong, markup.Strike:
			tag := inlineTags[n.Kind]
			w.WriteString("<" + tag + ">")
			w.inlines(n.Inlines)
			w.WriteString("</" + tag + ">")
		case markup.Link:
			w.anchor(n)
		case markup.Image:
			w.picture(n)
		case markup.HardBreak:
			w.WriteString("<br>\n")
		case markup.SoftBreak:
			w.WriteByte('\n')
		case markup.RawHTML:
			w.WriteString(sanitise(n.Text, w.link(n.Span.File)))
		case markup.FootnoteRef:
			w.WriteString(`<sup id="fnref:` + html.EscapeString(n.Text) + `"><a href="` + html.EscapeString(n.URL) + `" role="doc-noteref">` + html.EscapeString(n.Text) + `</a></sup>`)
		}
	}
}

// anchor writes a link. On paper a link that leads nowhere from there is left as text.
func (w *writer) anchor(n *markup.Inline) {
	to := w.address(n.URL, n.Span.File)
	if to == "" {
		w.inlines(n.Inlines)
		return
	}
	w.WriteString("<a")
	w.attr("href", to)
	if n.Title != "" {
		w.attr("title", n.Title)
	}
	w.WriteByte('>')
	w.inlines(n.Inlines)
	w.WriteString("</a>")
}

// picture writes a picture. In the printed copy it is asked for like any other file, and at once: a
// printer does not scroll.
func (w *writer) picture(n *markup.Inline) {
	src := w.address(n.URL, n.Span.File)
	if w.print && w.site != nil && safeScheme(n.URL) {
		src = w.site.Resolve(n.Span.File, n.URL).URL
	}
	w.WriteString("<img")
	w.attr("src", src)
	w.attr("alt", n.Text)
	if n.Title != "" {
		w.attr("title", n.Title)
	}
	if !w.print {
		w.WriteString(` loading="lazy"`)
	}
	w.WriteByte('>')
}

// link is address for a file, for those who have no writer.
func (w *writer) link(from *source.File) func(string) string {
	return func(href string) string { return w.address(href, from) }
}

// address is what an address in the content is in this output: "" on paper when it has no
// meaning there, and for schemes that run code.
func (w *writer) address(href string, from *source.File) string {
	if !safeScheme(href) {
		return ""
	}
	if from == nil || w.site == nil {
		return href
	}
	r := w.site.Resolve(from, href)
	if w.print && !strings.HasPrefix(href, "#") {
		return r.Abs
	}
	if w.feed && r.Abs != "" {
		return r.Abs
	}
	return r.URL
}

// safeScheme reports whether an address has no scheme, or one that only leads somewhere.
func safeScheme(href string) bool {
	scheme, _, ok := strings.Cut(strings.TrimSpace(href), ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(scheme)) {
	case "http", "https", "mailto", "tel", "sms", "xmpp", "matrix", "geo":
		return true
	}
	return false
}
