package export

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// JSONMeta is what a résumé says and JSON Resume has no key for: the value of meta.resgen in a file that resgen wrote. Nothing stands in it
// that the other keys say in full.
type JSONMeta struct {
	Version      int           `json:"version"` // of this form, JSONVersion
	Lang         string        `json:"lang,omitempty"`
	Email        string        `json:"email,omitempty"` // one that is no address by the rules
	Location     string        `json:"location,omitempty"`
	Links        []JSONLink    `json:"links,omitempty"` // all, in their order, where the order or a label would be lost
	Contact      []JSONFact    `json:"contact,omitempty"`
	SummaryTitle string        `json:"summaryTitle,omitempty"`
	Summary      Blocks        `json:"summary,omitempty"`
	Sections     []JSONSection `json:"sections,omitempty"` // in the order of the résumé
}

// JSONVersion is the version of the form of JSONMeta.
const JSONVersion = 1

// A JSONLink is one of the links of the person.
type JSONLink struct {
	URL   string `json:"url"`
	Text  string `json:"text,omitempty"` // where it is not the address without its scheme
	Label string `json:"label,omitempty"`
}

// A JSONFact is a further fact about the person.
type JSONFact struct {
	Label string `json:"label,omitempty"`
	Value string `json:"value"`
}

// A JSONSection is a section. Its items stand in the array of its kind, behind those of the sections before it.
type JSONSection struct {
	Title   string      `json:"title"`
	Kind    resume.Kind `json:"kind"`
	ID      string      `json:"id,omitempty"`
	Private bool        `json:"private,omitempty"`
	Intro   Blocks      `json:"intro,omitempty"`
	Outro   Blocks      `json:"outro,omitempty"`
	Groups  []JSONGroup `json:"groups,omitempty"`
	Entries []JSONEntry `json:"entries,omitempty"`
	Listed  []JSONEntry `json:"listed,omitempty"` // an item each, which the intro says in its own words
	From    []string    `json:"from,omitempty"`   // the prints of items that were made of the intro
}

// A JSONGroup is a group of skills. It has one item, or one for each of its words when it has no label.
type JSONGroup struct {
	Is    []string `json:"is,omitempty"` // the prints of its items
	Each  bool     `json:"each,omitempty"`
	Label string   `json:"label,omitempty"` // where no item has it
	Items []string `json:"items,omitempty"` // where no item has them one by one
	Text  Inlines  `json:"text,omitempty"`  // where it is not the items with commas between
	ID    string   `json:"id,omitempty"`
	Tags  []string `json:"tags,omitempty"`
}

// A JSONEntry is what an entry says beyond its item.
type JSONEntry struct {
	Is           string       `json:"is,omitempty"` // the print of its item; none in a section that no array is for
	ID           string       `json:"id,omitempty"`
	Title        string       `json:"title,omitempty"`
	TitleText    Inlines      `json:"titleText,omitempty"` // where it is not plain
	Organization string       `json:"organization,omitempty"`
	Location     string       `json:"location,omitempty"`
	URL          string       `json:"url,omitempty"`
	Dates        string       `json:"dates,omitempty"` // as written
	Range        *[3]string   `json:"range,omitempty"` // start, end, "present": where the dates as written are not read as that
	Extra        []string     `json:"extra,omitempty"`
	Tags         []string     `json:"tags,omitempty"`
	Private      bool         `json:"private,omitempty"`
	Same         []string     `json:"same,omitempty"` // the fields that were written once, for this entry and the one before it
	Bullets      []JSONBullet `json:"bullets,omitempty"`
	Body         Blocks       `json:"body,omitempty"` // where it is more than paragraphs and one list behind them
}

// A JSONBullet is a bullet that stands in an item.
type JSONBullet struct {
	Is    string `json:"is"`              // the print of its text
	Attrs string `json:"attrs,omitempty"` // as they stand in a comment behind it
}

// Fields that entries below one employer may share.
const (
	sameOrganization = "organization"
	sameLocation     = "location"
	sameDates        = "dates"
)

// Entry is the entry that an item says by itself, less its dates, which the item does not have as written.
func (f JSONForm) Entry(item meta.Value) resume.Entry {
	get := func(key string) resume.Value {
		v, _ := item.Get(key)
		return resume.Value{Text: v.Text, Span: v.Span}
	}
	e := resume.Entry{Title: get(f.Title), Organization: get(f.Organization), Location: get(f.Location), URL: get(f.URL).Text, Span: item.Span, Head: item.Span}
	e.Title.Text = f.joined(e.Title.Text, get(f.Area).Text)
	var list []string
	if v, _ := item.Get(f.List); v.Kind == meta.List {
		for _, x := range v.List {
			list = append(list, x.Text)
		}
	}
	e.Body = f.Body(get(f.Text).Text, list)
	return e
}

