package render

import (
	"bytes"
	"compress/gzip"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/compose"
)

// home is the home page, and the paths of all files of a site.
func (w world) home(t *testing.T) (html string, paths []string) {
	t.Helper()
	for _, a := range w.Artifacts() {
		paths = append(paths, a.Path)
		if a.Path == "index.html" {
			b, err := a.Open()
			if err != nil {
				t.Fatal(err)
			}
			html = string(b)
		}
	}
	return html, paths
}

func TestPagesAreDressed(t *testing.T) {
	person := func(settings string) map[string]string {
		return map[string]string{"content/resume.md": "---\nname: Ada Byron\n" + settings + "---\nWrites programs.\n"}
	}
	mine := person("pdf: {theme: mine}\n")
	mine["static/themes/mine.css"] = "/* about: Mine\n   faces: inter */ h2 { color: #000 }"
	both := person("pdf: {theme: mine}\n")
	both["static/themes/mine.css"] = mine["static/themes/mine.css"]
	both["static/themes/site/mine.css"] = "/* about: Mine */ h2 { color: #000 }"
	red := func(settings string) map[string]string {
		files := person(settings)
		files["static/themes/site/swiss.css"] = "/* faces: inter */ :root { --accent: light-dark(#600, #f99) }"
		return files
	}
	for _, c := range []struct {
		name   string
		files  map[string]string
		links  []string // of style sheets
		accent string
		face   string // that is published, beside the companions
	}{
		{"nothing said", person(""), []string{"css/site.css", "themes/site/classic.css"}, "", "stix-two-text"},
		{"the theme of the sheets", person("pdf: {theme: swiss}\n"), []string{"css/site.css", "themes/site/swiss.css"}, "#b3261e", "inter"},
		{"with an accent", person("pdf: {theme: swiss, options: {accent: \"#1f4e79\"}}\n"), []string{"css/site.css", "themes/site/swiss.css"}, "#1f4e79", "inter"},
		{"one of their own", person("site: {theme: book}\npdf: {theme: swiss}\n"), []string{"css/site.css", "themes/site/book.css"}, "", "gelasio"},
		{"one with an accent, other sheets", person("site: {theme: swiss}\n"), []string{"css/site.css", "themes/site/swiss.css"}, "#b3261e", "inter"},
		{"said twice", person("site: {theme: swiss}\npdf: {theme: swiss, options: {accent: \"#1f4e79\"}}\n"), []string{"css/site.css", "themes/site/swiss.css"}, "#1f4e79", "inter"},
		{"with an accent of one's own style sheet", red("pdf: {theme: swiss}\n"), []string{"css/site.css", "themes/site/swiss.css"}, "", "inter"},
		{"and another one chosen", red("pdf: {theme: swiss, options: {accent: \"#1f4e79\"}}\n"), []string{"css/site.css", "themes/site/swiss.css"}, "#1f4e79", "inter"},
		{"none of that name", person("site: {theme: boook}\n"), []string{"css/site.css", "themes/site/classic.css"}, "", "stix-two-text"},
		{"a theme of one's own without a look of pages", mine, []string{"css/site.css", "themes/site/classic.css"}, "", "stix-two-text"},
		{"a theme of one's own with one", both, []string{"css/site.css", "themes/site/mine.css"}, "", "inter"},
	} {
		html, paths := render(t, compose.Options{}, Options{}, c.files).home(t)
		var links []string
		for _, m := range regexp.MustCompile(`rel="stylesheet" href="/([^"?]*)`).FindAllStringSubmatch(html, -1) {
			if !slices.Contains(paths, m[1]) {
				t.Errorf("%s: %s is not published", c.name, m[1])
			}
			if !strings.HasPrefix(m[1], "fonts/") {
				links = append(links, m[1])
			}
		}
		if !slices.Equal(links, c.links) {
			t.Errorf("%s: style sheets %q, want %q", c.name, links, c.links)
		}
		if got := strings.Contains(html, "<style>:root { --accent: light-dark("+c.accent); got != (c.accent != "") {
			t.Errorf("%s: accent %q is not there, or one that nobody chose is:\n%.1500s", c.name, c.accent, html)
		}
		for _, p := range paths {
			if dir, _ := path.Split(p); strings.HasPrefix(p, "themes/") && p != c.links[1] && !strings.Contains(p, "mine") || p == "css/sheet.css" ||
				strings.HasPrefix(p, "fonts/") && !strings.Contains(html, dir+"faces.css") {
				t.Errorf("%s: %s is published, and no page asks for it", c.name, p)
			}
		}
		if !slices.Contains(paths, "fonts/"+c.face+"/faces.css") {
			t.Errorf("%s: the face %s is not published", c.name, c.face)
		}
	}
}

