package lsp

import (
	"cmp"
	"context"
	"path"
	"strings"

	"github.com/creachadair/jrpc2"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

func (s *server) documentSymbol(_ context.Context, req *jrpc2.Request) (any, error) {
	var p documentParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	d, err := s.doc(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	var list []symbol
	if ext := strings.ToLower(path.Ext(d.path)); d.site != nil && (ext == ".md" || ext == ".markdown") && len(d.file.Bytes) <= source.MaxText {
		parsed := d.parsed()
		if d.doctype() == meta.ResumeDoc {
			list = resumeSymbols(parsed)
		} else {
			list = headingSymbols(parsed)
		}
	}
	if s.client.hierarchical {
		return s.tree(list), nil
	}
	return s.flat([]symbolInformation{}, d.uri, "", list), nil
}

// A symbol is a part of a document that has a name.
type symbol struct {
	name, detail string
	kind         int
	span         source.Span // all of it
	at           source.Span // its name
	children     []symbol
}

// resumeSymbols is the sections of a résumé with their entries, or groups.
func resumeSymbols(d *document.Document) []symbol {
	r, _ := read.Resume(d)
	var out []symbol
	for _, s := range r.Sections {
		x := symbol{name: cmp.Or(s.Title.Text, string(s.Kind)), kind: symbolSection, span: s.Span, at: s.Title.Span}
		if s.Kind != resume.Other {
			x.detail = string(s.Kind)
		}
		for _, e := range s.Entries {
			name := cmp.Or(e.Title.Text, e.Organization.Text, firstWords(e.Head))
			if e.Title.Text != "" && e.Organization.Text != "" {
				name += ", " + e.Organization.Text
			}
			at := e.Title.Span
			if !at.Known() {
				at = e.Organization.Span
			}
			x.children = append(x.children, symbol{name: name, detail: e.DatesText.Text, kind: symbolEntry, span: e.Span, at: at})
		}
		for _, g := range s.Groups {
			if g.Label.Text != "" {
				x.children = append(x.children, symbol{name: g.Label.Text, kind: symbolGroup, span: g.Span, at: g.Label.Span})
			}
		}
		out = append(out, x)
	}
	return out
}

func firstWords(s source.Span) string {
	line, _, _ := strings.Cut(s.Text(), "\n")
	return cmp.Or(strings.Trim(line, "#* \r"), "entry")
}

// headingSymbols is the headings of a page, those of lower levels within those above them.
func headingSymbols(d *document.Document) []symbol {
	var headings []markup.Block
	for _, b := range d.Blocks {
		if b.Kind == markup.Heading {
			headings = append(headings, b)
		}
	}
	return nest(headings, d.BodySpan.End)
}

// nest is the tree of headings that stand in a text up to a byte.
func nest(headings []markup.Block, end int) []symbol {
	var out []symbol
	for len(headings) > 0 {
		h, below := headings[0], 1
		for below < len(headings) && headings[below].Level > h.Level {
			below++
		}
		stop := end
		if below < len(headings) {
			stop = headings[below].Span.Start
		}
		out = append(out, symbol{name: cmp.Or(strings.TrimSpace(markup.Plain(h.Inlines)), "heading"), kind: symbolHeading,
			span: h.Span.File.Span(h.Span.Start, stop), at: h.Span, children: nest(headings[1:below], stop)})
		headings = headings[below:]
	}
	return out
}

// tree is symbols for a client that shows them so. A name lies within its symbol, as the protocol wants.
func (s *server) tree(list []symbol) []documentSymbol {
	out := []documentSymbol{}
	for _, x := range list {
		if !x.span.Known() {
			continue
		}
		at := x.at
		if !at.Known() || !x.span.Contains(at) {
			at = marked(x.span.Sub(0, 0))
			at.End = min(at.End, x.span.End)
		}
		out = append(out, documentSymbol{Name: x.name, Detail: x.detail, Kind: x.kind, Range: s.client.encoding.span(x.span),
			SelectionRange: s.client.encoding.span(at), Children: s.tree(x.children)})
	}
	return out
}

// flat is symbols for a client that shows lists only.
func (s *server) flat(out []symbolInformation, uri, container string, list []symbol) []symbolInformation {
	for _, x := range list {
		if !x.span.Known() {
			continue
		}
		out = append(out, symbolInformation{x.name, x.kind, location{uri, s.client.encoding.span(x.span)}, container})
		out = s.flat(out, uri, x.name, x.children)
	}
	return out
}
