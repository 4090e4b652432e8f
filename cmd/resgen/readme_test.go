package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/manual"
	"github.com/resgen/resgen/static"
)

// anchorOf is the anchor that GitHub gives a heading.
func anchorOf(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_', r > 127:
			return r
		}
		return -1
	}, strings.ToLower(heading))
}

// TestReadme holds README.md to what it speaks of: its links and pictures are there, each topic of the manual is linked, its commands stand in the
// manual, too, and it stays a page.
func TestReadme(t *testing.T) {
	page := readmePage(t)
	if n := strings.Count(page, "\n"); n > 250 {
		t.Errorf("README.md has %d lines, more than 250: details belong to internal/manual", n)
	}
	for _, m := range regexp.MustCompile(`(!?)\[([^\]]*)\]\(([^)]+)\)`).FindAllStringSubmatch(page, -1) {
		target, anchor, _ := strings.Cut(m[3], "#")
		if strings.Contains(target, "://") {
			continue
		}
		b, err := os.ReadFile("../../" + target)
		if info, e := os.Stat("../../" + target); err != nil && (e != nil || !info.IsDir()) {
			t.Errorf("the link to %s leads nowhere", m[3])
			continue
		}
		if anchor != "" {
			found := false
			for line := range strings.Lines(string(b)) {
				found = found || strings.HasPrefix(line, "#") && anchorOf(strings.TrimSpace(strings.TrimLeft(line, "#"))) == anchor
			}
			if !found {
				t.Errorf("%s has no heading for #%s", target, anchor)
			}
		}
		if m[1] == "" {
			continue
		}
		if len(m[2]) < 40 {
			t.Errorf("%s: %q does not tell what the picture shows", target, m[2])
		}
		if most := 300_000; len(b) > most {
			t.Errorf("%s has %d bytes, more than %d", target, len(b), most)
		}
		made, err := os.ReadFile("../pictures/main.go")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(made), strconv.Quote(filepath.Base(target))) {
			t.Errorf("%s is not made by `make pictures`", target)
		}
	}
	var all strings.Builder
	for _, topic := range manual.Topics() {
		all.Write(topic.Text)
		if !strings.Contains(page, "(internal/manual/"+topic.File+")") {
			t.Errorf("the topic %s is not linked", topic.Name)
		}
	}
	for _, block := range commandBlocks(page) {
		for _, line := range block {
			line, _, _ = strings.Cut(line, " # ")
			if line = strings.TrimSpace(line); ours.MatchString(line) && !strings.Contains(all.String(), "    "+line) {
				t.Errorf("no page of the manual has the command `%s`", line)
			}
		}
	}
	themes, err := fs.Glob(static.FS(), "themes/*.css")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(themes); n != 11 || !strings.Contains(page, "| looks | 11 |") || !strings.Contains(page, "Eleven themes") {
		t.Errorf("there are %d themes; the page speaks of eleven", n)
	}
}

// TestReadmeFinding holds that the finding at the top of README.md is one that the picture of the check shows, which the program made.
func TestReadmeFinding(t *testing.T) {
	svg, err := os.ReadFile("../../.github/check.svg")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^    (content/\S+:\d+:\d+:) error: (.*) \[`).FindStringSubmatch(readmePage(t))
	if m == nil {
		t.Fatal("README.md shows no finding")
	}
	for _, part := range m[1:] {
		if !strings.Contains(string(svg), ">"+part+"<") {
			t.Errorf("the picture of the check does not show %q", part)
		}
	}
}

// TestReadmeRules holds the table of rules to the rules: each group is there, with as many as there are. -update writes the numbers anew.
func TestReadmeRules(t *testing.T) {
	counts := map[string]int{}
	for _, r := range rules.All() {
		group, _, _ := strings.Cut(r.ID, "/")
		counts[group]++
	}
	page := readmePage(t)
	row := regexp.MustCompile("(?m)^(\\| \\[`[a-z]+/`\\].*?\\) \\| )(\\d+)( \\|.*)$")
	groups := regexp.MustCompile("`([a-z]+)/`\\]")
	listed := map[string]bool{}
	next := row.ReplaceAllStringFunc(page, func(line string) string {
		m := row.FindStringSubmatch(line)
		n := 0
		for _, g := range groups.FindAllStringSubmatch(m[1], -1) {
			n += counts[g[1]]
			listed[g[1]] = true
		}
		if m[2] != strconv.Itoa(n) && !*update {
			t.Errorf("there are %d rules, not %s: %s (-update writes the numbers anew)", n, m[2], m[1])
		}
		return m[1] + fmt.Sprint(n) + m[3]
	})
	for g := range counts {
		if !listed[g] {
			t.Errorf("the group %s/ is not in the table", g)
		}
	}
	if *update && next != page {
		if err := os.WriteFile("../../README.md", []byte(next), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
