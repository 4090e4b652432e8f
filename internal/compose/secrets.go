package compose

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// How much of what is private is looked for in what is published. What is shorter is in many other places ("Go"); it is kept out by how the
// site is made, and not looked for.
const (
	leastSecret = 20 // bytes of the text of a block
	leastTitle  = 5  // words of a heading: "Senior Software Engineer" tells nothing
	leastName   = 12 // bytes of an organization of two words or more
)

// secrets is every value of the full résumé that the public one does not have, and the text of all blocks of its document that are
// private: fields whole, blocks by their text.
func secrets(full, public *resume.Resume, blocks []markup.Block) []Secret {
	var out []Secret
	add := func(name string, v resume.Value) {
		if v.Known() {
			out = append(out, Secret{name, v})
		}
	}
	said := wordsOfResume(public)
	open := fieldsOf(public)
	for i, f := range fieldsOf(full) {
		if f.value.Text != open[i].value.Text && !ordinary(f.name, f.value.Text, said) {
			add(f.name, *f.value)
		}
	}
	for _, l := range full.Links {
		if !slices.ContainsFunc(public.Links, func(o resume.Link) bool { return o.URL == l.URL }) {
			add("link", resume.Value{Text: l.URL, Span: l.Span})
		}
	}
	for _, c := range full.Contact {
		has := slices.ContainsFunc(public.Contact, func(o resume.Contact) bool { return o.Value.Text == c.Value.Text })
		name := cmp.Or(strings.ToLower(c.Label), kindOf(c), "contact")
		if !has && !ordinary(name, c.Value.Text, said) {
			add(name, c.Value)
		}
	}
	for _, s := range full.Sections {
		if s.Private && len(strings.Fields(s.Title.Text)) >= leastTitle {
			add("text", s.Title)
		}
		for _, g := range s.Groups {
			if text := markup.Plain(g.Markup); (s.Private || g.Private) && len(text) >= leastSecret {
				add("text", resume.Value{Text: text, Span: g.Span})
			}
		}
		for _, e := range s.Entries {
			if !s.Private && !e.Private {
				continue
			}
			if len(strings.Fields(e.Title.Text)) >= leastTitle && !says(said, e.Title.Text) {
				add("text", e.Title)
			}
			for _, v := range append(slices.Clone(e.Extra), e.Organization) {
				if len(v.Text) >= leastName && strings.Contains(v.Text, " ") && !says(said, v.Text) {
					add("text", v)
				}
			}
			if host, path, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(e.URL, "https://"), "http://"), "/"); host != e.URL && path != "" && !says(said, e.URL) {
				add("link", resume.Value{Text: e.URL, Span: e.URLSpan})
			}
		}
	}
	for _, v := range textsOf(blocks) {
		add("text", v)
	}
	return sortSecrets(out)
}

// ordinary reports whether a value is a word like others, which nobody can keep out of a text: a short one without digits that the
// sections of the résumé say in public.
func ordinary(field, text, said string) bool {
	if field == "phone" || field == "email" || strings.ContainsAny(text, "@0123456789") {
		return false
	}
	return len(text) < leastSecret && (field == "headline" || len(strings.Fields(text)) == 1) && says(said, text)
}

