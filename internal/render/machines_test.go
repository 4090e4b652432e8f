package render

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	xhtml "golang.org/x/net/html"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/icon"
)

// starter is the starter's content, which `resgen new` writes.
func starter(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(content.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(content.FS(), p)
		out["content/"+p] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// parsed is a page of a world.
func (w world) parsed(t *testing.T, p *compose.Page) *xhtml.Node {
	t.Helper()
	b, err := w.Page(p)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := xhtml.Parse(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// attr is an attribute of an element; "" when it has none.
func attr(n *xhtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// said is the things that a page says in JSON-LD.
func said(t *testing.T, doc *xhtml.Node) []map[string]any {
	t.Helper()
	var out []map[string]any
	for n := range doc.Descendants() {
		if n.Data != "script" || attr(n, "type") != "application/ld+json" {
			continue
		}
		var v struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(n.FirstChild.Data), &v); err != nil || v.Context != "https://schema.org" || len(v.Graph) == 0 {
			t.Errorf("%v: %s", err, n.FirstChild.Data)
		}
		out = append(out, v.Graph...)
	}
	return out
}

// properties is what the documentation of search engines asks for of each type, required and recommended, as far as a résumé knows it:
// https://developers.google.com/search/docs/appearance/structured-data/profile-page, /article and /breadcrumb.
var properties = map[string]string{
	"ProfilePage":             "mainEntity url",
	"Person":                  "name url",
	"BlogPosting":             "headline author datePublished image description mainEntityOfPage",
	"BreadcrumbList":          "itemListElement",
	"ListItem":                "position name item",
	"CreativeWork":            "name author url description image",
	"SoftwareSourceCode":      "name author url description image codeRepository programmingLanguage",
	"Organization":            "name",
	"EducationalOrganization": "name",
	"PostalAddress":           "addressLocality",
}

// addresses is the properties that are addresses, unless they are things.
var addresses = []string{"url", "item", "image", "sameAs", "mainEntityOfPage", "codeRepository"}

// TestSchema holds the JSON-LD of every page of the starter's site to what search engines ask for, and every address in it to be a whole one.
func TestSchema(t *testing.T) {
	for _, base := range []string{"https://maya.example/cv/", ""} {
		w := render(t, compose.Options{BaseURL: base}, Options{Minify: base == ""}, starter(t))
		seen := map[string]int{}
		var hold func(page, key string, v any)
		hold = func(page, key string, v any) {
			switch v := v.(type) {
			case []any:
				if len(v) == 0 {
					t.Errorf("/%s: %s is empty", page, key)
				}
				for _, e := range v {
					hold(page, key, e)
				}
			case map[string]any:
				kind, _ := v["@type"].(string)
				seen[kind]++
				want, ok := properties[kind]
				if !ok {
					t.Errorf("/%s: a thing of the type %q", page, kind)
				}
				for _, p := range strings.Fields(want) {
					if v[p] == nil && (base != "" || !slices.Contains(addresses, p)) {
						t.Errorf("/%s: a %s without %s: %v", page, kind, p, v)
					}
				}
				for k, e := range v {
					hold(page, k, e)
				}
			case string:
				u, err := url.Parse(v)
				if slices.Contains(addresses, key) && (err != nil || u.Host == "" || u.Scheme != "https") {
					t.Errorf("/%s: %s is %q", page, key, v)
				}
				if strings.TrimSpace(v) == "" {
					t.Errorf("/%s: %s is empty", page, key)
				}
				if _, err := time.Parse(time.DateOnly, v); strings.HasPrefix(key, "date") && err != nil {
					t.Errorf("/%s: %s is %q", page, key, v)
				}
			}
		}
		for _, p := range w.site.Pages {
			things := said(t, w.parsed(t, p))
			for _, v := range things {
				hold(p.Path, "", v)
			}
			if crumbs := slices.ContainsFunc(things, func(v map[string]any) bool { return v["@type"] == "BreadcrumbList" }); crumbs != (base != "" && p.Kind != compose.Home && p.Kind != compose.NotFound) {
				t.Errorf("/%s: breadcrumbs: %v", p.Path, crumbs)
			}
		}
		kinds := []string{"ProfilePage", "Person", "BlogPosting", "SoftwareSourceCode", "Organization", "EducationalOrganization", "PostalAddress"}
		if base != "" {
			kinds = append(kinds, "BreadcrumbList", "ListItem")
		}
		for _, kind := range kinds {
			if seen[kind] == 0 {
				t.Errorf("base %q: there is no %s", base, kind)
			}
		}
	}
}

// TestPerson holds what the home page says of the person to what the résumé says.
func TestPerson(t *testing.T) {
	w := render(t, compose.Options{BaseURL: "https://maya.example/"}, Options{}, starter(t))
	who := said(t, w.parsed(t, w.site.PageAt("index.html")))[0]["mainEntity"].(map[string]any)
	for key, want := range map[string]string{
		"name": "Maya Lindqvist", "jobTitle": "Senior Backend Engineer", "address": "map[@type:PostalAddress addressLocality:Stockholm, Sweden]",
		"sameAs":   "[https://github.com/mayalindqvist-example https://www.linkedin.com/in/mayalindqvist-example]",
		"worksFor": "[map[@type:Organization name:Acme Payments url:https://acme.example]]",
	} {
		if got := fmt.Sprint(who[key]); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if knows := fmt.Sprint(who["knowsAbout"]); !strings.HasPrefix(knows, "[Go Java ") || strings.Contains(knows, "Languages") {
		t.Errorf("knowsAbout is %s", knows)
	}
	if school := fmt.Sprint(who["alumniOf"]); !strings.Contains(school, "EducationalOrganization name:") {
		t.Errorf("alumniOf is %s", school)
	}
}

// TestPortrait holds that the picture of the person is told of when it is shown, by its whole address, and not else.
func TestPortrait(t *testing.T) {
	for options, want := range map[string]any{"{photo: on}": "https://ada.example/cv/me.png", "{photo: off}": nil} {
		w := render(t, compose.Options{BaseURL: "https://ada.example/cv/"}, Options{}, map[string]string{
			"content/resume.md": "---\nname: Ada Byron\nphoto: me.png\npdf: {options: " + options + "}\n---\nText.\n", "content/me.png": string(icon.Icon{}.PNG(200, true)),
		})
		who := said(t, w.parsed(t, w.site.PageAt("index.html")))[0]["mainEntity"].(map[string]any)
		if who["image"] != want {
			t.Errorf("%s: %v, want %v", options, who["image"], want)
		}
	}
}

// TestSchemaPrivate holds that nothing private is said to machines, on a card or in a feed.
func TestSchemaPrivate(t *testing.T) {
	w := render(t, compose.Options{BaseURL: "https://ada.example/"}, Options{}, map[string]string{
		"content/resume.md": "---\nname: Ada Byron\nheadline: Secretengineer\nlocation: Secrettown\nlinks: [https://secret.example/ada, https://github.com/ada]\n" +
			"private: [headline, location, \"https://secret.example/ada\"]\n---\nText.\n\n## Skills <!-- private -->\n\n- **Tools:** Secretskill\n\n" +
			"## Experience\n\n### Analyst, Secretcorp <!-- private -->\n*2019 – present*\n\n- Wrote\n\n### Analyst, Lovelace\n*2018 – present*\n\n- Wrote\n\n" +
			"## Education\n\n### Mathematics, Secretschool <!-- private -->\n*2010 – 2014*\n",
		"content/posts/a.md": "---\ntitle: A\ndate: 2024-01-02\n---\n- Secretlead <!-- private -->\n\nText.\n",
	})
	look := func(what string, b []byte, err error) {
		if err != nil || strings.Contains(strings.ToLower(string(b)), "secret") {
			t.Errorf("%s: %v\n%s", what, err, b)
		}
	}
	for _, p := range w.site.Pages {
		b, err := w.Page(p)
		look(p.Path, b, err)
	}
	for _, c := range w.Cards() {
		b, err := c.HTML()
		look(c.Path, b, err)
	}
	for _, name := range w.textNames() {
		b, err := w.text(name)
		look(name, b, err)
	}
	if n := len(w.Cards()); n != 2 {
		t.Errorf("%d cards", n)
	}
}

// An atomFeed is a feed as RFC 4287 has it.
type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Published string `xml:"published"`
		Updated   string `xml:"updated"`
		Summary   string `xml:"summary"`
		Content   struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
	} `xml:"entry"`
}

// TestFeed holds the feed to what RFC 4287 demands, with an address of the site and without one.
func TestFeed(t *testing.T) {
	files := map[string]string{
		"content/resume.md":  "---\nname: Ada Byron\ntitle: Notes & <Queries>\n---\nText.\n",
		"content/posts/a.md": "---\ntitle: \"A & <b>\"\ndate: 2024-01-02\nupdated: 2024-05-06\n---\nSee [the other](b.md) \x01.\n",
		"content/posts/b.md": "---\ntitle: B\ndate: 2024-03\n---\nText.\n",
		"content/posts/c.md": "---\ntitle: C\n---\nWithout a date.\n",
		"content/posts/d.md": "---\ntitle: D\ndate: 2023-04-05\nupdated: 2022-01-01\n---\nA slip.\n",
	}
	ids := map[string]bool{}
	for _, base := range []string{"https://ada.example/cv/", "", "/cv/"} {
		w := render(t, compose.Options{BaseURL: base}, Options{}, files)
		b, err := w.text("feed.xml")
		if err != nil {
			t.Fatal(err)
		}
		var f atomFeed
		if err := xml.Unmarshal(b, &f); err != nil {
			t.Fatalf("%v in\n%s", err, b)
		}
		if f.Title != "Notes & <Queries>" || f.Author != "Ada Byron" || f.Lang != "en" || f.Updated != "2024-05-06T00:00:00Z" {
			t.Errorf("%q by %q in %q of %q", f.Title, f.Author, f.Lang, f.Updated)
		}
		if len(f.Links) != 2 || f.Links[1].Rel != "self" || base != "" && base[0] == 'h' && f.Links[1].Href != base+"feed.xml" {
			t.Errorf("links: %+v", f.Links)
		}
		want := []string{"B 2024-03-01T00:00:00Z 2024-03-01T00:00:00Z", "A & <b> 2024-01-02T00:00:00Z 2024-05-06T00:00:00Z", "D 2023-04-05T00:00:00Z 2023-04-05T00:00:00Z"}
		for i, e := range f.Entries {
			if got := e.Title + " " + e.Published + " " + e.Updated; i >= len(want) || got != want[i] {
				t.Errorf("entry %d: %s", i, got)
			}
			if e.Content.Type != "html" || e.Content.Text == "" || e.Summary == "" {
				t.Errorf("entry %d: %+v", i, e)
			}
			ids[e.ID] = true
			if u, err := url.Parse(e.ID); err != nil || !u.IsAbs() {
				t.Errorf("the id %q is not absolute", e.ID)
			}
		}
		if u, err := url.Parse(f.ID); err != nil || !u.IsAbs() || len(f.Entries) != 3 {
			t.Errorf("the id %q, %d entries", f.ID, len(f.Entries))
		}
	}
	if len(ids) != 6 { // of three entries, with an address and without
		t.Errorf("ids: %v", ids)
	}
	files["content/posts/a.md"], files["content/posts/b.md"], files["content/posts/d.md"] = files["content/posts/c.md"], files["content/posts/c.md"], files["content/posts/c.md"]
	if w := render(t, compose.Options{}, Options{}, files); w.data.Feed != "" || slices.Contains(w.textNames(), "feed.xml") {
		t.Error("there is a feed of posts without a date")
	}
}

// TestSitemap holds that the sitemap lists every page but the 404, with a day where one is known and never with today's.
func TestSitemap(t *testing.T) {
	w := render(t, compose.Options{BaseURL: "https://ada.example/cv/"}, Options{}, map[string]string{
		"content/resume.md":     "---\nname: Ada Byron\n---\nText.\n",
		"content/about.md":      "# About\n",
		"content/posts/a.md":    "---\ntitle: A\ndate: 2024-01-02\nupdated: 2024-05-06\n---\nText.\n",
		"content/posts/b.md":    "---\ntitle: B\ndate: 2024-03\n---\nText.\n",
		"content/projects/p.md": "---\ntitle: P\n---\nText.\n",
	})
	b, err := w.text("sitemap.xml")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	days := map[string]string{}
	for _, u := range m.URLs {
		days[strings.TrimPrefix(u.Loc, "https://ada.example/cv/")] = u.LastMod
	}
	for p, want := range map[string]string{"": "", "resume/": "", "about/": "", "posts/a/": "2024-05-06", "posts/b/": "2024-03", "projects/p/": "", "posts/": "2024-05-06", "projects/": ""} {
		if got, ok := days[p]; !ok || got != want {
			t.Errorf("/%s: %q, %v; want %q", p, got, ok, want)
		}
	}
	if len(days) != len(w.site.Pages)-1 {
		t.Errorf("%d addresses of %d pages", len(days), len(w.site.Pages))
	}
	robots, err := w.text("robots.txt")
	if want := "User-agent: *\nDisallow:\n\nSitemap: https://ada.example/cv/sitemap.xml\n"; err != nil || string(robots) != want {
		t.Errorf("%v:\n%s", err, robots)
	}
}

// TestNoindex holds that a site that is not to be found says so on every page and to robots, and has no sitemap.
func TestNoindex(t *testing.T) {
	for _, noindex := range []bool{false, true} {
		w := render(t, compose.Options{BaseURL: "https://ada.example/cv/"}, Options{}, map[string]string{
			"content/resume.md":  fmt.Sprintf("---\nname: Ada Byron\nnoindex: %v\n---\nText.\n", noindex),
			"content/posts/a.md": "---\ntitle: A\ndate: 2024-01-02\n---\nText.\n",
		})
		for _, p := range w.site.Pages {
			robots := 0
			for n := range w.parsed(t, p).Descendants() {
				if n.Data == "meta" && attr(n, "name") == "robots" && attr(n, "content") == "noindex" {
					robots++
				}
			}
			if want := noindex || p.Kind == compose.NotFound; (robots == 1) != want {
				t.Errorf("noindex %v: /%s says it %d times", noindex, p.Path, robots)
			}
		}
		robots, err := w.text("robots.txt")
		if got := strings.HasSuffix(string(robots), "\nUser-agent: *\nDisallow: /cv/\n"); err != nil || got != noindex {
			t.Errorf("noindex %v: %v:\n%s", noindex, err, robots)
		}
		if got := slices.Contains(w.textNames(), "sitemap.xml"); got == noindex || strings.Contains(string(robots), "Sitemap") == noindex {
			t.Errorf("noindex %v: a sitemap: %v:\n%s", noindex, got, robots)
		}
	}
}

// TestCanonical holds that every page but the 404 names its own address once, and none does while it is not known.
func TestCanonical(t *testing.T) {
	for _, base := range []string{"https://maya.example/cv/", "/cv/", ""} {
		w := render(t, compose.Options{BaseURL: base}, Options{}, starter(t))
		for _, p := range w.site.Pages {
			var got []string
			for n := range w.parsed(t, p).Descendants() {
				if n.Data == "link" && attr(n, "rel") == "canonical" {
					got = append(got, attr(n, "href"))
				}
			}
			var want []string
			if strings.HasPrefix(base, "https:") && p.Kind != compose.NotFound {
				want = []string{base + p.Path}
			}
			if !slices.Equal(got, want) {
				t.Errorf("base %q, /%s: %v", base, p.Path, got)
			}
		}
	}
}

// TestNotFound serves the site below /repo/ as a host of static pages does, and holds that all that the 404 page asks for, and all that it
// links to, is found from any depth.
func TestNotFound(t *testing.T) {
	w := render(t, compose.Options{BaseURL: "https://me.example/repo/"}, Options{}, starter(t))
	files := map[string]func() ([]byte, error){}
	for _, a := range w.Artifacts() {
		files["/repo/"+a.Path] = a.Open
	}
	for _, target := range w.site.Targets {
		files["/repo/"+target.Out] = func() ([]byte, error) { return nil, nil }
	}
	srv := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		p := r.URL.Path
		if strings.HasSuffix(p, "/") {
			p += "index.html"
		}
		open := files[p]
		if open == nil {
			rw.Header().Set("Content-Type", "text/html")
			rw.WriteHeader(http.StatusNotFound)
			open = files["/repo/404.html"]
		}
		b, err := open()
		if err != nil {
			t.Error(err)
		}
		rw.Write(b)
	}))
	defer srv.Close()
	for _, at := range []string{"/repo/nothing", "/repo/a/b/c", "/repo/a/b/c/", "/repo/projects/gatehouse/nothing"} {
		res, err := srv.Client().Get(srv.URL + at)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := xhtml.Parse(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != http.StatusNotFound {
			t.Fatalf("%s: %d, %v", at, res.StatusCode, err)
		}
		asked := 0
		for n := range doc.Descendants() {
			for _, key := range []string{"href", "src"} {
				ref, err := res.Request.URL.Parse(attr(n, key))
				if attr(n, key) == "" || err != nil || ref.Host != res.Request.URL.Host || strings.HasPrefix(attr(n, key), "#") {
					continue
				}
				asked++
				got, err := srv.Client().Get(ref.String())
				if err != nil {
					t.Fatal(err)
				}
				got.Body.Close()
				if got.StatusCode != http.StatusOK {
					t.Errorf("%s: %s: %d", at, attr(n, key), got.StatusCode)
				}
			}
		}
		if asked < 10 {
			t.Errorf("%s: it asks for %d things", at, asked)
		}
	}
}

// TestIcons holds that an icon of the user's wins, and that none of ours stands beside it that a browser could prefer.
func TestIcons(t *testing.T) {
	for _, tt := range []struct{ own, drawn string }{
		{"", "apple-touch-icon.png favicon.ico favicon.svg"},
		{"favicon.svg", "apple-touch-icon.png"},
		{"favicon.ico", "apple-touch-icon.png"},
		{"apple-touch-icon.png", "favicon.ico favicon.svg"},
		{"favicon.ico favicon.svg apple-touch-icon.png", ""},
	} {
		files := map[string]string{"content/resume.md": "---\nname: Ada Byron\n---\nText.\n"}
		for name := range strings.FieldsSeq(tt.own) {
			files["static/"+name] = "own"
		}
		w := render(t, compose.Options{BaseURL: "/cv/"}, Options{}, files)
		var drawn, linked []string
		at := map[string]int{}
		for _, a := range w.Artifacts() {
			at[a.Path]++
			if strings.Contains(a.Path, "icon") {
				b, err := a.Open()
				if err != nil {
					t.Fatal(err)
				}
				if string(b) != "own" {
					drawn = append(drawn, a.Path)
				}
			}
		}
		slices.Sort(drawn)
		if got := strings.Join(drawn, " "); got != tt.drawn {
			t.Errorf("own %q: drawn is %q, want %q", tt.own, got, tt.drawn)
		}
		for n := range w.parsed(t, w.site.PageAt("index.html")).Descendants() {
			if n.Data == "link" && strings.Contains(attr(n, "rel"), "icon") {
				p, _, _ := strings.Cut(strings.TrimPrefix(attr(n, "href"), "/cv/"), "?")
				linked = append(linked, p)
				if at[p] != 1 {
					t.Errorf("own %q: %s is linked, and made %d times", tt.own, p, at[p])
				}
			}
		}
		if want := len(strings.Fields(tt.own)) + len(strings.Fields(tt.drawn)); len(linked) != want {
			t.Errorf("own %q: linked are %v", tt.own, linked)
		}
	}
}

// TestCards holds which pages have which picture.
func TestCards(t *testing.T) {
	files := map[string]string{"content/resume.md": "---\nname: Ada Byron\nheadline: Analyst\n---\nText.\n", "content/about.md": "# About\n"}
	for i := range mostCards + 3 {
		files[fmt.Sprintf("content/posts/p%02d.md", i)] = fmt.Sprintf("---\ntitle: Post %02d\ndate: 2024-01-%02d\n---\nText.\n", i, i+1)
	}
	own, err := fs.ReadFile(content.FS(), "resume.md")
	if err != nil {
		t.Fatal(err)
	}
	files["static/posts/p26/card.png"] = string(own) // no picture at all
	pictures := func(opts compose.Options, ropts Options) map[string]PictureData {
		w := render(t, opts, ropts, files)
		out := map[string]PictureData{}
		for _, p := range w.site.Pages {
			meta := map[string]string{}
			for n := range w.parsed(t, p).Descendants() {
				if n.Data == "meta" {
					meta[attr(n, "property")+attr(n, "name")] = attr(n, "content")
				}
			}
			if meta["twitter:card"] != map[bool]string{true: "summary_large_image", false: "summary"}[meta["og:image"] != ""] {
				t.Errorf("/%s: %v", p.Path, meta)
			}
			if d := w.shown(p); d != nil {
				out[p.Path] = *d
				if meta["og:image"] != d.URL || meta["og:image:alt"] != d.Alt || d.Width == 1200 && (meta["og:image:width"] != "1200" || meta["og:image:height"] != "630") {
					t.Errorf("/%s: %v", p.Path, meta)
				}
			}
		}
		return out
	}
	got := pictures(compose.Options{BaseURL: "https://ada.example/cv/"}, Options{})
	for p, want := range map[string]string{
		"": "card.png", "about/": "card.png", "resume/": "card.png", "posts/": "card.png", "404.html": "",
		"posts/p26/": "posts/p26/card.png", "posts/p25/": "posts/p25/card.png", "posts/p03/": "posts/p03/card.png", "posts/p02/": "card.png",
	} {
		address, _, _ := strings.Cut(got[p].URL, "?")
		if want != "" {
			want = "https://ada.example/cv/" + want
		}
		if address != want {
			t.Errorf("/%s: %s, want %s", p, address, want)
		}
	}
	if got[""].Alt != "Ada Byron, Analyst" || got["posts/p25/"].Alt != "Post 25 – Ada Byron" || got["posts/p26/"].Width != 0 {
		t.Errorf("%+v %+v %+v", got[""], got["posts/p25/"], got["posts/p26/"])
	}
	files["content/resume.md"] = "---\nname: Ada Lovelace\n---\nText.\n"
	if again := pictures(compose.Options{BaseURL: "https://ada.example/cv/"}, Options{}); again[""].URL == got[""].URL {
		t.Errorf("another name has the address %s, too", got[""].URL)
	}
	if n := len(pictures(compose.Options{BaseURL: "/cv/"}, Options{})) + len(pictures(compose.Options{}, Options{})); n > 0 {
		t.Errorf("%d pictures on a site whose address is not known", n)
	}
	if got := pictures(compose.Options{BaseURL: "https://ada.example/cv/"}, Options{NoPDF: true}); len(got) != 1 {
		t.Errorf("pictures without a browser: %v", got)
	}
}

// TestCardRoom holds that what does not fit is left out of a card.
func TestCardRoom(t *testing.T) {
	for title, want := range map[string]string{"Ada": "short", "Maya Lindqvist": "short", "Jan van der Berg-Muller": "medium", "王小明王小明王小明": "medium", strings.Repeat("ab ", 20): "long", strings.Repeat("ab ", 100): "endless"} {
		if got := sizeOf(title); got != want {
			t.Errorf("%q is %s, want %s", title, got, want)
		}
	}
	if got := listed("Data", []string{"PostgreSQL", "Kafka", "Redis"}, 21); got != "PostgreSQL, Kafka" {
		t.Errorf("%q", got)
	}
	for text, want := range map[string]string{
		"One. Two.": "One. Two.",
		"A first sentence that is long enough to stand alone. " + text(40): "A first sentence that is long enough to stand alone.",
		"No. " + text(40): "No. " + compose.Shorten(text(40), 146),
	} {
		if got := lead(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestCovered holds that a card knows letters that no face of its theme says it has.
func TestCovered(t *testing.T) {
	for name, want := range map[string]bool{"Maya Lindqvist": true, "Анна Ковальчук": true, "Ελένη": true, "Nguyễn Þór Øster": true, "王小明": false, "김철수": false, "Maya 💥": false} {
		w := render(t, compose.Options{BaseURL: "https://ada.example/"}, Options{}, map[string]string{"content/resume.md": "---\nname: " + name + "\n---\nText.\n"})
		if got := w.Cards()[0].Own(); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := fmt.Sprint(lettersOf([]byte("unicode-range: U+41, u+0400-045F;"))); got != "[{65 65} {1024 1119}]" {
		t.Error(got)
	}
}

// TestCardFiles holds that a card asks for nothing that there is not.
func TestCardFiles(t *testing.T) {
	for name, base := range map[string]string{"classic": "/cv/", "swiss": "/", "garamond": "/my cv, {ä}/"} {
		w := render(t, compose.Options{BaseURL: "https://ada.example" + base, Theme: name}, Options{}, starter(t))
		html, err := w.Cards()[0].HTML()
		if err != nil {
			t.Fatal(err)
		}
		doc, err := xhtml.Parse(strings.NewReader(string(html)))
		if err != nil {
			t.Fatal(err)
		}
		var css []string
		for n := range doc.Descendants() {
			if n.Data == "link" {
				css = append(css, path.Base(attr(n, "href")))
				if _, kind, ok := w.Lookup(attr(n, "href")); !ok || !strings.HasPrefix(kind, "text/css") {
					t.Errorf("%s: %s: %v", name, attr(n, "href"), kind)
				}
			}
		}
		if n := len(css); n < 3 || !strings.HasPrefix(css[n-2], name+".css") || !strings.HasPrefix(css[n-1], "card.css") {
			t.Errorf("%s: %v", name, css)
		}
	}
}
