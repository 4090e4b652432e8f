package render

import (
	"bytes"
	"errors"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"
	texttemplate "text/template"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/theme"
)

// A Renderer writes one site. Its methods may be called from several goroutines.
type Renderer struct {
	site    *compose.Site
	assets  *Assets
	memo    *Memory
	opts    Options
	data    SiteData
	dressed theme.Theme // of the pages
	set     *Layouts
	cards   cards
	drawn   []artifact.Artifact           // icons
	pages   bound[*template.Template]     // by skeleton
	texts   bound[*texttemplate.Template] // by plain file
}

// Options is what a caller wants otherwise than a plain site.
type Options struct {
	NoPDF  bool // there is no browser: no PDF to link to, and no pictures
	Minify bool // take out of pages what browsers do not need
}

// Page and sheet layouts get these values; the names are a contract with the layouts of users.
type (
	// SiteData is .Site.
	SiteData struct {
		Title, Description, Lang string
		BaseURL                  string // absolute; "" when not known
		Resume                   *resume.Resume
		Menu                     []MenuItem
		PDF                      string     // address of the PDF, "" when there is none
		Forms                    []FormData // in which it is published, too
		Feed                     string     // address of the feed, "" when there are no posts
		Noindex                  bool
		Icons                    IconData
		CSS                      []string     // addresses of style sheets, in the order in which they count; css/resume.css stands before them
		Preload                  []string     // addresses of fonts that every page needs
		Accent                   template.CSS // light and dark; "" when the theme has none
		Look                     Look         // what was chosen for the sheets
		Dir                      string       // of the letters: "rtl", or ""
		Home, CV                 string       // addresses of the first page and of the résumé, in the language of the page
		Languages                []LanguageData
	}
	// FormData is one form of the résumé that is published beside the PDF.
	FormData struct {
		Name  string // "docx"
		Label string // "Word"
		Media string // type
		URL   string
	}
	// A MenuItem is one link of the menu.
	MenuItem struct {
		Title, URL string
		Active     bool // the page itself, or the section that it lies in
	}
	// PageData is .Page.
	PageData struct {
		Kind, Section          string
		Title, Description     string
		URL, Permalink         string
		Date, Updated          string
		Tags                   []LinkData
		Role, Repo, Link, Lang string
		Stack, Result          []string
		Content                template.HTML
		Minutes                int
		Prev, Next             *LinkData
		Picture                *PictureData // that a link to the page is shown with; nil for none
		Schema                 template.JS  // what the page is in schema.org's words, as JSON-LD; "" for nothing
	}
	// LinkData is a page as others link to it.
	LinkData struct{ Title, URL string }
	// ListItem is one page of a list.
	ListItem struct {
		Title, Description, URL, Permalink string
		Date, Updated, Section, Kind, Role string
		Tags                               []LinkData
		Stack, Result                      []string
		Count                              int // of a tag: its pages
	}
	// Data is what a page's layout gets.
	Data struct {
		Site     SiteData
		Page     PageData
		Pages    []ListItem
		Projects []ListItem
		Posts    []ListItem
	}
	// SheetData is what sheet.html gets.
	SheetData struct {
		Resume             ResumeView
		Title, Lang, Paper string
		Dir                string       // of the letters: "rtl", or ""
		Margin             template.CSS // of @page, when it is not as the theme says it
		Look               Look
		CSS                []string // addresses of style sheets, in the order in which they count
	}
	// LetterData is what letter.html gets. Of .Resume a letter shows the head.
	LetterData struct {
		SheetData
		Letter *compose.Letter
	}
)

// New binds layouts to a site.
func New(site *compose.Site, l *Layouts, assets *Assets, memo *Memory, opts Options) *Renderer {
	r := &Renderer{site: site, assets: assets, memo: memo, opts: opts, set: l}
	r.data = SiteData{Title: site.Title, Description: site.Description, Lang: site.Lang, BaseURL: site.Base.Abs(""),
		Resume: site.Resume, Noindex: site.Settings.Noindex, Home: site.Base.URL(""), CV: site.Base.URL("resume/"), Dir: locale.Of(site.Lang).Dir()}
	r.data.PDF, r.data.Forms = r.pdf(site), r.forms(site)
	r.dress()
	if slices.ContainsFunc(r.posts(), func(p *compose.Page) bool { return rfc3339(p.Date) != "" }) { // an entry must have a time
		r.data.Feed = site.Base.URL("feed.xml")
	}
	r.drawn = r.icons()
	r.cards = r.deal()
	return r
}

