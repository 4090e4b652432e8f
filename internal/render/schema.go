package render

import (
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// What search engines read of a page, in the words of schema.org. Which properties they ask for:
// https://developers.google.com/search/docs/appearance/structured-data, of profile-page, article and breadcrumb. Each address is a
// whole one, and is left out where it is not known.
type (
	thing struct {
		Type string `json:"@type"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
	person struct {
		thing
		JobTitle    string   `json:"jobTitle,omitempty"`
		Description string   `json:"description,omitempty"`
		Image       string   `json:"image,omitempty"`
		Address     *address `json:"address,omitempty"`
		WorksFor    []thing  `json:"worksFor,omitempty"`
		AlumniOf    []thing  `json:"alumniOf,omitempty"`
		KnowsAbout  []string `json:"knowsAbout,omitempty"`
		SameAs      []string `json:"sameAs,omitempty"`
	}
	address struct {
		Type     string `json:"@type"`
		Locality string `json:"addressLocality"`
	}
	profilePage struct {
		Type     string `json:"@type"`
		URL      string `json:"url,omitempty"`
		Modified string `json:"dateModified,omitempty"`
		Lang     string `json:"inLanguage,omitempty"`
		Entity   person `json:"mainEntity"`
	}
	// work is a post or a project.
	work struct {
		Type      string   `json:"@type"`
		Headline  string   `json:"headline,omitempty"` // of a post
		Name      string   `json:"name,omitempty"`     // of a project
		URL       string   `json:"url,omitempty"`
		Page      string   `json:"mainEntityOfPage,omitempty"`
		Text      string   `json:"description,omitempty"`
		Image     string   `json:"image,omitempty"`
		Created   string   `json:"dateCreated,omitempty"`
		Published string   `json:"datePublished,omitempty"`
		Modified  string   `json:"dateModified,omitempty"`
		Author    *thing   `json:"author,omitempty"`
		Lang      string   `json:"inLanguage,omitempty"`
		Keywords  []string `json:"keywords,omitempty"`
		Source    string   `json:"codeRepository,omitempty"`
		Language  []string `json:"programmingLanguage,omitempty"`
	}
	breadcrumbs struct {
		Type  string  `json:"@type"`
		Items []crumb `json:"itemListElement"`
	}
	crumb struct {
		Type     string `json:"@type"`
		Position int    `json:"position"` // from 1
		Name     string `json:"name"`
		Item     string `json:"item"`
	}
)

// schema is what a page is: the person on the home page, a post or a project on its own, and the way to each page; "" for a page of
// which there is nothing to say.
func (r *Renderer) schema(p *compose.Page, d PageData) template.JS {
	var graph []any
	switch p.Kind {
	case compose.Home:
		if r.site.Resume != nil && r.site.Resume.Name.Known() {
			graph = append(graph, profilePage{Type: "ProfilePage", URL: d.Permalink, Modified: max(p.Date, p.Updated), Lang: r.schemaLang(p), Entity: r.person(r.view(p))})
		}
	case compose.Post:
		w := r.work(p, d)
		w.Type, w.Headline, w.Published, w.Page, w.Keywords = "BlogPosting", p.Title, p.Date, d.Permalink, p.Tags
		graph = append(graph, w)
	case compose.Project:
		w := r.work(p, d)
		w.Type, w.Name, w.Created, w.Keywords = "CreativeWork", p.Title, p.Date, p.Tags
		if strings.HasPrefix(d.Repo, "http") {
			w.Type, w.Source = "SoftwareSourceCode", d.Repo
			for _, name := range p.Stack {
				if t, _ := term.FindTechnology(name); t != nil && t.Group == "language" {
					w.Language = append(w.Language, t.Name)
				}
			}
		}
		graph = append(graph, w)
	}
	if way := r.way(p); len(way) > 1 {
		graph = append(graph, breadcrumbs{"BreadcrumbList", way})
	}
	if graph == nil {
		return ""
	}
	b, err := json.Marshal(map[string]any{"@context": "https://schema.org", "@graph": graph})
	if err != nil { // texts and numbers are always written
		panic("render: " + err.Error())
	}
	return template.JS(b) // json writes <, > and & as escapes, so that nothing ends the script
}

// homeOf is the path of the first page in the language of another one.
func (r *Renderer) homeOf(p *compose.Page) string {
	if v := r.versionOf(p); v != nil {
		return v.Home
	}
	return ""
}

// view is the site as the version sees it that a page goes with.
func (r *Renderer) view(p *compose.Page) *compose.Site {
	if v := r.versionOf(p); v != nil {
		return r.site.View(v)
	}
	return r.site
}

// schemaLang is the language of a page, where there are several of it.
func (r *Renderer) schemaLang(p *compose.Page) string {
	if r.versionOf(p) == nil {
		return ""
	}
	return p.Lang
}

// person is whose site it is, as far as it is public.
func (r *Renderer) person(site *compose.Site) person {
	s := site.Resume
	p := person{thing: thing{"Person", s.Name.Text, r.site.Base.Abs("")}, JobTitle: s.Headline.Text, Description: site.Description}
	if s.Location.Known() {
		p.Address = &address{"PostalAddress", s.Location.Text} // as written: what of it is a town nobody said
	}
	if photo := r.data.Look.Photo; photo != "" {
		p.Image = r.absolute(r.site.Settings.Photo.Span.File, r.site.Settings.Photo.Text)
	}
	for _, l := range s.Links {
		if strings.HasPrefix(l.URL, "http") {
			p.SameAs = append(p.SameAs, l.URL)
		}
	}
	for _, section := range s.Sections {
		switch section.Kind {
		case resume.Skills:
			for _, g := range section.Groups {
				for _, item := range g.Items {
					if !slices.Contains(p.KnowsAbout, item.Text) {
						p.KnowsAbout = append(p.KnowsAbout, item.Text)
					}
				}
			}
		case resume.Experience:
			p.WorksFor = r.organizations(p.WorksFor, "Organization", section.Entries, true)
		case resume.Education:
			p.AlumniOf = r.organizations(p.AlumniOf, "EducationalOrganization", section.Entries, false)
		}
	}
	return p
}

// organizations is a list with those of entries that go on, or that have ended.
func (r *Renderer) organizations(list []thing, kind string, entries []resume.Entry, present bool) []thing {
	for _, e := range entries {
		if !e.Organization.Known() || e.Dates.Present != present || slices.ContainsFunc(list, func(t thing) bool { return t.Name == e.Organization.Text }) {
			continue
		}
		list = append(list, thing{kind, e.Organization.Text, r.absolute(e.URLSpan.File, e.URL)})
	}
	return list
}

// absolute is an address that somebody wrote as a whole one; "" when it is not known.
func (r *Renderer) absolute(from *source.File, href string) string {
	if href == "" || from == nil {
		return ""
	}
	if abs := r.site.Resolve(from, href).Abs; strings.HasPrefix(abs, "http") {
		return abs
	}
	return ""
}

// work is what posts and projects have in common.
func (r *Renderer) work(p *compose.Page, d PageData) work {
	w := work{URL: d.Permalink, Text: d.Description, Modified: p.Updated, Lang: p.Lang}
	if name := r.name(); name != "" {
		w.Author = &thing{"Person", name, r.site.Base.Abs("")}
	}
	if d.Picture != nil {
		w.Image = d.Picture.URL
	}
	return w
}

// way is the pages from home to a page, itself included; none while addresses are not known.
func (r *Renderer) way(p *compose.Page) []crumb {
	if r.site.Base.Origin == "" || p.Kind == compose.Home || p.Kind == compose.NotFound {
		return nil
	}
	var out []crumb
	add := func(name, at string) {
		out = append(out, crumb{"ListItem", len(out) + 1, name, r.site.Base.Abs(at)})
	}
	add(r.site.Title, r.homeOf(p))
	above := ""
	switch {
	case p.Kind == compose.Tag:
		above = "tags/"
	case p.Section != "" && p.Kind != compose.List:
		above = compose.Slug(p.Section) + "/"
	}
	if list := r.site.PageAt(above + "index.html"); above != "" && list != nil {
		add(list.Title, list.Path)
	}
	add(p.Title, p.Path)
	return out
}
