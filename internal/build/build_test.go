package build

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/static"
)

var update = flag.Bool("update", false, "write testdata/site.golden.txtar anew")

// assetHash is what stands behind the address of an asset; it is tested in render.
var assetHash = regexp.MustCompile(`\?h=[0-9a-f]{8}`)

// tree is what was made but for our own assets, which are the same in every site: text as it is, without the hashes
// of assets; of other files their length.
func tree(t *testing.T, set artifact.Set) *txtar.Archive {
	t.Helper()
	out := &txtar.Archive{}
	for _, a := range set.All() {
		b, err := a.Open()
		if err != nil {
			t.Fatal(err)
		}
		if ours, err := static.FS().Open(a.Path); err == nil {
			ours.Close()
			continue
		}
		if !source.Text(a.Path) {
			b = fmt.Appendf(nil, "%d bytes\n", len(b))
		}
		b = assetHash.ReplaceAll(b, nil)
		if !bytes.HasSuffix(b, []byte("\n")) {
			b = append(b, '\n')
		}
		out.Files = append(out.Files, txtar.File{Name: a.Path, Data: b})
	}
	return out
}

// TestGolden builds the site of testdata/site.txtar and compares all that was made.
func TestGolden(t *testing.T) {
	r := Build(t.Context(), archive(t, "testdata/site.txtar").lay(t), NewMemory(nil, ""), Options{})
	if rep := checked(t, r); len(rep.Findings) > 0 {
		t.Errorf("findings: %+v", rep.Findings)
	}
	const golden = "testdata/site.golden.txtar"
	got := tree(t, r.Public)
	if *update {
		got.Comment = []byte("What TestGolden makes of site.txtar; `go test ./internal/build -update` writes it.\n")
		if err := os.WriteFile(golden, txtar.Format(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	named := func(a *txtar.Archive) map[string][]byte {
		m := map[string][]byte{}
		for _, f := range a.Files {
			m[f.Name] = f.Data
		}
		return m
	}
	g, w := named(got), named(want)
	for p, b := range w {
		if _, ok := g[p]; !ok {
			t.Errorf("%s is not made", p)
		} else if !bytes.Equal(g[p], b) {
			t.Errorf("%s differs; line by line:\n%s", p, firstDifference(string(g[p]), string(b)))
		}
	}
	for p := range g {
		if _, ok := w[p]; !ok {
			t.Errorf("%s is made, and should not be", p)
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// all is every artifact's bytes by path.
func all(t *testing.T, set artifact.Set) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, a := range set.All() {
		b, err := a.Open()
		if err != nil {
			t.Fatal(err)
		}
		out[a.Path] = string(b)
	}
	return out
}

// TestSameBytes builds the same site twice, in two folders, and again with what the first build left.
func TestSameBytes(t *testing.T) {
	site := archive(t, "testdata/site.txtar")
	f := newFake(t)
	memo := NewMemory(nil, "")
	build := func(memo *Memory) map[string]string {
		r := Build(t.Context(), site.lay(t), memo, Options{Printer: f.printer("chrome")})
		out := all(t, r.Public)
		for p, b := range all(t, r.Sent) {
			out["out/"+p] = b
		}
		return out
	}
	first := build(memo)
	if first["resume.pdf"] == "" || first["out/resume.pdf"] == "" {
		t.Error("there is no PDF")
	}
	for name, again := range map[string]map[string]string{"another process": build(NewMemory(nil, "")), "the same process": build(memo)} {
		for p := range first {
			if first[p] != again[p] {
				t.Errorf("%s: %s differs", name, p)
			}
		}
		if len(again) != len(first) {
			t.Errorf("%s: %d files, not %d", name, len(again), len(first))
		}
	}
}

// TestPagesEveryInput changes each input of the pages once, and demands that a page that is made from it differs, in the
// same process and in another.
func TestPagesEveryInput(t *testing.T) {
	site := archive(t, "testdata/site.txtar")
	tests := []struct {
		name   string
		page   string
		change files
		opts   func(*Options)
	}{
		{name: "a page", page: "about/index.html", change: files{"content/about.md": "# About\n\nOther.\n"}},
		{name: "a title on a list", page: "posts/index.html", change: files{"content/posts/first.md": "---\ntitle: Other\ndate: 2024-01-02\n---\nText.\n"}},
		{name: "a neighbour", page: "posts/second/index.html", change: files{"content/posts/first.md": "---\ntitle: Other\ndate: 2024-01-02\n---\nText.\n"}},
		{name: "a page that is gone", page: "posts/index.html", change: files{"content/posts/first.md": ""}},
		{name: "the menu", page: "404.html", change: files{"content/other.md": "# Another page\n"}},
		{name: "the résumé", page: "resume/index.html", change: files{"content/resume.md": simple}},
		{name: "the name", page: "404.html", change: files{"content/resume.md": simple}},
		{name: "a layout", page: "about/index.html", change: files{"layouts/single.html": "own"}},
		{name: "a partial", page: "posts/index.html", change: files{"layouts/_cards.html": `{{define "cards"}}own{{end}}`}},
		{name: "a plain layout", page: "robots.txt", change: files{"layouts/robots.txt": "own"}},
		{name: "a style", page: "index.html", change: files{"static/css/site.css": "p { color: red }"}},
		{name: "a style of the user's", page: "index.html", change: files{"static/custom.css": "p { color: red }"}},
		{name: "a file", page: "notes.txt", change: files{"static/notes.txt": "other"}},
		{name: "a file that a link leads to", page: "posts/first/index.html", change: files{"content/posts/engine.svg": ""}},
		{name: "the base URL", page: "index.html", opts: func(o *Options) { o.BaseURL = "https://y.example/" }},
		{name: "drafts", page: "posts/index.html", opts: func(o *Options) { o.Drafts = true }},
		{name: "minify", page: "index.html", opts: func(o *Options) { o.Minify = true }},
		{name: "a browser", page: "index.html", opts: func(o *Options) { o.Printer = newFake(t).printer("chrome") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			open := func(memo *Memory, site files, opts Options) string {
				a, ok := Build(t.Context(), site.lay(t), memo, opts).Public.Find(tt.page)
				if !ok {
					t.Fatalf("there is no %s", tt.page)
				}
				b, err := a.Open()
				if err != nil {
					t.Fatal(err)
				}
				return string(b)
			}
			memo, opts := NewMemory(nil, ""), Options{}
			before := open(memo, site, opts)
			if tt.opts != nil {
				tt.opts(&opts)
			}
			again, anew := open(memo, site.with(tt.change), opts), open(NewMemory(nil, ""), site.with(tt.change), opts)
			if again == before {
				t.Errorf("%s is as it was", tt.page)
			}
			if again != anew {
				t.Errorf("%s depends on the build before", tt.page)
			}
		})
	}
}

// TestLayoutErrors holds that a broken layout is one finding, however many pages and sheets it breaks,
// and whether all of them were looked at or some.
func TestLayoutErrors(t *testing.T) {
	site := archive(t, "testdata/site.txtar")
	tests := []struct {
		name, file, text, want string
	}{
		{"does not parse", "layouts/single.html", "a\nb {{if}}\n", `layouts/single.html:2:3 missing value for if`},
		{"fails on each page", "layouts/base.html", "{{define \"base\"}}\n<p>{{.Page.Colour}}</p>{{end}}", "layouts/base.html:2:11 "},
		{"fails on a page and two sheets", "layouts/_resume.html", "{{define \"resume-body\"}}\n<h1>{{.Colour}}</h1>{{end}}", "layouts/_resume.html:2:7 "},
		{"fails on the sheets alone", "layouts/sheet.html", "<!doctype html>\n<p>{{.Colour}}</p>", "layouts/sheet.html:2:6 "},
		{"runs what there is not", "layouts/single.html", "\n{{template \"nothing\" .}}", "layouts/single.html:2:12 "},
		{"a plain file", "layouts/sitemap.xml", "\n\n{{.Colour}}", "layouts/sitemap.xml:3:3 "},
		{"a field that is nearly one", "layouts/single.html", "{{range .Pages}}{{end}}\n{{with .Page}}{{.Titel}}{{end}}",
			`layouts/single.html:2:17 .Titel: PageData has no field "Titel"; did you mean "Title"?, while rendering content/`},
		{"a field of the page within range", "layouts/list.html", "{{range .Pages}}{{.Site.Title}}{{end}}",
			`layouts/list.html:1:19 .Site.Title: ListItem has no field "Site"; did you mean "$.Site"?, while rendering the page /`},
		{"a field of nothing that it has", "layouts/entry.html", "{{define \"resume-entry\"}}{{.Look.Theme.Colour}}{{end}}",
			`layouts/entry.html:1:39 .Look.Theme.Colour: Theme has no field "Colour"; it has About, Accent, `},
		{"a method", "layouts/entry.html", "{{define \"resume-entry\"}}{{.Title.Knwon}}{{end}}",
			`layouts/entry.html:1:34 .Title.Knwon: Value has no field "Knwon"; did you mean "Known"?, while rendering content/resume.md`},
		{"a function that there is not", "layouts/single.html", "x {{rel \"\"}} {{assett \"favicon.svg\"}}", `layouts/single.html:1:16 there is no function "assett"; did you mean "asset"?`},
		{"a template that there is not", "layouts/single.html", "{{template \"card\" .}}",
			`layouts/single.html:1:12 there is no template "card"; did you mean "cards"?, while rendering content/`},
		{"what ours run and is not there", "layouts/entry.html", "{{define \"resume-entri\"}}{{end}}",
			`layouts/section.html:12:12 there is no template "resume-entry"; did you mean "resume-entri"?, while rendering content/resume.md`},
		{"something of nothing", "layouts/single.html", "{{.Page.Next.Title}}", `layouts/single.html:1:13 .Page.Next.Title: there is no LinkData here to take "Title" of; `},
		{"goes round in itself", "layouts/single.html", "{{template \"a\" .}}{{define \"a\"}}\n{{template \"a\" .}}{{end}}", "layouts/single.html:2:12 the template runs itself without an end, while rendering content/"},
		{"counts for ever", "layouts/single.html", "{{range 1000000000000}}{{end}}", "layouts/single.html:1:9 range 1000000000000 goes round more than 10000 times"},
		{"writes for ever", "layouts/single.html", "{{range 10000}}{{range 10000}}more{{end}}{{end}}", "layouts/single.html:1:1 it makes more than 16 MB of one page"},
		{"too large", "layouts/single.html", strings.Repeat("{{if .}}", 40_000), "layouts/single.html:1:1 the layout is 312 KB long; the limit is 256 KB"},
		{"context that it cannot tell", "layouts/single.html", "\n<a href=\"{{if .Page}}x{{else}}'\" {{end}}\">", "layouts/single.html:2:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Build(t.Context(), site.with(files{tt.file: tt.text}).lay(t), NewMemory(nil, ""), Options{Printer: newFake(t).printer("chrome")})
			rep := checked(t, r)
			if n := has(rep, "page/layout", ""); n != 1 {
				t.Fatalf("%d findings: %+v", n, rep.Findings)
			}
			hold := func(list diag.List) {
				t.Helper()
				for _, d := range list {
					p := d.Span.Position()
					if got := fmt.Sprintf("%s:%d:%d %s", p.Path, p.Line, p.Col, d.Message); d.Rule == "page/layout" && !strings.HasPrefix(got, tt.want) {
						t.Errorf("got %s\nwant %s", got, tt.want)
					}
				}
			}
			hold(rep.Findings)
			some, err := r.Check(t.Context(), []*check.Rule{{ID: "page/layout", Level: diag.Error}}, false)
			if err != nil || has(some, "page/layout", "") != 1 {
				t.Errorf("%v: %+v", err, some.Findings)
			}
			hold(some.Findings)
		})
	}
}

// TestPublishedSecrets plants a secret wherever it could be published, and holds that it is found there.
func TestPublishedSecrets(t *testing.T) {
	site := files{"content/resume.md": simple, "content/about.md": "# About\n", "content/posts/a.md": "---\ntitle: A\ndate: 2024-01-02\n---\nText.\n"}
	phone := "+44 20 7946 0018"
	print := newFake(t)
	text := strings.Fields(printOf(t, print.pdf).Sheets[0].Lines[0].Text)
	word := text[len(text)-1]
	private := func(field, value string) files {
		return files{"content/private.yaml": fmt.Sprintf("%s: %q\n", field, value)}
	}
	tests := []struct {
		name   string
		change files
		where  string
	}{
		{"nowhere", nil, ""},
		{"on a page", files{"content/about.md": "# About\n\nCall 020 7946&nbsp;0018.\n"}, "public/about/index.html"},
		{"in a feed", files{"content/resume.md": strings.Replace(simple, "name:", "base-url: https://x.example/\nname:", 1), "content/posts/a.md": "---\ntitle: A\ndate: 2024-01-02\n---\nCall *020* 7946 0018.\n"}, "public/feed.xml"},
		{"in front matter", files{"content/posts/a.md": "---\ntitle: A\nsummary: Call " + phone + "\n---\nText.\n"}, "public/posts/a/index.html"},
		{"in a layout", files{"layouts/404.html": "<a href='tel:+442079460018'>call</a>"}, "public/404.html"},
		{"in a style", files{"static/custom.css": "p::after { content: '020 7946 0018' }"}, "public/custom.css"},
		{"in a script", files{"static/x.js": `const phone = "\u002b442079460018"`}, "public/x.js"},
		{"in a card", files{"static/card.vcf": "TEL:+442079460018\r\n"}, "public/card.vcf"},
		{"in the text of the print", private("headline", word), "public/resume.pdf (the text of the PDF)"},
		{"in what the print says of itself", files{"content/resume.md": strings.Replace(simple, "Ada Byron", "Ada of Hö", 1), "content/private.yaml": "location: Hö\n"}, "public/resume.pdf (the text of the PDF)"},
		{"in the text of a PDF of the user's", private("headline", word).with(files{"static/old.pdf": string(print.pdf)}), "public/old.pdf (the text of the PDF)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Build(t.Context(), site.with(tt.change).lay(t), NewMemory(nil, ""), Options{Printer: print.printer("chrome")})
			rep := checked(t, r)
			if tt.where == "" {
				if n := has(rep, "privacy/published", ""); n != 0 {
					t.Errorf("%+v", rep.Findings)
				}
				return
			}
			if has(rep, "privacy/published", tt.where) != 1 {
				t.Errorf("not found in %s: %+v", tt.where, rep.Findings)
			}
			print.printed()
		})
	}
}

// TestNoPrinter holds that a site without a browser links to no PDF and sends nothing.
func TestNoPrinter(t *testing.T) {
	r := Build(t.Context(), files{"content/resume.md": simple}.lay(t), NewMemory(nil, ""), Options{NoPrint: "there is none"})
	rep := checked(t, r)
	if len(rep.Skipped) != 1 || rep.Skipped[0].Reason != "there is none" {
		t.Errorf("skipped: %v", rep.Skipped)
	}
	if _, ok := r.Public.Find("resume.pdf"); ok || r.Sent.Len() != 0 {
		t.Error("there is a PDF")
	}
	for p, text := range all(t, r.Public) {
		if strings.Contains(text, "resume.pdf") {
			t.Errorf("%s links to a PDF", p)
		}
	}
	if pdf, err := r.PDF("public"); pdf != nil || err != nil {
		t.Errorf("%d bytes, %v", len(pdf), err)
	}
}

// TestOneFile builds one Markdown file without a site around it.
func TestOneFile(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"cv.md", "cv.markdown"} {
		if err := os.WriteFile(root+"/"+name, []byte(simple), 0o666); err != nil {
			t.Fatal(err)
		}
		set, err := source.ReadFile(root + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		r := Build(t.Context(), set, NewMemory(nil, ""), Options{Printer: newFake(t).printer("chrome")})
		if prints, err := r.Prints(t.Context()); err != nil || len(prints) != 2 {
			t.Errorf("%s: %d prints, %v", name, len(prints), err)
		}
		if r.Public.Len() != 0 || r.Sent.Len() != 1 {
			t.Errorf("%s: %d published files, %d sent", name, r.Public.Len(), r.Sent.Len())
		}
	}
}

// TestTimings holds that each stage says how long it took.
func TestTimings(t *testing.T) {
	r := Build(t.Context(), files{"content/resume.md": simple}.lay(t), NewMemory(nil, ""), Options{})
	checked(t, r)
	var stages []string
	for _, x := range r.Timings() {
		stages = append(stages, x.Stage)
	}
	for _, want := range []string{"read", "compose", "layouts", "render", "check"} {
		if !slices.Contains(stages, want) {
			t.Errorf("no time of %s in %v", want, stages)
		}
	}
}
