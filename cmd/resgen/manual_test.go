package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/manual"
)

// readmePage is the page that the repository begins with.
func readmePage(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// commandBlocks is the indented blocks of a page that hold commands, each as its lines without the indent.
func commandBlocks(page string) [][]string {
	var all [][]string
	var block []string
	end := func() {
		if text := strings.Join(block, "\n"); strings.Contains(text, "resgen ") && !strings.Contains(text, "git clone") {
			all = append(all, block)
		}
		block = nil
	}
	prose := true // an indented line behind prose continues that, as in a list
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\n")
		code, ok := strings.CutPrefix(line, "    ")
		switch {
		case ok && !prose:
			block = append(block, code)
			continue
		case line == "":
			prose = false
			if block != nil {
				block = append(block, "")
			}
			continue
		}
		end()
		prose = true
	}
	end()
	return all
}

// ours is a line of a block that is a command which the test can run: resgen, perhaps with variables before it or something that feeds it, and
// what moves about or sets variables.
var ours = regexp.MustCompile(`^(cd |cp |export |pbpaste \| |([A-Z_]+=('[^']*'|\S+) )*resgen [a-z])`)

// endless is a command that goes on until it is stopped, or that asks another machine: its words are tried, and it is not done.
var endless = regexp.MustCompile(`resgen (serve|lsp|mcp|chrome (install|remove))\b|ws://|--watch|--online|resgen suggest .*--posting`)

// runnable is a page's blocks as a script, and how many commands of it are run. No command may end with another exit code than 0 and 1, which says
// that something was found.
func runnable(blocks [][]string) (script string, commands int) {
	var b strings.Builder
	for _, line := range slices.Concat(blocks...) {
		line, _, _ = strings.Cut(line, " # ")
		line = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(line), "- "), "run: ") // a step of a workflow
		if !ours.MatchString(line) || strings.Contains(line, "${{") {
			continue
		}
		if strings.Contains(line, "resgen ") {
			commands++
		}
		if endless.MatchString(line) {
			line, _, _ = strings.Cut(line, " | ")
			line += " --help"
		}
		fmt.Fprintf(&b, "echo '+' %s\n%s || test $? = 1\n", shellWord(line), line)
	}
	return b.String(), commands
}

