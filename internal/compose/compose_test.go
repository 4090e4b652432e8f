package compose_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

func TestParseBase(t *testing.T) {
	tests := []struct{ in, origin, path, problem string }{
		{"", "", "/", ""},
		{"/", "", "/", ""},
		{"/cv", "", "/cv/", ""},
		{"https://me.github.io", "https://me.github.io", "/", ""},
		{"https://me.github.io/cv/", "https://me.github.io", "/cv/", ""},
		{"http://localhost:1313/a/b", "http://localhost:1313", "/a/b/", ""},
		{"me.github.io/cv", "", "/", "no address"},
		{"ftp://x.example/", "", "/", "no address"},
		{"https://u:p@x.example/", "", "/", "no address"},
		{"https://x.example/?a", "", "/", "no address"},
		{"https:///x", "", "/", "no address"},
		{"HTTPS://Me.Example:8080//a/../cv//", "https://me.example:8080", "/cv/", ""},
		{"https://münchen.example/lebenslauf ä", "https://xn--mnchen-3ya.example", "/lebenslauf%20%C3%A4/", ""},
		{"https://[::1]:80/", "https://[::1]:80", "/", ""},
		{"https://x.example:99999/", "", "/", "no address"},
		{"https://x y.example/", "", "/", "no address"},
	}
	for _, tt := range tests {
		b, problem := compose.ParseBase(tt.in)
		if b.Origin != tt.origin || b.Path != tt.path || (problem == "") != (tt.problem == "") || !strings.Contains(problem, tt.problem) {
			t.Errorf("%q: %+v %q", tt.in, b, problem)
		}
	}
	b, _ := compose.ParseBase("https://me.github.io/cv/")
	if got := b.Abs("projects/") + " " + b.URL("/projects/"); got != "https://me.github.io/cv/projects/ /cv/projects/" {
		t.Error(got)
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{"Rate Limiting": "rate-limiting", "C++": "cpp", "C#": "csharp", " --x--y ": "x-y", "Größe": "größe", "***": "", "R&D": "r-and-d", "node.js": "node-js"} {
		if got := compose.Slug(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, tt := range []struct {
		in    string
		limit int
		want  string
	}{{"short", 10, "short"}, {"one two three four", 12, "one two…"}, {"onetwothreefour", 8, "onetwot…"}, {"åäö åäö åäö", 8, "åäö åäö…"}} {
		if got := compose.Shorten(tt.in, tt.limit); got != tt.want || len([]rune(got)) > tt.limit {
			t.Errorf("%q is %q, want %q", tt.in, got, tt.want)
		}
	}
}

// site composes files that are given as path and text.
func site(t *testing.T, opts compose.Options, files map[string]string) (*compose.Site, diag.List) {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*document.Document
	for _, f := range set.Under("content") {
		switch {
		case strings.HasPrefix(f.Path, "content/private.") && strings.HasSuffix(f.Path, ".yaml"):
			docs = append(docs, document.Data(f))
		case filepath.Ext(f.Path) == ".md":
			docs = append(docs, document.Parse(f))
		}
	}
	return compose.Compose(set, docs, opts)
}

const cv = "---\nname: Ada Example\nphone: +1 555 0100\nemail: ada@example.com\nprivate: [phone]\n---\nWrites.\n\n## Experience\n\n### Engineer, Example\n*2020 – present*\n\n- Public deed\n- Secret deed <!-- private -->\n"

func TestPages(t *testing.T) {
	s, diags := site(t, compose.Options{}, map[string]string{
		"content/resume.md":         cv,
		"content/about.md":          "# About me\n\nHello.",
		"content/posts/old.md":      "---\ntitle: Old\ndate: 2020-01-02\ntags: [Go, CI/CD]\n---\nx",
		"content/posts/new.md":      "---\ntitle: New\ndate: 2024-01-02\ntags: [go]\n---\nx",
		"content/posts/draft.md":    "---\ntitle: Draft\ndraft: true\n---\nx",
		"content/projects/heavy.md": "---\ntitle: A\nweight: 2\n---\nx",
		"content/projects/light.md": "---\ntitle: Z\nweight: 1\n---\nx",
		"content/jobs/acme.md":      "We hire.",
		"content/variants/acme.md":  "---\nposting: jobs/acme.md\n---\nx",
		"content/posts/pic.png":     "png",
		"static/CNAME":              "x.example",
	})
	if len(diags) != 0 {
		t.Errorf("diagnostics: %v", diags)
	}
	var got []string
	for _, p := range s.Pages {
		got = append(got, string(p.Kind)+":"+p.Path)
	}
	want := "home: 404:404.html page:about/ list:posts/ post:posts/new/ post:posts/old/ list:projects/ project:projects/heavy/ project:projects/light/ resume:resume/ tags:tags/ tag:tags/ci-cd/ tag:tags/go/"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("pages\n got %s\nwant %s", g, want)
	}
	order := func(path string) string {
		for _, p := range s.Pages {
			if p.Path == path {
				var out []string
				for _, c := range p.Pages {
					out = append(out, c.Title)
				}
				return strings.Join(out, " ")
			}
		}
		return "none"
	}
	for path, want := range map[string]string{"posts/": "New Old", "projects/": "Z A", "tags/go/": "New Old"} {
		if got := order(path); got != want {
			t.Errorf("%s lists %q, want %q", path, got, want)
		}
	}
	var menu []string
	for _, p := range s.Menu {
		menu = append(menu, p.Title)
	}
	if g := strings.Join(menu, " | "); g != "Résumé | Projects | Writing | About me" {
		t.Errorf("menu %s", g)
	}
	var files []string
	for _, f := range s.Files {
		files = append(files, f.Path)
	}
	if g := strings.Join(files, " "); g != "CNAME posts/pic.png" {
		t.Errorf("files %s", g)
	}
	drafts, _ := site(t, compose.Options{Drafts: true}, map[string]string{"content/posts/draft.md": "---\ndraft: true\n---\nx"})
	if len(drafts.Pages) != 4 {
		t.Errorf("with drafts there are %d pages", len(drafts.Pages))
	}
}

func TestCollision(t *testing.T) {
	_, diags := site(t, compose.Options{}, map[string]string{
		"content/resume.md":       cv,
		"content/My Page.md":      "x",
		"content/my-page.md":      "x",
		"content/posts/a.md":      "x",
		"content/posts/A_.md":     "x",
		"content/resume/index.md": "x",
	})
	diags.Sort()
	var got []string
	for _, d := range diags {
		got = append(got, d.Rule+" "+d.Span.Path())
	}
	if g := strings.Join(got, "; "); g != "page/collision content/my-page.md; page/collision content/posts/a.md; page/collision content/resume/index.md" {
		t.Errorf("%s", g)
	}
}

func TestPrivate(t *testing.T) {
	s, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": cv, "content/private.yaml": "phone: +1 555 0199\nlocation: 1 Hidden Road\n"})
	if s.Resume.Phone.Known() || s.Resume.Location.Known() {
		t.Error("the public résumé has private values")
	}
	for _, tg := range s.Targets {
		full := tg.Audience == compose.Sent
		if (tg.Resume.Phone.Text == "+1 555 0199") != full || (tg.Resume.Location.Text == "1 Hidden Road") != full {
			t.Errorf("%s: phone %q, location %q", tg, tg.Resume.Phone.Text, tg.Resume.Location.Text)
		}
	}
	var secrets []string
	for _, x := range s.Secrets {
		secrets = append(secrets, x.Field+"="+x.Value.Text)
	}
	for _, want := range []string{"phone=+1 555 0199", "location=1 Hidden Road"} {
		if !strings.Contains(strings.Join(secrets, "|"), want) {
			t.Errorf("the secrets lack %q: %v", want, secrets)
		}
	}
	open, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": strings.Replace(cv, "private: [phone]\n", "", 1)})
	if open.Resume.Phone.Text != "+1 555 0100" {
		t.Errorf("a phone number that is not private is not published")
	}
}

func TestResolve(t *testing.T) {
	s, _ := site(t, compose.Options{BaseURL: "https://x.example/cv/"}, map[string]string{
		"content/resume.md":          cv,
		"content/projects/sluice.md": "# S",
		"content/posts/a.md":         "# A",
		"content/posts/pic one.png":  "x",
		"static/files/paper.pdf":     "x",
		"content/jobs/x.md":          "x",
	})
	from := map[string]*source.File{}
	for _, p := range s.Pages {
		if p.Doc != nil {
			from[p.Doc.File.Path] = p.Doc.File
		}
	}
	tests := []struct{ file, href, url, abs string }{
		{"content/resume.md", "projects/sluice.md", "/cv/projects/sluice/", "https://x.example/cv/projects/sluice/"},
		{"content/resume.md", "projects/sluice.md#why", "/cv/projects/sluice/#why", "https://x.example/cv/projects/sluice/#why"},
		{"content/posts/a.md", "../projects/sluice.md", "/cv/projects/sluice/", "https://x.example/cv/projects/sluice/"},
		{"content/posts/a.md", "pic%20one.png", "/cv/posts/pic%20one.png", "https://x.example/cv/posts/pic%20one.png"},
		{"content/posts/a.md", "/files/paper.pdf", "/cv/files/paper.pdf", "https://x.example/cv/files/paper.pdf"},
		{"content/posts/a.md", "/projects/sluice", "/cv/projects/sluice/", "https://x.example/cv/projects/sluice/"},
		{"content/posts/a.md", "/", "/cv/", "https://x.example/cv/"},
		{"content/posts/a.md", "/resume.pdf", "/cv/resume.pdf", "https://x.example/cv/resume.pdf"},
		{"content/posts/a.md", "../resume.md", "/cv/resume/", "https://x.example/cv/resume/"},
		{"content/posts/a.md", "#here", "#here", "https://x.example/cv/posts/a/#here"},
		{"content/posts/a.md", "https://go.dev/", "https://go.dev/", "https://go.dev/"},
		{"content/posts/a.md", "mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example"},
		{"content/posts/a.md", "missing.md", "", ""},
		{"content/posts/a.md", "/missing/", "", ""},
		{"content/posts/a.md", "../jobs/x.md", "", ""},
		{"content/posts/a.md", "../../../etc/passwd", "", ""},
	}
	for _, tt := range tests {
		r := s.Resolve(from[tt.file], tt.href)
		if !r.Found {
			if tt.url != "" {
				t.Errorf("%s in %s is not found", tt.href, tt.file)
			}
			continue
		}
		if r.URL != tt.url || r.Abs != tt.abs {
			t.Errorf("%s in %s is %q, %q; want %q, %q", tt.href, tt.file, r.URL, r.Abs, tt.url, tt.abs)
		}
	}
}

// TestIndexes holds that a list that somebody wrote has their title and text wherever its file stands in the
// order, and that one without a title has its folder's.
func TestIndexes(t *testing.T) {
	s, diags := site(t, compose.Options{}, map[string]string{
		"content/index.md":           "Welcome.",
		"content/posts/2020.md":      "---\ntitle: A\n---\n",
		"content/posts/_index.md":    "---\ntitle: Essays\n---\nOf mine.",
		"content/my_notes/a.md":      "x",
		"content/my_notes/index.md":  "Notes.",
		"content/My Talks/a.md":      "x",
		"content/posts/sub/index.md": "x",
	})
	if len(diags) > 0 {
		t.Errorf("diagnostics: %v", diags)
	}
	var got []string
	for _, p := range s.Pages {
		got = append(got, fmt.Sprintf("%s:%s=%s", p.Kind, p.Path, p.Title))
		if of := p.Doc; of != nil && s.PageOf(of.File) != p {
			t.Errorf("%s is not the page of %s", p.Path, of.File.Path)
		}
	}
	want := "home:= 404:404.html=Page not found list:my-notes/=My notes post:my-notes/a/=A list:my-talks/=My Talks post:my-talks/a/=A list:posts/=Essays post:posts/2020/=A page:posts/sub/=Sub"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("pages\n got %s\nwant %s", g, want)
	}
}

// TestTaken holds that a file of the user's in the place of a page of ours is a finding and harms nothing else.
func TestTaken(t *testing.T) {
	s, diags := site(t, compose.Options{}, map[string]string{
		"content/posts/a.md":          "---\ntitle: A\ntags: [go]\n---\n",
		"static/posts/index.html":     "own",
		"static/tags/go/index.html":   "own",
		"static/projects/x.txt":       "own",
		"content/index.md":            "x",
		"content/_index.md":           "y",
		"content/jobs/2026/secret.md": "a posting",
	})
	var got []string
	for _, d := range diags {
		got = append(got, d.Message)
	}
	if g := strings.Join(got, "; "); g != "the page would be /, which is taken; the file would be published at /posts/index.html, where a page is that resgen makes; the file would be published at /tags/go/index.html, where a page is that resgen makes" {
		t.Errorf("findings: %s", g)
	}
	for _, p := range s.Menu {
		if p == nil {
			t.Error("the menu has a page that there is not")
		}
	}
	for _, p := range s.Pages {
		if strings.Contains(p.Path, "jobs") {
			t.Errorf("a posting is published at /%s", p.Path)
		}
		for _, l := range p.Pages {
			if l == nil {
				t.Errorf("%s lists a page that there is not", p.Path)
			}
		}
	}
}

// TestUnplaced holds that a file where a folder must be, or below a file, is a finding, and is not published.
func TestUnplaced(t *testing.T) {
	s, diags := site(t, compose.Options{}, map[string]string{
		"content/about.md":            "x",
		"content/posts/a.md":          "x",
		"static/posts":                "the folder of a list",
		"static/CSS":                  "resgen's own folder",
		"static/about/index.html/x":   "below a page",
		"content/404.html/deep/x.png": "below a page",
		"content/Doc":                 "a file",
		"static/doc/x.png":            "below that file",
		"static/docs/x.png":           "fine",
		"static/abou":                 "fine",
		"static/about2":               "fine",
	})
	diags.Sort()
	var got []string
	for _, d := range diags {
		got = append(got, d.Span.Path()+": "+d.Message)
	}
	want := []string{
		"content/404.html/deep/x.png: the file would be published below /404.html, which is a file",
		"static/CSS: the file would be published at /CSS, where a folder of resgen's is",
		"static/about/index.html/x: the file would be published below /about/index.html, which is a file",
		"static/doc/x.png: the file would be published below /doc, which is a file",
		"static/posts: the file would be published at /posts, where the folder of a page is",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	var files []string
	for _, f := range s.Files {
		files = append(files, f.Path)
	}
	if diff := cmp.Diff([]string{"Doc", "abou", "about2", "docs/x.png"}, files); diff != "" {
		t.Errorf("published (-want +got):\n%s", diff)
	}
}

// TestOurs holds the folders that files may not take to those that there are.
func TestOurs(t *testing.T) {
	entries, err := os.ReadDir("../../static")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		_, diags := site(t, compose.Options{}, map[string]string{"static/" + e.Name(): "x"})
		if len(diags) != 1 || diags[0].Rule != "page/collision" {
			t.Errorf("a file %s: %v", e.Name(), diags)
		}
	}
}

func TestTagsOnce(t *testing.T) {
	s, _ := site(t, compose.Options{}, map[string]string{"content/posts/a.md": "---\ntitle: A\ntags: [Go, go, C++, cpp, '***']\n---\n"})
	for _, p := range s.Pages {
		if p.Kind == compose.Post && strings.Join(p.Tags, " ") != "Go C++" {
			t.Errorf("tags %q", p.Tags)
		}
		if p.Kind == compose.Tag && len(p.Pages) != 1 {
			t.Errorf("%s lists %d pages", p.Path, len(p.Pages))
		}
	}
}
