package export

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/source"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Errorf("%s is now\n%s", name, got)
	}
}

const everything = `---
name: Ada Byron
headline: Analyst
email: ada@example.com
contact: ["Citizenship: British"]
links: [https://github.com/adab, {label: My notes, url: "https://notes.example/a"}]
---

Writes programs for engines, with *care*,\
and [notes](https://notes.example/b "t") on them.

## Skills

- **Engines:** Analytical, Difference
- **Languages:** Lovelace, punched cards with more words than stand on a line of seventy-two columns

## Experience

### Analyst, [Lovelace & Co](https://lovelace.example)
*March 2019 -- present · London*

Paragraph of the entry.

- Cut the run of the Bernoulli program from 480 ms to 95 ms at 1,800 requests a second by doing all of it in up to 2 s
  - a nested one that is also longer than a line is wide, so that it has to be broken somewhere here

    and a second paragraph of it
- [x] done
- see https://example.com/this/address/is/longer/than/a/line/of/seventy-two/columns/and/stays

1. first
2. second

| a | b |
|---|---|
| 1 | 2 |

` + "```\ncode   as it\n  stands\n```" + `

Note[^1].

## Languages

日本語はスペースなしで書かれるので、行を折り返す場所は文字の間にあります。この文はとても長いので折り返されます。

[^1]: The note.
`

// TestText holds both widths of plain text to their goldens, and every line to its width.
func TestText(t *testing.T) {
	_, r := parsed(everything)
	c := Copy{Resume: r, Lang: "en"}
	text := Text(c, Columns)
	golden(t, "everything.txt", text)
	golden(t, "everything.paste.txt", Text(c, 0))
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if wide(line) > Columns && strings.Contains(strings.TrimLeft(line, "- "), " ") {
			t.Errorf("%d columns: %s", wide(line), line)
		}
	}
	c.OrganizationFirst = true
	if !strings.Contains(string(Text(c, 0)), "\nLovelace & Co\nAnalyst · London\n") {
		t.Errorf("organization first:\n%s", Text(c, 0))
	}
}

// TestTextWords holds the text of each of people's résumés to its words: none is lost in either width, and both have the same.
func TestTextWords(t *testing.T) {
	names, _ := filepath.Glob("../read/testdata/people/*.md")
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, _ := read.Resume(document.Parse(source.NewFile("resume.md", b)))
		c := Copy{Resume: r, Lang: "en"}
		set, pasted := wordsOf(string(Text(c, Columns))), wordsOf(string(Text(c, 0)))
		if !slices.Equal(set, pasted) {
			t.Errorf("%s: the widths have other words", name)
		}
		lost := map[string]bool{}
		for _, s := range r.Sections {
			for _, e := range s.Entries {
				for _, w := range wordsOf(e.Title.Text + " " + e.Organization.Text + " " + e.Location.Text + " " + blockWords(e.Body)) {
					if _, ok := slices.BinarySearch(set, w); !ok {
						lost[w] = true
					}
				}
			}
			for _, g := range s.Groups {
				for _, i := range g.Items {
					for _, w := range wordsOf(i.Text) {
						if _, ok := slices.BinarySearch(set, w); !ok {
							lost[w] = true
						}
					}
				}
			}
		}
		if len(lost) > 0 {
			t.Errorf("%s: %v is lost", name, lost)
		}
	}
}

func wordsOf(s string) []string {
	out := strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(out)
	return out
}

// FuzzText sets any text: no line is wider than it may be but for one word, and none has blanks at its end.
func FuzzText(f *testing.F) {
	f.Add(everything, 72)
	f.Add("- a\n\n  b\n", 20)
	f.Fuzz(func(t *testing.T, text string, columns int) {
		_, r := parsed(text)
		columns = 20 + abs(columns)%100
		for line := range strings.Lines(string(Text(Copy{Resume: r, Lang: "en"}, columns))) {
			if strings.TrimRight(line, " \n")+"\n" != line {
				t.Errorf("blanks at the end of %q", line)
			}
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

// TestTextCapitals holds that headings are in the capitals of their language.
func TestTextCapitals(t *testing.T) {
	r, _ := read.Resume(document.Parse(source.NewFile("r.md", []byte("---\nname: A B\n---\n\n## Eğitim ve iş\n\n- x\n"))))
	for lang, want := range map[string]string{"tr": "EĞİTİM VE İŞ", "tr-TR": "EĞİTİM VE İŞ", "en": "EĞITIM VE IŞ"} {
		if got := string(Text(Copy{Resume: r, Lang: lang}, 0)); !strings.Contains(got, want+"\n") {
			t.Errorf("%s: %s", lang, got)
		}
	}
}
