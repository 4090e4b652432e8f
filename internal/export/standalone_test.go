package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// fixtures is the text of every résumé that stands in a test or in the starter, by where it stands; other Markdown there, too.
func fixtures(t testing.TB) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, glob := range []string{"../read/testdata/people/*.md", "../check/testdata/corpus/*.md", "../../content/*.md", "../../content/*/*.md"} {
		paths, err := filepath.Glob(glob)
		if err != nil || len(paths) == 0 {
			t.Fatal(glob, err)
		}
		for _, p := range paths {
			b, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			texts[p] = string(b)
		}
	}
	archives, err := filepath.Glob("../*/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal(err)
	}
	for _, p := range archives {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if filepath.Ext(f.Name) == ".md" {
				texts[p+" "+f.Name] = string(f.Data)
			}
		}
	}
	return texts
}

// otherwise is the fixtures that no Markdown says as they were read, and what is read instead. All of their words stay (TestMarkdown). Those of package
// document are tests of the parser, and no résumés.
var otherwise = map[string]string{
	"../read/testdata/people/05-gareth-pugh-jones.md":       "a part of the head that was written between title and employer is taken for the place",
	"../read/testdata/people/66-beatriz-nakagawa-stone.md":  "the second of two roles that have nothing but dates is taken for text of the first",
	"../read/testdata/people/81-raghavendra-kulkarni.md":    "a country that a label set apart from its client is taken for the place",
	"../read/testdata/plain-lines.txtar resume.md":          "a part of a head without dates is taken for text",
	"../document/testdata/attributes.txtar comments.md":     "an id of a bullet that is a block of code",
	"../document/testdata/attributes.txtar multiline.md":    "a value of two lines in an attribute",
	"../document/testdata/blocks.txtar headings.md":         "headings that say nothing",
	"../document/testdata/blocks.txtar html.md":             "the blank behind a forced break",
	"../document/testdata/blocks.txtar table.md":            "the alignment of a cell that a row lacks",
	"../document/testdata/inlines.txtar emphasis.md":        "stress that starts inside of a word",
	"../document/testdata/inlines.txtar left-over-marks.md": "stress next to a mark that is text",
	"../document/testdata/inlines.txtar quote-prefix.md":    "a line end inside of a link's text",
	"../document/testdata/language.txtar all.md":            "text that looks like attributes",
}

// TestStandalone holds that Markdown without a document behind it, in both of its forms, is read as the same résumé, to the last field.
func TestStandalone(t *testing.T) {
	for name, text := range fixtures(t) {
		_, r := parsed(text)
		why, excused := otherwise[name]
		for _, form := range []struct {
			name string
			text []byte
		}{{"Markdown", Markdown(r, nil)}, {"Standalone", Standalone(r)}} {
			_, back := parsed(string(form.text))
			diff := Unlike(r, back)
			if excused && len(diff) == 0 {
				t.Errorf("%s, %s: it is read as it was; take it out of the list (%s)", name, form.name, why)
			}
			for i, d := range diff {
				if i < 3 && !excused {
					t.Errorf("%s, %s: %.1000s\nof\n%.3000s", name, form.name, d, form.text)
				}
			}
			if before, after := Words(r), Words(back); excused && strings.HasPrefix(name, "../read/") && cmp.Diff(before, after) != "" {
				t.Errorf("%s, %s: words: %s", name, form.name, cmp.Diff(before, after))
			}
		}
	}
}

// TestStandaloneHead holds how it looks.
func TestStandaloneHead(t *testing.T) {
	_, r := parsed("---\nname: Ines Duarte\nheadline: Data Engineer\nemail: ines@example.com\nphone: +351 21 555 01 48\nlocation: Lisboa, Portugal\n" +
		"links:\n  - {label: My garden, url: https://ines.example/garden}\n  - https://github.com/inesd\nlang: pt\n---\n\nEngenheira.\n\n## Competências\n\n- **Dados:** SQL <!-- #dados tags=\"a b\" -->\n\n## Idiomas\n\n- Português (nativa)\n")
	want := `---
lang: pt
---

# Ines Duarte

**Data Engineer**

<ines@example.com> · +351 21 555 01 48 · Lisboa, Portugal · [My garden](https://ines.example/garden) · [github.com/inesd](https://github.com/inesd)

Engenheira.

## Competências

- **Dados:** SQL <!-- #dados tags="a b" -->

## Idiomas

- Português (nativa)
`
	if diff := cmp.Diff(want, string(Standalone(r))); diff != "" {
		t.Error(diff)
	}
}