func shellWord(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// prelude is what the scripts of pages have before them: a command that fails ends them, and who goes into a new site puts their own files
// there and keeps it under git.
const prelude = `set -e
settle() {
	cp "$WORLD"/own/* .
	git init -q -b main . && git add . && git commit -q -m one
	for word in two three four five; do echo "$word, at last." >>content/about.md; git commit -q -a -m $word; done
}
cd() { command cd "$1" && settle; }
`

// TestManual runs the commands of README.md and of each page of the manual, word for word, in one shell, as somebody would who follows it: where
// a page makes a site, in a folder with files of theirs; else in the starter, under git, with what it makes.
func TestManual(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands are a shell's")
	}
	browser := chrometest.Binary(t)
	world := t.TempDir()
	const cv = "---\nname: Ada Byron\nheadline: Analyst\nemail: ada@example.com\nphone: +44 20 7946 0018\nlocation: London\n---\nAnalyst who writes programs for engines.\n\n" +
		"## Experience\n\n### Analyst, Lovelace & Co\n*March 2019 – present · London*\n\n- Cut the time of a table from 12 hours to 3\n"
	files := map[string]string{
		"bin/pbcopy":       "#!/bin/sh\ncat >/dev/null\n",
		"bin/pbpaste":      "#!/bin/sh\ncat \"$WORLD/own/posting.txt\"\n",
		"own/cv.md":        cv,
		"own/resume.md":    cv,
		"own/resume.json":  `{"basics": {"name": "Ada Byron", "label": "Analyst", "email": "ada@example.com"}, "work": [{"name": "Lovelace & Co", "position": "Analyst", "startDate": "2019-03"}]}`,
		"own/posting.txt":  "Platform Engineer at Mill\n\nRequirements\n\n- Go and PostgreSQL\n- Kubernetes\n- Kafka\n- Three years of experience\n",
		"own/posting.html": "<h1>Platform Engineer</h1><h2>Requirements</h2><ul><li>Go and PostgreSQL</li><li>Kubernetes</li><li>Kafka</li></ul>",
	}
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(world, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(world, name), []byte(text), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	env := append(os.Environ(), "HOME="+world, "XDG_CACHE_HOME="+filepath.Join(world, ".cache"), "WORLD="+world, "CI_MERGE_REQUEST_DIFF_BASE_SHA=HEAD~1", "CI_PAGES_URL=https://me.example/cv", "NO_COLOR=1", "RESGEN_CHROME="+browser.Path,
		"PATH="+filepath.Join(world, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"), "CI=", "GITHUB_ACTIONS=", "GIT_CONFIG_GLOBAL="+os.DevNull,
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
	run := func(t *testing.T, dir, script string) {
		cmd := exec.CommandContext(t.Context(), "sh", "-c", prelude+script)
		cmd.Dir, cmd.Env, cmd.WaitDelay = dir, env, time.Minute
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	run(t, world, "resgen pdf own/cv.md -q -o own/cv.pdf\nresgen new site -q\ncd site\nresgen build -q")
	pages := map[string]string{"README.md": readmePage(t)}
	for _, topic := range manual.Topics() {
		pages[topic.File] = string(topic.Text)
	}
	total := 0
	for name, page := range pages {
		script, commands := runnable(commandBlocks(page))
		if total += commands; commands == 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			dir, from := t.TempDir(), "site"
			if strings.Contains(script, "resgen new ") {
				from = "own"
			}
			if err := os.CopyFS(dir, os.DirFS(filepath.Join(world, from))); err != nil {
				t.Fatal(err)
			}
			run(t, dir, script)
		})
	}
	if least := 60; total < least {
		t.Errorf("%d commands were run, fewer than %d", total, least)
	}
	t.Logf("%d commands", total)
}

// TestManualFrontMatter holds that what README.md and the manual have for a front matter is understood: each line of a key, and each block between
// fences, put where it belongs.
func TestManualFrontMatter(t *testing.T) {
	site := t.TempDir()
	resgen := func(args ...string) string {
		cmd := exec.CommandContext(t.Context(), "resgen", args...)
		cmd.Dir, cmd.Env = site, append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(site, ".cache"), "RESGEN_CHROME=/nothing", "NO_COLOR=1", "GITHUB_ACTIONS=", "CI=")
		out, _ := cmd.CombinedOutput()
		return string(out)
	}
	resgen("new", "-q", ".")
	pages := map[string]string{"README.md": readmePage(t)}
	for _, topic := range manual.Topics() {
		pages[topic.File] = string(topic.Text)
	}
	key := regexp.MustCompile(`(?m)^    ((?:pdf|check|site|forms|noindex|private|lang|photo): .*)$`)
	block := regexp.MustCompile(`(?m)^    ---\n((?:    .*\n)+?)    ---$`)
	where := map[string]string{"letters.md": "letters/kopparbro.md", "tailoring.md": "variants/kopparbro.md", "site.md": "projects/sluice.md"}
	tried := 0
	try := func(page, file, front string) {
		file = filepath.Join(site, "content", filepath.FromSlash(file))
		was, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("---\n"+front+"---\nHello there.\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(resgen("check", "--format", "line")) {
			if strings.Contains(line, "[meta/") {
				t.Errorf("%s: %s%s", page, front, line)
			}
		}
		if err := os.WriteFile(file, was, 0o666); err != nil {
			t.Fatal(err)
		}
		tried++
	}
	for name, page := range pages {
		if name == "theme.md" { // TestThemesPage does what it says
			continue
		}
		for _, m := range block.FindAllStringSubmatch(page, -1) {
			file := where[name]
			if file == "" {
				file = "resume.md"
			}
			try(name, file, strings.ReplaceAll("\n"+m[1], "\n    ", "\n")[1:])
			page = strings.Replace(page, m[0], "", 1)
		}
		for _, m := range key.FindAllStringSubmatch(page, -1) {
			try(name, "resume.md", "name: Ada Byron\n"+m[1]+"\n")
		}
	}
	if least := 12; tried < least {
		t.Errorf("%d pieces of front matter were tried, fewer than %d", tried, least)
	}
}
