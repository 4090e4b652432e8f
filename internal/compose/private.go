package compose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// field is one of the values of a résumé that private: and private.yaml may name.
type field struct {
	name  string
	value *resume.Value
}

func fieldsOf(r *resume.Resume) []field {
	return []field{{"name", &r.Name}, {"email", &r.Email}, {"phone", &r.Phone}, {"location", &r.Location}, {"headline", &r.Headline}}
}

// others is what else private: may name, beside the labels of contact values, the addresses of links and the sections.
func others() []string { return []string{"links", "photo", "summary"} }

// hidden is what is not published.
type hidden struct {
	names map[string]bool // that private: says, in small letters: fields, labels, sections, addresses of links
	same  map[string]bool // what private.yaml says as the résumé does: names of fields, labels, addresses of links
}

// has reports whether private: names one of some texts.
func (h hidden) has(texts ...string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return t != "" && h.names[strings.ToLower(t)] })
}

func (h hidden) field(name string) bool { return h.names[name] || h.same[name] }

// link reports whether a link is not published; an address to write or to call goes with the field of its kind.
func (h hidden) link(l resume.Link) bool {
	scheme, _, _ := strings.Cut(strings.ToLower(l.URL), ":")
	return h.names["links"] || h.has(l.URL, l.Text, l.Label) || h.same[strings.ToLower(l.URL)] ||
		scheme == "mailto" && h.names["email"] || (scheme == "tel" || scheme == "sms") && h.names["phone"]
}

// contact reports whether a further contact value is not published: its label is named, or the field that it is one more of.
func (h hidden) contact(c resume.Contact) bool {
	return h.has(c.Label) || h.same[labelled(c)] || h.names[kindOf(c)]
}

// section reports whether private: names a section.
func (h hidden) section(s resume.Section) bool {
	for name := range h.names {
		if named(s, name) {
			return true
		}
	}
	return false
}

// labelled is a contact value as a key.
func labelled(c resume.Contact) string { return "\x00" + strings.ToLower(c.Label+"\x00"+c.Value.Text) }

// kindOf is the field that a contact value is one more of: "phone" for a second number; "" for what is none.
func kindOf(c resume.Contact) string {
	switch f, _ := term.Label(c.Label); f {
	case term.Email:
		return "email"
	case term.Phone:
		return "phone"
	case term.Location:
		return "location"
	}
	text := c.Value.Text
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	switch {
	case strings.Contains(text, "@") && !strings.ContainsAny(text, " /"):
		return "email"
	case digits >= 7 && strings.Trim(text, "+0123456789 -./()\u00a0\u2011") == "":
		return "phone"
	}
	return ""
}

// nothing is a name under private: that nothing answers to.
type nothing struct {
	name meta.Name
	diag diag.Diagnostic
}

// hide is what private: names, and what stands in private.yaml or the environment as it does in the résumé; and the names that nothing
// answers to.
func hide(r, full *resume.Resume, names []meta.Name) (hidden, []nothing) {
	h := hidden{map[string]bool{}, map[string]bool{}}
	var void []nothing
	var known []string
	for _, f := range fieldsOf(r) {
		known = append(known, f.name)
	}
	known = append(known, others()...)
	for _, c := range full.Contact {
		known = append(known, strings.ToLower(c.Label))
	}
	for _, n := range names {
		h.names[strings.ToLower(n.Text)] = true
		isLink := func(l resume.Link) bool {
			return sameText(n.Text, l.URL) || sameText(n.Text, l.Text) || sameText(n.Text, l.Label)
		}
		isSection := func(s resume.Section) bool { return named(s, n.Text) }
		if slices.Contains(known, strings.ToLower(n.Text)) || slices.ContainsFunc(full.Links, isLink) || slices.ContainsFunc(full.Sections, isSection) {
			continue
		}
		d := diag.Diagnostic{Rule: "privacy/no-effect", Severity: diag.Error, Span: n.Span,
			Message: fmt.Sprintf("private: names %q, which is no field, label, link or section of the résumé: nothing is kept out of the site by it", n.Text),
			Help:    "name one of " + strings.Join(known, ", ") + ", the address of a link, or a section; an entry or a bullet becomes private by <!-- private --> behind it"}
		if near := meta.NearestWithin(n.Text, known, 2); near != "" {
			d.Help = fmt.Sprintf("did you mean %q?", near)
		} else if slices.ContainsFunc(meta.Keys(meta.ResumeDoc), func(k meta.Key) bool { return k.Name == strings.ToLower(n.Text) }) {
			d.Message = fmt.Sprintf("private: names %q, which is of the site alone and in nothing that is sent: it is published", n.Text)
			d.Help = fmt.Sprintf("take `%s` out of the front matter, and out of private:", strings.ToLower(n.Text))
		}
		void = append(void, nothing{n, d})
	}
	mine, yours := fieldsOf(r), fieldsOf(full)
	for i, f := range mine {
		if f.value.Known() && f.value.Span != yours[i].value.Span && sameText(f.value.Text, yours[i].value.Text) {
			h.same[f.name] = true
		}
	}
	for _, l := range r.Links {
		if slices.ContainsFunc(full.Links, func(o resume.Link) bool { return o.Span != l.Span && sameText(o.URL, l.URL) }) {
			h.same[strings.ToLower(l.URL)] = true
		}
	}
	for _, c := range r.Contact {
		if slices.ContainsFunc(full.Contact, func(o resume.Contact) bool { return o.Value.Span != c.Value.Span && labelled(o) == labelled(c) }) {
			h.same[labelled(c)] = true
		}
	}
	return h, void
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
		if m := marked().FindIndex(d.File.Bytes); m != nil {
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
var marked = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?mi)^[ \t"']*private["']?[ \t]*[:=]`) })

func sameText(a, b string) bool { return a != "" && strings.EqualFold(a, b) }

// bareHeadings is the headings of sections of which all else is private: they are published with nothing below.
func bareHeadings(full, public *resume.Resume) (out diag.List) {
	bare := func(s resume.Section) bool {
		return len(s.Intro) == 0 && len(s.Entries) == 0 && len(s.Groups) == 0 && len(s.Outro) == 0
	}
	for _, p := range public.Sections {
		i := slices.IndexFunc(full.Sections, func(s resume.Section) bool { return s.Title.Span == p.Title.Span })
		if i < 0 || !bare(p) || bare(full.Sections[i]) {
			continue
		}
		out = append(out, diag.Diagnostic{Rule: "privacy/bare-heading", Severity: diag.Warning, Span: p.Title.Span,
			Message: fmt.Sprintf("the heading %q is published, and all that stands below it is private", p.Title.Text),
			Help:    "put <!-- private --> behind the heading"})
	}
	return out
}