// TestStandaloneMoves holds that what would be read as something else in the text is kept in front matter, and nothing more.
func TestStandaloneMoves(t *testing.T) {
	b, err := os.ReadFile("../read/testdata/people/60-sjoerd-van-der-wielen.md")
	if err != nil {
		t.Fatal(err)
	}
	_, r := parsed(string(b))
	if got := string(Standalone(r)); !strings.HasPrefix(got, "---\nlocation: Zwolle\n---\n\n# Sjoerd van der Wielen\n") {
		t.Errorf("%.300s", got)
	}
}

// TestUnlike holds that each field counts.
func TestUnlike(t *testing.T) {
	const text = "---\nname: A B\n---\n\nSummary.\n\n## Experience\n\n### Engineer, [Acme](https://acme.example) <!-- #a tags=\"x\" -->\n*2019 – 2021 · Oslo · part-time*\n\n- One <!-- #one -->\n\n## Skills\n\n- **Go:** a, b\n"
	for name, change := range map[string]func(*resume.Resume){
		"name":         func(r *resume.Resume) { r.Name.Text = "x" },
		"lang":         func(r *resume.Resume) { r.Lang = "de" },
		"links":        func(r *resume.Resume) { r.Links = []resume.Link{{URL: "https://x.example"}} },
		"contact":      func(r *resume.Resume) { r.Contact = []resume.Contact{{Label: "x"}} },
		"summary":      func(r *resume.Resume) { r.Summary = nil },
		"title":        func(r *resume.Resume) { r.Sections[0].Entries[0].Title.Text = "x" },
		"title markup": func(r *resume.Resume) { r.Sections[0].Entries[0].TitleMarkup[0].Kind = markup.CodeSpan },
		"organization": func(r *resume.Resume) { r.Sections[0].Entries[0].Organization.Text = "x" },
		"url":          func(r *resume.Resume) { r.Sections[0].Entries[0].URL = "" },
		"dates":        func(r *resume.Resume) { r.Sections[0].Entries[0].Dates.Present = true },
		"written":      func(r *resume.Resume) { r.Sections[0].Entries[0].DatesText.Text = "2019-2021" },
		"extra":        func(r *resume.Resume) { r.Sections[0].Entries[0].Extra = nil },
		"tags":         func(r *resume.Resume) { r.Sections[0].Entries[0].Tags = nil },
		"private":      func(r *resume.Resume) { r.Sections[0].Entries[0].Private = true },
		"id":           func(r *resume.Resume) { r.Sections[0].Entries[0].ID = "x" },
		"bullet's id":  func(r *resume.Resume) { r.Sections[0].Entries[0].Body[0].Blocks[0].Attrs.ID = "x" },
		"kind":         func(r *resume.Resume) { r.Sections[1].Kind = resume.Other },
		"items":        func(r *resume.Resume) { r.Sections[1].Groups[0].Items = nil },
		"group":        func(r *resume.Resume) { r.Sections[1].Groups[0].ID = "x" },
		"a section":    func(r *resume.Resume) { r.Sections = r.Sections[:1] },
	} {
		_, a := parsed(text)
		_, b := parsed(text)
		if diff := Unlike(a, b); diff != nil {
			t.Fatal(diff)
		}
		if change(b); Unlike(a, b) == nil || Unlike(b, a) == nil {
			t.Errorf("%s: no difference", name)
		}
	}
}

// TestLinked holds that each address is asked for once, with the file that it stands in, and that one without an answer is text.
func TestLinked(t *testing.T) {
	_, r := parsed("---\nname: A B\nlinks: [/about/, /gate/]\n---\n\nSee [mine](a.md) and [this](https://x.example), ![pic](p.png).\n\n## Projects\n\n### [Gate](projects/gate.md)\n*2019*\n\n- [why](#why)\n")
	out := Linked(r, func(from *source.File, address string) string {
		if from != r.File {
			t.Errorf("%s from %v", address, from)
		}
		switch {
		case strings.HasPrefix(address, "https:"):
			return address
		case address == "projects/gate.md" || address == "/gate/":
			return "https://me.example/gate/"
		}
		return ""
	})
	want := "See mine and [this](https://x.example), ![pic](p.png).\n\n## Projects\n\n### [Gate](https://me.example/gate/)\n*2019*\n\n- why\n"
	if _, got, _ := strings.Cut(string(Markdown(out, nil)), "---\n\n"); got != want {
		t.Error(cmp.Diff(want, got))
	}
	if out.Links[0].URL != "/about/" || out.Links[1].URL != "https://me.example/gate/" || r.Links[1].URL != "/gate/" {
		t.Errorf("%v, and %v before", out.Links, r.Links)
	}
	if e := out.Sections[0].Entries[0]; e.URL != "https://me.example/gate/" || r.Sections[0].Entries[0].URL != "projects/gate.md" {
		t.Errorf("%q, and %q before", e.URL, r.Sections[0].Entries[0].URL)
	}
}
