package lsp_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

const cv = `---
name: Ada Byron
email: ada@example.com
links: [https://github.com/ada]
---

Writes programs for engines that are not built yet.

## Experience

### Analyst, Lovelace & Co
*March 2019 – present*

- 😀 Moved 40 notes to Postgresql within 3 weeks
- Wrote notes

## Skills

- **Data:** Go, Redis
`

type item struct {
	Label    string
	TextEdit struct {
		Range   span
		NewText string
	}
}

func (p *peer) complete(name, text string, by int) (labels []string, items []item) {
	p.t.Helper()
	var list struct{ Items []item }
	if err := json.Unmarshal(p.call("textDocument/completion", p.placed(name, text, by)), &list); err != nil {
		p.t.Fatal(err)
	}
	for _, i := range list.Items {
		labels = append(labels, i.Label)
	}
	return labels, list.Items
}

func TestCompletion(t *testing.T) {
	tests := []struct {
		name, text string // the cursor stands at ^
		want       string // labels that must be offered, the first of them first when it ends with "!"
		not        string
	}{
		{"keys", "---\nname: Ada\nhea^\n---\n", "headline!", "name email"},
		{"keys that are there are left out", "---\nname: Ada\n^\n---\n", "email pdf", "name"},
		{"nested in braces", "---\nname: Ada\npdf: {pap^\n---\n", "paper!", "pages"},
		{"nested in braces, closed", "---\nname: Ada\npdf: {pages: 2, ^}\n---\n", "paper fit theme", "pages headline"},
		{"nested by lines", "---\nname: Ada\npdf:\n  pages: 1\n  p^\n---\n", "paper", "pages headline"},
		{"nested over lines in braces", "---\npdf: {\n  pages: 2,\n  pap^\n}\n---\n", "paper!", "headline"},
		{"back at the top", "---\npdf:\n  pages: 1\nhead^\n---\n", "headline!", "paper"},
		{"papers", "---\npdf: {paper: ^}\n---\n", "A4 Letter", "paper"},
		{"papers by lines", "---\npdf:\n  paper: L^\n---\n", "Letter!", "A4"},
		{"a quoted value", "---\npdf: {paper: \"L^\n---\n", "Letter!", "A4"},
		{"themes", "---\npdf: {theme: ^}\n---\n", "classic swiss", "A4"},
		{"themes of the site", "---\nsite:\n  theme: sw^\n---\n", "swiss!", "classic"},
		{"options of the theme", "---\npdf: {theme: classic, options: {^}}\n---\n", "order density", "pages"},
		{"values of options", "---\npdf: {theme: classic, options: {density: ^}}\n---\n", "tight", "accent"},
		{"presets", "---\ncheck: {preset: ^}\n---\n", "minimal recommended strict", "error"},
		{"levels", "---\ncheck: {rules: {text/casing: ^}}\n---\n", "off info warning error", ""},
		{"rules", "---\ncheck:\n  rules:\n    text/cas^\n---\n", "text/casing!", ""},
		{"flags", "---\npdf: {fit: ^}\n---\n", "true false", ""},
		{"private fields", "---\nprivate: [em^]\n---\n", "email!", "phone"},
		{"private fields by lines", "---\nprivate:\n  - ph^\n---\n", "phone!", "email"},
		{"TOML", "+++\nname = \"Ada\"\n[pdf]\npap^\n+++\n", "paper!", "headline"},
		{"TOML, a value", "+++\n[pdf]\npaper = \"^\n+++\n", "A4 Letter", ""},
		{"TOML, an inline table", "+++\npdf = {pages = 1, pap^\n+++\n", "paper!", ""},
		{"kinds in braces", "---\nname: A\n---\n\n## Things {kind=e^\n", "experience education", "skills"},
		{"kinds in a comment", "---\nname: A\n---\n\n## Things <!-- kind=sk^ -->\n", "skills!", "experience"},
		{"attributes", "---\nname: A\n---\n\n## Things {^}\n", "kind private lang", ""},
		{"attributes of a bullet", "---\nname: A\n---\n\n- Things <!-- ^ -->\n", "private allow", "kind"},
		{"rules to allow", "---\nname: A\n---\n\n- Things <!-- allow text/bare^ -->\n", "text/bare-bullet!", ""},
		{"skills", "---\nname: A\n---\n\n## Skills\n\n- Go, postg^\n", "PostgreSQL", "present"},
		{"skills of two words", "---\nname: A\n---\n\n- Moved it to ruby on r^\n", "Ruby+on+Rails!", ""},
		{"skills by another name", "---\nname: A\n---\n\n- Moved it to k8^\n", "Kubernetes!", ""},
		{"months", "---\nname: A\n---\n\n## Work\n\n### Analyst, Mill\n*Mar^\n", "March!", "present"},
		{"an end", "---\nname: A\n---\n\n## Work\n\n### Analyst, Mill\n*March 2021 – ^\n", "present! January", ""},
		{"an end, typed", "---\nname: A\n---\n\n## Work\n\n### Analyst, Mill\n*March 2021 – Nov^\n", "November", "present"},
		{"months in German", "---\nname: A\nlang: de\n---\n\n## Arbeit\n\n### Analystin, Mühle\n*M^\n", "März Mai", "March"},
		{"an end in German", "---\nname: A\nlang: de\n---\n\n## Arbeit\n\n### Analystin, Mühle\n*März 2021 – h^\n", "heute!", ""},
		{"nothing in plain words", "---\nname: A\n---\n\nWrites programs xyzzy^\n", "", "March present name"},
	}
	p := start(t, setting{files: map[string]string{"content/resume.md": cv, "content/jobs/mill.md": "---\ntitle: A\n---\nWe want Go.\n"}})
	p.open("content/resume.md")
	for i, tt := range tests {
		before, after, _ := strings.Cut(tt.text, "^")
		p.set("content/resume.md", i+2, before+after)
		got, items := p.complete("content/resume.md", before, len(before))
		for _, want := range strings.Fields(tt.want) {
			want, first := strings.CutSuffix(want, "!")
			want = strings.ReplaceAll(want, "+", " ")
			if at := slices.Index(got, want); at < 0 || first && at > 0 {
				t.Errorf("%s: %q is at %d of %q", tt.name, want, at, got)
			}
		}
		for _, not := range strings.Fields(tt.not) {
			if slices.Contains(got, not) {
				t.Errorf("%s: %q is offered", tt.name, not)
			}
		}
		for _, it := range items {
			if end := it.TextEdit.Range.End; end != (place{strings.Count(before, "\n"), len([]rune(before[strings.LastIndex(before, "\n")+1:]))}) {
				t.Errorf("%s: %s is put at %+v", tt.name, it.Label, it.TextEdit.Range)
				break
			}
		}
	}

	// A variant names a posting, private.yaml has keys of its own, and a page has those of pages.
	p.open("content/variants/mill.md", "---\nposting: \nsections: [\n---\n")
	p.wait("the site", func() bool { return p.came > 0 })
	if got, _ := p.complete("content/variants/mill.md", "posting: ", 9); !slices.Contains(got, "jobs/mill.md") {
		t.Errorf("postings: %q", got)
	}
	if got, _ := p.complete("content/variants/mill.md", "[", 1); !slices.Contains(got, "experience") {
		t.Errorf("sections: %q", got)
	}
	p.open("content/private.yaml", "phone: 1\nem")
	if got, _ := p.complete("content/private.yaml", "em", 2); !slices.Equal(got, []string{"email"}) {
		t.Errorf("private.yaml: %q", got)
	}
	p.open("content/posts/a.md", "---\nti\n---\n")
	if got, _ := p.complete("content/posts/a.md", "ti", 2); !slices.Equal(got, []string{"title"}) {
		t.Errorf("a page: %q", got)
	}
}
