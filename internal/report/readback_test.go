package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/source"
)

func readBacks() []ReadBack {
	f := source.NewFile("content/resume.md", []byte("---\nname: Ada\n---\n\n### Analyst, Lovelace \x1b[31m& Co\n*2019 – present*\n"))
	return []ReadBack{{Target: "resume.pdf (sent)", Kinds: []ReadBackKind{{"name", 1, 1}, {"e-mail", 1, 1}, {"title", 9, 10}, {"start date", 9, 10}, {"group of skills", 6, 6}},
		Missed: []ReadBackMiss{{Kind: "title", Text: "Analyst", Span: f.Span(23, 30), Why: "Analyst, Lovelace \x1b[31m& Co"}, {Kind: "start date", Text: "2019", Span: f.Span(55, 59)}, {Kind: "phone"}}}}
}

func TestReadBackText(t *testing.T) {
	got := write(t, func(b *bytes.Buffer) error { return ReadBackText(b, readBacks(), Options{Width: 60, Prefix: "site"}) })
	want := `a parser reads 26 of 28 fields of resume.pdf (sent)
   name             1/1     start date       9/10
   e-mail           1/1     group of skills  6/6
   title            9/10
   site/content/resume.md:5:5: title "Analyst" is read as "Analyst, Lovelace \x1b[31m& Co"
   site/content/resume.md:6:5: start date "2019" is not read
   phone is not read

`
	if got != want {
		t.Errorf("got\n%s", got)
	}
	if got := write(t, func(b *bytes.Buffer) error { return ReadBackText(b, nil, Options{}) }); got != "" {
		t.Errorf("nothing is %q", got)
	}
}

func TestReadBackJSON(t *testing.T) {
	got := write(t, func(b *bytes.Buffer) error { return ReadBackJSON(b, readBacks(), Options{}) })
	if strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, `{"v":1,"readback":[{"target":"resume.pdf (sent)","found":26,"of":28,`) || strings.Contains(got, "\x1b") {
		t.Errorf("got %q", got)
	}
	var v struct {
		ReadBack []struct {
			Missed []struct {
				Kind, Path, Text, Read string
				Start                  struct{ Line, Col int }
			}
		} `json:"readback"`
	}
	if err := json.Unmarshal([]byte(got), &v); err != nil {
		t.Fatal(err)
	}
	if m := v.ReadBack[0].Missed; len(m) != 3 || m[0].Start.Line != 5 || m[0].Path != "content/resume.md" || m[2].Path != "" {
		t.Errorf("got %+v", m)
	}
}

func TestReadBackSummary(t *testing.T) {
	got := write(t, func(b *bytes.Buffer) error { return ReadBackSummary(b, readBacks(), Options{}) })
	for _, line := range []string{"#### A parser reads 26 of 28 fields of resume\\.pdf \\(sent\\)\n", "| start date | 9 | 10 |\n", "- content/resume\\.md\\:6\\:5\\: start date"} {
		if !strings.Contains(got, line) {
			t.Errorf("%q is not in\n%s", line, got)
		}
	}
}

func TestReadBackErrors(t *testing.T) {
	var w failingWriter
	for _, err := range []error{ReadBackText(w, readBacks(), Options{}), ReadBackJSON(w, readBacks(), Options{}), ReadBackSummary(w, readBacks(), Options{})} {
		if !errors.Is(err, errFull) {
			t.Errorf("error %v", err)
		}
	}
}
