package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/diff"
	"github.com/resgen/resgen/internal/markup"
	model "github.com/resgen/resgen/internal/resume"
)

// written is a résumé with one entry that has these bullets.
func written(bullets ...string) *model.Resume {
	list := markup.Block{Kind: markup.List}
	for _, b := range bullets {
		p := markup.Block{Kind: markup.Paragraph, Inlines: []markup.Inline{{Kind: markup.Text, Text: b}}}
		list.Blocks = append(list.Blocks, markup.Block{Kind: markup.Item, Blocks: []markup.Block{p}})
	}
	e := model.Entry{Title: model.Value{Text: "Engineer"}, Organization: model.Value{Text: "Mill"}, Body: []markup.Block{list}}
	return &model.Resume{Name: model.Value{Text: "Ada"}, Sections: []model.Section{{Title: model.Value{Text: "Experience"}, Kind: model.Experience, Entries: []model.Entry{e}}}}
}

func comparison(a, b *model.Resume) *Comparison {
	return &Comparison{Title: "Ada", Sides: [2]Side{{Name: "HEAD", About: "1b3f0c2 First"}, {Name: "resume", Sheets: 2, Filled: 0.5}}, Diff: diff.Resumes(a, b, diff.Options{})}
}

// forms is a comparison in each form.
func forms(t *testing.T, c *Comparison) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text":     func(b *bytes.Buffer) error { return DifferenceText(b, c, Options{Width: 60}) },
		"color":    func(b *bytes.Buffer) error { return DifferenceText(b, c, Options{Width: 60, Color: true}) },
		"markdown": func(b *bytes.Buffer) error { return DifferenceMarkdown(b, c) },
		"json":     func(b *bytes.Buffer) error { return DifferenceJSON(b, c) },
		"html": func(b *bytes.Buffer) error {
			return DifferenceHTML(b, c, func(int, int) bool { return false }, Options{})
		},
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(name, err)
		}
		out[name] = b.String()
	}
	return out
}

// TestDifferenceForms holds that what a user wrote is shown as it is in each form, and obeyed in none.
func TestDifferenceForms(t *testing.T) {
	hostile := "Told @team of #12, GH-7 & www.evil.example: <script>x</script> [a](http://b) `c` **d** \x1b[31m\u202e :+1: $x$"
	f := forms(t, comparison(written("Kept as it was"), written("Kept as it was", hostile)))
	for name, bad := range map[string][]string{
		"text":     {"\x1b", "\u202e"},
		"markdown": {"@team", "#12", "GH-7", "www.", "<script", "](", "`c`", "**d", "\x1b", "\u202e", ":+1:", "$x$"},
		"html":     {"<script", "\x1b", "\u202e"},
	} {
		for _, x := range bad {
			_, body, _ := strings.Cut(f[name], "Experience")
			if strings.Contains(strings.ReplaceAll(body, "**entries", ""), x) {
				t.Errorf("%s has %q as it is:\n%s", name, x, body)
			}
		}
	}
	if !json.Valid([]byte(f["json"])) || !strings.Contains(f["json"], "Told @team") {
		t.Error("JSON", f["json"])
	}
	if !strings.Contains(f["text"], "+ Told @team of #12") {
		t.Error("text", f["text"])
	}
}

// TestDifferenceWidth holds that no line is wider than the terminal, and that colours end where their words do.
func TestDifferenceWidth(t *testing.T) {
	f := forms(t, comparison(
		written(strings.Repeat("word ", 40), "Cut the latency of the ledger from 480 ms to 95 ms by batching all of its writes"),
		written(strings.Repeat("other ", 40), "Cut the latency of the ledger from 480 ms to 80 ms by batching all of its writes"),
	))
	for _, name := range []string{"text", "color"} {
		for line := range strings.Lines(f[name]) {
			if n := Columns(bare(strings.TrimSuffix(line, "\n"))); n > 60 {
				t.Errorf("%s: %d columns: %q", name, n, line)
			}
			if strings.Count(line, "\x1b[")%2 != 0 {
				t.Errorf("%s: a colour goes on behind the line: %q", name, line)
			}
		}
	}
	if want := "[-95-]{+80+}"; !strings.Contains(f["text"], want) {
		t.Errorf("no %q in\n%s", want, f["text"])
	}
	if want := "\x1b[31;9m95\x1b[0m \x1b[32m80\x1b[0m"; !strings.Contains(f["color"], want) {
		t.Errorf("no %q in\n%q", want, f["color"])
	}
	if want := "<del>95</del> <ins>80</ins>"; !strings.Contains(f["markdown"], want) || !strings.Contains(f["html"], want) {
		t.Errorf("no %q in\n%s", want, f["markdown"])
	}
}

// TestDifferenceComment holds that a comment is not longer than GitHub takes.
func TestDifferenceComment(t *testing.T) {
	b := &model.Resume{}
	for i := range 40 {
		s := written(strings.Repeat(fmt.Sprintf("bullet %d ", i), 400)).Sections[0]
		s.Title.Text = fmt.Sprintf("Section %d", i)
		b.Sections = append(b.Sections, s)
	}
	got := forms(t, comparison(&model.Resume{}, b))["markdown"]
	if len(got) > 65536 || !strings.Contains(got, "more sections not shown here") || strings.Count(got, "<details>") != strings.Count(got, "</details>") {
		t.Errorf("%d bytes, ends with %q", len(got), got[max(0, len(got)-200):])
	}
}

// TestNumbered holds that what came as a whole has one number, and that of what is left of it each change has one.
func TestNumbered(t *testing.T) {
	a, b := written("One thing that was done"), written("One thing that was done", "Another one of them")
	other := written("Something else entirely", "And more of that").Sections[0]
	other.Entries[0].Organization.Text, other.Entries[0].Title.Text = "Loom", "Analyst"
	b.Sections[0].Entries = append(b.Sections[0].Entries, other.Entries[0])
	if n := len(Numbered(diff.Resumes(a, b, diff.Options{}))); n != 2 {
		t.Errorf("%d numbers, not one for the bullet and one for the entry", n)
	}
}
