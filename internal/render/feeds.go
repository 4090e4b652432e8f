package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"html"
	"html/template"
	texttemplate "text/template"
	"time"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/locale"
)

// feedLength is how many posts a feed has: readers fetch it whole each time.
const feedLength = 20

// FeedData is what feed.xml, sitemap.xml and robots.txt get.
type FeedData struct {
	Site    SiteData
	ID      string // of the feed, as Atom wants one: a whole address, or a URN while that is not known
	Author  string
	Root    string // address that robots need not look below: the base path
	Updated string // day of the newest change, "" when nothing has a date
	Changed string // the same as RFC 3339
	Pages   []FeedItem
	Several bool // there are pages in several languages
}

// A FeedItem is one page of a feed or sitemap.
type FeedItem struct {
	Title, URL, Date, Updated, Summary string
	ID                                 string         // that stays the item's own
	Published                          string         // RFC 3339, "" without a date
	Changed                            string         // RFC 3339: the later one of both days; "" without a date
	Content                            string         // HTML, whole addresses
	Languages                          []LanguageData // of a page that there is in several languages: each of them
}

func (r *Renderer) textNames() []string {
	names := []string{"robots.txt"}
	if r.site.Base.Origin != "" && !r.data.Noindex { // it needs whole addresses, and is for search engines
		names = append(names, "sitemap.xml")
	}
	if r.data.Feed != "" {
		names = append(names, "feed.xml")
	}
	return names
}

func (r *Renderer) posts() []*compose.Page {
	for _, p := range r.site.Pages {
		if p.Kind == compose.List && p.Section == "posts" {
			return p.Pages
		}
	}
	return nil
}

// text renders one of the plain files.
func (r *Renderer) text(name string) ([]byte, error) {
	data := FeedData{Site: r.data, ID: r.id(""), Author: cmp.Or(r.name(), r.site.Title), Root: r.site.Base.Path}
	switch name {
	case "sitemap.xml":
		for _, p := range r.site.Pages {
			if p.Kind != compose.NotFound {
				data.Pages = append(data.Pages, r.feedItem(p, false))
				data.Several = data.Several || r.site.Alternates(p) != nil
			}
		}
	case "feed.xml":
		posts := r.posts()
		for _, p := range posts[:min(len(posts), feedLength)] {
			data.Pages = append(data.Pages, r.feedItem(p, true))
		}
	}
	for _, p := range data.Pages {
		data.Updated = max(data.Updated, p.Date, p.Updated)
		data.Changed = max(data.Changed, p.Changed)
	}
	var w bounded
	t, err := r.texts.get(name, spoken(r.site.Lang), func() (*texttemplate.Template, error) {
		return r.set.text(name, r.funcs(false, locale.Of(r.site.Lang)))
	})
	if err == nil {
		err = t.Execute(&w, data)
	}
	if err != nil {
		return nil, r.failed(err, name, "/"+name)
	}
	return w.b, nil
}

func (r *Renderer) feedItem(p *compose.Page, content bool) FeedItem {
	url := r.site.Base.Abs(p.Path)
	if url == "" {
		url = r.site.Base.URL(p.Path)
	}
	item := FeedItem{Title: p.Title, URL: url, ID: r.id(p.Path), Date: p.Date, Updated: p.Updated, Summary: p.Description, Published: rfc3339(p.Date), Languages: r.languages(p)}
	if item.Published != "" {
		item.Changed = max(item.Published, rfc3339(p.Updated))
	}
	if content && p.Doc != nil {
		doc := p.Doc.Body()
		w := r.writer(false)
		w.feed = true
		w.blocks(withoutTitle(doc, p.Title))
		item.Content = w.String()
		if item.Summary == "" {
			item.Summary = firstText(doc)
		}
	}
	return item
}

// id is what a feed calls a page: its whole address; a URN out of the site's title and the page's path while that is not known, as Atom
// allows no relative one (RFC 4287, 4.2.6).
func (r *Renderer) id(p string) string {
	if abs := r.site.Base.Abs(p); abs != "" {
		return abs
	}
	h := sha256.Sum256([]byte(r.site.Title + "\x00" + p))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80 // RFC 9562: version 8, made by a rule of one's own
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// rfc3339 is a day as feeds want it: midnight UTC; the first of the month or year when only those are known.
func rfc3339(day string) string {
	for _, form := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(form, day); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return ""
}

func shorten(s string) string { return compose.Shorten(s, 160) }

// textFuncs are for the plain files alone, which html/template does not escape.
var textFuncs = texttemplate.FuncMap{
	"xml": func(s string) (string, error) {
		var b bytes.Buffer
		err := xml.EscapeText(&b, []byte(s))
		return b.String(), err
	},
	"html": html.EscapeString,
	"raw":  func(h template.HTML) string { return string(h) },
}
