package compose

import (
	"cmp"
	"slices"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// projectsOf is where a résumé's section of projects is; -1 when it has none.
func projectsOf(r *resume.Resume) int {
	return slices.IndexFunc(r.Sections, func(s resume.Section) bool { return s.Kind == resume.Projects })
}

// bareProjects reports whether a résumé has a section of projects that is nothing but its heading.
func bareProjects(r *resume.Resume) bool {
	at := projectsOf(r)
	return at >= 0 && len(r.Sections[at].Entries)+len(r.Sections[at].Groups)+len(r.Sections[at].Intro) == 0
}

// withProjects is a résumé, in which that is so, with entries in that section: one for each page of a project, the newest first. What
// they say stands in the pages' front matter, and so do their spans.
func withProjects(r *resume.Resume, pages []*Page) *resume.Resume {
	at := projectsOf(r)
	if at < 0 { // it is private
		return r
	}
	used := map[string]bool{}
	for _, s := range r.Sections {
		used[s.ID] = true
		for _, e := range s.Entries {
			used[e.ID] = true
		}
	}
	var list []*Page
	for _, p := range pages {
		if p.Kind == Project {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *Page) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Path, b.Path))
	})
	entries := make([]resume.Entry, len(list))
	for i, p := range list {
		id := cmp.Or(Slug(p.Title), "project")
		for used[id] {
			id += "-project"
		}
		used[id] = true
		entries[i] = project(p, id)
	}
	drawn := *r
	drawn.Sections = slices.Clone(r.Sections)
	drawn.Sections[at].Entries = entries
	return &drawn
}

// project is one page as an entry: its title, which links to the page; the month of its date; its summary
// as a paragraph; its tags; and as its address that of the running thing, or of the source, or else the page's.
func project(p *Page, id string) resume.Entry {
	value := func(key string) resume.Value {
		n := meta.Text(p.Doc.Meta, meta.PageDoc, key)
		return resume.Value{Text: n.Text, Span: n.Span}
	}
	head := p.Doc.MetaSpan
	if !head.Known() {
		head = p.Doc.File.Top()
	}
	e := resume.Entry{ID: id, Title: value("title"), Tags: p.Tags, Head: head, Span: head}
	if !e.Title.Known() { // it stands in the first heading, or is the file's name
		e.Title = resume.Value{Text: p.Title, Span: p.Doc.File.Top()}
	}
	page := "/" + p.Path
	e.TitleMarkup = []markup.Inline{{Kind: markup.Link, URL: page, Span: e.Title.Span, Inlines: words(e.Title)}}
	e.URL, e.URLSpan = page, e.Title.Span
	for _, key := range []string{"repo", "url"} {
		if v := value(key); v.Known() {
			e.URL, e.URLSpan = v.Text, v.Span
		}
	}
	if d, ok := date.Parse(p.Date[:min(len(p.Date), len("2006-01"))]); ok {
		// The text stays empty: a day such as 2024-05-20 is for lists, a résumé says May 2024.
		e.Dates, e.DatesText.Span = date.Range{Start: d}, value("date").Span
	}
	if s := value("summary"); s.Known() {
		e.Body = []markup.Block{{Kind: markup.Paragraph, Span: s.Span, Inlines: words(s)}}
	}
	return e
}

// words is a value as text.
func words(v resume.Value) []markup.Inline {
	return []markup.Inline{{Kind: markup.Text, Text: v.Text, Span: v.Span}}
}
