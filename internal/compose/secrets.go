package compose

import (
	"cmp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

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
	return sortSecrets(out)
}

// sortSecrets puts values in order, each once.
func sortSecrets(out []Secret) []Secret {
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
	for _, v := range s.Variants {
		blocks(v.Doc.Blocks)
	}
	for _, l := range s.Letters {
		blocks(l.Doc.Blocks)
	}
	for _, v := range s.Versions {
		blocks(v.full.Summary)
		for _, sec := range v.full.Sections {
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
