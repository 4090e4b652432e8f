package lsp_test

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"
	"testing"
)

type action struct {
	Title       string
	Kind        string
	IsPreferred bool
	Diagnostics []found
	Edit        struct {
		Changes         map[string][]change
		DocumentChanges []struct {
			TextDocument struct {
				URI     string
				Version *int
			}
			Edits []change
		}
	}
}

type change struct {
	Range   span
	NewText string
}

// actions asks for those at a text of a document.
func (p *peer) actions(name, text string, only ...string) []action {
	p.t.Helper()
	at := p.at(name, text, 0)
	params := map[string]any{"textDocument": map[string]any{"uri": p.uri(name)}, "range": map[string]any{"start": at, "end": at},
		"context": map[string]any{"diagnostics": []any{}, "only": only}}
	var out []action
	if err := json.Unmarshal(p.call("textDocument/codeAction", params), &out); err != nil {
		p.t.Fatal(err)
	}
	return out
}

// made is the text of a document with edits made, as a client makes them.
func (p *peer) made(name string, edits []change) string {
	lines := strings.SplitAfter(p.texts[name], "\n")
	offset := func(at place) int {
		n := 0
		for _, l := range lines[:at.Line] {
			n += len(l)
		}
		units := 0
		for i, r := range lines[at.Line] {
			if units == at.Character {
				return n + i
			}
			if units++; r > 0xffff {
				units++
			}
		}
		return n + len(lines[at.Line])
	}
	edits = slices.Clone(edits)
	sort.SliceStable(edits, func(i, j int) bool { return offset(edits[i].Range.Start) > offset(edits[j].Range.Start) })
	text := p.texts[name]
	for _, e := range edits {
		text = text[:offset(e.Range.Start)] + e.NewText + text[offset(e.Range.End):]
	}
	return text
}

func titles(list []action) string {
	var out []string
	for _, a := range list {
		out = append(out, a.Title)
	}
	return strings.Join(out, "\n")
}

func TestActions(t *testing.T) {
	const name = "content/resume.md"
	text := strings.Replace(cv, "- Wrote notes", "- Wrote  the the notes on Github", 1)
	p := start(t, setting{files: map[string]string{name: cv}, caps: `{"workspace":{"workspaceEdit":{"documentChanges":true}}}`})
	p.open(name)
	p.set(name, 2, text) // not saved; an action waits for what was typed last

	list := p.actions(name, "Postgresql")
	i := slices.IndexFunc(list, func(a action) bool { return a.Title == `Write "PostgreSQL"` })
	if i < 0 {
		t.Fatalf("actions: %s", titles(list))
	}
	a := list[i]
	if a.Kind != "quickfix" || !a.IsPreferred || len(a.Diagnostics) != 1 || a.Diagnostics[0].Code != "text/casing" {
		t.Errorf("%+v", a)
	}
	if c := a.Edit.DocumentChanges; len(c) != 1 || c[0].TextDocument.URI != p.uri(name) || c[0].TextDocument.Version == nil || *c[0].TextDocument.Version != 2 {
		t.Fatalf("%+v", a.Edit)
	}
	p.set(name, 3, p.made(name, a.Edit.DocumentChanges[0].Edits))
	if want := strings.Replace(text, "Postgresql", "PostgreSQL", 1); p.texts[name] != want {
		t.Fatalf("mended: %s", p.texts[name])
	}
	p.hasNot("Postgresql")
	p.set(name, 4, text)

	// All at once, and nothing else where that is asked for.
	all := p.actions(name, "Wrote", "source.fixAll")
	if len(all) != 1 || all[0].Title != "Fix all safe problems" || all[0].Kind != "source.fixAll" {
		t.Fatalf("fix all: %+v", all)
	}
	p.set(name, 5, p.made(name, all[0].Edit.DocumentChanges[0].Edits))
	if got := p.texts[name]; !strings.Contains(got, "PostgreSQL") || !strings.Contains(got, "- Wrote the notes on GitHub") {
		t.Errorf("fixed: %s", got)
	}
	if list := p.actions(name, "Wrote", "refactor"); len(list) != 0 {
		t.Errorf("refactorings: %s", titles(list))
	}

	// An exception: it counts once the reason is written.
	p.set(name, 6, cv)
	list = p.actions(name, "Wrote")
	i = slices.IndexFunc(list, func(a action) bool { return a.Title == "Allow text/bare-bullet here (and say why)" })
	if i < 0 {
		t.Fatalf("actions: %s", titles(list))
	}
	p.set(name, 7, p.made(name, list[i].Edit.DocumentChanges[0].Edits))
	if want := "- Wrote notes <!-- allow text/bare-bullet: reason -->\n"; !strings.Contains(p.texts[name], want) {
		t.Fatalf("allowed: %s", p.texts[name])
	}
	p.has("check/allow-without-reason")
	p.set(name, 8, strings.Replace(p.texts[name], ": reason -->", ": the first that there was -->", 1))
	p.hasNot("check/allow-without-reason")
	p.hasNot("text/bare-bullet")
	p.hasNot("check/unused-allow")

	// No comment can stand in front matter, and no exception is made from some rules.
	p.set(name, 9, strings.Replace(cv, "email:", "emial:", 1))
	if list := p.actions(name, "emial"); strings.Contains(titles(list), "Allow") {
		t.Errorf("actions in the front matter: %s", titles(list))
	}
}

