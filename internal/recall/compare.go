package recall

import (
	"cmp"
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// key is a text as it is compared: its letters and figures.
func (c *comparer) key(text string) string {
	k, ok := c.keys[text]
	if !ok {
		k = strings.ReplaceAll(term.Fold(text), " ", "")
		c.keys[text] = k
	}
	return k
}

// A comparer compares one résumé.
type comparer struct {
	Table
	got     *recognize.Reading
	entries []*recognize.Entry // of all sections
	in      []int              // the section of each entry
	used    []bool             // by entry
	keys    map[string]string  // of texts
	texts   map[string]bool    // keys of bullets, lines and titles of each section, wherever they are
}

// Compare holds a reading against the résumé.
func Compare(r *resume.Resume, got *recognize.Reading) *Table {
	c := &comparer{got: got, keys: map[string]string{}, texts: map[string]bool{}}
	for i := range got.Sections {
		s := &got.Sections[i]
		for k := range s.Entries {
			c.entries, c.in = append(c.entries, &s.Entries[k]), append(c.in, i)
		}
		c.keep(s.Items)
		c.keep(s.Text)
		for _, e := range s.Entries {
			c.keep(e.Bullets)
			c.keep(e.Text)
			c.texts[c.key(e.Title.Text)] = true
		}
	}
	c.used = make([]bool, len(c.entries))
	c.value(Name, r.Name, got.Name)
	c.value(Headline, r.Headline, got.Headline)
	c.value(Email, r.Email, got.Email)
	c.value(Phone, r.Phone, got.Phone)
	c.value(Location, r.Location, got.Location)
	for _, l := range r.Links {
		c.link(l)
	}
	heading := 0
	for i := range r.Sections {
		heading = c.section(&r.Sections[i], heading)
	}
	return &c.Table
}

func (c *comparer) keep(vs []recognize.Value) {
	for _, v := range vs {
		c.texts[c.key(v.Text)] = true
	}
}

// value compares one field of the head.
func (c *comparer) value(kind Kind, want resume.Value, got recognize.Value) {
	if k := c.key(want.Text); want.Known() && k != "" {
		c.Fields = append(c.Fields, Field{Kind: kind, Text: want.Text, Span: want.Span, Found: c.key(got.Text) == k, Read: got.Text, At: got.At})
	}
}

func (c *comparer) link(l resume.Link) {
	f := Field{Kind: Link, Text: l.Text, Span: l.Span}
	k := c.key(l.Text)
	for _, v := range c.got.Links {
		short := v.Text
		if _, after, ok := strings.Cut(short, "://"); ok {
			short = after
		}
		if c.key(strings.TrimPrefix(short, "www.")) == c.key(strings.TrimPrefix(l.Text, "www.")) || c.key(v.Text) == k {
			f.Found, f.At = true, v.At
			break
		}
	}
	c.Fields = append(c.Fields, f)
}

// section compares a section; heading is where in the reading to look for it first, and the next such place is given back.
func (c *comparer) section(s *resume.Section, heading int) int {
	home := -1
	if k := c.key(s.Title.Text); s.Title.Known() && k != "" {
		f := Field{Kind: Section, Text: s.Title.Text, Span: s.Title.Span}
		for i := range c.got.Sections {
			j := (heading + i) % len(c.got.Sections)
			if h := &c.got.Sections[j].Heading; c.key(h.Text) == k {
				f.Found, f.At = true, h.At
				home, heading = j, j+1
				break
			}
		}
		c.Fields = append(c.Fields, f)
	}
	if len(s.Entries) == 0 && len(s.Groups) == 0 {
		c.items(s.Intro)
	}
	for _, g := range s.Groups {
		c.group(&g)
	}
	for i := range s.Entries {
		c.entry(&s.Entries[i], home)
	}
	return heading
}

// items compares the bullets of a section that has no entries.
func (c *comparer) items(blocks []markup.Block) {
	for b := range markup.Blocks(blocks) {
		if text, span := c.bulletText(b); text != "" {
			c.Fields = append(c.Fields, Field{Kind: Bullet, Text: text, Span: span, Found: c.has(c.texts, c.key(text))})
		}
	}
}

// has reports whether a text was read, alone or with more behind it.
func (c *comparer) has(texts map[string]bool, k string) bool {
	if k == "" || texts[k] {
		return true
	}
	for t := range texts {
		if len(t) > len(k) && strings.HasPrefix(t, k) {
			return true
		}
	}
	return false
}

// group compares a group of skills.
func (c *comparer) group(g *resume.Group) {
	text := g.Label.Text
	for _, v := range g.Items {
		text += " " + v.Text
	}
	if k := c.key(text); k != "" {
		c.Fields = append(c.Fields, Field{Kind: Skills, Text: cmp.Or(g.Label.Text, strings.TrimSpace(text)), Span: g.Span, Found: c.has(c.texts, k)})
	}
}

// bulletText is the text of a list item's first paragraph, and where it stands; "" for what is no item.
func (c *comparer) bulletText(b *markup.Block) (string, source.Span) {
	if b.Kind != markup.Item || len(b.Blocks) == 0 || b.Blocks[0].Kind != markup.Paragraph {
		return "", source.Span{}
	}
	text := markup.Plain(b.Blocks[0].Inlines)
	if c.key(text) == "" {
		return "", source.Span{}
	}
	return text, b.Blocks[0].Span
}

// entry compares an entry with the one of the reading that has most of it.
func (c *comparer) entry(e *resume.Entry, home int) {
	place := e.Title.Span
	for _, v := range []resume.Value{e.Organization, e.DatesText, e.Location} {
		if !place.Known() {
			place = v.Span
		}
	}
	best, most := -1, 0
	for i, g := range c.entries {
		if c.used[i] {
			continue
		}
		if n := c.alike(e, g); n > 0 {
			if c.in[i] == home {
				n++
			}
			if n > most {
				best, most = i, n
			}
		}
	}
	got := &recognize.Entry{}
	if best >= 0 {
		got, c.used[best] = c.entries[best], true
	}
	c.head(Title, e.Title, got.Title, place)
	c.head(Organization, e.Organization, got.Organization, place)
	date := func(kind Kind, want, has string) {
		if want != "" {
			c.Fields = append(c.Fields, Field{Kind: kind, Text: want, Span: e.DatesText.Span, Found: want == has, Read: has, At: got.DatesText.At, Entry: place})
		}
	}
	if e.Dates.Known() {
		date(Start, e.Dates.Start.String(), got.Dates.Start.String())
		date(End, end(e.Dates), end(got.Dates))
	}
	texts := map[string]bool{}
	for _, v := range got.Bullets {
		texts[c.key(v.Text)] = true
	}
	for _, b := range e.Bullets() {
		if text, span := c.bulletText(b); text != "" {
			c.Fields = append(c.Fields, Field{Kind: Bullet, Text: text, Span: span, Found: c.has(texts, c.key(text)), Entry: place})
		}
	}
}

// head compares a field of an entry's head. A part of a run counts only when the run holds nothing else that is a field.
func (c *comparer) head(kind Kind, want resume.Value, got recognize.Value, entry source.Span) {
	k := c.key(want.Text)
	if !want.Known() || k == "" {
		return
	}
	f := Field{Kind: kind, Text: want.Text, Span: want.Span, Read: got.Text, At: got.At, Entry: entry}
	switch {
	case got.Within == "":
		f.Found = c.key(got.Text) == k
	case c.key(got.Within) == k:
		f.Found = true
	default:
		f.Run = got.Within
	}
	c.Fields = append(c.Fields, f)
}

// end is when a range ended, as a text.
func end(r date.Range) string {
	if r.Present {
		return "present"
	}
	return r.End.String()
}

// alike is how much of an entry another one has; 0 for nothing that names it.
func (c *comparer) alike(e *resume.Entry, g *recognize.Entry) int {
	n := 0
	is := func(want string, got recognize.Value) bool {
		k := c.key(want)
		return k != "" && (c.key(got.Text) == k || got.Within != "" && strings.Contains(c.key(got.Within), k))
	}
	if is(e.Title.Text, g.Title) || is(e.Title.Text, g.Organization) {
		n += 4
	}
	if is(e.Organization.Text, g.Organization) || is(e.Organization.Text, g.Title) {
		n += 3
	}
	if n == 0 && e.Title.Known() {
		for _, v := range g.Extra {
			if c.key(v.Text) == c.key(e.Title.Text) {
				n += 2
			}
		}
	}
	if e.Dates.Known() && e.Dates == g.Dates {
		n += 2
	}
	return n
}
