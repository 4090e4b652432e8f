package cli

import (
	"fmt"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
)

// A debugBlock is a block or an inline as `resgen debug document` shows it.
type debugBlock struct {
	Kind     string       `json:"kind"`
	Place    string       `json:"place"`
	Level    int          `json:"level,omitempty"`
	ID       string       `json:"id,omitempty"`
	Text     string       `json:"text,omitempty"`
	URL      string       `json:"url,omitempty"`
	Children []debugBlock `json:"children,omitempty"`
}

func debugDocuments(docs []*document.Document) any {
	type doc struct {
		Path     string       `json:"path"`
		Meta     any          `json:"meta"`
		Blocks   []debugBlock `json:"blocks"`
		Allows   []string     `json:"allows"`
		Comments []string     `json:"comments"`
	}
	out := []doc{}
	for _, d := range docs {
		d = d.Body()
		v := doc{Path: d.File.Path, Meta: debugMeta(d.Meta), Blocks: debugBlocks(d.Blocks), Allows: []string{}, Comments: []string{}}
		for _, al := range d.Allows {
			v.Allows = append(v.Allows, fmt.Sprintf("%s: %s: %s", place(al.Span), al.Rule, al.Reason))
		}
		for _, c := range d.Comments {
			v.Comments = append(v.Comments, place(c))
		}
		out = append(out, v)
	}
	return out
}

func debugMeta(v meta.Value) any {
	switch v.Kind {
	case meta.Null:
		return nil
	case meta.List:
		out := []any{}
		for _, e := range v.List {
			out = append(out, debugMeta(e))
		}
		return out
	case meta.Map:
		type field struct {
			Key   string `json:"key"`
			Place string `json:"place"`
			Value any    `json:"value"`
		}
		out := []field{}
		for _, f := range v.Fields {
			out = append(out, field{f.Key, place(f.KeySpan), debugMeta(f.Value)})
		}
		return out
	}
	return v.Text
}

func debugBlocks(bs []markup.Block) []debugBlock {
	var out []debugBlock
	for _, b := range bs {
		d := debugBlock{Kind: b.Kind.String(), Place: place(b.Span), Level: b.Level, ID: b.Attrs.ID, Text: b.Raw, Children: debugBlocks(b.Blocks)}
		d.Children = append(d.Children, debugInlines(b.Inlines)...)
		out = append(out, d)
	}
	return out
}

func debugInlines(in []markup.Inline) []debugBlock {
	var out []debugBlock
	for _, n := range in {
		out = append(out, debugBlock{Kind: n.Kind.String(), Place: place(n.Span), Text: n.Text, URL: n.URL, Children: debugInlines(n.Inlines)})
	}
	return out
}