// TestAllowEverywhere has an exception made for each finding of a long text: where one is offered, it covers the finding.
func TestAllowEverywhere(t *testing.T) {
	const name = "content/resume.md"
	p := start(t, setting{files: map[string]string{name: cv}})
	p.open(name)
	text := cv + "\n## Stuff\n\nI have moved it to Postgresql  \nand to Github.\n\n> I wrote it for Github\n\n| What | Where |\n| --- | --- |\n| I moved it | Github |\n\nSetext Github\n---\n\n1. Helped with Github\n   and more of it\n\n    - Was responsible for Postgresql\n"
	p.set(name, 2, text)
	p.has("Stuff")
	offered := 0
	for i, line := range strings.Split(text, "\n") {
		if line == "" || !strings.Contains(text, "\n"+line+"\n") {
			continue
		}
		for _, a := range p.actions(name, line) {
			rule, ok := strings.CutPrefix(a.Title, "Allow ")
			if !ok {
				continue
			}
			offered++
			rule, _, _ = strings.Cut(rule, " ")
			at := a.Diagnostics[0].Range.Start.Line
			before := count(p, name, rule)
			version := 100*i + 10 + offered*2
			p.set(name, version, strings.Replace(p.made(name, a.Edit.Changes[p.uri(name)]), "reason -->", "it is so -->", 1))
			p.actions(name, "name:") // which waits for the check
			if now := count(p, name, rule); now >= before {
				t.Errorf("line %d (%q): %d findings of %s, and %d with an exception in\n%s", at+1, line, before, rule, now, p.texts[name])
			}
			p.set(name, version+1, text)
		}
	}
	if offered < 8 {
		t.Errorf("%d exceptions were offered", offered)
	}
}

func count(p *peer, name, rule string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, f := range p.found[name].Diagnostics {
		if f.Code == rule {
			n++
		}
	}
	return n
}

func TestHover(t *testing.T) {
	const name = "content/resume.md"
	text := strings.Replace(cv, "links:", "pdf:\n  pages: 1\n  options: {density: tight}\ncheck: {rules: {text/casing: warning}}\nlinks:", 1) + "- Kept <!-- allow text/bare-bullet: it is so -->\n"
	p := start(t, setting{files: map[string]string{name: cv}})
	p.open(name, text)
	for _, tt := range []struct{ at, want string }{
		{"Postgresql", "**text/casing**"},
		{"Postgresql", "**Bad:**\n\n```markdown\n"},
		{"pages", "**pdf.pages**: number from 1 to 30\n\nHow many sheets"},
		{"density", "**pdf.options.density**: one of "},
		{"text/casing", "**text/casing**"},
		{"email", "**email**: text\n\nE-mail address."},
		{"allow text/bare", "**text/bare-bullet**"},
		{"programs for", ""},
	} {
		var h struct {
			Contents struct{ Kind, Value string }
			Range    *span
		}
		if err := json.Unmarshal(p.call("textDocument/hover", p.placed(name, tt.at, 1)), &h); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(h.Contents.Value, tt.want) || (tt.want == "") != (h.Contents.Value == "") {
			t.Errorf("hover on %s: %s", tt.at, h.Contents.Value)
		}
		if tt.want != "" && (h.Contents.Kind != "markdown" || h.Range == nil) {
			t.Errorf("hover on %s: %+v", tt.at, h)
		}
	}
}

func TestSymbols(t *testing.T) {
	type symbol struct {
		Name, Detail          string
		Range, SelectionRange span
		Children              []symbol
	}
	var show func(list []symbol, indent string) string
	show = func(list []symbol, indent string) string {
		var b strings.Builder
		for _, s := range list {
			b.WriteString(indent + s.Name)
			if s.Detail != "" {
				b.WriteString(" (" + s.Detail + ")")
			}
			b.WriteString("\n" + show(s.Children, indent+"  "))
			if s.SelectionRange.Start.Line < s.Range.Start.Line || s.SelectionRange.End.Line > s.Range.End.Line {
				t.Errorf("%s: its name at %+v is not within %+v", s.Name, s.SelectionRange, s.Range)
			}
		}
		return b.String()
	}
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, caps: `{"textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true}}}`})
	p.open("content/resume.md")
	p.open("content/posts/a.md", "---\ntitle: A\n---\n# One\n\nText.\n\n### Two\n\n## Three\n\n#### Four\n\n# Five\n")
	for name, want := range map[string]string{
		"content/resume.md":  "Experience (experience)\n  Analyst, Lovelace & Co (March 2019 – present)\nSkills (skills)\n  Data\n",
		"content/posts/a.md": "One\n  Two\n  Three\n    Four\nFive\n",
	} {
		var got []symbol
		if err := json.Unmarshal(p.call("textDocument/documentSymbol", p.places(name)), &got); err != nil {
			t.Fatal(err)
		}
		if s := show(got, ""); s != want {
			t.Errorf("%s:\n%swant\n%s", name, s, want)
		}
	}
	// A client that knows no trees gets a list.
	flat := start(t, setting{files: map[string]string{"content/resume.md": cv}})
	flat.open("content/resume.md")
	if got := string(flat.call("textDocument/documentSymbol", flat.places("content/resume.md"))); !strings.Contains(got, `"containerName":"Experience"`) {
		t.Error(got)
	}
}
