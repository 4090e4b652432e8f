package compose

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
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
		for _, k := range known {
			if meta.Distance(strings.ToLower(n.Text), k) <= 2 {
				d.Help = fmt.Sprintf("did you mean %q?", k)
			}
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

// marked is the key that makes things private, in text that was not understood.
var marked = regexp.MustCompile(`(?mi)^[ \t"']*private["']?[ \t]*[:=]`)

func sameText(a, b string) bool { return a != "" && strings.EqualFold(a, b) }

// public is the résumé without what is hidden, and without the sections, entries and blocks that are
// marked private.
func public(own *resume.Resume, h hidden) *resume.Resume {
	r := *own
	for _, f := range fieldsOf(&r) {
		if h[f.name] {
			*f.value = resume.Value{}
		}
	}
	r.Links = slices.DeleteFunc(slices.Clone(r.Links), h.link)
	r.Contact = slices.DeleteFunc(slices.Clone(r.Contact), func(c resume.Contact) bool { return h.has(c.Label) })
	r.Summary = WithoutPrivate(r.Summary)
	r.Sections = nil
	for _, s := range own.Sections {
		if s.Private {
			continue
		}
		s.Intro, s.Outro = WithoutPrivate(s.Intro), WithoutPrivate(s.Outro)
		entries := s.Entries
		s.Entries = nil
		for _, e := range entries {
			if !e.Private {
				e.Body = WithoutPrivate(e.Body)
				s.Entries = append(s.Entries, e)
			}
		}
		r.Sections = append(r.Sections, s)
	}
	return &r
}

func isPrivate(b markup.Block) bool {
	_, ok := b.Attrs.Get("private")
	return ok
}

// WithoutPrivate is the blocks less those that are marked private; a private heading takes along all
// that stands below it. The given blocks are not changed, and are given back when nothing is private.
func WithoutPrivate(bs []markup.Block) []markup.Block {
	none := true
	for b := range markup.Blocks(bs) {
		none = none && !isPrivate(*b)
	}
	if none {
		return bs
	}
	var out []markup.Block
	split(bs, func(b markup.Block, private bool) {
		if private {
			return
		}
		if len(b.Blocks) > 0 {
			b.Blocks = WithoutPrivate(b.Blocks)
			if len(b.Blocks) == 0 {
				return // a list of nothing but private bullets
			}
		}
		out = append(out, b)
	})
	return out
}

// split tells of each block of one level whether it is private.
func split(bs []markup.Block, tell func(b markup.Block, private bool)) {
	below := 0 // the level of the private heading that the block stands below, 0 for none
	for _, b := range bs {
		if b.Kind == markup.Heading && b.Level <= below {
			below = 0
		}
		private := below > 0 || isPrivate(b)
		if private && b.Kind == markup.Heading && below == 0 {
			below = b.Level
		}
		tell(b, private)
	}
}

// leastSecret is the length in bytes from which on the text of a private block is looked for in what is
// published. A shorter one ("Go") is in many other places.
const leastSecret = 20

// secrets is every value of the full résumé that the public one does not have: fields whole, private
// blocks by their text.
func secrets(full, public *resume.Resume, h hidden) []Secret {
	var out []Secret
	add := func(name string, v resume.Value) {
		if v.Known() {
			out = append(out, Secret{name, v})
		}
	}
	open := fieldsOf(public)
	for i, f := range fieldsOf(full) {
		if f.value.Text != open[i].value.Text {
			add(f.name, *f.value)
		}
	}
	for _, l := range full.Links {
		if !slices.Contains(public.Links, l) {
			add("link", resume.Value{Text: l.URL, Span: l.Span})
		}
	}
	for _, c := range full.Contact {
		if h.has(c.Label) {
			add(strings.ToLower(c.Label), c.Value)
		}
	}
	text := func(t string, span source.Span) {
		if len(t) >= leastSecret {
			add("text", resume.Value{Text: t, Span: span})
		}
	}
	var blocks func(bs []markup.Block, all bool)
	blocks = func(bs []markup.Block, all bool) {
		split(bs, func(b markup.Block, private bool) {
			if all || private {
				text(markup.Plain(b.Inlines), b.Span)
				text(strings.TrimSpace(b.Raw), b.Span)
			}
			blocks(b.Blocks, all || private)
		})
	}
	blocks(full.Summary, false)
	for _, s := range full.Sections {
		blocks(s.Intro, s.Private)
		blocks(s.Outro, s.Private)
		for _, g := range s.Groups {
			if s.Private {
				text(markup.Plain(g.Markup), g.Span)
			}
		}
		for _, e := range s.Entries {
			blocks(e.Body, s.Private || e.Private)
		}
	}
	slices.SortFunc(out, func(a, b Secret) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Value.Text, b.Value.Text), cmp.Compare(a.Value.Span.Start, b.Value.Span.Start))
	})
	return slices.CompactFunc(out, func(a, b Secret) bool { return a.Field == b.Field && a.Value.Text == b.Value.Text })
}

// Unpublished is where everything stands in the source that is not published: private values, and all of the sections,
// entries and blocks that are marked private, however short.
func (s *Site) Unpublished() []source.Span {
	var out []source.Span
	for _, x := range s.Secrets {
		out = append(out, x.Value.Span)
	}
	var blocks func(bs []markup.Block)
	blocks = func(bs []markup.Block) {
		split(bs, func(b markup.Block, private bool) {
			if private {
				out = append(out, b.Span)
			} else {
				blocks(b.Blocks)
			}
		})
	}
	for _, t := range s.Targets {
		if t.Audience != Sent || t.Resume == nil {
			continue
		}
		blocks(t.Resume.Summary)
		for _, sec := range t.Resume.Sections {
			if sec.Private {
				out = append(out, sec.Span)
				continue
			}
			blocks(sec.Intro)
			for _, e := range sec.Entries {
				if e.Private {
					out = append(out, e.Span)
				} else {
					blocks(e.Body)
				}
			}
			blocks(sec.Outro)
		}
	}
	return out
}

// summaryText is the summary of a public résumé as one line of at most 160 characters, cut at a word, for
// descriptions.
func summaryText(r *resume.Resume) string {
	var words []string
	for b := range markup.Blocks(r.Summary) {
		words = append(words, strings.Fields(markup.Plain(b.Inlines))...)
	}
	return Shorten(strings.Join(words, " "), 160)
}

// Shorten cuts a text at a word so that it has at most limit characters, an ellipsis included.
func Shorten(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	cut := limit - 1
	for i := cut; i > limit/2; i-- {
		if runes[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(runes[:cut]), " ,;:–—-") + "…"
}