// TestLayoutsBringFiles holds that what a layout of the user's names of our files is published.
func TestLayoutsBringFiles(t *testing.T) {
	for want, layout := range map[string]string{
		"":                      `{{define "other"}}<i>lato</i>{{end}}`,
		"fonts/lato/faces.css":  `<link rel="stylesheet" href="{{asset "fonts/lato/faces.css"}}">`,
		"themes/site/swiss.css": `<link rel="stylesheet" href="{{asset "themes/site/swiss.css"}}">`,
		"css/sheet.css":         `<link rel="stylesheet" href="{{asset "css/sheet.css"}}">`,
	} {
		_, paths := render(t, compose.Options{}, Options{}, map[string]string{"content/resume.md": "---\nname: Ada Byron\n---\nText.\n", "layouts/404.html": layout}).home(t)
		for _, p := range []string{"fonts/lato/faces.css", "themes/site/swiss.css", "css/sheet.css", "css/card.css"} {
			if slices.Contains(paths, p) != (p == want) {
				t.Errorf("%s: %s is published: %v", layout, p, p != want)
			}
		}
	}
}

// The first view, fonts included, is below 60 kB as servers send it (the bound). Which fonts a browser asks for is measured by
// `make audit`; here each theme's are those that it says are needed by every page.
func TestFirstViewIsSmall(t *testing.T) {
	files := starter(t)
	start := render(t, compose.Options{}, Options{}, files)
	if len(start.assets.PageThemes()) < 10 {
		t.Fatalf("%d themes", len(start.assets.PageThemes()))
	}
	for _, theme := range start.assets.PageThemes() {
		files["content/resume.md"] = strings.Replace(files["content/resume.md"], "\npdf:", "\nsite: {theme: "+theme.Name+"}\npdf:", 1)
		w := render(t, compose.Options{}, Options{}, files)
		html, _ := w.home(t)
		made := map[string]artifact.Artifact{}
		for _, a := range w.Artifacts() {
			made[a.Path] = a
		}
		sum := packed([]byte(html))
		for _, m := range regexp.MustCompile(`<link rel="(?:stylesheet|preload|icon)" href="/([^"?]*)`).FindAllStringSubmatch(html, -1) {
			if made[m[1]].Open == nil {
				t.Errorf("%s: %s is not there", theme.Name, m[1])
				continue
			}
			b, err := made[m[1]].Open()
			switch {
			case err != nil:
				t.Error(err)
			case path.Ext(m[1]) == ".woff2":
				sum += len(b)
			default:
				sum += packed(b)
			}
		}
		if sum > 60_000 || sum < 20_000 || !strings.Contains(html, "themes/site/"+theme.Name) || len(theme.Preload) == 0 {
			t.Errorf("%s: the first view has %d bytes, of fonts %q", theme.Name, sum, theme.Preload)
		}
		files["content/resume.md"] = strings.Replace(files["content/resume.md"], "\nsite: {theme: "+theme.Name+"}", "", 1)
	}
}

// packed is how long bytes are when gzip has packed them.
func packed(b []byte) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Len()
}