func (r *Renderer) writer(print bool) *writer {
	return &writer{site: r.site, print: print, ids: true, code: r.memo.Highlights.HTML}
}

// Artifacts is the whole site but for its PDFs and the pictures of its cards: the pages by path, then the other files. Pages are rendered when
// they are opened.
func (r *Renderer) Artifacts() []artifact.Artifact {
	const most = 16 // text files, and what a caller adds
	list := make([]artifact.Artifact, 0, len(r.site.Pages)+len(r.assets.list)+most)
	for _, p := range r.site.Pages {
		list = append(list, artifact.Artifact{Path: p.Out(), Open: func() ([]byte, error) { return r.Page(p) }})
	}
	taken, layouts := map[string]bool{}, r.set.ownText()
	for _, f := range r.assets.list {
		if f.ours && !r.needed(f.path, layouts) {
			continue
		}
		if r.site.PageAt(f.path) == nil { // a page wins over a file of ours; over one of the user's it is a finding
			taken[f.path] = true
			list = append(list, f.published())
		}
	}
	list = append(list, r.drawn...)
	for _, name := range r.textNames() {
		if !taken[name] {
			list = append(list, artifact.Artifact{Path: name, Open: func() ([]byte, error) { return r.text(name) }})
		}
	}
	return list
}

var layoutOf = map[compose.Kind]string{
	compose.Home: "home.html", compose.CV: "resume.html", compose.Plain: "single.html", compose.Project: "single.html",
	compose.Post: "single.html", compose.List: "list.html", compose.Tag: "list.html", compose.Tags: "tags.html", compose.NotFound: "404.html",
}

// Page renders one page. The error is a *LayoutError.
func (r *Renderer) Page(p *compose.Page) ([]byte, error) {
	data := Data{Site: r.siteFor(p), Page: r.page(p), Pages: r.items(p.Pages)}
	if p.Kind == compose.Home {
		for _, m := range r.site.Pages {
			switch {
			case m.Kind == compose.List && m.Section == "projects":
				data.Projects = r.items(m.Pages[:min(len(m.Pages), 6)])
			case m.Kind == compose.List && m.Section == "posts":
				data.Posts = r.items(m.Pages[:min(len(m.Pages), 5)])
			}
		}
	}
	of := "the page /" + p.Path
	if p.Doc != nil {
		of = p.Doc.File.Path
	}
	b, err := r.run(layoutOf[p.Kind], p.Lang, data, of)
	if err == nil && r.opts.Minify {
		return minified("text/html", b)
	}
	return b, err
}

// run is what a layout makes of some data in a language; of names the content. The error is a *LayoutError.
func (r *Renderer) run(layout, lang string, data any, of string) ([]byte, error) {
	w := bounded{make([]byte, 0, 8<<10)}
	print := layout == "sheet.html" || layout == "letter.html" || layout == "card.html"
	t, err := r.pages.get(layout, spoken(lang), func() (*template.Template, error) { return r.set.page(layout, r.funcs(print, locale.Of(lang))) })
	if err == nil {
		err = t.Execute(&w, data)
	}
	if err == nil && path.Ext(layout) == ".html" && len(bytes.TrimSpace(w.b)) == 0 {
		err = errors.New("nothing comes of it: the page would be empty")
	}
	if err != nil {
		return nil, r.failed(err, layout, of)
	}
	return w.b, nil
}

func (r *Renderer) failed(err error, layout, content string) error {
	var own *LayoutError
	if errors.As(err, &own) {
		return own
	}
	return &LayoutError{templateDiag(r.set, err, "layouts/"+layout, content)}
}

func (r *Renderer) page(p *compose.Page) PageData {
	d := PageData{Kind: string(p.Kind), Section: p.Section, Title: p.Title, Description: p.Description,
		URL: r.site.Base.URL(p.Path), Permalink: r.site.Base.Abs(p.Path), Date: p.Date, Updated: p.Updated, Tags: r.tags(p),
		Role: p.Role, Repo: r.placed(p, p.Repo), Link: r.placed(p, p.Link), Stack: p.Stack, Result: p.Result, Lang: p.Lang}
	if p.Doc != nil && p.Kind != compose.CV {
		doc := p.Doc.Body()
		facts := r.memo.facts(doc)
		w := r.writer(false)
		w.blocks(withoutTitle(doc, p.Title))
		d.Content = template.HTML(w.String())
		d.Minutes = max(1, (facts.Words+110)/220)
		if d.Description == "" {
			d.Description = firstText(doc)
		}
	}
	if p.Prev != nil {
		d.Prev = &LinkData{p.Prev.Title, r.site.Base.URL(p.Prev.Path)}
	}
	if p.Next != nil {
		d.Next = &LinkData{p.Next.Title, r.site.Base.URL(p.Next.Path)}
	}
	d.Picture = r.shown(p)
	d.Schema = r.schema(p, d)
	return d
}

