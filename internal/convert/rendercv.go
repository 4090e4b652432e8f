package convert

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// renderCV reads the "cv" of a RenderCV file (https://docs.rendercv.com): sections by their titles, whose entries have
// one of nine forms.
func (c *converter) renderCV(v meta.Value) {
	f := newFields(v)
	r := c.resume
	r.Name, r.Headline, r.Location = f.value("name"), f.value("headline", "label"), f.value("location")
	r.Email, r.Phone = f.value("email"), f.value("phone")
	r.Phone.Text = strings.TrimPrefix(r.Phone.Text, "tel:")
	c.link(f.value("website"), "")
	c.profiles(f.take("social_networks"))
	if p := f.take("photo"); !empty(p) {
		c.note(p.Span, "the picture was left out: a résumé that is read by programs has none")
	}
	for _, x := range f.take("sections").Fields {
		if !empty(x.Value) {
			c.renderSection(x)
		}
	}
	for _, x := range f.rest() {
		c.fact(title(x.Key), text(x.Value))
	}
}

func (c *converter) renderSection(f meta.Field) {
	name := f.Key
	if strings.ToLower(name) == name {
		name = title(name)
	}
	s := resume.Section{Title: resume.Value{Text: name, Span: f.KeySpan}, Kind: resume.Other, Span: f.Value.Span}
	if kind, _ := term.Section(name); kind != "" && kind != term.Contact {
		s.Kind = resume.Kind(kind)
	}
	if f.Value.Kind != meta.List {
		s.Intro = prose(f.Value)
		c.add(s)
		return
	}
	var texts []meta.Value
	for _, x := range f.Value.List {
		if x.Kind != meta.Map {
			texts = append(texts, x)
			continue
		}
		c.renderEntry(&s, x)
	}
	switch {
	case len(texts) == 0:
	case s.Kind == resume.Summary && len(c.resume.Summary) == 0:
		for _, x := range texts {
			c.resume.Summary = append(c.resume.Summary, prose(x)...)
		}
		c.resume.SummaryTitle = s.Title
	case s.Kind == resume.Summary || s.Kind == resume.Other:
		for _, x := range texts {
			s.Intro = append(s.Intro, prose(x)...)
		}
	default:
		s.Intro = append(s.Intro, bullets(meta.Value{Kind: meta.List, List: texts, Span: f.Value.Span})...)
	}
	c.add(s)
}

func (c *converter) renderEntry(s *resume.Section, v meta.Value) {
	f := newFields(v)
	has := func(key string) bool {
		return slices.ContainsFunc(v.Fields, func(x meta.Field) bool { return x.Key == key })
	}
	switch {
	case has("label") && has("details"): // OneLineEntry
		label, details := f.value("label"), f.value("details")
		if s.Kind == resume.Skills || s.Kind == resume.Languages || s.Kind == resume.Interests {
			group(s, label, details)
		} else {
			s.Intro = append(s.Intro, labelled(label.Text, meta.Value{Kind: meta.String, Text: details.Text, Span: details.Span}))
		}
		return
	case has("bullet"), has("number"), has("reversed_number"):
		x := f.take("bullet", "number", "reversed_number")
		list := bullets(meta.Value{Kind: meta.List, List: []meta.Value{x}, Span: x.Span})
		if n := len(s.Intro); n > 0 && len(list) > 0 && s.Intro[n-1].Kind == markup.List {
			s.Intro[n-1].Blocks = append(s.Intro[n-1].Blocks, list[0].Blocks...)
		} else {
			s.Intro = append(s.Intro, list...)
		}
		return
	case has("institution"):
		c.school(s, v)
		return
	case has("company"), has("position"):
		e := entry(f, false)
		e.Title, e.Organization = f.value("position"), f.value("company")
		unmark(&e)
		c.finish(s, e, f, v.Span, prose(f.take("summary")), bullets(f.take("highlights")))
		return
	case has("authors"):
		var e resume.Entry
		e.Title, e.Organization = f.value("title"), f.value("journal")
		e.URL = f.value("url").Text
		if doi := f.value("doi"); doi.Known() && e.URL == "" {
			e.URL = "https://doi.org/" + doi.Text
		}
		when(&e, resume.Value{}, resume.Value{}, f.value("date"), false)
		authors := f.take("authors")
		for i := range authors.List {
			authors.List[i].Text, _ = unmarked(authors.List[i].Text) // one's own name is set in italics
		}
		unmark(&e)
		c.finish(s, e, f, v.Span, []markup.Block{labelled("Authors", authors)}, prose(f.take("summary")))
		return
	}
	e := entry(f, false)
	e.Title = f.value("name", "title")
	unmark(&e)
	c.finish(s, e, f, v.Span, prose(f.take("summary")), bullets(f.take("highlights")))
}

// unmark takes the Markdown out of an entry's head, as RenderCV's own examples have it: "[Acme](https://acme.example)", "**Lead**".
func unmark(e *resume.Entry) {
	for _, v := range []*resume.Value{&e.Organization, &e.Title} {
		url := ""
		if v.Text, url = unmarked(v.Text); url != "" && e.URL == "" {
			e.URL = url
		}
	}
}

var markdownLink = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[([^\[\]]+)\]\(([^()\s]+)\)`) })

// unmarked is a text without the marks of Markdown, and the first address in it.
func unmarked(text string) (plain, url string) {
	if m := markdownLink().FindStringSubmatch(text); m != nil {
		url = m[2]
	}
	text = markdownLink().ReplaceAllString(text, "$1")
	for _, mark := range [...]string{"**", "__", "*"} {
		if strings.Count(text, mark)%2 == 0 {
			text = strings.ReplaceAll(text, mark, "")
		}
	}
	return strings.TrimSpace(text), url
}
