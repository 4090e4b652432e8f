package render

import (
	"cmp"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/theme"
)

// Title is what a target is called, as its PDF is: whose it is, and what they are.
func Title(t compose.Target) string {
	title := cmp.Or(t.Resume.Name.Text, "Résumé")
	switch {
	case t.Letter != nil:
		return t.Letter.Title(title)
	case t.Resume.Headline.Known():
		return title + " – " + t.Resume.Headline.Text
	}
	return title
}

// Shown is the résumé of a target with its sections in the order in which they are printed, and what was chosen of its theme.
func (r *Renderer) Shown(t compose.Target) (*resume.Resume, map[string]string) {
	look := r.lookOf(t)
	out := *t.Resume
	out.Sections = arranged(t.Resume.Sections, look.first)
	return &out, look.Option
}

// Setting is what a target's theme makes of its paper, for programs that set type themselves. fit is what a fit of its print turned; nil for
// none.
func (r *Renderer) Setting(t compose.Target, fit *sheet.Fit) theme.Setting {
	look := r.lookOf(t)
	c := theme.Chosen{Paper: t.Paper, Options: look.Option, Accent: string(look.Accent), Letter: t.Letter != nil, RTL: locale.Of(t.Lang).RTL}
	if fit != nil {
		c.Space, c.Leading, c.Type = fit.Space, fit.Leading, fit.Size
	}
	var styles [][]byte
	for _, p := range []string{"css/sheet.css", "themes/" + look.Theme.Name + ".css", custom} {
		if css, _, ok := r.assets.Find(p); ok {
			styles = append(styles, css)
		}
	}
	return theme.Set(c, styles...)
}
