package compose

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// fill puts the values of private.yaml in where the résumé has none.
func fill(r *resume.Resume, private meta.Value) *resume.Resume {
	full := *r
	for name, to := range map[string]*resume.Value{"email": &full.Email, "phone": &full.Phone, "location": &full.Location, "headline": &full.Headline} {
		if v := meta.Text(private, meta.PrivateDoc, name); v.Text != "" {
			*to = resume.Value{Text: v.Text, Span: v.Span}
		}
	}
	links, _ := private.Get("links")
	full.Links = slices.Clone(full.Links)
	for _, n := range meta.Names(links) {
		full.Links = append(full.Links, resume.Link{URL: n.Text, Text: strings.TrimPrefix(n.Text, "https://"), Span: n.Span})
	}
	return &full
}

// public is the résumé without its private fields, and without the sections, entries and bullets
// that are marked private.
func public(full *resume.Resume, hidden map[string]bool) *resume.Resume {
	r := *full
	if hidden["email"] {
		r.Email = resume.Value{}
	}
	if hidden["phone"] {
		r.Phone = resume.Value{}
	}
	if hidden["location"] {
		r.Location = resume.Value{}
	}
	if hidden["headline"] {
		r.Headline = resume.Value{}
	}
	if hidden["links"] {
		r.Links = nil
	}
	r.Links = slices.DeleteFunc(slices.Clone(r.Links), func(l resume.Link) bool {
		return hidden[strings.ToLower(l.URL)] || hidden[strings.ToLower(l.Text)]
	})
	r.Contact = slices.DeleteFunc(slices.Clone(r.Contact), func(c resume.Contact) bool { return hidden[strings.ToLower(c.Label)] })
	r.Summary = withoutPrivate(r.Summary)
	var sections []resume.Section
	for _, s := range r.Sections {
		if s.Private {
			continue
		}
		s.Intro = withoutPrivate(s.Intro)
		var entries []resume.Entry
		for _, e := range s.Entries {
			if e.Private {
				continue
			}
			e.Body = withoutPrivate(e.Body)
			entries = append(entries, e)
		}
		s.Entries = entries
		sections = append(sections, s)
	}
	r.Sections = sections
	return &r
}

func isPrivate(b markup.Block) bool {
	_, ok := b.Attrs.Get("private")
	return ok
}

// withoutPrivate is the blocks less those that are marked private; the given ones are not changed.
func withoutPrivate(bs []markup.Block) []markup.Block {
	var out []markup.Block
	for _, b := range bs {
		if isPrivate(b) {
			continue
		}
		if had := len(b.Blocks); had > 0 {
			b.Blocks = withoutPrivate(b.Blocks)
			if len(b.Blocks) == 0 && b.Kind == markup.List {
				continue // a list of nothing but private bullets
			}
		}
		out = append(out, b)
	}
	return out
}

// secrets is every value that public left out: fields whole, private blocks by their text.
func secrets(full *resume.Resume, hidden map[string]bool) []Secret {
	var out []Secret
	add := func(field string, v resume.Value) {
		if v.Known() {
			out = append(out, Secret{field, v})
		}
	}
	for _, f := range []struct {
		name  string
		value resume.Value
	}{{"email", full.Email}, {"phone", full.Phone}, {"location", full.Location}, {"headline", full.Headline}} {
		if hidden[f.name] {
			add(f.name, f.value)
		}
	}
	for _, l := range full.Links {
		if hidden["links"] || hidden[strings.ToLower(l.URL)] || hidden[strings.ToLower(l.Text)] {
			add("link", resume.Value{Text: l.URL, Span: l.Span})
		}
	}
	for _, c := range full.Contact {
		if hidden[strings.ToLower(c.Label)] {
			add(strings.ToLower(c.Label), c.Value)
		}
	}
	blocks := func(bs []markup.Block, all bool) {
		for b := range markup.Blocks(bs) {
			if all || isPrivate(*b) {
				for in := range markup.Blocks([]markup.Block{*b}) {
					add("text", resume.Value{Text: markup.Plain(in.Inlines), Span: in.Span})
				}
			}
		}
	}
	blocks(full.Summary, false)
	for _, s := range full.Sections {
		blocks(s.Intro, s.Private)
		for _, e := range s.Entries {
			blocks(e.Body, s.Private || e.Private)
			if s.Private || e.Private {
				add("entry", resume.Value{Text: strings.TrimSpace(e.Title.Text + " " + e.Organization.Text), Span: e.Title.Span})
			}
		}
	}
	slices.SortFunc(out, func(a, b Secret) int {
		if a.Field != b.Field {
			return strings.Compare(a.Field, b.Field)
		}
		return strings.Compare(a.Value.Text, b.Value.Text)
	})
	return slices.CompactFunc(out, func(a, b Secret) bool { return a.Field == b.Field && a.Value.Text == b.Value.Text })
}

// summaryText is the summary as one line of at most 160 characters, cut at a word, for
// descriptions.
func summaryText(r *resume.Resume) string {
	var words []string
	for b := range markup.Blocks(withoutPrivate(r.Summary)) {
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
