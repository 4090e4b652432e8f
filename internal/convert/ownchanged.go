package convert

import (
	"slices"

	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// changed reads a section whose items were changed, moved, added or taken out since resgen wrote them.
func (r *ownReader) changed(items []piece) {
	var listed, texts []piece
	groups := map[int][]meta.Value{} // of each group of ours, the items
	place := map[int]int{}           // where it is among the section's
	for _, p := range items {
		switch {
		case p.what == listedPart:
			listed = append(listed, p)
		case p.what == textPart:
			texts = append(texts, p)
		case p.new:
			r.added(p, place)
		case p.what == groupPart:
			if _, has := place[p.at]; !has {
				place[p.at] = len(r.out.Groups)
				r.out.Groups = append(r.out.Groups, resume.Group{})
			}
			groups[p.at] = append(groups[p.at], p.item)
			r.out.Groups[place[p.at]] = r.changedGroup(&r.own.Groups[p.at], groups[p.at], p.changed)
		default:
			r.out.Entries = append(r.out.Entries, r.entry(p, last(r.out.Entries)))
		}
	}
	for i := range r.own.Groups { // what no item stands for cannot have been changed
		if g := &r.own.Groups[i]; len(g.Is) == 0 {
			r.out.Groups = append(r.out.Groups, r.group(g, nil))
		}
	}
	for i := range r.own.Entries {
		if o := &r.own.Entries[i]; o.Is == "" {
			e := r.form.Entry(meta.Value{Span: r.at})
			o.Onto(&e, last(r.out.Entries), r.at)
			r.out.Entries = append(r.out.Entries, e)
		}
	}
	if len(r.own.Listed) > 0 {
		r.changedList(listed)
	}
	if len(r.own.From) > 0 {
		r.out.Intro = nil
		for _, p := range texts {
			said := r.other(p.item)
			r.out.Intro = append(r.out.Intro, said.Intro...)
			r.out.Groups = append(r.out.Groups, said.Groups...)
			r.out.Entries = append(r.out.Entries, said.Entries...)
		}
	}
}

// added reads an item that is new.
func (r *ownReader) added(p piece, place map[int]int) {
	said := r.other(p.item)
	for i := range said.Entries {
		said.Entries[i].Private = said.Entries[i].Private || p.private
	}
	r.out.Intro = append(r.out.Intro, said.Intro...)
	r.out.Entries = append(r.out.Entries, said.Entries...)
	for _, g := range said.Groups {
		if i, ok := place[p.at]; ok && !g.Label.Known() && r.own.Groups[p.at].Each { // one more word
			to := &r.out.Groups[i]
			to.Items = append(to.Items, g.Items...)
			to.Markup = joinedItems(to)
			continue
		}
		r.out.Groups = append(r.out.Groups, g)
	}
}

// changedGroup is a group of ours of which some items are left or were changed.
func (r *ownReader) changedGroup(g *export.JSONGroup, items []meta.Value, changed bool) resume.Group {
	known := r.group(g, items)
	if len(items) == len(g.Is) && !changed && allSame(g.Is, items) {
		return known
	}
	plain := *g
	plain.Items, plain.Text = nil, nil
	out := r.group(&plain, items)
	words := func(g resume.Group) (out []string) {
		for _, x := range g.Items {
			out = append(out, x.Text)
		}
		return out
	}
	if slices.Equal(words(known), words(out)) {
		out.Items, out.Markup = known.Items, known.Markup // its name alone is another
	}
	return out
}

func allSame(prints []string, items []meta.Value) bool {
	for i, v := range items {
		if export.Print(v) != prints[i] {
			return false
		}
	}
	return true
}

// changedList reads a section whose items stand in its text, a bullet each: those that are as they were keep their words. A text of
// another form is given up for entries, which is said.
func (r *ownReader) changedList(items []piece) {
	intro := r.out.Intro
	bulleted := len(intro) == 1 && intro[0].Kind == markup.List && len(intro[0].Blocks) == len(r.own.Listed)
	var entries []resume.Entry
	var bullets []markup.Block
	for _, p := range items {
		var of []resume.Entry
		if p.new {
			of = r.other(p.item).Entries
		} else {
			of = []resume.Entry{r.entry(p, nil)}
		}
		for _, e := range of {
			it := markup.Block{Kind: markup.Item, Span: p.item.Span, Blocks: append([]markup.Block{line(&e)}, e.Body...)}
			if bulleted && !p.new {
				if was := intro[0].Blocks[p.at]; p.changed {
					it.Attrs = was.Attrs
				} else {
					it = was
				}
			}
			entries, bullets = append(entries, e), append(bullets, it)
		}
	}
	if bulleted && len(bullets) > 0 {
		list := intro[0]
		list.Blocks = bullets
		r.out.Intro, r.out.Listed = []markup.Block{list}, entries
		return
	}
	r.c.note(r.at, "the items of %q were changed since resgen wrote them, and stand for its text now", r.own.Title)
	r.out.Intro, r.out.Entries = nil, append(r.out.Entries, entries...)
}

// line is an entry on one line, as it stands in a list: "AWS Solutions Architect, Amazon, 2021".
func line(e *resume.Entry) markup.Block {
	name := markup.Inline{Kind: markup.Text, Text: e.Title.Text, Span: e.Title.Span}
	if e.URL != "" {
		name = markup.Inline{Kind: markup.Link, URL: e.URL, Span: e.Title.Span, Inlines: []markup.Inline{name}}
	}
	rest := ""
	for _, v := range append([]resume.Value{e.Organization, e.Location, e.DatesText}, e.Extra...) {
		if v.Known() {
			rest += ", " + v.Text
		}
	}
	b := markup.Block{Kind: markup.Paragraph, Span: e.Span, Inlines: []markup.Inline{name}}
	if rest != "" {
		b.Inlines = append(b.Inlines, markup.Inline{Kind: markup.Text, Text: rest, Span: e.Span})
	}
	return b
}
