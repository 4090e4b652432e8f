package export

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// facts is what a résumé says, without places.
func facts(r *resume.Resume) []string {
	var out []string
	say := func(what string, v ...any) { b, _ := json.Marshal(v); out = append(out, what+" "+string(b)) }
	say("who", r.Name.Text, r.Headline.Text, r.Email.Text, r.Phone.Text, r.Location.Text)
	for _, l := range r.Links {
		say("link", l.URL, l.Label)
	}
	for _, c := range r.Contact {
		say("contact", c.Label, c.Value.Text)
	}
	say("summary", blockWords(r.Summary))
	for _, s := range r.Sections {
		say("section", s.Title.Text, s.Kind, s.Private, blockWords(s.Intro))
		for _, g := range s.Groups {
			var items []string
			for _, i := range g.Items {
				items = append(items, i.Text)
			}
			say("group", g.Label.Text, items)
		}
		for _, e := range s.Entries {
			extra := []string{}
			for _, x := range e.Extra {
				extra = append(extra, x.Text)
			}
			say("entry", e.Title.Text, e.Organization.Text, e.Location.Text, e.URL, e.Dates, e.Tags, e.Private)
			body := strings.Fields(strings.Join(extra, " ") + " " + blockWords(e.Body))
			slices.Sort(body) // what stood in the head may stand below it
			say("body", body)
		}
	}
	return out
}

func parsed(text string) (*document.Document, *resume.Resume) {
	d := document.Parse(source.NewFile("resume.md", []byte(text)))
	r, _ := read.Resume(d)
	return d, r
}

// TestMarkdown rewrites the résumés of the reader's own tests: each is read as before, and rewritten to the same bytes.
func TestMarkdown(t *testing.T) {
	var texts = map[string]string{}
	paths, _ := filepath.Glob("../read/testdata/*.txtar")
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(p)] = string(a.Files[0].Data)
	}
	starter, err := os.ReadFile("../../content/resume.md")
	if err != nil || len(texts) == 0 {
		t.Fatal(err, len(texts))
	}
	texts["starter"] = string(starter)
	people, _ := filepath.Glob("../read/testdata/people/*.md")
	for _, p := range people {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(p), func(t *testing.T) { rewritten(t, string(b)) })
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			d, r := parsed(text)
			out := string(Markdown(r, d))
			d2, r2 := parsed(out)
			if diff := cmp.Diff(facts(r), facts(r2)); diff != "" {
				t.Errorf("read otherwise (-before +after):\n%s\nwritten:\n%s", diff, out)
			}
			if again := string(Markdown(r2, d2)); again != out {
				t.Errorf("not stable:\n%s", cmp.Diff(out, again))
			}
		})
	}
}

// directive is what speaks to other programs: at the start of a line it is left out by design.
var directive = regexp.MustCompile(`\\(new|clear)page|\\pagebreak|\\(big|med|small)skip|\\hfill|\\vspace|:::|\{:|\[TOC\]`)

// FuzzMarkdown hunts for a résumé that loses or doubles a word when it is rewritten, or that is rewritten twice.
func FuzzMarkdown(f *testing.F) {
	paths, _ := filepath.Glob("../read/testdata/*.txtar")
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || directive.MatchString(text) { // a NUL is read as another character
			return
		}
		rewritten(t, text)
		alone(t, text)
	})
}

func rewritten(t *testing.T, text string) {
	t.Helper()
	d, r := parsed(text)
	out := string(Markdown(r, d))
	d2, r2 := parsed(out)
	if diff := cmp.Diff(Words(r), Words(r2)); diff != "" {
		t.Fatalf("words (-before +after):\n%s\nof %q is written\n%s", diff, text, out)
	}
	if again := string(Markdown(r2, d2)); again != out {
		t.Fatalf("not stable: of %q\n%s", text, cmp.Diff(out, again))
	}
}

// alone holds that no word is lost or doubled when a résumé is written by itself.
func alone(t *testing.T, text string) {
	t.Helper()
	_, r := parsed(text)
	out := string(Standalone(r))
	_, r3 := parsed(out)
	if diff := cmp.Diff(Words(r), Words(r3)); diff != "" {
		t.Fatalf("by itself, words (-before +after):\n%s\nof %q is written\n%s", diff, text, out)
	}
}

// TestShuffled rewrites résumés that are made of the lines of others.
func TestShuffled(t *testing.T) {
	var all []string
	paths, _ := filepath.Glob("../read/testdata/*.txtar")
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		body := document.Head(source.NewFile(p, a.Files[0].Data)).BodySpan.Text()
		all = append(all, strings.SplitAfter(body, "\n")...)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 1500 {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			i := r.IntN(len(all))
			b.WriteString(strings.Join(all[i:min(i+1+r.IntN(9), len(all))], ""))
		}
		rewritten(t, b.String())
		if n%10 == 0 { // it is written several times each
			alone(t, b.String())
		}
	}
}
