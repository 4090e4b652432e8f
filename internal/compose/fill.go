package compose

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// fill is the résumé as it is sent: the values of private.yaml and of the environment stand in place of its own; links, and
// contact values of other labels, beside them.
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
		i := slices.IndexFunc(full.Links, func(have resume.Link) bool { return sameText(have.URL, l.URL) })
		if i < 0 {
			full.Links = append(full.Links, l)
			continue
		}
		l.Label, l.LabelSpan = full.Links[i].Label, full.Links[i].LabelSpan
		full.Links[i] = l
	}
	contact, _ := private.Get("contact")
	full.Contact = slices.Clone(full.Contact)
	for _, c := range privateContact(contact) {
		if i := slices.IndexFunc(full.Contact, func(have resume.Contact) bool { return sameText(have.Label, c.Label) }); i >= 0 {
			full.Contact[i].Value = c.Value
		} else {
			full.Contact = append(full.Contact, c)
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

// privateContact is the further contact values of private.yaml: labels with a value each, or texts as "Citizenship: Swedish".
func privateContact(v meta.Value) []resume.Contact {
	var out []resume.Contact
	add := func(f meta.Field) {
		if text := strings.TrimSpace(f.Value.Text); text != "" {
			out = append(out, resume.Contact{Label: strings.TrimSpace(f.Key), LabelSpan: f.KeySpan, Value: resume.Value{Text: text, Span: f.Value.Span}})
		}
	}
	for _, f := range v.Fields {
		add(f)
	}
	for _, item := range v.List {
		for _, f := range item.Fields {
			add(f)
		}
		if label, text, ok := strings.Cut(item.Text, ":"); ok && item.Kind != meta.Map {
			item.Text = text
			add(meta.Field{Key: label, KeySpan: item.Span, Value: item})
		} else if item.Kind != meta.Map {
			add(meta.Field{Value: item})
		}
	}
	return out
}
