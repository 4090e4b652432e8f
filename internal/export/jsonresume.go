package export

import (
	"bytes"
	"encoding/json"
	"net/mail"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// JSONSchema is the address of the schema that JSONResume writes by.
const JSONSchema = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

// JSONResume is a résumé by the schema of JSON Resume v1.0.0, indented by two blanks. Texts are Markdown, as themes of JSON Resume take them;
// dates are as precise as they were written. What the schema has no key for stands in meta.resgen (see [JSONMeta]), from which package
// convert reads the same résumé. The same résumé gives the same bytes.
func JSONResume(r *resume.Resume) []byte {
	own := JSONMeta{Version: JSONVersion, SummaryTitle: r.SummaryTitle.Text}
	if r.Lang != "en" {
		own.Lang = r.Lang
	}
	out := newObject()
	out.text("$schema", JSONSchema)
	out.set("basics", basics(r, &own))
	arrays := map[string][]meta.Value{}
	for i := range r.Sections {
		own.Sections = append(own.Sections, section(&r.Sections[i], arrays))
	}
	for _, k := range resume.Kinds() {
		if f, ok := FormOf(k); ok && len(arrays[f.Array]) > 0 {
			out.set(f.Array, meta.Value{Kind: meta.List, List: arrays[f.Array]})
		}
	}
	var b bytes.Buffer
	writeValue(&b, out.Value)
	b.Truncate(b.Len() - 1)
	kept, err := marshal(own)
	if err != nil {
		panic(err) // it is text
	}
	b.WriteString(`,"meta":{"resgen":`)
	b.Write(kept)
	b.WriteString("}}\n")
	var nice bytes.Buffer
	if err := json.Indent(&nice, b.Bytes(), "", "  "); err != nil {
		panic(err) // it is JSON
	}
	return nice.Bytes()
}

// ReadJSONText is a text of JSON Resume that JSONResume wrote, as blocks; nil when something of it would be lost.
func ReadJSONText(text string) []markup.Block { return parsedBlocks(text) }

// JSONText is blocks as a text of JSON Resume.
func JSONText(bs []markup.Block) string { return blocks(bare(bs)) }

// basics is who the person is; what it cannot hold is added to own.
func basics(r *resume.Resume, own *JSONMeta) meta.Value {
	o := newObject()
	o.text("name", r.Name.Text)
	o.text("label", r.Headline.Text)
	if isAddress(r.Email.Text) {
		o.text("email", r.Email.Text)
	} else {
		own.Email = r.Email.Text
	}
	o.text("phone", r.Phone.Text)
	links, profiles, home := profilesOf(r.Links)
	o.text("url", home)
	own.Links = links
	summary := JSONText(r.Summary)
	o.text("summary", summary)
	if !reflect.DeepEqual(packed(parsedBlocks(summary)), packed(r.Summary)) {
		own.Summary = r.Summary
	}
	if place := LocationOf(r.Location.Text); len(place.Fields) > 0 {
		o.set("location", place)
		if city, _ := place.Get("city"); city.Text != r.Location.Text {
			own.Location = r.Location.Text
		}
	}
	if len(profiles) > 0 {
		o.set("profiles", meta.Value{Kind: meta.List, List: profiles})
	}
	for _, c := range r.Contact {
		own.Contact = append(own.Contact, JSONFact{c.Label, c.Value.Text})
	}
	return o.Value
}

// isAddress reports whether a text is an e-mail address and nothing else (RFC 5322).
func isAddress(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text && !strings.ContainsAny(text, " <>\"")
}

// LocationOf is a place in the parts of JSON Resume: what stands before and behind commas. A text with figures in it is an address, and is not
// taken apart; the code of a country is given when its name is one.
func LocationOf(text string) meta.Value {
	o := newObject()
	parts := strings.Split(text, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	const most = 3 // city, region, country
	if len(parts) > most || slices.Contains(parts, "") || strings.ContainsAny(text, "0123456789|/()·") {
		o.text("address", text)
		return o.Value
	}
	code, known := term.Country(parts[len(parts)-1])
	if known {
		parts = parts[:len(parts)-1]
	}
	switch {
	case len(parts) == most:
		o.text("address", text)
		return o.Value
	case len(parts) > 0:
		o.text("city", parts[0])
	}
	o.text("countryCode", code)
	if len(parts) > 1 {
		o.text("region", parts[1])
	}
	return o.Value
}

// profilesOf is the links as JSON Resume has them: the first that is no network's is the person's own, which stands by itself. own is all of
// them, when something of them would be lost.
func profilesOf(links []resume.Link) (own []JSONLink, profiles []meta.Value, home string) {
	lost, seen := false, map[string]bool{}
	at := -1 // of the person's own site
	for i, l := range links {
		network, known := "", false
		u, err := url.Parse(l.URL)
		if err == nil {
			network, known = term.Network(u.Host)
		}
		x, address := JSONLink{URL: l.URL, Label: l.Label}, Absolute(l.URL)
		if l.Text != ShownAddress(l.URL) {
			x.Text = l.Text
		}
		key := strings.ToLower(strings.TrimSuffix(l.URL, "/"))
		lost = lost || x.Text != "" || x.Label != "" || seen[key] || address != l.URL || !strings.Contains(l.URL, "://")
		seen[key] = true
		own = append(own, x)
		switch {
		case address == "" || !strings.Contains(address, "://"): // no page, as mailto: is none
		case !known && at < 0:
			at, home = i, address
		default:
			if !known {
				if network = l.Label; network == "" && err == nil {
					network = u.Host
				}
			}
			o := newObject()
			o.text("network", network)
			if known {
				o.text("username", handle(network, l.URL))
			}
			o.text("url", address)
			profiles = append(profiles, o.Value)
		}
	}
	if !lost && at <= 0 { // its own site first, and then the rest in their order: as it is read
		own = nil
	}
	return own, profiles, home
}

// ShownAddress is an address as a person reads it.
func ShownAddress(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	return strings.TrimSuffix(strings.TrimPrefix(address, "www."), "/")
}

// handle is the name that a profile's address ends in; "" when the address is not made of it.
func handle(network, address string) string {
	name := address[strings.LastIndexByte(strings.TrimSuffix(address, "/"), '/')+1:]
	name = strings.TrimPrefix(strings.TrimSuffix(name, "/"), "@")
	if made, ok := term.Profile(network, name); ok && strings.EqualFold(ShownAddress(made), ShownAddress(address)) {
		return name
	}
	return ""
}

// section is a section's own part; its items are added to the array of its kind.
func section(s *resume.Section, arrays map[string][]meta.Value) JSONSection {
	out := JSONSection{Title: s.Title.Text, Kind: s.Kind, ID: s.ID, Private: s.Private, Intro: s.Intro, Outro: s.Outro}
	f, ok := FormOf(s.Kind)
	add := func(item meta.Value) meta.Value {
		if !ok || len(item.Fields) == 0 {
			return meta.Value{}
		}
		arrays[f.Array] = append(arrays[f.Array], item)
		return item
	}
	entries := func(es []resume.Entry) (out []JSONEntry) {
		for k := range es {
			var before *resume.Entry
			if k > 0 {
				before = &es[k-1]
			}
			out = append(out, f.own(&es[k], before, add(f.Item(&es[k]))))
		}
		return out
	}
	for k := range s.Groups {
		g := &s.Groups[k]
		x := JSONGroup{ID: g.ID, Tags: g.Tags, Each: g.Label.Text == ""}
		if ok && f.Items != "" {
			for _, item := range f.groupItems(g) {
				if item = add(item); item.Kind != meta.Null {
					x.Is = append(x.Is, Print(item))
				}
			}
		} else {
			x.Label, x.Items = g.Label.Text, texts(g.Items)
		}
		if f.Items == "fluency" && !x.Each && len(g.Items) != 1 || len(x.Is) == 0 || x.Each && len(x.Is) != len(g.Items) || slices.Contains(texts(g.Items), "") {
			x.Items = texts(g.Items)
		}
		if in := packedInlines(g.Markup); len(in) != 1 || in[0].Kind != markup.Text.String() || in[0].Text != strings.Join(texts(g.Items), ", ") {
			x.Text = g.Markup
		}
		out.Groups = append(out.Groups, x)
	}
	out.Entries = entries(s.Entries)
	out.Listed = entries(s.Listed)
	if ok && len(s.Entries)+len(s.Groups)+len(s.Listed) == 0 {
		for _, item := range f.introItems(s.Intro) {
			out.From = append(out.From, Print(add(item)))
		}
	}
	return out
}

// introItems is a section's text as items: a bullet or a paragraph each, where items have no text of their own; else one with the whole text.
func (f JSONForm) introItems(intro []markup.Block) (out []meta.Value) {
	item := func(key, text string) {
		if text = strings.TrimSpace(text); text != "" {
			o := newObject()
			o.text(key, text)
			out = append(out, o.Value)
		}
	}
	if f.Text != "" {
		item(f.Text, JSONText(intro))
		return out
	}
	for i := range intro {
		if b := &intro[i]; b.Kind == markup.List {
			for _, it := range markup.Items(b) {
				item(f.Title, bullet(it))
			}
		} else {
			item(f.Title, JSONText(intro[i:i+1]))
		}
	}
	return out
}
