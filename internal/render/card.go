package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"image/png"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/width"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/resume"
)

// The size of a card in px: what the networks that show one ask for.
const (
	CardWidth  = 1200
	CardHeight = 630
)

// mostCards bounds how many pages have a card of their own, the first ones of the lists of projects and of posts; all others
// have that of the site.
const mostCards = 24

// A Card is a picture that a link to a page is shown with, as a page that is yet to be photographed.
type Card struct {
	Path string                 // of the picture, below the output folder: "card.png", "projects/auth/card.png"
	HTML func() ([]byte, error) // what Chrome shows; what it asks for is answered by Lookup. The error is a *LayoutError
	Own  func() bool            // each letter is of a face that the site brings, so that it looks the same on every machine
}

// PictureData is the picture of a link to a page.
type PictureData struct {
	URL, Alt      string // a whole address
	Width, Height int    // in px; 0 when not known
}

// CardData is what card.html gets.
type CardData struct {
	Site   SiteData
	Page   *ListItem // of a page that has a card of its own; nil for that of the site
	Title  string    // of the page; whose site it is on that of the site
	Line   string    // below it: the headline; "" on that of a page
	Lead   string    // a sentence or two about it
	Facts  string    // when it was written, or what it was built with
	Size   string    // how long the title is: "short", "medium", "long" or "endless"
	Host   string    // where the site is, as a person reads it
	Skills []SkillData
	Look   Look
	Lang   string
	Dir    string   // of the letters: "rtl", or ""
	CSS    []string // addresses of style sheets, in the order in which they count
}

// SkillData is the beginning of a group of skills.
type SkillData struct{ Label, Items string }

// Cards is the cards of the site. A picture of the user's at the path of one wins over it. There are none while it is not known where the site will
// stand: an address of a picture must be whole.
func (r *Renderer) Cards() []Card { return r.cards.list }

// cards is which picture each page has.
type cards struct {
	list []Card
	of   map[*compose.Page]func() *PictureData // nil for none; made when it is asked for, as a save renders few pages
	site func() *PictureData                   // of all other pages
}

// deal says which pages have which picture.
func (r *Renderer) deal() cards {
	c := cards{of: map[*compose.Page]func() *PictureData{}, site: func() *PictureData { return nil }}
	if r.site.Base.Origin == "" || len(r.site.Pages) == 0 {
		return c
	}
	alt := r.site.Title
	if s := r.site.Resume; s != nil && s.Headline.Known() && s.Name.Text == alt {
		alt += ", " + s.Headline.Text
	}
	c.site = r.picture(&c, "card.png", alt, nil)
	for _, v := range r.site.Versions[min(1, len(r.site.Versions)):] {
		home := r.site.PageAt(v.Home + "index.html")
		if home == nil || home.Kind != compose.Home {
			continue
		}
		alt := home.Title
		if v.Resume.Headline.Known() {
			alt += ", " + v.Resume.Headline.Text
		}
		c.of[home] = r.picture(&c, v.Home+"card.png", alt, home)
		c.of[r.site.PageAt(v.CV+"index.html")] = c.of[home]
	}
	for _, list := range r.site.Pages {
		if list.Kind != compose.List || list.Section != "projects" && list.Section != "posts" {
			continue
		}
		for _, p := range list.Pages[:min(len(list.Pages), mostCards)] {
			if p.Kind == compose.Project || p.Kind == compose.Post {
				c.of[p] = r.picture(&c, p.Path+"card.png", p.Title+" – "+r.site.Title, p)
			}
		}
	}
	return c
}

// picture is the picture at a path: the user's, or a card; nil when there is none, for want of a browser.
func (r *Renderer) picture(c *cards, at, alt string, p *compose.Page) func() *PictureData {
	if r.own(at) {
		return sync.OnceValue(func() *PictureData {
			d := &PictureData{URL: r.site.Base.Origin + r.assetURL(at), Alt: alt}
			if m, err := png.DecodeConfig(bytes.NewReader(r.assets.byPath[at].bytes())); err == nil {
				d.Width, d.Height = m.Width, m.Height
			}
			return d
		})
	}
	html := sync.OnceValues(func() ([]byte, error) { return r.card(p) })
	c.list = append(c.list, Card{Path: at, HTML: html, Own: func() bool {
		text, err := html()
		return err == nil && r.covered(r.data.Look, text)
	}})
	return sync.OnceValue(func() *PictureData {
		if r.opts.NoPDF {
			return nil
		}
		d := &PictureData{r.site.Base.Abs(at), alt, CardWidth, CardHeight}
		if text, err := html(); err == nil { // an error is told when the picture is opened
			hash := sha256.Sum256(append(r.assets.open[:], text...))
			d.URL += "?h=" + hex.EncodeToString(hash[:4]) // networks keep a picture for as long as its address stays
		}
		return d
	})
}

// shown is the picture of a page; nil for none.
func (r *Renderer) shown(p *compose.Page) *PictureData {
	if p.Kind == compose.NotFound {
		return nil
	}
	if picture := r.cards.of[p]; picture != nil {
		return picture()
	}
	return r.cards.site()
}

