package report

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/manual"
	"github.com/resgen/resgen/internal/source"
)

// samplePageOfManual has each kind of block that pages of the manual are made of.
const samplePageOfManual = `# The title of a page

![A picture, which a terminal leaves out](../../.github/sheets.png)

A paragraph with ` + "`code`" + `, **what matters** and a [page](private.md) of the manual, [an address](https://example.com/a) and one that
says where it leads: <https://example.com>. [A file](../check/rules/README.md) of the repository has no command.

    resgen check            # a remark
    resgen pdf cv.md -o cv.pdf      # a remark that is so long that it has no room in a narrow terminal

## A list

* one thing that is told in so many words that it takes more than a line of a terminal that is not wide
* another

1. first
2. then

| flag | what it does |
|---|---|
| ` + "`--quiet`" + ` | little |
| ` + "`--bind ADDRESS`" + ` | lets others in, which is told in so many words that it takes more than one line |

| a first cell of many words, so that there is no room | a second one | and a third one, that stands below |
|---|---|---|
| one | two | three |
`

func writeManual(t *testing.T, name string, text []byte, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Manual(&b, document.Parse(source.NewFile(name, text)).Blocks, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestManualForms holds the forms of a page to their golden files.
func TestManualForms(t *testing.T) {
	for name, o := range map[string]Options{
		"page.txt":        {},
		"page-narrow.txt": {Width: 46},
		"page-colour.txt": {Color: true},
	} {
		got := writeManual(t, "sample.md", []byte(samplePageOfManual), o)
		file := filepath.Join("testdata", "manual", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestManualPages holds that no prose of the manual is wider than the terminal, that each word of it is shown, and that nothing that is not
// for a terminal gets there.
func TestManualPages(t *testing.T) {
	picture := regexp.MustCompile(`!\[.*`)
	for _, topic := range manual.Topics() {
		for _, width := range []int{60, 80, 200} {
			got := writeManual(t, topic.File, topic.Text, Options{Width: width})
			for line := range strings.Lines(got) {
				line = strings.TrimSuffix(line, "\n")
				if n := Columns(line); n > min(width, DefaultWidth) && !strings.HasPrefix(line, "    ") && strings.Contains(strings.TrimSpace(line), " ") {
					t.Errorf("%s at %d columns: a line has %d: %s", topic.File, width, n, line)
				}
				if strings.Contains(line, "\x1b") || strings.Contains(line, "](") && !strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "|") || strings.TrimRight(line, " ") != line {
					t.Errorf("%s at %d columns: %q", topic.File, width, line)
				}
			}
			if strings.Contains(got, "\n\n\n") {
				t.Errorf("%s at %d columns has two empty lines", topic.File, width)
			}
			have := map[string]bool{}
			for _, w := range strings.Fields(got) {
				have[strings.Trim(w, "`()[].,:;")] = true
			}
			for _, w := range strings.Fields(picture.ReplaceAllString(string(topic.Text), "")) {
				if w = strings.Trim(w, "`()[].,:;*_#"); strings.ContainsAny(w, "|[]()<`*\\!") || strings.Contains(w, "---") || w == "" {
					continue // Markdown's own signs
				}
				if !have[w] && !strings.Contains(got, w) {
					t.Errorf("%s at %d columns does not show %q", topic.File, width, w)
				}
			}
		}
	}
}
