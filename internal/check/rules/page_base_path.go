package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

var pageBasePath = &check.Rule{
	ID:    "page/base-path",
	Level: diag.Error,
	Needs: check.Site,
	Doc: check.Doc{
		What: "The site is to stand below a path such as /cv/, and an address of it that begins with a slash is published as it is written: in a layout of its own, or in a style or an HTML file " +
			"of static/. In Markdown, in HTML inside of it, and in front matter, such addresses are put below the path by themselves.",
		Why: "It works while one looks at the site on one's own machine, and leads out of the site where it is published.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
base-url: https://ada.example/cv/
---

## Experience
-- layouts/404.html --
<h1>Not here</h1>
<p><a href="/resume/">The résumé</a> may be what you look for.</p>
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
base-url: https://ada.example/cv/
---

## Experience
-- layouts/404.html --
<h1>Not here</h1>
<p><a href="{{rel "resume/"}}">The résumé</a> may be what you look for.</p>
`,
		Mend: "In a layout write `{{rel \"about/\"}}` for a page and `{{asset \"img/me.jpg\"}}` for a file. In a style write the path from the style's own file; in " +
			"HTML files, the path with the base path before it.",
	},
	Run: runPageBasePath,
}

func runPageBasePath(p *check.Pass) {
	base := p.Site.Base.Path
	if base == "" || base == "/" {
		return
	}
	say := func(at source.Span, help string) {
		if address := at.Text(); ofSite(p, at.File, address) {
			p.Report(diag.Diagnostic{
				Span:    at,
				Message: fmt.Sprintf("the address %s leads out of the site, which stands below %s", quoteURL(address), base),
				Help:    help,
			})
		}
	}
	for _, f := range p.Set.Under("layouts") {
		if path.Ext(f.Path) != ".html" || f.Path == "layouts/sheet.html" || f.Path == "layouts/letter.html" {
			continue
		}
		for _, at := range rooted(f, htmlMarks) {
			word, rel := "rel", strings.TrimPrefix(at.Text(), "/")
			if path.Ext(rel) != "" && !strings.HasSuffix(rel, ".html") {
				word = "asset"
			}
			help := fmt.Sprintf("write {{%s %q}} instead", word, rel)
			if strings.Contains(rel, "{{") {
				help = "begin it with {{rel \"\"}} instead of the slash"
			}
			say(at, help)
		}
	}
	for _, f := range p.Site.Files {
		switch path.Ext(f.Path) {
		case ".css":
			for _, at := range rooted(f.Source, cssMarks) {
				up := strings.Repeat("../", strings.Count(f.Path, "/"))
				say(at, fmt.Sprintf("write the path from the file that it stands in: %q", up+strings.TrimPrefix(at.Text(), "/")))
			}
		case ".html", ".htm":
			for _, at := range rooted(f.Source, htmlMarks) {
				say(at, fmt.Sprintf("write %q", strings.TrimSuffix(base, "/")+at.Text()))
			}
		}
	}
}

// ofSite reports whether an address that begins with a slash means something of this site: a page or a file of it, or
// what a layout makes. One that is below the site's path already does not count.
func ofSite(p *check.Pass, from *source.File, address string) bool {
	if strings.HasPrefix(address+"/", p.Site.Base.Path) {
		return false
	}
	if strings.Contains(address, "{{") {
		return true
	}
	for _, folder := range []string{"/css/", "/fonts/", "/themes/", "/favicon.svg"} { // what resgen itself brings
		if strings.HasPrefix(address, folder) {
			return true
		}
	}
	return p.Site.Resolve(from, address).Found
}

// What stands before an address in HTML and in CSS.
var (
	htmlMarks = []string{"href=", "src=", "action=", "poster="}
	cssMarks  = []string{"url(", "@import "}
)

// rooted is where addresses that begin with one slash stand behind a mark, quotes excluded.
func rooted(f *source.File, marks []string) []source.Span {
	var out []source.Span
	text := string(f.Bytes)
	for _, mark := range marks {
		for from := 0; ; {
			i := strings.Index(text[from:], mark)
			if i < 0 {
				break
			}
			start := from + i + len(mark)
			from = start
			end := strings.IndexAny(text[start:], " \t\r\n>)")
			if start < len(text) && (text[start] == '"' || text[start] == '\'') {
				end = valueEnd(text[start+1:], text[start])
				start++
			}
			if end < 2 && !(end == 1 && text[start] == '/') || text[start] != '/' || strings.HasPrefix(text[start:], "//") {
				continue
			}
			out = append(out, f.Span(start, start+end))
		}
	}
	slices.SortFunc(out, func(a, b source.Span) int { return a.Start - b.Start })
	return out
}

// valueEnd is the length of a text up to a quotation mark that does not stand in an action of a layout; -1 without one.
func valueEnd(text string, mark byte) int {
	for i := 0; i < len(text); i++ {
		if strings.HasPrefix(text[i:], "{{") {
			n := strings.Index(text[i:], "}}")
			if n < 0 {
				return -1
			}
			i += n
			continue
		}
		if text[i] == mark {
			return i
		}
		if text[i] == '\n' {
			return -1
		}
	}
	return -1
}
