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
	Heads  []Head
	IDs    []string // places that a link may lead to
	Images []Ref
	Unsafe []Ref // tags of raw HTML that are not published; Text is the tag
	Words  int
	Lead   string           // the first paragraph, on one line of at most 160 characters
	Allows []document.Allow // exceptions from rules
	Diags  diag.List        // what the body had to say when it was parsed
}

// A Ref is an address, or a tag, and its place.
type Ref struct {
	URL  string
	Text string // of a link: its words; of a picture: its alternative text
	Span source.Span

	HTML   bool // it stands in raw HTML, and the words of a link are not known
	NoText bool // of a picture: nobody wrote an alternative text, not even an empty one in HTML
}

// A Head is a heading of a page, in Markdown or in HTML.
type Head struct {
	Level int // 1..6
	Text  string
	Span  source.Span
}

// FactsOf looks through a document whose body was parsed.
func FactsOf(d *document.Document) *Facts {
	f := &Facts{Allows: d.Allows, Lead: firstText(d)}
	for _, x := range d.Diags {
		if x.Span.Start >= d.BodySpan.Start {
			f.Diags = append(f.Diags, x)
		}
	}
	for b := range markup.Blocks(body(d)) {
		if b.Attrs.ID != "" {
			f.IDs = append(f.IDs, b.Attrs.ID)
		}
		switch b.Kind {
		case markup.HTML:
			f.raw(b.Raw, b.Span)
		case markup.Heading:
			f.Heads = append(f.Heads, Head{b.Level, markup.Plain(b.Inlines), b.Span})
		}
		for in := range markup.Walk(b.Inlines) {
			switch in.Kind {
			case markup.Link:
				f.Links = append(f.Links, Ref{URL: in.URL, Text: markup.Plain(in.Inlines), Span: in.Span})
			case markup.Image:
				f.Images = append(f.Images, Ref{URL: in.URL, Text: in.Text, Span: in.Span, NoText: strings.TrimSpace(in.Text) == ""})
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
		f.tag(t, span)
		for _, a := range t.Attr {
			switch {
			case a.Key == "id":
				f.IDs = append(f.IDs, a.Val)
			case a.Key == "href" && t.Data == "a":
				f.Links = append(f.Links, Ref{URL: a.Val, Span: span, HTML: true})
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

// tag notes a picture or a heading of raw HTML. Its place is that of the HTML.
func (f *Facts) tag(t html.Token, span source.Span) {
	switch {
	case t.Type == html.StartTagToken && len(t.Data) == 2 && t.Data[0] == 'h' && t.Data[1] >= '1' && t.Data[1] <= '6':
		f.Heads = append(f.Heads, Head{Level: int(t.Data[1] - '0'), Span: span})
	case t.Data == "img" && t.Type != html.EndTagToken:
		picture := Ref{Span: span, HTML: true, NoText: true}
		src := false
		for _, a := range t.Attr {
			switch a.Key {
			case "src":
				picture.URL, src = a.Val, true
			case "alt":
				picture.Text, picture.NoText = a.Val, false
			case "role", "aria-hidden":
				picture.NoText = picture.NoText && a.Val != "presentation" && a.Val != "none" && a.Val != "true"
			}
		}
		if src {
			f.Images = append(f.Images, picture)
		}
	}
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
