package compose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// field is one of the values of a résumé that private: and private.yaml may name.
type field struct {
	name  string
	value *resume.Value
}

func fieldsOf(r *resume.Resume) []field {
	return []field{{"email", &r.Email}, {"phone", &r.Phone}, {"location", &r.Location}, {"headline", &r.Headline}}
}

// hidden is what is not published: names of fields, labels of contact values and addresses of links, in
// lower case.
type hidden map[string]bool

func (h hidden) has(texts ...string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return t != "" && h[strings.ToLower(t)] })
}

func (h hidden) link(l resume.Link) bool { return h["links"] || h.has(l.URL, l.Text, l.Label) }

// hide is what private: names, and the fields whose value in private.yaml stands in the résumé too. The
// diagnostics are about names that nothing answers to.
func hide(r, full *resume.Resume, names []meta.Name) (hidden, diag.List) {
	h := hidden{}
	var diags diag.List
	known := []string{"links"}
	for _, f := range fieldsOf(r) {
		known = append(known, f.name)
	}
	for _, c := range full.Contact {
		known = append(known, strings.ToLower(c.Label))
	}
	for _, n := range names {
		h[strings.ToLower(n.Text)] = true
		isLink := func(l resume.Link) bool {
			return sameText(n.Text, l.URL) || sameText(n.Text, l.Text) || sameText(n.Text, l.Label)
		}
		if slices.Contains(known, strings.ToLower(n.Text)) || slices.ContainsFunc(full.Links, isLink) {
			continue
		}
		d := diag.Diagnostic{Rule: "privacy/no-effect", Severity: diag.Error, Span: n.Span,
			Message: fmt.Sprintf("private: names %q, which is no field, label or link of the résumé: nothing is kept out of the site by it", n.Text),
			Help:    "name one of " + strings.Join(known, ", ") + ", or the address of a link; a section or a bullet becomes private by <!-- private --> behind it"}
		if near := meta.NearestWithin(n.Text, known, 2); near != "" {
			d.Help = fmt.Sprintf("did you mean %q?", near)
		}
		diags = append(diags, d)
	}
	mine, yours := fieldsOf(r), fieldsOf(full)
	for i, f := range mine {
		if f.value.Known() && f.value.Span != yours[i].value.Span && sameText(f.value.Text, yours[i].value.Text) {
			h[f.name] = true
		}
	}
	return h, diags
}

// doubts is what front matter says of privacy in a way that has no effect: a key that is nearly "private", one that is
// no list of names, a block that cannot be read and has the word in it.
func doubts(d *document.Document) diag.List {
	var out diag.List
	add := func(at source.Span, message, help string) {
		out = append(out, diag.Diagnostic{Rule: "privacy/no-effect", Severity: diag.Error, Span: at, Message: message, Help: help})
	}
	for _, f := range d.Meta.Fields {
		key := strings.ToLower(f.Key)
		switch n := meta.Distance(key, "private"); {
		case f.Key == "private" && f.Value.Kind != meta.List && f.Value.Kind != meta.String && f.Value.Kind != meta.Null:
			add(f.Value.Span, "private: must be the names of what is private: nothing is kept out of the site by it", "write it as in `private: [phone]`")
		case f.Key != "private" && (n <= 2 || key == "privates"):
			add(f.KeySpan, fmt.Sprintf("%q is not \"private\": nothing is kept out of the site by it", f.Key), "write `private:`")
		}
	}
	if d.Meta.Kind != meta.Map {
		if m := marked.FindIndex(d.File.Bytes); m != nil {
			add(d.File.Span(m[0], m[1]), "the front matter cannot be read, and so this keeps nothing out of the site", "mend the front matter")
		}
	}
	return out
}

// unhidden is what the front matter of a page says of privacy: nothing of it is kept out of the site, for only a résumé has private fields.
func unhidden(d *document.Document) (out diag.List) {
	for _, f := range d.Meta.Fields {
		no := f.Value.Kind == meta.Null || f.Value.Kind == meta.Bool && !f.Value.Truth()
		if strings.EqualFold(f.Key, "private") && !no {
			out = append(out, diag.Diagnostic{Rule: "privacy/no-effect", Severity: diag.Error, Span: f.KeySpan,
				Message: "private: keeps nothing of a page out of the site",
				Help:    "write `draft: true` to keep the whole page out, or <!-- private --> behind a heading or a bullet; a line of the front matter is removed"})
		}
	}
	return out
}

// marked is the key that makes things private, in text that was not understood.
var marked = regexp.MustCompile(`(?mi)^[ \t"']*private["']?[ \t]*[:=]`)

func sameText(a, b string) bool { return a != "" && strings.EqualFold(a, b) }
