package read

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// TestNothingIsLost reads the résumés of testdata, and many that are made from their lines in
// another order: every word of the source must be in what was understood, once, with a span in the file.
func TestNothingIsLost(t *testing.T) {
	var all []string
	for _, path := range archives(t) {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(a.Files[0].Data)
		all = append(all, text)
		if err := lossless(text); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	people, err := filepath.Glob("testdata/people/*.md")
	if err != nil || len(people) < 10 {
		t.Fatal(err, len(people))
	}
	for _, path := range people {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f := source.NewFile(path, b)
		body := document.Head(f).BodySpan.Text() // what the front matter says may be said again
		if err := lossless(body); err != nil && filepath.Base(path) != "README.md" {
			t.Errorf("%s: %v", path, err)
		}
		all = append(all, body)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 3000 {
		text := shuffled(random, all)
		if err := lossless(text); err != nil {
			t.Fatalf("random résumé %d: %v\n%s", n, err, text)
		}
	}
}

// shuffled makes a résumé of runs of lines of others.
func shuffled(random *rand.Rand, all []string) string {
	var b strings.Builder
	for range 1 + random.IntN(6) {
		lines := strings.SplitAfter(all[random.IntN(len(all))], "\n")
		i := random.IntN(len(lines))
		j := min(i+1+random.IntN(12), len(lines))
		for _, l := range lines[i:j] {
			if strings.HasPrefix(l, "---") && b.Len() == 0 {
				continue // no front matter: what it says wins over words of the body
			}
			if random.IntN(10) > 0 {
				b.WriteString(l)
			}
		}
		if random.IntN(2) == 0 {
			b.WriteString("\n")
		}
	}
	return b.String()
}

// lossless reads a résumé and reports the first word that is lost or doubled, and the first
// value that does not stand where it says.
func lossless(text string) error {
	d := document.Parse(source.NewFile("resume.md", []byte(text)))
	places := slices.Collect(words(d.Blocks, func(source.Span) bool { return false }))
	r, diags := Resume(d)
	if after := slices.Collect(words(d.Blocks, func(source.Span) bool { return false })); !slices.Equal(places, after) {
		return errors.New("the document was changed")
	}
	m := model{file: d.File, seen: map[source.Span]bool{}}
	m.resume(r)
	for _, x := range diags {
		m.inFile(x.Span)
		if x.Rule == "read/lost-text" {
			if strings.HasPrefix(x.Span.Text(), "<") { // a tag that was meant as text is told of, and that is all
				m.spans = append(m.spans, x.Span)
				continue
			}
			return fmt.Errorf("%s at %d", x.Message, x.Span.Start)
		}
	}
	for _, x := range r.Dropped {
		m.inFile(x.Span)
		for i := range m.spans { // a heading of several lines may have it in its midst
			if s := m.spans[i]; s.Start <= x.Span.Start && x.Span.End <= s.End && m.dropped(x.Why) {
				m.spans[i].End = x.Span.Start
				m.spans = append(m.spans, d.File.Span(x.Span.End, s.End))
			}
		}
		m.spans = append(m.spans, x.Span)
	}
	if m.err != nil {
		return m.err
	}
	for _, at := range places {
		times := 0
		for _, s := range m.spans {
			if s.Contains(at) {
				times++
			}
		}
		if times != 1 {
			p := at.Position()
			return fmt.Errorf("%q at %d:%d is there %d times", at.Text(), p.Line, p.Col, times)
		}
	}
	return nil
}

// model gathers the spans of all values and blocks.
type model struct {
	file  *source.File
	spans []source.Span
	seen  map[source.Span]bool // values that several roles share count once
	err   error
}

func (m *model) inFile(s source.Span) {
	if m.err == nil && (s.File != m.file || s.Start < 0 || s.End < s.Start || s.End > len(m.file.Bytes)) {
		m.err = fmt.Errorf("span %d-%d lies outside of the file", s.Start, s.End)
	}
}

// dropped reports whether what is dropped for a reason is no text at all.
func (m *model) dropped(why resume.Why) bool {
	return slices.Contains([]resume.Why{resume.Layout, resume.Template, resume.Comment, resume.Style, resume.Script}, why)
}

// breakable takes the signs out of a text that keep its line from breaking, or let a word break; values have none.
var breakable = strings.NewReplacer("\u2011", "-", "\u00a0", " ", "\u202f", " ", "\u2060", "", "\ufeff", "", "\u00ad", "")

func (m *model) value(v resume.Value) {
	if !v.Known() {
		return
	}
	m.inFile(v.Span)
	if m.err == nil && strings.TrimSpace(v.Text) != v.Text {
		m.err = fmt.Errorf("blanks around %q", v.Text)
	}
	if source := breakable.Replace(strings.TrimSpace(v.Span.Text())); m.err == nil && !strings.ContainsAny(source, "~*_`\\&[]<>\n\"\x00") && utf8.ValidString(source) && source != v.Text {
		m.err = fmt.Errorf("the value %q stands at %q", v.Text, source)
	}
	if !m.seen[v.Span] {
		m.seen[v.Span] = true
		m.spans = append(m.spans, v.Span)
	}
}

func (m *model) blocks(bs []markup.Block) {
	for b := range markup.Blocks(bs) {
		m.inFile(b.Span)
		if b.Raw != "" {
			m.spans = append(m.spans, b.Span)
		}
		m.inlines(b.Inlines)
	}
}

func (m *model) inlines(in []markup.Inline) {
	for n := range markup.Walk(in) {
		m.inFile(n.Span)
		if n.Kind == markup.Text || n.Kind == markup.CodeSpan {
			m.spans = append(m.spans, n.Span)
		}
	}
}

func (m *model) resume(r *resume.Resume) {
	for _, v := range []resume.Value{r.Name, r.Headline, r.Email, r.Phone, r.Location, r.SummaryTitle} {
		m.value(v)
	}
	for _, l := range r.Links {
		m.inFile(l.Span)
		m.spans = append(m.spans, l.Span)
		if !isLabelWord(l.Label) { // else it is dropped
			m.value(resume.Value{Text: l.Label, Span: l.LabelSpan})
		}
	}
	for _, c := range r.Contact {
		m.value(c.Value)
		m.value(resume.Value{Text: c.Label, Span: c.LabelSpan})
	}
	m.blocks(r.Summary)
	ids := map[string]bool{}
	id := func(id string) {
		if m.err == nil && (id == "" || ids[id]) {
			m.err = fmt.Errorf("the id %q is empty or there twice", id)
		}
		ids[id] = true
	}
	for _, s := range r.Sections {
		id(s.ID)
		m.value(s.Title)
		m.inFile(s.Span)
		m.blocks(s.Intro)
		m.blocks(s.Outro)
		for _, e := range s.Entries {
			id(e.ID)
			m.inFile(e.Head)
			m.inFile(e.Span)
			for _, v := range append([]resume.Value{e.Title, e.Organization, e.Location, e.DatesText}, e.Extra...) {
				m.value(v)
			}
			if got := markup.Plain(e.TitleMarkup); m.err == nil && got != e.Title.Text && e.Title != e.DatesText && len(e.TitleMarkup) > 0 {
				m.err = fmt.Errorf("the title %q is marked up as %q", e.Title.Text, got)
			}
			m.blocks(e.Body)
		}
		for _, g := range s.Groups {
			m.value(g.Label)
			m.inlines(g.Markup)
			for _, v := range g.Items {
				m.inFile(v.Span)
			}
		}
	}
}

// TestDropped holds what is left out of the labelled résumés to a list that was looked through, line by line: what the test
// of words excuses, the reader decides, and so somebody else must.
func TestDropped(t *testing.T) {
	people, err := filepath.Glob("testdata/people/[0-9]*.md")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, path := range people {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r, _ := Resume(document.Parse(source.NewFile(filepath.Base(path), text)))
		fmt.Fprintln(&b, filepath.Base(path))
		for _, d := range r.Dropped {
			said := strings.Join(strings.Fields(d.Span.Text()), " ")
			if len(said) > 80 {
				said = said[:40] + " … " + said[len(said)-30:]
			}
			fmt.Fprintf(&b, "\t%s: %s\n", d.Why, strings.ToValidUTF8(said, "?"))
		}
	}
	const golden = "testdata/dropped.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("-want +got, -update rewrites:\n%s", diff)
	}
}

func FuzzResume(f *testing.F) {
	for _, path := range archives(f) {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // source lets nothing else through
		}
		if strings.HasPrefix(strings.TrimSpace(text), "---") || strings.HasPrefix(text, "+++") || strings.HasPrefix(text, ";;;") || strings.HasPrefix(text, "{") {
			Resume(document.Parse(source.NewFile("resume.md", []byte(text)))) // what the front matter says may be said again
			return
		}
		if err := lossless(text); err != nil {
			t.Fatalf("%v in %q", err, text)
		}
	})
}
