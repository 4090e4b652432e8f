package export

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// Standalone is a résumé as a file of Markdown to be read by itself, on GitHub or in a mail: the name is its heading, headline and contact
// data stand below it, and only what would be read otherwise there is kept in front matter. The rest is as [Markdown] writes it, and it is read back as
// the same résumé.
func Standalone(r *resume.Resume) []byte {
	plain := Markdown(r, nil)
	left := Unlike(r, readBack(plain)) // what the form cannot say in any way
	above := map[string]bool{}
	for _, k := range keys(r) {
		above[k.name] = k.name != "lang"
	}
	for range len(above) + 1 {
		out, _, back := once(r, nil, above)
		unlike := Unlike(r, back)
		if slices.Equal(unlike, left) {
			return out
		}
		moved := false
		for _, u := range unlike {
			field, _, _ := strings.Cut(u, ":")
			field, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimPrefix(field, "more"), "less"), " is ")
			field, _, _ = strings.Cut(field, "[")
			if field == "summary" || field == "" { // taken for a headline, or the other way round
				field = "headline"
			}
			if above[field] {
				above[field], moved = false, true
			}
		}
		if !moved {
			break
		}
	}
	return plain
}

func readBack(text []byte) *resume.Resume {
	_, r := understand(text)
	return r
}

// aboveSections is the head of a file without front matter: the keys that stand in its text.
func (w *resumeWriter) aboveSections() {
	r := w.resume
	if w.above["name"] {
		w.heading(1, text(r.Name.Text), "")
		w.add("")
	}
	if w.above["headline"] {
		w.add(lineStart("**" + text(r.Headline.Text) + "**"))
		w.add("")
	}
	var parts []string
	for _, k := range keys(r) {
		if !w.above[k.name] {
			continue
		}
		switch k.name {
		case "email":
			if isAddress(k.text) {
				parts = append(parts, "<"+k.text+">")
			} else {
				parts = append(parts, text(k.text))
			}
		case "phone", "location":
			parts = append(parts, text(k.text))
		case "links":
			for _, l := range k.links {
				shown := l.Label
				if shown == "" {
					shown = l.Text
				}
				link := markup.Inline{Kind: markup.Link, URL: l.URL, Inlines: []markup.Inline{{Kind: markup.Text, Text: shown}}}
				parts = append(parts, inlines([]markup.Inline{link}, inHeading))
			}
		case "contact":
			for _, c := range k.facts {
				if c.Label != "" {
					parts = append(parts, text(c.Label)+": "+text(c.Value.Text))
				} else {
					parts = append(parts, text(c.Value.Text))
				}
			}
		}
	}
	if len(parts) > 0 {
		w.add(lineStart(strings.Join(parts, " · ")))
		w.add("")
	}
}

// Linked is a résumé whose addresses are those that to gives for each, in the file that it stands in: a copy that leaves the site must not
// lead to a place beside it. A link that to gives none for ("") is its text alone; one of the person's own,
// and a picture, stay as they are.
func Linked(r *resume.Resume, to func(from *source.File, address string) string) *resume.Resume {
	l := linker{to: to, file: r.File}
	out := *r
	out.Summary = l.blocks(r.Summary)
	out.Links = slices.Clone(r.Links)
	for i, x := range out.Links {
		if address := l.address(x.Span, x.URL); address != "" {
			out.Links[i].URL = address
		}
	}
	out.Sections = slices.Clone(r.Sections)
	for i := range out.Sections {
		s := &out.Sections[i]
		s.Intro, s.Outro = l.blocks(s.Intro), l.blocks(s.Outro)
		s.Entries, s.Listed, s.Groups = l.entries(s.Entries), l.entries(s.Listed), slices.Clone(s.Groups)
		for k := range s.Groups {
			s.Groups[k].Markup = l.inlines(s.Groups[k].Markup)
		}
	}
	return &out
}

type linker struct {
	to   func(from *source.File, address string) string
	file *source.File // where there is no place
}

func (l linker) address(at source.Span, address string) string {
	if address == "" {
		return ""
	}
	if at.Known() {
		return l.to(at.File, address)
	}
	return l.to(l.file, address)
}

func (l linker) entries(es []resume.Entry) []resume.Entry {
	out := slices.Clone(es)
	for k := range out {
		e := &out[k]
		e.URL = l.address(e.URLSpan, e.URL)
		e.TitleMarkup, e.Body = l.inlines(e.TitleMarkup), l.blocks(e.Body)
	}
	return out
}

func (l linker) blocks(bs []markup.Block) []markup.Block {
	out := slices.Clone(bs)
	for i := range out {
		out[i].Inlines, out[i].Blocks = l.inlines(out[i].Inlines), l.blocks(out[i].Blocks)
	}
	return out
}

func (l linker) inlines(in []markup.Inline) []markup.Inline {
	var out []markup.Inline
	for _, n := range in {
		n.Inlines = l.inlines(n.Inlines)
		switch n.Kind {
		case markup.Link:
			if n.URL = l.address(n.Span, n.URL); n.URL == "" {
				out = append(out, n.Inlines...)
				continue
			}
		case markup.Image:
			if address := l.address(n.Span, n.URL); address != "" {
				n.URL = address
			}
		}
		out = append(out, n)
	}
	return out
}
