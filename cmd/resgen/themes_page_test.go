package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/static"
)

// themesPage is the page on making a theme.
func themesPage(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../internal/manual/theme.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestThemesPage does what the page on making a theme says, word for word, in a new site: each command, the line of the front matter, and
// at the end a theme of the page's own head and rules. Nothing of that is a finding.
func TestThemesPage(t *testing.T) {
	browser := chrometest.Binary(t)
	page := themesPage(t)
	var script strings.Builder
	script.WriteString("exec resgen new site\ncd site\ncp ../resume.md content/resume.md\nrm content/about.md content/projects content/posts content/jobs content/variants content/letters\n")
	commands := 0
	for line := range strings.Lines(page) {
		command, ok := strings.CutPrefix(line, "    resgen ")
		command, _, _ = strings.Cut(command, " #")
		if ok && !strings.HasPrefix(command, "serve") { // which goes on until it is stopped
			script.WriteString("exec resgen " + strings.TrimSpace(command) + "\n")
			commands++
		}
	}
	if least := 6; commands < least {
		t.Fatalf("%d commands stand on the page", commands)
	}
	script.WriteString("cp ../own.css static/themes/mine.css\nexec resgen check --fail-on warning --format line\n! stdout page/style\nexec resgen themes mine\nstdout '^  rule +thin, thick, none'\n")
	head := between(t, page, "    /* about:", "*/")
	rules := between(t, page, "    @page {", "border: 0; }")
	dir := t.TempDir()
	archive := txtar.Archive{Comment: []byte(script.String()), Files: []txtar.File{
		{Name: "resume.md", Data: []byte("---\nname: Ada Byron\nheadline: Analyst\nemail: ada@example.com\nphone: +44 20 7946 0018\nlocation: London\n" +
			"links: [https://github.com/ada, https://linkedin.com/in/ada]\n" + strings.TrimSpace(between(t, page, "    pdf: {theme", "}")) + "\n---\n" +
			"Analyst of ten years who writes programs for engines.\n\n## Experience\n\n### Analyst, Lovelace & Co\n*March 2019 – present · London*\n\n" +
			"- Wrote the first program of the engine, 20,000 words of notes, because no table was exact\n- Cut the time of a table from 12 hours to 3\n\n" +
			"## Skills\n\n- **Languages:** French, German\n")},
		{Name: "own.css", Data: []byte(head + "\n" + rules + "\n")},
	}}
	if err := os.WriteFile(filepath.Join(dir, "page.txtar"), txtar.Format(&archive), 0o644); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, RequireExplicitExec: true, Setup: func(e *testscript.Env) error {
		e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, ".cache"))
		e.Setenv("HOME", e.WorkDir)
		e.Setenv("RESGEN_CHROME", browser.Path)
		return nil
	}})
}

// between is what stands from a text to the end of another one, the indent of code taken out.
func between(t *testing.T, page, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, from)
	inner, _, closed := strings.Cut(rest, to)
	if !ok || !closed {
		t.Fatalf("the page has no %q … %q", from, to)
	}
	return strings.ReplaceAll(strings.TrimPrefix(from, "    ")+inner+to, "\n    ", "\n")
}

// TestThemesPageVariables holds the table of variables to css/sheet.css: each is there, with the default that the table says, and none
// of those that a theme may set is left out.
func TestThemesPageVariables(t *testing.T) {
	b, err := fs.ReadFile(static.FS(), "css/sheet.css")
	if err != nil {
		t.Fatal(err)
	}
	_, root, _ := strings.Cut(string(b), "\n:root {")
	root, _, _ = strings.Cut(root, "\n}")
	page := themesPage(t)
	set := regexp.MustCompile(`(?m)^  (--[a-z-]+): (.*?);`)
	for _, m := range set.FindAllStringSubmatch(root, -1) {
		name, value := m[1], m[2]
		if strings.HasPrefix(name, "--fit-") {
			continue // what a fit turns, not a theme
		}
		row := regexp.MustCompile("(?m)^\\| [^|]*`" + name + "`.*$").FindString(page)
		if row == "" {
			t.Errorf("%s is not in the table", name)
		} else if !strings.Contains(row, "`"+value+"`") && !strings.Contains(row, "made of those above") {
			t.Errorf("%s is %s; the table says %s", name, value, row)
		}
	}
	for _, m := range regexp.MustCompile("`(--[a-z-]+)`").FindAllStringSubmatch(page, -1) {
		if name := m[1]; name != "--accent" && !strings.Contains(root, name+":") && !strings.HasPrefix(name, "--diff") {
			t.Errorf("%s is in the table and not in css/sheet.css", name)
		}
	}
}
