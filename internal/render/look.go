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
	for _, c := range r.site.Settings.PDF.Options {
		o, ok := l.Theme.Option(c.Name.Text)
		switch {
		case !ok || len(c.Values) == 0:
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
	if photo := r.site.Settings.Photo; photo.Text != "" && l.Option["photo"] == "on" {
		l.Photo = r.site.Resolve(photo.Span.File, photo.Text).URL
	}
	return l
}

// theme is the theme of a name, or the default one where there is none of it.
func (a *Assets) theme(name string) theme.Theme {
	for _, t := range a.Themes() {
		if t.Name == name {
			return t
		}
	}
	return a.theme(meta.Defaults().PDF.Theme.Text)
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

// pageFaces is the faces that the pages of the site are set in.
var pageFaces = []string{"stix-two-text", "ibm-plex-serif", "ibm-plex-mono"}

// needed reports whether a file of ours is published: of the faces those that pages are set in or that files of the user's name, of the
// themes none, for only the sheets need them.
func (r *Renderer) needed(p string) bool {
	dir, rest, _ := strings.Cut(p, "/")
	switch dir {
	case "themes":
		return false
	case "fonts":
		face, _, _ := strings.Cut(rest, "/")
		return slices.Contains(pageFaces, face) || r.assets.named["fonts/"+face+"/"]
	}
	return true
}
