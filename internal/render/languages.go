package render

import (
	"cmp"
	"html/template"
	"net/url"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/theme"
)

// LanguageData is a page in one of the languages that there is it in.
type LanguageData struct {
	Lang, Dir string
	Name      string // of the language, in itself: "Deutsch"
	URL       string
	Permalink string // the whole address; "" when it is not known
	Active    bool   // it is the page at hand
	Main      bool   // it is in the site's own language
}

// versionOf is the version of the résumé that a page goes with: that in its language; nil where there is none but the main one, and where there is
// no résumé.
func (r *Renderer) versionOf(p *compose.Page) *compose.Version {
	if len(r.site.Versions) < 2 {
		return nil
	}
	for _, v := range r.site.Versions {
		if v.Lang == p.Lang {
			return v
		}
	}
	for _, v := range r.site.Versions {
		if locale.Base(v.Lang) == locale.Base(p.Lang) {
			return v
		}
	}
	return nil
}

// siteFor is the data of the site as a page sees it: its résumé, its menu and its words are in the page's language, as far as there are such.
func (r *Renderer) siteFor(p *compose.Page) SiteData {
	d := r.data
	d.Menu = r.menu(p)
	d.Dir = locale.Of(cmp.Or(p.Lang, d.Lang)).Dir()
	d.Languages = r.languages(p)
	v := r.versionOf(p)
	if v == nil {
		return d
	}
	s := r.site.View(v)
	d.Title, d.Description, d.Lang, d.Resume = s.Title, s.Description, s.Lang, s.Resume
	d.Home, d.CV = r.site.Base.URL(v.Home), r.site.Base.URL(v.CV)
	d.PDF, d.Forms = r.pdf(s), r.forms(s)
	return d
}

// escaped is a path as it stands in an address; a name such as "C# developer.pdf" has marks that end one.
func escaped(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// pdf is the address of the published PDF of a version's résumé; "" for none.
func (r *Renderer) pdf(s *compose.Site) string {
	for _, t := range s.Targets {
		if t.Audience == compose.Public && t.Main() && !r.opts.NoPDF && t.Lang == s.Lang {
			return r.site.Base.URL(escaped(t.Out))
		}
	}
	return ""
}

// forms is the published forms of the résumé beside its PDF.
func (r *Renderer) forms(s *compose.Site) (out []FormData) {
	for _, t := range s.Targets {
		if t.Audience == compose.Public && t.Main() && t.Lang == s.Lang {
			for _, f := range s.FormsOf(t) {
				out = append(out, FormData{Name: f.Name, Label: f.Label, Media: f.Media, URL: r.site.Base.URL(escaped(f.File(t)))})
			}
		}
	}
	return out
}

// languages is a page in each language that there is it in, itself included; none when it is in one only.
func (r *Renderer) languages(p *compose.Page) []LanguageData {
	var out []LanguageData
	for _, other := range r.site.Alternates(p) {
		l := locale.Of(other.Lang)
		out = append(out, LanguageData{Lang: l.Tag, Dir: l.Dir(), Name: l.Name, URL: r.site.Base.URL(other.Path), Permalink: r.site.Base.Abs(other.Path),
			Active: other == p, Main: other.Lang == r.site.Lang})
	}
	return out
}

// bound is the layouts as they are in one language, parsed when they are first run.
type bound[T any] struct {
	mu   sync.Mutex
	made map[string]func() (T, error)
}

// get is a layout in a language; make makes it, once.
func (b *bound[T]) get(name, lang string, make func() (T, error)) (T, error) {
	b.mu.Lock()
	if b.made == nil {
		b.made = map[string]func() (T, error){}
	}
	key := lang + " " + name
	f := b.made[key]
	if f == nil {
		f = sync.OnceValues(make)
		b.made[key] = f
	}
	b.mu.Unlock()
	return f()
}

// spoken is the name of a language among those that layouts are kept in; what is no language has the words of English.
func spoken(lang string) string {
	if !locale.Valid(lang) {
		return "en"
	}
	return locale.Canonical(lang)
}

// mirrored is the margins of @page as the last of some style sheets sets them, with left and right exchanged: what hangs before the text in
// one direction hangs before it in the other. It is "" where they are the same.
func (r *Renderer) mirrored(paths ...string) template.CSS {
	margin := ""
	for _, p := range paths {
		f, ok := r.assets.byPath[p]
		if !ok {
			continue
		}
		for _, d := range theme.ReadStyle(f.bytes()).Declarations {
			if strings.EqualFold(d.Block, "@page") && d.Property == "margin" {
				margin = d.Value
			}
		}
	}
	sides := strings.Fields(margin)
	if len(sides) != 4 || strings.ContainsAny(margin, "(){}<>;!") {
		return ""
	}
	sides[1], sides[3] = sides[3], sides[1]
	return template.CSS(strings.Join(sides, " "))
}
