package convert

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// An ownReader reads one section of a file that resgen wrote.
type ownReader struct {
	c    *converter
	own  *export.JSONSection
	form export.JSONForm
	read func(*resume.Section, meta.Value) // reads an item of another program
	out  *resume.Section
	at   source.Span
}

// whole reads a section that nobody changed.
func (r *ownReader) whole(items []piece) {
	next := func() (v meta.Value) {
		v, items = items[0].item, items[1:]
		return v
	}
	for i := range r.own.Groups {
		g := &r.own.Groups[i]
		var of []meta.Value
		for range g.Is {
			of = append(of, next())
		}
		r.out.Groups = append(r.out.Groups, r.group(g, of))
	}
	entries := func(own []export.JSONEntry) (out []resume.Entry) {
		for i := range own {
			item := meta.Value{Span: r.at}
			if own[i].Is != "" {
				item = next()
			}
			e := r.form.Entry(item)
			own[i].Onto(&e, last(out), item.Span)
			out = append(out, e)
		}
		return out
	}
	r.out.Entries = entries(r.own.Entries)
	r.out.Listed = entries(r.own.Listed)
}

func last(es []resume.Entry) *resume.Entry {
	if len(es) == 0 {
		return nil
	}
	return &es[len(es)-1]
}

// group is a group of ours from its items.
func (r *ownReader) group(g *export.JSONGroup, items []meta.Value) resume.Group {
	out := resume.Group{ID: g.ID, Tags: g.Tags, Label: resume.Value{Text: g.Label}, Span: r.at}
	add := func(text string, at source.Span) {
		out.Items = append(out.Items, resume.Value{Text: text, Span: at})
	}
	for _, v := range items {
		name, _ := v.Get(r.form.Title)
		words, _ := v.Get(r.form.Items)
		switch {
		case g.Each && words.Kind == meta.String && words.Text != "":
			add(name.Text+" ("+words.Text+")", v.Span)
			continue
		case g.Each:
			add(name.Text, v.Span)
			continue
		}
		out.Label = resume.Value{Text: name.Text, Span: name.Span}
		if words.Kind == meta.String {
			add(words.Text, words.Span)
		}
		for _, x := range words.List {
			if x.Kind != meta.String {
				x.Text = text(x).Text
			}
			add(x.Text, x.Span)
		}
	}
	if g.Items != nil {
		out.Items = nil
		for _, t := range g.Items {
			add(t, r.at)
		}
	}
	if out.Markup = g.Text; out.Markup == nil {
		out.Markup = joinedItems(&out)
	}
	return out
}

// joinedItems is the items of a group with commas between.
func joinedItems(g *resume.Group) []markup.Inline {
	var texts []string
	for _, x := range g.Items {
		texts = append(texts, x.Text)
	}
	if len(texts) == 0 {
		return nil
	}
	return []markup.Inline{{Kind: markup.Text, Text: strings.Join(texts, ", "), Span: g.Span}}
}

// other reads an item as of another program.
func (r *ownReader) other(v meta.Value) (out resume.Section) {
	out.Kind = r.own.Kind
	if v.Kind == meta.Map || r.form.Items != "" {
		r.read(&out, v)
	} else {
		out.Entries = []resume.Entry{{Title: text(v), Span: v.Span, Head: v.Span}}
	}
	return out
}

// entry is an entry whose item may have been changed: of what we know beyond the item, what still fits.
func (r *ownReader) entry(p piece, before *resume.Entry) resume.Entry {
	own := r.own.Entries
	if p.what == listedPart {
		own = r.own.Listed
	}
	o, f, item := own[p.at], r.form, p.item
	e := f.Entry(item)
	plain := e
	if p.changed {
		plain.Body = slices.Clone(e.Body)
	}
	bullets := o.Bullets
	if p.changed {
		o.Bullets = nil
		if o.Body != nil {
			bullets = export.BulletsOf(o.Body)
		}
	}
	o.Onto(&e, before, item.Span)
	if !p.changed {
		return e
	}
	would := f.Item(&e)
	same := func(keys ...string) bool {
		for _, k := range keys {
			a, _ := would.Get(k)
			b, _ := item.Get(k)
			if k != "" && !empty(b) != !empty(a) || export.Print(a) != export.Print(b) && !empty(b) {
				return false
			}
		}
		return true
	}
	said := r.other(item)
	var base resume.Entry
	if len(said.Entries) > 0 {
		base = said.Entries[0]
	} else {
		base = plain
	}
	if !same(f.Title, f.Area) {
		e.Title = base.Title
	}
	if o.TitleText != nil && markup.Plain(e.TitleMarkup) != e.Title.Text || o.TitleText == nil {
		e.TitleMarkup = nil
	}
	if !same(f.Organization) {
		e.Organization = base.Organization
	}
	if !same(f.Location) {
		e.Location = base.Location
	}
	if !same(f.URL) {
		e.URL = base.URL
	}
	if !same(f.Start, f.End) {
		e.Dates, e.DatesText = base.Dates, base.DatesText
	}
	if !same(f.Text, f.List) {
		e.Body = plain.Body
		if w, list := item.Get(f.List); len(plain.Body) == 0 || list && w.Kind != meta.List {
			e.Body = base.Body
		}
	}
	if !same(f.Text, f.List) || o.Body == nil {
		e.Body = r.c.marked(e.Body, o.Body, bullets)
	}
	e.Body = append(e.Body, r.unknown(item)...)
	return e
}

// unknown is what an item says under keys that resgen does not write, as text.
func (r *ownReader) unknown(item meta.Value) []markup.Block {
	f := r.form
	ours := []string{f.Title, f.Area, f.Organization, f.Location, f.URL, f.Start, f.End, f.Text, f.List}
	rest := meta.Value{Kind: meta.Map, Span: item.Span, Fields: []meta.Field{{Key: f.Title, Value: meta.Value{Kind: meta.String, Text: "x"}}}}
	for _, x := range item.Fields {
		if !slices.Contains(ours, x.Key) {
			rest.Fields = append(rest.Fields, x)
		}
	}
	if len(rest.Fields) == 1 {
		return nil
	}
	var out []markup.Block
	said := r.other(rest)
	for _, e := range said.Entries {
		out = append(out, e.Body...)
	}
	return out
}