// placed is an address of a page's front matter as it is in this output, as for one of its text.
func (r *Renderer) placed(p *compose.Page, address string) string {
	if address == "" || p.Doc == nil {
		return address
	}
	return r.site.Resolve(p.Doc.File, address).URL
}

func (r *Renderer) tags(p *compose.Page) []LinkData {
	if len(p.Tags) == 0 {
		return nil
	}
	out := make([]LinkData, len(p.Tags))
	for i, t := range p.Tags {
		out[i] = LinkData{t, r.site.Base.URL("tags/" + compose.Slug(t) + "/")}
	}
	return out
}

func (r *Renderer) items(list []*compose.Page) []ListItem {
	if len(list) == 0 {
		return nil
	}
	out := make([]ListItem, len(list))
	for i, p := range list {
		out[i] = ListItem{Title: p.Title, Description: p.Description, URL: r.site.Base.URL(p.Path), Permalink: r.site.Base.Abs(p.Path),
			Date: p.Date, Updated: p.Updated, Section: p.Section, Kind: string(p.Kind), Role: p.Role, Tags: r.tags(p), Stack: p.Stack, Result: p.Result, Count: len(p.Pages)}
	}
	return out
}

func (r *Renderer) menu(at *compose.Page) []MenuItem {
	out := make([]MenuItem, len(r.site.Menu))
	for i, p := range r.site.Menu {
		if v := r.versionOf(at); v != nil && p.Kind == compose.CV && r.site.PageAt(v.CV+"index.html") != nil {
			p = r.site.PageAt(v.CV + "index.html")
		}
		out[i] = MenuItem{Title: p.Title, URL: r.site.Base.URL(p.Path), Active: p == at || p.Section != "" && p.Kind == compose.List && p.Section == at.Section}
	}
	return out
}

// Sheet is the HTML of a target's printed copy. The error is a *LayoutError.
func (r *Renderer) Sheet(t compose.Target) ([]byte, error) {
	look := r.lookOf(t)
	if t.Letter != nil {
		look.Photo = "" // that goes with the résumé
	}
	data := SheetData{Resume: view(t.Resume, look).(ResumeView), Title: Title(t), Lang: t.Lang, Dir: locale.Of(t.Lang).Dir(), Look: look, Paper: t.Paper}
	data.CSS = r.styles(look.Theme.Faces, "css/resume.css", "css/sheet.css", "themes/"+look.Theme.Name+".css", custom)
	if data.Dir == "rtl" {
		data.Margin = r.mirrored("themes/"+look.Theme.Name+".css", custom)
	}
	if t.Letter != nil {
		return r.run("letter.html", t.Lang, LetterData{data, t.Letter}, t.Letter.Doc.File.Path)
	}
	of := t.Out
	if r.site.Master != nil {
		of = r.site.Master.File.Path + " as " + of
	}
	return r.run("sheet.html", t.Lang, data, of)
}

// LookupFor answers the requests of a printed copy for an audience: assets of this site by their address below the
// invented origin.
func (r *Renderer) LookupFor(a compose.Audience) func(p string) (body []byte, contentType string, ok bool) {
	if a == compose.Sent {
		return func(p string) ([]byte, string, bool) { return r.lookup(p, r.assets.FindSent) }
	}
	return r.Lookup
}

// Lookup is LookupFor of what is published.
func (r *Renderer) Lookup(p string) (body []byte, contentType string, ok bool) {
	return r.lookup(p, r.assets.Find)
}

func (r *Renderer) lookup(p string, find func(string) ([]byte, string, bool)) (body []byte, contentType string, ok bool) {
	p, _, _ = strings.Cut(p, "?")
	if plain, err := url.PathUnescape(p); err == nil { // "a%20card.svg" is the file "a card.svg"
		p = plain
	}
	base, err := url.PathUnescape(r.site.Base.Path)
	if p, ok = strings.CutPrefix(p, base); err != nil || !ok {
		return nil, "", false
	}
	return find(p)
}
