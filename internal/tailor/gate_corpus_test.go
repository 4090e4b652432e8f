package tailor

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	reading "github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

func resumeOf(name string, b []byte) *resume.Resume {
	r, _ := reading.Resume(document.Parse(source.NewFile(name, b)))
	return r
}

// TestGateOfRewordings holds that what says the same in other words passes, and that whatever was made up is told, word by word.
func TestGateOfRewordings(t *testing.T) {
	b, err := os.ReadFile("../../content/resume.md")
	if err != nil {
		t.Fatal(err)
	}
	f := FactsOf(resumeOf("resume.md", b))
	b, err = os.ReadFile("testdata/gate.txt")
	if err != nil {
		t.Fatal(err)
	}
	honest, passed, invented, caught := 0, 0, 0, 0
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if text, ok := strings.CutPrefix(line, "+ "); ok {
			honest++
			if claims := f.New(text, EveryFact); claims != nil {
				t.Errorf("%s: %s", text, told2(claims))
			} else {
				passed++
			}
		}
		if rest, ok := strings.CutPrefix(line, "- /"); ok {
			i := strings.LastIndex(rest, "/ ")
			wanted, text := strings.Split(rest[:i], "/"), rest[i+2:]
			invented++
			told := " " + told2(f.New(text, EveryFact)) + " "
			found := false
			for _, w := range wanted {
				found = found || strings.Contains(strings.ReplaceAll(told, ",", " ,"), strings.ReplaceAll(w, ",", " ,"))
			}
			if !found {
				t.Errorf("%s: %q, want %q", text, told, wanted)
			} else {
				caught++
			}
		}
	}
	t.Logf("of %d rewordings that say what was said %d pass; of %d that bring something new %d are caught", honest, passed, invented, caught)
	if honest < 20 || invented < 50 {
		t.Errorf("there are only %d and %d", honest, invented)
	}
}

// TestGateOfPeople holds that the text of no résumé is new to itself: bullets, paragraphs, tables, in several languages, as people write them.
func TestGateOfPeople(t *testing.T) {
	files, err := filepath.Glob("../read/testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	people, err := filepath.Glob("../read/testdata/people/*.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	try := func(name string, b []byte) {
		r := resumeOf(name, b)
		f := FactsOf(r)
		all := r.Summary
		for _, s := range r.Sections {
			all = append(append(all[:len(all):len(all)], s.Intro...), s.Outro...)
			for _, e := range s.Entries {
				all = append(all, e.Body...)
			}
		}
		for x := range markup.Blocks(all) {
			if len(x.Inlines) == 0 {
				continue
			}
			n++
			text := prose.Of(x.Inlines).Plain
			for _, grain := range []Grain{EveryFact, EveryWord} {
				if got := f.New(text, grain); got != nil {
					t.Errorf("%s: %s: %s", name, text, told2(got))
				}
			}
		}
	}
	for _, name := range append(files, people...) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(name) == ".md" {
			try(name, b)
			continue
		}
		for _, x := range txtar.Parse(b).Files {
			if filepath.Ext(x.Name) == ".md" {
				try(name+"/"+x.Name, x.Data)
			}
		}
	}
	if n < 1000 {
		t.Errorf("only %d texts were tried", n)
	}
}
