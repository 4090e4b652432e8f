package compose

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// fill is the résumé as it is sent: the values of private.yaml stand in place of its own, the links beside them.
func fill(r *resume.Resume, private meta.Value) *resume.Resume {
	full := *r
	for _, f := range fieldsOf(&full) {
		if v := meta.Text(private, meta.PrivateDoc, f.name); v.Text != "" {
			*f.value = resume.Value{Text: v.Text, Span: v.Span}
		}
	}
	links, _ := private.Get("links")
	full.Links = slices.Clone(full.Links)
	for _, l := range privateLinks(links) {
		if !slices.ContainsFunc(full.Links, func(have resume.Link) bool { return sameText(have.URL, l.URL) }) {
			full.Links = append(full.Links, l)
		}
	}
	return &full
}

// privateLinks is the links of private.yaml: addresses, or maps of label and url.
func privateLinks(v meta.Value) []resume.Link {
	var out []resume.Link
	add := func(address meta.Name, label string) {
		if address.Text != "" {
			text := strings.TrimPrefix(strings.TrimPrefix(address.Text, "https://"), "http://")
			out = append(out, resume.Link{URL: address.Text, Text: text, Label: label, Span: address.Span})
		}
	}
	if v.Kind != meta.List {
		for _, n := range meta.Names(v) {
			add(n, "")
		}
		return out
	}
	for _, item := range v.List {
		if item.Kind != meta.Map {
			add(meta.Name{Text: strings.TrimSpace(item.Text), Span: item.Span}, "")
			continue
		}
		url, _ := item.Get("url")
		label, _ := item.Get("label")
		add(meta.Name{Text: strings.TrimSpace(url.Text), Span: url.Span}, label.Text)
	}
	return out
}
