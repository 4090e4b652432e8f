package read

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var update = flag.Bool("update", false, "rewrite what the résumés in testdata are understood as")

// TestResume reads the résumés of testdata. Each archive has a résumé and how it is understood.
func TestResume(t *testing.T) {
	for _, path := range archives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files) != 2 || a.Files[0].Name != "resume.md" || a.Files[1].Name != "want" {
				t.Fatal("want the files resume.md and want")
			}
			r, diags := Resume(document.Parse(source.NewFile("resume.md", a.Files[0].Data)))
			got := dump(r, diags)
			if *update {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(string(a.Files[1].Data), got); d != "" {
				t.Errorf("-want +got, -update rewrites:\n%s", d)
			}
		})
	}
}

func archives(t testing.TB) []string {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) < 15 {
		t.Fatalf("%d résumés in testdata: %v", len(paths), err)
	}
	return paths
}

// dump writes down what was understood, one thing a line.
func dump(r *resume.Resume, diags diag.List) string {
	var b strings.Builder
	line := func(key, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, text)
		}
	}
	line("name", r.Name.Text)
	line("headline", r.Headline.Text)
	line("email", r.Email.Text)
	line("phone", r.Phone.Text)
	line("location", r.Location.Text)
	for _, l := range r.Links {
		line("link", strings.TrimSpace(l.URL+" "+l.Text+" "+l.Label))
	}
	for _, c := range r.Contact {
		line("contact", strings.TrimPrefix(c.Label+": "+c.Value.Text, ": "))
	}
	line("summary title", r.SummaryTitle.Text)
	line("summary", blocks(r.Summary))
	for _, s := range r.Sections {
		fmt.Fprintf(&b, "%s #%s %q%s\n", s.Kind, s.ID, s.Title.Text, private(s.Private))
		line("  intro", blocks(s.Intro))
		for _, e := range s.Entries {
			fmt.Fprintf(&b, "  entry #%s %q%s\n", e.ID, e.Title.Text, private(e.Private))
			line("    organization", e.Organization.Text)
			line("    location", e.Location.Text)
			if e.DatesText.Known() {
				line("    dates", fmt.Sprintf("%s (%s)", span(e.Dates), e.DatesText.Text))
			}
			line("    url", e.URL)
			for _, x := range e.Extra {
				line("    extra", x.Text)
			}
			line("    tags", strings.Join(e.Tags, " "))
			if n := len(e.Bullets()); n > 0 {
				line("    bullets", fmt.Sprint(n))
			}
			line("    body", blocks(e.Body))
		}
		for _, g := range s.Groups {
			items := make([]string, len(g.Items))
			for i, v := range g.Items {
				items[i] = v.Text
			}
			fmt.Fprintf(&b, "  group %q [%s]\n", g.Label.Text, strings.Join(items, "; "))
		}
	}
	for _, d := range diags {
		p := d.Span.Position()
		fmt.Fprintf(&b, "%d:%d %s %s: %s\n", p.Line, p.Col, d.Severity, d.Rule, d.Message)
	}
	return b.String()
}

func private(is bool) string {
	if is {
		return " private"
	}
	return ""
}

func span(r date.Range) string {
	s := r.Start.String()
	if r.End.Known() || r.Present {
		s += ".." + r.End.String()
	}
	if r.Present {
		s += "now"
	}
	return s
}

// blocks names the kinds of blocks, each with how many words it has.
func blocks(bs []markup.Block) string {
	var out []string
	for i := range bs {
		n := 0
		for b := range markup.Blocks(bs[i : i+1]) {
			n += wordCount(markup.Plain(b.Inlines)) + wordCount(b.Raw)
		}
		out = append(out, fmt.Sprintf("%s (%d words)", bs[i].Kind, n))
	}
	return strings.Join(out, ", ")
}

// BenchmarkResume reads the starter résumé, which fills two pages.
func BenchmarkResume(b *testing.B) {
	text, err := os.ReadFile("../../content/resume.md")
	if err != nil {
		b.Fatal(err)
	}
	d := document.Parse(source.NewFile("resume.md", text))
	b.ReportAllocs()
	for b.Loop() {
		Resume(d)
	}
}

// BenchmarkThousand reads 1,000 résumés of two pages, each another, on one core, and says how much of the heap is in use
// afterwards: it must not grow with their number. In the second form they are parsed as well.
func BenchmarkThousand(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	text, err := os.ReadFile("../../content/resume.md")
	if err != nil {
		b.Fatal(err)
	}
	parse := func(i int) *document.Document {
		return document.Parse(source.NewFile("resume.md", append(slices.Clone(text), fmt.Sprintf("\n- Number %d\n", i)...)))
	}
	var documents []*document.Document
	for i := range 1000 {
		documents = append(documents, parse(i))
	}
	for _, name := range []string{"read", "parse and read"} {
		b.Run(name, func(b *testing.B) {
			of := parse
			if name == "read" {
				of = func(i int) *document.Document { return documents[i] }
			} else {
				documents = nil
			}
			for b.Loop() {
				for i := range 1000 {
					if r, _ := Resume(of(i)); len(r.Sections) == 0 {
						b.Fatal("nothing was read")
					}
				}
			}
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MB-in-use")
		})
	}
}
