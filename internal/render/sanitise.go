package render

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// allowedTags is the HTML that may stand in content. It is the user's own content; what is
// kept out is what runs, loads from elsewhere, or changes how the page works: those belong in layouts/.
var allowedTags = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Address: true, atom.Article: true, atom.Aside: true, atom.B: true, atom.Bdi: true, atom.Bdo: true,
	atom.Blockquote: true, atom.Br: true, atom.Caption: true, atom.Center: true, atom.Cite: true, atom.Code: true, atom.Dd: true, atom.Del: true, atom.Details: true,
	atom.Dfn: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Em: true, atom.Figcaption: true, atom.Figure: true,
	atom.Footer: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hr: true, atom.I: true, atom.Img: true, atom.Ins: true, atom.Kbd: true, atom.Li: true, atom.Mark: true,
	atom.Ol: true, atom.P: true, atom.Picture: true, atom.Pre: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Section: true,
	atom.Small: true, atom.Source: true, atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Summary: true, atom.Sup: true,
	atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Time: true,
	atom.Tr: true, atom.U: true, atom.Ul: true, atom.Var: true, atom.Wbr: true,
}

var allowedAttrs = map[string]bool{
	"id": true, "class": true, "lang": true, "dir": true, "title": true, "href": true, "src": true, "alt": true, "width": true,
	"height": true, "datetime": true, "colspan": true, "rowspan": true, "scope": true, "open": true, "start": true, "type": true,
	"media": true, "role": true, "cite": true, "aria-label": true, "aria-hidden": true, "align": true,
}

// swallowed is tags that go with all that stands in them.
var swallowed = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Template: true, atom.Title: true, atom.Noscript: true,
	atom.Iframe: true, atom.Object: true, atom.Textarea: true, atom.Select: true}

// sanitise is a piece of raw HTML with the tags and attributes that content may use; address
// turns each address into what it is in this output.
func sanitise(raw string, address func(string) string) string {
	var b strings.Builder
	scanHTML(raw, func(t html.Token) {
		switch t.Type {
		case html.TextToken:
			b.WriteString(t.String())
		case html.StartTagToken, html.SelfClosingTagToken:
			if !allowedTags[t.DataAtom] {
				return
			}
			kept := t.Attr[:0]
			for _, a := range t.Attr {
				if !allowedAttrs[a.Key] {
					continue
				}
				if a.Key == "href" || a.Key == "src" || a.Key == "cite" {
					if a.Val = address(a.Val); a.Val == "" {
						continue
					}
				}
				kept = append(kept, a)
			}
			t.Attr = kept
			b.WriteString(t.String())
		case html.EndTagToken:
			if allowedTags[t.DataAtom] {
				b.WriteString(t.String())
			}
		}
	}, nil)
	return b.String()
}

// scanHTML calls keep with each token of a piece of HTML that is not inside of a swallowed element,
// and drop, when not nil, with each tag that content may not use.
func scanHTML(raw string, keep func(html.Token), drop func(tag string, offset, end int)) {
	z := html.NewTokenizer(strings.NewReader(raw))
	var within atom.Atom
	at := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		start := at
		at += len(z.Raw())
		t := z.Token()
		if within != 0 {
			if kind == html.EndTagToken && t.DataAtom == within {
				within = 0
			}
			continue
		}
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if !allowedTags[t.DataAtom] && drop != nil {
				drop(t.Data, start, at)
			}
			if swallowed[t.DataAtom] {
				if kind == html.StartTagToken {
					within = t.DataAtom
				}
				continue
			}
		}
		keep(t)
	}
}