// says reports whether a text stands in what is said, and not inside of longer words.
func says(said, text string) bool {
	text = fold(text)
	for rest := said; ; {
		i := strings.Index(rest, text)
		if i < 0 || text == "" {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(rest[:i])
		after, _ := utf8.DecodeRuneInString(rest[i+len(text):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		rest = rest[i+len(text):]
	}
}

// fold is a text as it is compared, with blanks around its words.
func fold(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// wordsOfResume is all that a résumé says below its head, folded.
func wordsOfResume(r *resume.Resume) string {
	var b strings.Builder
	say := func(texts ...string) {
		for _, t := range texts {
			b.WriteString(fold(t) + "\n")
		}
	}
	blocks := func(bs []markup.Block) {
		for x := range markup.Blocks(bs) {
			say(markup.Plain(x.Inlines), x.Raw)
		}
	}
	blocks(r.Summary)
	for _, s := range r.Sections {
		say(s.Title.Text)
		blocks(s.Intro)
		blocks(s.Outro)
		for _, g := range s.Groups {
			say(g.Label.Text, markup.Plain(g.Markup))
		}
		for _, e := range s.Entries {
			say(e.Title.Text, e.Organization.Text, e.Location.Text, e.URL)
			for _, x := range e.Extra {
				say(x.Text)
			}
			blocks(e.Body)
		}
	}
	return b.String()
}

// textsOf is the texts of private blocks that are long enough to be looked for. A heading that another one says in public, as of two jobs of one
// title at one employer, is none.
func textsOf(blocks []markup.Block) []resume.Value {
	var out []resume.Value
	heads := map[string]bool{}
	for b := range markup.Blocks(markup.Published(blocks)) {
		if b.Kind == markup.Heading {
			heads[fold(markup.Plain(b.Inlines))] = true
		}
	}
	for _, b := range privateBlocks(blocks) {
		for x := range markup.Blocks([]markup.Block{*b}) {
			if head := markup.Plain(x.Inlines); x.Kind == markup.Heading && (heads[fold(head)] || len(strings.Fields(head)) < leastTitle && !strings.ContainsAny(head, ",|@–—")) {
				continue
			}
			for _, text := range []string{markup.Plain(x.Inlines), strings.TrimSpace(x.Raw)} {
				if len(text) >= leastSecret {
					out = append(out, resume.Value{Text: text, Span: x.Span})
				}
			}
		}
	}
	return out
}

// privateBlocks is the outermost blocks that are private, and the footnotes that only they lead to.
func privateBlocks(blocks []markup.Block) []*markup.Block {
	var out []*markup.Block
	var look func(bs []markup.Block)
	look = func(bs []markup.Block) {
		markup.Split(bs, func(b *markup.Block, private bool) {
			if private {
				out = append(out, b)
			} else {
				look(b.Blocks)
			}
		})
	}
	look(blocks)
	if len(out) == 0 {
		return nil
	}
	kept := map[source.Span]bool{}
	for b := range markup.Blocks(markup.Published(blocks)) {
		if b.Kind == markup.Footnote {
			kept[b.Span] = true
		}
	}
	for b := range markup.Blocks(blocks) {
		if b.Kind == markup.Footnote && !kept[b.Span] {
			out = append(out, b)
		}
	}
	return out
}

// sortSecrets puts values in order, each once.
func sortSecrets(out []Secret) []Secret {
	slices.SortFunc(out, func(a, b Secret) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Value.Text, b.Value.Text), cmp.Compare(a.Value.Span.Start, b.Value.Span.Start))
	})
	return slices.CompactFunc(out, func(a, b Secret) bool { return a.Field == b.Field && a.Value.Text == b.Value.Text })
}

// unpublish notes what is private in the text of pages.
func (s *Site) unpublish(pages []*Page) {
	for _, p := range pages {
		for _, v := range p.draft.private {
			s.Secrets = append(s.Secrets, Secret{"text", v})
		}
		s.inPages = append(s.inPages, p.draft.hidden...)
	}
	s.Secrets = sortSecrets(s.Secrets)
}

// ofPage notes what is private in the text of a page; few pages have anything of it, and only those are parsed for that.
func (d *draft) ofPage(doc *document.Document) {
	if body := doc.BodySpan.Text(); !strings.Contains(body, "private") {
		return
	}
	blocks := doc.Body().Blocks
	d.private = textsOf(blocks)
	for _, b := range privateBlocks(blocks) {
		d.hidden = append(d.hidden, b.Span)
		d.asks = append(d.asks, asksOf(doc.File, []markup.Block{*b})...)
	}
}

// Unpublished is where everything stands in the source that is not published: private values, and all of the sections,
// entries and blocks that are marked private, however short.
func (s *Site) Unpublished() []source.Span {
	var out []source.Span
	for _, x := range s.Secrets {
		out = append(out, x.Value.Span)
	}
	add := func(bs []markup.Block) {
		for _, b := range privateBlocks(bs) {
			out = append(out, b.Span)
		}
	}
	for _, v := range s.Variants {
		add(v.Doc.Blocks)
	}
	for _, l := range s.Letters {
		add(l.Doc.Blocks)
	}
	for _, v := range s.Versions {
		add(v.Doc.Blocks)
		full, open := fieldsOf(v.full), fieldsOf(v.Resume)
		for i, f := range full {
			if f.value.Known() && *open[i].value != *f.value {
				out = append(out, f.value.Span)
			}
		}
		if v.hidden.names["summary"] {
			for _, b := range v.full.Summary {
				out = append(out, b.Span)
			}
		}
		for _, sec := range v.full.Sections {
			if sec.Private {
				out = append(out, sec.Span)
				continue
			}
			for _, e := range sec.Entries {
				if e.Private {
					out = append(out, e.Span)
				}
			}
		}
	}
	return append(out, s.inPages...)
}