// card is the HTML of a page's card; of the site's for no page.
func (r *Renderer) card(p *compose.Page) ([]byte, error) {
	look := r.data.Look
	d := CardData{Site: r.data, Lang: r.site.Lang, Look: look, Host: r.host(), Title: cmp.Or(r.name(), r.site.Title)}
	content, site := "the card of the site", r.site
	if p != nil && p.Kind == compose.Home { // in another language
		d.Site, d.Lang, d.Title = r.siteFor(p), p.Lang, p.Title
		content, site, p = "the card of /"+p.Path, r.view(p), nil
	}
	if p != nil {
		content = "the card of /" + p.Path
		d.Page, d.Title, d.Lead, d.Lang = &r.items([]*compose.Page{p})[0], p.Title, p.Description, p.Lang
		if d.Lead == "" && p.Doc != nil {
			d.Lead = firstText(p.Doc.Body())
		}
		if d.Facts = Day(p.Date, locale.Of(p.Lang)); p.Kind == compose.Project {
			d.Facts = listed("", p.Stack, 56)
		}
	} else {
		if s := site.Resume; s != nil {
			d.Line = compose.Shorten(s.Headline.Text, 96)
			room := 3 // lines
			if n := lettersIn(d.Title); n > longName {
				room--
			}
			if lettersIn(d.Line) > 44 { // it takes two
				room--
			}
			d.Skills = skills(s, room)
		}
		if d.Skills == nil {
			d.Lead = site.Description
		}
	}
	d.Lead = lead(d.Lead)
	d.Title = compose.Shorten(d.Title, 96) // three lines of the smallest size
	d.Size = sizeOf(d.Title)
	d.CSS = r.styles(look.Theme.Faces, "themes/"+look.Theme.Name+".css", "css/card.css")
	d.Dir = locale.Of(d.Lang).Dir()
	return r.run("card.html", d.Lang, d, content)
}

// lead is as many sentences of a text as a card has room for; of a long first one, its beginning.
func lead(text string) string {
	const most, least = 150, 40 // letters
	short := compose.Shorten(text, most)
	if end := strings.LastIndex(short, ". "); short != text && end >= least {
		return short[:end+1]
	}
	return short
}

// skills is the first groups of skills, as much of each as a line of a card has room for.
func skills(s *resume.Resume, groups int) []SkillData {
	var out []SkillData
	for _, section := range s.Sections {
		if section.Kind != resume.Skills {
			continue
		}
		for _, g := range section.Groups {
			var items []string
			for _, item := range g.Items {
				items = append(items, item.Text)
			}
			if d := (SkillData{g.Label.Text, listed(g.Label.Text, items, 52)}); d.Items != "" && len(out) < groups {
				out = append(out, d)
			}
		}
	}
	return out
}

// listed is the first words of a list, as many as a line of some letters has room for behind a label.
func listed(label string, words []string, most int) string {
	line := ""
	for _, w := range words {
		more := strings.TrimPrefix(line+", "+w, ", ")
		if utf8.RuneCountInString(label+more) > most {
			break
		}
		line = more
	}
	return line
}

// longName is how many letters a title may have that is set large.
const longName = 30

// sizeOf is how long a title is, by the room that its letters take.
func sizeOf(title string) string {
	switch n := lettersIn(title); {
	case n <= 16:
		return "short"
	case n <= longName:
		return "medium"
	case n <= 2*longName:
		return "long"
	}
	return "endless"
}

// lettersIn is the width of a text in letters; those of Chinese, Japanese and Korean count for two.
func lettersIn(text string) int {
	n := 0
	for _, c := range text {
		n++
		if k := width.LookupRune(c).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}

// covered reports whether the faces of a look say that they have each letter of a page. What a face says by unicode-range may be more than
// it has; what none says it has is set in whatever the machine has.
func (r *Renderer) covered(look Look, page []byte) bool {
	var ranges []letters
	for _, face := range look.Theme.Faces {
		if f, ok := r.assets.byPath[path.Join("fonts", face, "faces.css")]; ok {
			ranges = append(ranges, lettersOf(f.bytes())...)
		}
	}
	for _, c := range string(page) {
		in := c < ' '
		for _, s := range ranges {
			in = in || c >= s.low && c <= s.high
		}
		if !in {
			return false
		}
	}
	return true
}

// letters is a range of code points, both ends included.
type letters struct{ low, high rune }

var letterRange = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\bU\+([0-9a-f]{1,6})(?:-([0-9a-f]{1,6}))?`) })

// lettersOf is the ranges that a style sheet says its faces have.
func lettersOf(css []byte) []letters {
	var out []letters
	for _, m := range letterRange().FindAllSubmatch(css, -1) {
		low, _ := strconv.ParseInt(string(m[1]), 16, 32)
		high, err := strconv.ParseInt(string(m[2]), 16, 32)
		if err != nil { // one letter
			high = low
		}
		out = append(out, letters{rune(low), rune(high)})
	}
	return out
}

// host is where the site is, as a person reads it: "münchen.example/cv", not "xn--mnchen-3ya.example/cv".
func (r *Renderer) host() string {
	host := resume.Host(r.site.Base.Abs(""))
	if plain, err := idna.Punycode.ToUnicode(host); err == nil {
		return plain
	}
	return host
}