// own is what an entry says beyond its item, which is Null where there is none. before is the entry above it, or nil.
func (f JSONForm) own(e, before *resume.Entry, item meta.Value) JSONEntry {
	said := f.Entry(item)
	o := JSONEntry{ID: e.ID, Extra: texts(e.Extra), Tags: e.Tags, Private: e.Private, Dates: e.DatesText.Text}
	if item.Kind != meta.Null {
		o.Is = Print(item)
	}
	for _, x := range []struct {
		to        *string
		want, got string
	}{{&o.Title, e.Title.Text, said.Title.Text}, {&o.Organization, e.Organization.Text, said.Organization.Text},
		{&o.Location, e.Location.Text, said.Location.Text}, {&o.URL, e.URL, said.URL}} {
		if x.want != x.got {
			*x.to = x.want
		}
	}
	if !plainTitle(e) {
		o.TitleText = e.TitleMarkup
	}
	if r := written(e.DatesText.Text); r != e.Dates {
		o.Range = &[3]string{e.Dates.Start.String(), e.Dates.End.String()}
		if e.Dates.Present {
			o.Range[2] = "present"
		}
	}
	switch {
	case len(e.Body) == 0:
	case f.Text == "" || f.List == "" && !reflect.DeepEqual(packed(said.Body), packed(e.Body)) || f.List != "" && !f.plainBody(e.Body):
		o.Body = e.Body
	default:
		if o.Bullets = BulletsOf(e.Body); !slices.ContainsFunc(o.Bullets, func(b JSONBullet) bool { return b.Attrs != "" }) {
			o.Bullets = nil
		}
		if got := slices.Clone(said.Body); !reflect.DeepEqual(packed(putAttrs(got, o.Bullets)), packed(e.Body)) {
			o.Bullets, o.Body = nil, e.Body
		}
	}
	if before != nil {
		for _, x := range []struct {
			name string
			a, b resume.Value
		}{{sameOrganization, before.Organization, e.Organization}, {sameLocation, before.Location, e.Location}, {sameDates, before.DatesText, e.DatesText}} {
			if x.a.Known() && x.a.Span.Known() && x.a == x.b {
				o.Same = append(o.Same, x.name)
			}
		}
	}
	return o
}

// plainTitle reports whether a title has no marks in it.
func plainTitle(e *resume.Entry) bool {
	in := packedInlines(e.TitleMarkup)
	return len(in) == 0 || len(in) == 1 && in[0].Kind == markup.Text.String() && in[0].Text == e.Title.Text
}

// written is the range that a text of dates is read as.
func written(text string) date.Range {
	if found := date.Scan(text); len(found) == 1 && found[0].Problem == "" {
		return found[0].Range
	}
	return date.Range{}
}

// Onto adds to the entry that an item says what else it says. before is the entry above it, or nil; at is a place in the file.
func (o *JSONEntry) Onto(e, before *resume.Entry, at source.Span) {
	e.ID, e.Tags, e.Private = o.ID, o.Tags, o.Private
	for _, x := range []struct {
		to   *resume.Value
		text string
		same string
		of   func(*resume.Entry) resume.Value
	}{
		{&e.Title, o.Title, "", nil},
		{&e.Organization, o.Organization, sameOrganization, func(b *resume.Entry) resume.Value { return b.Organization }},
		{&e.Location, o.Location, sameLocation, func(b *resume.Entry) resume.Value { return b.Location }},
		{&e.DatesText, o.Dates, sameDates, func(b *resume.Entry) resume.Value { return b.DatesText }},
	} {
		if x.text != "" {
			*x.to = resume.Value{Text: x.text, Span: at}
		}
		if before != nil && slices.Contains(o.Same, x.same) && x.of(before).Text == x.to.Text {
			*x.to = x.of(before)
		}
	}
	e.URL = cmp.Or(o.URL, e.URL)
	if e.Title.Known() {
		e.TitleMarkup = []markup.Inline{{Kind: markup.Text, Text: e.Title.Text, Span: e.Title.Span}}
	}
	if o.TitleText != nil {
		e.TitleMarkup = o.TitleText
	}
	e.Dates = written(e.DatesText.Text)
	if r := o.Range; r != nil {
		e.Dates = date.Range{Present: r[2] != ""}
		e.Dates.Start, _ = date.Parse(r[0])
		e.Dates.End, _ = date.Parse(r[1])
	}
	for _, x := range o.Extra {
		e.Extra = append(e.Extra, resume.Value{Text: x, Span: at})
	}
	switch {
	case o.Body != nil:
		e.Body = o.Body
	case o.Bullets != nil:
		e.Body = putAttrs(slices.Clone(e.Body), o.Bullets)
	}
}

// BulletsOf is the bullets of a text with their attributes, outer ones before inner ones.
func BulletsOf(body []markup.Block) []JSONBullet {
	var out []JSONBullet
	for i := range body {
		if body[i].Kind != markup.List {
			continue
		}
		for _, it := range markup.Items(&body[i]) {
			out = append(out, JSONBullet{Is: PrintText(bullet(it)), Attrs: strings.TrimSuffix(strings.TrimPrefix(attributes(it.Attrs), " <!-- "), " -->")})
		}
	}
	return out
}

// putAttrs sets the attributes of a body's bullets, one by one.
func putAttrs(body []markup.Block, bullets []JSONBullet) []markup.Block {
	for i := range body {
		if body[i].Kind != markup.List {
			continue
		}
		body[i].Blocks = slices.Clone(body[i].Blocks)
		for k := range body[i].Blocks {
			if len(bullets) == 0 {
				return body
			}
			body[i].Blocks[k].Attrs = ParseAttrs(bullets[0].Attrs)
			bullets = bullets[1:]
		}
	}
	return body
}

// PrintText is the [Print] of a text.
func PrintText(text string) string { return Print(meta.Value{Kind: meta.String, Text: text}) }

// ParseAttrs is a bullet's attributes as they stand in a comment behind it.
func ParseAttrs(text string) markup.Attrs {
	if text == "" || strings.Contains(text, "-->") {
		return markup.Attrs{}
	}
	bs := parsedBlocks("- x <!-- " + text + " -->")
	if len(bs) != 1 || len(bs[0].Blocks) != 1 {
		return markup.Attrs{}
	}
	return bs[0].Blocks[0].Attrs
}
