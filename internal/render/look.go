package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
	"github.com/resgen/resgen/internal/theme"
)

// A Look is a theme with what was chosen of it. What the theme does not have, or what is no value of it, is left out: the check names it.
type Look struct {
	Theme  theme.Theme
	Option map[string]string // of each choice: the chosen value, or the first one
	Accent template.CSS      // "" when the theme has none
	Photo  string            // address of the picture; "" when none is printed
	first  []string          // sections that come first, by kind or heading
}

// lookOf is the look of a target.
func (r *Renderer) lookOf(t compose.Target) Look {
	l := Look{Theme: r.assets.theme(t.Theme), Option: map[string]string{}}
	l.Accent = template.CSS(l.Theme.Accent)
	for _, o := range l.Theme.Options() {
		if o.Kind == theme.Choice {
			l.Option[o.Name] = o.Values[0]
		}
	}
	for _, c := range r.site.SettingsOf(t).PDF.Options {
		o, ok := l.Theme.Option(c.Name.Text)
		switch {
		case !ok || len(c.Values) == 0 || len(c.Values) > 1 && o.Kind != theme.Sections:
		case o.Kind == theme.Sections:
			for _, v := range c.Values {
				l.first = append(l.first, v.Text)
			}
		case o.Kind == theme.Colour && theme.Problem(c.Values[0].Text) == "":
			l.Accent = template.CSS(c.Values[0].Text)
		case o.Kind == theme.Choice && slices.Contains(o.Values, c.Values[0].Text):
			l.Option[o.Name] = c.Values[0].Text
		}
	}
	if l.Option["photo"] == "on" {
		l.Photo = r.photo(t)
	}
	return l
}

// theme is the theme of a name, or the default one where there is none of it.
func (a *Assets) theme(name string) theme.Theme {
	t, ok := themeNamed(a.themes, name)
	if !ok {
		t, _ = themeNamed(a.themes, meta.Defaults().PDF.Theme.Text)
	}
	return t
}

func themeNamed(themes []theme.Theme, name string) (theme.Theme, bool) {
	i := slices.IndexFunc(themes, func(t theme.Theme) bool { return t.Name == name })
	if i < 0 {
		return theme.Theme{}, false
	}
	return themes[i], true
}

// Named reports whether a name is that of a section: its kind, its heading, or another heading of its kind.
func Named(s resume.Section, name string) bool {
	kind, whole := term.Section(name)
	return strings.EqualFold(name, string(s.Kind)) || strings.EqualFold(name, s.Title.Text) || whole && kind == string(s.Kind)
}

// arranged is sections with those that a look puts first in front, each kind or heading in its turn.
func arranged(sections []resume.Section, first []string) []resume.Section {
	if len(first) == 0 {
		return sections
	}
	rank := func(s resume.Section) int {
		for i, name := range first {
			if Named(s, name) {
				return i
			}
		}
		return len(first)
	}
	out := slices.Clone(sections)
	slices.SortStableFunc(out, func(a, b resume.Section) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// Views hand the choices of a look down with what is shown: a template sees only its dot.
type (
	// ResumeView is a résumé to be shown.
	ResumeView struct {
		*resume.Resume
		Sections []resume.Section
		Look     Look
	}
	// SectionView is a section to be shown.
	SectionView struct {
		resume.Section
		Look Look
	}
	// EntryView is an entry to be shown.
	EntryView struct {
		resume.Entry
		Look Look
	}
)

// view is what a layout hands to a partial of the résumé: a résumé, a section or an entry, with the look of what it stands in.
func view(v any, look ...Look) any {
	l := Look{Option: map[string]string{}}
	if len(look) > 0 {
		l = look[0]
	}
	switch v := v.(type) {
	case *resume.Resume:
		return ResumeView{v, arranged(v.Sections, l.first), l}
	case resume.Section:
		return SectionView{v, l}
	case resume.Entry:
		return EntryView{v, l}
	}
	return v
}

// dress chooses how the pages look: by the theme of the site, or the one of the sheets; a theme that has no style sheet for pages has the
// default one's. What was chosen of the sheets holds for the pages as well, as far as it can be seen there.
func (r *Renderer) dress() {
	settings := r.site.Settings
	name := cmp.Or(settings.SiteTheme.Text, settings.PDF.Theme.Text)
	pages, ok := themeNamed(r.assets.pages, name)
	if !ok {
		name = meta.Defaults().PDF.Theme.Text
		pages, _ = themeNamed(r.assets.pages, name)
	}
	if pages.Faces == nil {
		pages.Faces = r.assets.theme(name).Faces
	}
	pages.Name = name
	r.dressed = pages
	r.data.CSS = r.styles(pages.Faces, "css/site.css", "themes/site/"+name+".css", custom)
	for _, font := range pages.Preload {
		r.data.Preload = append(r.data.Preload, r.site.Base.URL("fonts/"+font))
	}
	r.data.Look = r.lookOf(compose.Target{Theme: settings.PDF.Theme.Text})
	if accent := r.pageAccent(name); accent != "" {
		light, dark := theme.Shades(accent)
		r.data.Accent = template.CSS("light-dark(" + light + ", " + dark + ")")
	}
}

// custom is the user's own style sheet, which counts last on pages and sheets.
const custom = "custom.css"

// styles is the addresses of the style sheets of faces and of those at some paths, but for files that there are not.
func (r *Renderer) styles(faces []string, paths ...string) []string {
	var out []string
	for _, face := range faces {
		out = append(out, r.assetURL("fonts/"+face+"/faces.css"))
	}
	for _, p := range paths {
		if _, ok := r.assets.byPath[p]; ok {
			out = append(out, r.assetURL(p))
		}
	}
	return out
}

// pageAccent is the accent that pages in a theme have instead of what their style sheets say; "" for none. It is that of the sheets, or that of
// the theme of the sheets whose name was chosen for the pages. A theme of the user's that sets an accent keeps it, unless another one was chosen.
func (r *Renderer) pageAccent(name string) string {
	look := r.data.Look
	if r.site.Settings.SiteTheme.Text != "" && look.Theme.Name != name {
		look.Theme, _ = themeNamed(r.assets.themes, name)
		look.Accent = template.CSS(look.Theme.Accent)
	}
	if f := r.assets.byPath["themes/site/"+name+".css"]; f.bytes != nil && !f.ours && string(look.Accent) == look.Theme.Accent {
		sets := func(d theme.Declaration) bool { return d.Property == "--accent" }
		if slices.ContainsFunc(theme.ReadStyle(f.bytes()).Declarations, sets) {
			return ""
		}
	}
	return string(look.Accent)
}

// needed reports whether a file of ours is published: of faces and themes those that pages are set in, of the faces also what files of
// the user's name, and whatever their layouts name, whose text is given; the rest is for the sheets and the cards.
func (r *Renderer) needed(p, layouts string) bool {
	dir, rest, _ := strings.Cut(p, "/")
	switch dir {
	case "themes":
		return rest == "site/"+r.dressed.Name+".css" || strings.Contains(layouts, p)
	case "fonts":
		face, _, _ := strings.Cut(rest, "/")
		folder := "fonts/" + face + "/"
		return slices.Contains(r.dressed.Faces, face) || r.assets.named[folder] || strings.Contains(layouts, folder)
	}
	return p != "css/sheet.css" && p != "css/card.css" || strings.Contains(layouts, p)
}
