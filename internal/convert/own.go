package convert

import (
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// own is what resgen itself added to a file that it wrote; nil for a file of another program. Where the rest of the file was changed since, by
// hand or by a program, that is what counts: a value of ours is taken only while the file says what resgen would write of it.
func (c *converter) own(top meta.Value) *export.JSONMeta {
	about, _ := top.Get("meta")
	v, ok := about.Get("resgen")
	if !ok {
		return nil
	}
	var in struct {
		Meta struct {
			Resgen *export.JSONMeta `json:"resgen"`
		} `json:"meta"`
	}
	err := json.Unmarshal([]byte(strings.TrimPrefix(string(c.file.Bytes), "\ufeff")), &in)
	switch {
	case err != nil || in.Meta.Resgen == nil:
		c.note(v.Span, "meta.resgen cannot be read, and was left out: what only resgen can say is lost")
		return nil
	case in.Meta.Resgen.Version != export.JSONVersion:
		c.note(v.Span, "meta.resgen is of version %d, which this resgen does not know, and was left out", in.Meta.Resgen.Version)
		return nil
	}
	return in.Meta.Resgen
}

// ownBasics reads who the person is in a file that resgen wrote.
func (c *converter) ownBasics(v meta.Value, own *export.JSONMeta) {
	b, r := newFields(v), c.resume
	raw := func(key string) resume.Value {
		v := b.take(key)
		return resume.Value{Text: v.Text, Span: v.Span}
	}
	if own.Lang != "" {
		r.Lang = own.Lang
	}
	r.Name, r.Headline, r.Email, r.Phone = raw("name"), raw("label"), raw("email"), raw("phone")
	if own.Email != "" && !r.Email.Known() {
		r.Email = resume.Value{Text: own.Email, Span: v.Span}
	}
	for _, f := range own.Contact {
		at := resume.Contact{Label: f.Label, Value: resume.Value{Text: f.Value, Span: v.Span}}
		if f.Label != "" {
			at.LabelSpan = v.Span
		}
		r.Contact = append(r.Contact, at)
	}
	summary := b.take("summary")
	r.SummaryTitle = resume.Value{Text: own.SummaryTitle}
	if own.SummaryTitle != "" {
		r.SummaryTitle.Span = v.Span
	}
	r.Summary = c.ownText(summary, own.Summary)
	place := b.take("location")
	city, _ := place.Get("city")
	whole := cmp.Or(own.Location, city.Text)
	switch {
	case export.Print(export.LocationOf(whole)) == export.Print(place):
		r.Location = resume.Value{Text: whole, Span: place.Span}
	case place.Kind == meta.Map:
		c.place(newFields(place))
	default:
		r.Location = text(place)
	}
	home, profiles := b.take("url"), b.take("profiles")
	c.ownLinks(home, profiles, own.Links)
	for _, f := range b.rest() {
		c.fact(title(f.Key), text(f.Value))
	}
}

// ownText is a text as blocks: as resgen knows them while the text is what it wrote of them.
func (c *converter) ownText(v meta.Value, known []markup.Block) []markup.Block {
	if known != nil && export.JSONText(known) == v.Text {
		return known
	}
	out := export.ReadJSONText(v.Text)
	if out == nil || v.Kind != meta.String {
		out = prose(v)
	}
	return c.marked(out, known, export.BulletsOf(known))
}

// marked is a changed text whose bullets have the attributes that they had. Where it cannot be told which was private, all that may be it are; a
// paragraph that may be is a bullet then, for only those and headings can be private.
func (c *converter) marked(now, was []markup.Block, old []export.JSONBullet) []markup.Block {
	out := cloned(now)
	if was != nil {
		old = nil
		for i := range was {
			bullets := export.BulletsOf(was[i : i+1])
			if _, private := was[i].Attrs.Get("private"); private { // it stood below a private heading
				for k := range bullets {
					bullets[k].Attrs = strings.TrimSpace(bullets[k].Attrs + " private")
				}
			}
			old = append(old, bullets...)
		}
	}
	var prints, is []string
	for _, b := range old {
		prints = append(prints, b.Is)
	}
	for _, b := range export.BulletsOf(out) {
		is = append(is, b.Is)
	}
	var items []*markup.Block
	for i := range out {
		if out[i].Kind == markup.List {
			items = append(items, markup.Items(&out[i])...)
		}
	}
	of, shaky := align(prints, is)
	for j, it := range items {
		if of[j] >= 0 {
			it.Attrs = export.ParseAttrs(old[of[j]].Attrs)
			continue
		}
		for _, i := range shaky[j] {
			if _, private := export.ParseAttrs(old[i].Attrs).Get("private"); private {
				it.Attrs = export.ParseAttrs("private")
			}
		}
	}
	if slices.ContainsFunc(was, func(b markup.Block) bool { return b.Kind != markup.List && secret(&b) }) {
		open := map[string]bool{}
		for i := range was {
			if !secret(&was[i]) {
				open[export.JSONText(was[i:i+1])] = true
			}
		}
		for i := range out {
			if out[i].Kind != markup.List && !open[export.JSONText(out[i:i+1])] {
				in := out[i]
				if in.Kind == markup.Heading {
					in.Kind = markup.Paragraph
				}
				in.Attrs = markup.Attrs{}
				it := markup.Block{Kind: markup.Item, Attrs: export.ParseAttrs("private"), Span: in.Span, Blocks: []markup.Block{in}}
				out[i] = markup.Block{Kind: markup.List, Span: in.Span, Blocks: []markup.Block{it}}
			}
		}
		c.note(c.file.Top(), "a text that was private in part was changed since: what is new in it is private, too; see whether it needs to be")
	}
	return out
}

// secret reports whether a block or one inside of it is marked private.
func secret(b *markup.Block) bool {
	if _, private := b.Attrs.Get("private"); private {
		return true
	}
	return slices.ContainsFunc(b.Blocks, func(in markup.Block) bool { return secret(&in) })
}

func cloned(bs []markup.Block) []markup.Block {
	out := slices.Clone(bs)
	for i := range out {
		out[i].Blocks = cloned(out[i].Blocks)
	}
	return out
}

// ownLinks reads the links: in our order while all of them are there, else as they stand, with the labels that we know.
func (c *converter) ownLinks(home, profiles meta.Value, known []export.JSONLink) {
	var now, was []string
	if !empty(home) {
		now = append(now, home.Text)
	}
	for _, p := range profiles.List {
		address, _ := p.Get("url")
		now = append(now, address.Text)
	}
	for _, l := range known {
		if address := export.Absolute(l.URL); address != "" {
			was = append(was, address)
		}
	}
	sorted := func(list []string) []string { list = slices.Clone(list); slices.Sort(list); return list }
	add := func(l export.JSONLink, at source.Span) {
		x := resume.Link{URL: l.URL, Text: l.Text, Label: l.Label, Span: at}
		if x.Text == "" {
			x.Text = export.ShownAddress(l.URL)
		}
		if l.Label != "" {
			x.LabelSpan = at
		}
		c.resume.Links = append(c.resume.Links, x)
	}
	if known != nil && slices.Equal(sorted(now), sorted(was)) {
		for _, l := range known {
			add(l, profiles.Span.Join(home.Span))
		}
		return
	}
	one := func(address, network meta.Value, whole meta.Value) {
		if empty(address) && empty(whole) {
			return
		}
		if i := slices.IndexFunc(known, func(l export.JSONLink) bool { return export.Absolute(l.URL) == address.Text }); i >= 0 {
			add(known[i], address.Span)
			return
		}
		u, err := url.Parse(address.Text)
		switch {
		case whole.Kind != meta.Map || !empty(address) && err == nil && strings.EqualFold(network.Text, u.Host):
			c.link(text(address), "") // it has no other name
		default:
			c.profiles(meta.Value{Kind: meta.List, List: []meta.Value{whole}})
		}
	}
	one(home, meta.Value{}, meta.Value{})
	for _, p := range profiles.List {
		address, _ := p.Get("url")
		network, _ := p.Get("network")
		if p.Kind != meta.Map {
			address = p
		}
		one(address, network, p)
	}
	for _, l := range known {
		if export.Absolute(l.URL) == "" {
			add(l, profiles.Span)
		}
	}
}
