package convert

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// finish adds an entry with what is left of its fields, and the text below it.
func (c *converter) finish(s *resume.Section, e resume.Entry, f *fields, at source.Span, body ...[]markup.Block) {
	if !e.Title.Known() {
		e.Title, e.Organization = e.Organization, resume.Value{}
	}
	if !e.Title.Known() {
		e.Title = e.DatesText
		e.DatesText = resume.Value{}
	}
	e.Body = slices.Concat(body...)
	for _, x := range f.rest() {
		e.Body = append(e.Body, labelled(title(x.Key), x.Value))
	}
	e.Span, e.Head = at, at
	if !e.Title.Known() { // nothing but text
		s.Intro = append(s.Intro, e.Body...)
		return
	}
	s.Entries = append(s.Entries, e)
}

// entry begins an entry: what entries of all kinds have.
func entry(f *fields, open bool) resume.Entry {
	var e resume.Entry
	e.Location = f.value("location")
	e.URL = f.value("url", "website").Text
	when(&e, f.value("startDate", "start_date"), f.value("endDate", "end_date"), f.value("date"), open)
	return e
}

func (c *converter) job(s *resume.Section, v meta.Value) {
	f := newFields(v)
	e := entry(f, true)
	e.Title, e.Organization = f.value("position"), f.value("name", "company")
	c.finish(s, e, f, v.Span, prose(f.take("summary")), prose(f.take("description")), bullets(f.take("highlights")), keywords("Keywords", f))
}

func keywords(label string, f *fields) []markup.Block {
	if k := f.take("keywords"); !empty(k) {
		return []markup.Block{labelled(label, k)}
	}
	return nil
}

func (c *converter) volunteer(s *resume.Section, v meta.Value) {
	f := newFields(v)
	e := entry(f, true)
	e.Title, e.Organization = f.value("position"), f.value("organization", "name")
	c.finish(s, e, f, v.Span, prose(f.take("summary")), bullets(f.take("highlights")))
}

func (c *converter) school(s *resume.Section, v meta.Value) {
	f := newFields(v)
	e := entry(f, false)
	degree, area := f.value("studyType", "degree"), f.value("area")
	e.Title, e.Organization = degree, f.value("institution")
	switch {
	case !degree.Known():
		e.Title = area
	case area.Known() && !strings.Contains(strings.ToLower(degree.Text), strings.ToLower(area.Text)):
		e.Title = resume.Value{Text: degree.Text + " in " + area.Text, Span: degree.Span.Join(area.Span)}
	}
	var body []markup.Block
	if grade := f.take("score", "gpa"); !empty(grade) {
		body = append(body, labelled("Grade", grade))
	}
	body = append(body, prose(f.take("summary"))...)
	body = append(body, bullets(f.take("highlights"))...)
	c.finish(s, e, f, v.Span, body, bullets(f.take("courses")))
}

func (c *converter) project(s *resume.Section, v meta.Value) {
	f := newFields(v)
	e := entry(f, false)
	e.Title, e.Organization = f.value("name", "title"), f.value("entity")
	var roles []markup.Block
	if x := f.take("roles"); !empty(x) {
		roles = []markup.Block{labelled("Role", x)}
	}
	c.finish(s, e, f, v.Span, prose(f.take("description")), prose(f.take("summary")), bullets(f.take("highlights")), roles, keywords("Technologies", f))
}

func (c *converter) award(s *resume.Section, v meta.Value) {
	f := newFields(v)
	e := entry(f, false)
	e.Title, e.Organization = f.value("title", "name"), f.value("awarder", "issuer")
	c.finish(s, e, f, v.Span, prose(f.take("summary")))
}

func (c *converter) certificate(s *resume.Section, v meta.Value) {
	f := newFields(v)
	e := entry(f, false)
	e.Title, e.Organization = f.value("name", "title"), f.value("issuer", "authority")
	c.finish(s, e, f, v.Span, prose(f.take("summary")))
}

func (c *converter) publication(s *resume.Section, v meta.Value) {
	f := newFields(v)
	var e resume.Entry
	e.Title, e.Organization, e.URL = f.value("name", "title"), f.value("publisher"), f.value("url", "website").Text
	when(&e, f.value("releaseDate", "date"), resume.Value{}, resume.Value{}, false)
	c.finish(s, e, f, v.Span, prose(f.take("summary")))
}

func (c *converter) reference(s *resume.Section, v meta.Value) {
	f := newFields(v)
	var e resume.Entry
	e.Title = f.value("name")
	c.finish(s, e, f, v.Span, prose(f.take("reference", "summary")))
}

// skill reads a group of skills or interests: a name, a level, key words.
func (c *converter) skill(s *resume.Section, v meta.Value) {
	if v.Kind != meta.Map {
		group(s, resume.Value{}, text(v))
		return
	}
	f := newFields(v)
	name, level := f.value("name", "category"), f.value("level")
	if level.Known() {
		name.Text = strings.TrimSpace(name.Text + " (" + level.Text + ")")
	}
	items := f.take("keywords", "items")
	more := f.rest()
	for _, x := range more {
		items = meta.Value{Kind: meta.List, List: append(slices.Clone(items.List), x.Value), Span: v.Span}
		c.note(x.KeySpan, "%q is not known, and was kept among the skills", x.Key)
	}
	if empty(items) {
		group(s, resume.Value{}, name)
		return
	}
	group(s, name, text(items))
}

// group adds a labelled group, or items to the group without a label that stands last.
func group(s *resume.Section, label, items resume.Value) {
	if !items.Known() {
		return
	}
	if n := len(s.Groups); !label.Known() && n > 0 && !s.Groups[n-1].Label.Known() {
		g := &s.Groups[n-1]
		g.Items = append(g.Items, items)
		g.Markup = append(g.Markup, markup.Inline{Kind: markup.Text, Text: ", " + items.Text, Span: items.Span})
		return
	}
	s.Groups = append(s.Groups, resume.Group{Label: label, Items: []resume.Value{items}, Span: items.Span,
		Markup: []markup.Inline{{Kind: markup.Text, Text: items.Text, Span: items.Span}}})
}

func (c *converter) language(s *resume.Section, v meta.Value) {
	if v.Kind != meta.Map {
		group(s, resume.Value{}, text(v))
		return
	}
	f := newFields(v)
	name, level := f.value("language", "name"), f.value("fluency", "level", "proficiency")
	if level.Known() {
		name.Text = strings.TrimSpace(name.Text + " (" + level.Text + ")")
	}
	for _, x := range f.rest() {
		name.Text += ", " + text(x.Value).Text
	}
	group(s, resume.Value{}, name)
}
