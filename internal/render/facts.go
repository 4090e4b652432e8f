package render

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// Facts are what rules want to know of what is published of one document's body. They depend on that file alone.
type Facts struct {
	Links  []Ref
	IDs    []string // places that a link may lead to
	Images []Ref
	Unsafe []Ref // tags of raw HTML that are not published; Text is the tag
	Words  int
	Allows []document.Allow // exceptions from rules
	Diags  diag.List        // what the body had to say when it was parsed
}

// A Ref is an address, or a tag, and its place.
type Ref struct {
	URL  string
	Text string // of a link: its words; of a picture: its alternative text
	Span source.Span
}

// FactsOf looks through a document whose body was parsed.
func FactsOf(d *document.Document) *Facts {
	f := &Facts{Allows: d.Allows}
	for _, x := range d.Diags {
		if x.Span.Start >= d.BodySpan.Start {
			f.Diags = append(f.Diags, x)
		}
	}
	for b := range markup.Blocks(body(d)) {
		if b.Attrs.ID != "" {
			f.IDs = append(f.IDs, b.Attrs.ID)
		}
		if b.Kind == markup.HTML {
			f.raw(b.Raw, b.Span)
		}
		for in := range markup.Walk(b.Inlines) {
			switch in.Kind {
			case markup.Link:
				f.Links = append(f.Links, Ref{in.URL, markup.Plain(in.Inlines), in.Span})
			case markup.Image:
				f.Images = append(f.Images, Ref{in.URL, in.Text, in.Span})
			case markup.RawHTML:
				f.raw(in.Text, in.Span)
			case markup.Text:
				f.Words += words(in.Text)
			}
		}
	}
	return f
}

func (f *Facts) raw(raw string, span source.Span) {
	scanHTML(raw, func(t html.Token) {
		for _, a := range t.Attr {
			switch {
			case a.Key == "id":
				f.IDs = append(f.IDs, a.Val)
			case a.Key == "href" && t.Data == "a":
				f.Links = append(f.Links, Ref{URL: a.Val, Span: span})
			case a.Key == "src" && t.Data == "img":
				f.Images = append(f.Images, Ref{URL: a.Val, Span: span})
			}
		}
	}, func(tag string, start, end int) {
		at := span
		if end <= span.End-span.Start {
			at = span.Sub(start, end)
		}
		f.Unsafe = append(f.Unsafe, Ref{Text: tag, Span: at})
	})
}

func words(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		if space := strings.IndexByte(" \t\n", s[i]) >= 0; space {
			in = false
		} else if !in {
			n, in = n+1, true
		}
	}
	return n
}
