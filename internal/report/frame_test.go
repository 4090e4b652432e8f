package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// TestFrame draws the span between « and » of each file in testdata/frame. The comment may have
// lines "width N", and "repeat N": the first and last letter of the source stand for N of them.
// A source with characters that are hard to see is a quoted Go string.
func TestFrame(t *testing.T) {
	files, err := filepath.Glob("testdata/frame/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var text string
			want := -1
			for i, f := range a.Files {
				switch f.Name {
				case "source":
					text = string(f.Data)
				case "quoted":
					if text, err = strconv.Unquote(strings.TrimSpace(string(f.Data))); err != nil {
						t.Fatal(err)
					}
				case "want":
					want = i
				default:
					t.Fatalf("unknown file %q", f.Name)
				}
			}
			width, repeat := 0, 0
			for line := range strings.Lines(string(a.Comment)) {
				_, _ = fmt.Sscanf(line, "width %d", &width)
				if n, _ := fmt.Sscanf(line, "repeat %d", &repeat); n == 1 {
					text = strings.Repeat(text[:1], repeat) + text[1:len(text)-2] + strings.Repeat(text[len(text)-2:len(text)-1], repeat) + "\n"
				}
			}
			before, rest, ok1 := strings.Cut(text, "«")
			inside, after, ok2 := strings.Cut(rest, "»")
			if !ok1 || !ok2 || want < 0 {
				t.Fatal("the file needs «», and a want")
			}
			f := source.NewFile("a.md", []byte(before+inside+after))
			list := diag.List{{Severity: diag.Error, Message: "m", Span: f.Span(len(before), len(before+inside))}}
			var b bytes.Buffer
			if err := Text(&b, list, Options{Width: width}); err != nil {
				t.Fatal(err)
			}
			got := strings.TrimSuffix(b.String(), "\n")
			if *update {
				a.Files[want].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(a.Files[want].Data), got); diff != "" {
				t.Errorf("differs (-want +got):\n%s", diff)
			}
			for line := range strings.Lines(got) {
				line = strings.TrimSuffix(line, "\n")
				if n := columns(cells(line)); !strings.HasPrefix(line, "a.md:") && n > max(width, minWidth) && width > 0 {
					t.Errorf("%d columns, more than %d: %q", n, width, line)
				}
			}
		})
	}
}

// TestAlike holds that notes that say the same of one line are one note, marked where they stand as far as the line is shown.
func TestAlike(t *testing.T) {
	f := source.NewFile("a.md", []byte("Go, 日本, Rüst, C++, "+strings.Repeat("x", 60)+", Ada\nGo\n"))
	at := func(word string, n int) source.Span {
		i := strings.Index(string(f.Bytes)[n:], word) + n
		return f.Span(i, i+len(word))
	}
	d := diag.Diagnostic{Rule: "content/skill-unproven", Severity: diag.Warning, Span: at("Go", 0), Message: "six are shown nowhere", Notes: []diag.Note{
		{Span: at("日本", 0), Text: "nor this"}, {Span: at("Rüst", 0), Text: "nor this"}, {Span: at("C++", 0), Text: "nor this"}, {Span: at("Ada", 0), Text: "nor this"},
		{Span: at("Go", 9+60), Text: "nor this"}, {Span: at("Ada", 0), Text: "but this"},
	}}
	got := write(t, func(b *bytes.Buffer) error { return Text(b, diag.List{d}, Options{Width: 60}) })
	want := `a.md:1:1: warning: six are shown nowhere [content/skill-unproven]
  |
1 | Go, 日本, Rüst, C++, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  | ^^
  = note: a.md:1:5, 9, 15 and 82: nor this
  |
1 | Go, 日本, Rüst, C++, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  |     ----  ----  ---
  = note: a.md:2:1: nor this
  |
2 | Go
  | --
  = note: a.md:1:82: but this
  |
1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, Ada
  |                                                     ---
`
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestAlikeTabs marks places of one line with tabs in and between them, each below its text.
func TestAlikeTabs(t *testing.T) {
	f := source.NewFile("a.md", []byte("ab\tcd\tef gh\n"))
	at := func(text string) source.Span {
		i := bytes.Index(f.Bytes, []byte(text))
		return f.Span(i, i+len(text))
	}
	d := diag.Diagnostic{Rule: "a/b", Span: at("ab"), Message: "m", Notes: []diag.Note{
		{Span: at("b\tc"), Text: "and this"}, {Span: at("d\te"), Text: "and this"}, {Span: at("gh"), Text: "and this"}}}
	var b bytes.Buffer
	if err := Text(&b, diag.List{d}, Options{}); err != nil {
		t.Fatal(err)
	}
	line, marks := "", ""
	for l := range strings.Lines(b.String()) {
		if marks == "" && strings.Contains(l, "--") {
			marks = strings.TrimRight(l, "\n")
		} else if marks == "" {
			line = l
		}
	}
	for _, want := range "bcdegh" {
		if k := strings.IndexRune(line, want); k >= len(marks) || marks[k] != '-' {
			t.Errorf("no mark below %q:\n%s%s", want, line, marks)
		}
	}
}
