package readback

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/resgen/resgen/internal/sheet"
)

var update = flag.Bool("update", false, "rewrite want.txt in testdata")

// A sample is testdata/NAME.pdf, and NAME.txtar: the page that it is the print of, its measure, and
// what Read should say. testdata/README.md says how they were made.
type sample struct {
	name    string
	pdf     []byte
	measure sheet.Measure
	archive *txtar.Archive
}

func (s sample) file(t testing.TB, name string) *txtar.File {
	t.Helper()
	i := slices.IndexFunc(s.archive.Files, func(f txtar.File) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("%s.txtar has no %s", s.name, name)
	}
	return &s.archive.Files[i]
}

func samples(t testing.TB) []sample {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(paths) == 0 {
		t.Fatal("no samples", err)
	}
	var out []sample
	if texts, _ := filepath.Glob("testdata/*.txtar"); len(texts) != len(paths) {
		t.Fatalf("%d PDFs and %d txtar", len(paths), len(texts))
	}
	for _, path := range paths {
		out = append(out, readSample(t, strings.TrimSuffix(filepath.Base(path), ".pdf")))
	}
	return out
}

func readSample(t testing.TB, name string) sample {
	t.Helper()
	s := sample{name: name}
	var err error
	if s.pdf, err = os.ReadFile("testdata/" + name + ".pdf"); err != nil {
		t.Fatal(err)
	}
	if s.archive, err = txtar.ParseFile("testdata/" + name + ".txtar"); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(s.file(t, "measure.json").Data, &s.measure); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSamples holds what is read, with and without a measure, to want.txt.
func TestSamples(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			p, err := Read(s.pdf, s.measure)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, p)
			alone, err := Read(s.pdf, sheet.Measure{})
			if err != nil {
				t.Fatal(err)
			}
			sound(t, alone)
			words, err := Words(s.pdf)
			if err != nil {
				t.Fatal(err)
			}
			got := dump(p) + "\n== without a measure\n" + dumpLines(alone) + "\n== the second reader\n" + words + "\n"
			want := s.file(t, "want.txt")
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile("testdata/"+s.name+".txtar", txtar.Format(s.archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("-want +got (-update accepts it):\n%s", diff)
			}
		})
	}
}

// dump is a print as text.
func dump(p *sheet.Print) string {
	var b strings.Builder
	b.WriteString(dumpLines(p))
	for i, k := range p.Blocks {
		fmt.Fprintf(&b, "block %d %s %q: sheets %d to %d, y %.2f, lines", i, k.Tag, k.ID, k.Sheet, k.Last, k.Y)
		for _, r := range k.Lines {
			fmt.Fprintf(&b, " %d:%d", r.Sheet, r.Line)
		}
		b.WriteByte('\n')
	}
	for _, f := range p.Fonts {
		fmt.Fprintf(&b, "font %s of %s, %s, embedded %t\n", f.Name, f.Family, f.Type, f.Embedded)
	}
	for _, h := range p.Outline {
		fmt.Fprintf(&b, "outline %d on %d: %s\n", h.Level, h.Sheet, h.Title)
	}
	for _, l := range p.Lost {
		fmt.Fprintf(&b, "lost of block %d: %q\n", l.Block, l.Text)
	}
	fmt.Fprintf(&b, "scale %.4f, %q, %+v\n", p.Scale, p.Producer, p.Info)
	return b.String()
}

func dumpLines(p *sheet.Print) string {
	var b strings.Builder
	for _, s := range p.Sheets {
		fmt.Fprintf(&b, "sheet %d: %.2f x %.2f, area %s\n", s.Number, s.Width, s.Height, dumpRect(s.Area))
		for i, l := range s.Lines {
			fmt.Fprintf(&b, "  %d block %d order %d base %.2f %s %q\n", i, l.Block, l.Order, l.Base, dumpRect(l.Rect), l.Text)
			for _, r := range l.Runs {
				style := fmt.Sprintf("%s %.2f pt", p.Fonts[r.Font].Name, r.Size)
				if r.Color != (sheet.Color{A: 1}) {
					style += fmt.Sprintf(" rgba %.2f %.2f %.2f %.2f", r.Color.R, r.Color.G, r.Color.B, r.Color.A)
				}
				if len(l.Runs) == 1 {
					fmt.Fprintf(&b, "      %s\n", style)
					break
				}
				fmt.Fprintf(&b, "      %s %q at %.2f\n", style, r.Text, r.Rect.X)
			}
		}
		for _, l := range s.Links {
			fmt.Fprintf(&b, "  link %s %s\n", dumpRect(l.Rect), l.URI)
		}
		for _, m := range s.Marks {
			fmt.Fprintf(&b, "  mark %s\n", dumpRect(m))
		}
	}
	return b.String()
}

func dumpRect(r sheet.Rect) string { return fmt.Sprintf("[%.2f %.2f %.2f %.2f]", r.X, r.Y, r.W, r.H) }

// sound holds a print to what is true of every print, whatever the file.
func sound(t testing.TB, p *sheet.Print) {
	t.Helper()
	finite := func(what string, values ...float64) {
		t.Helper()
		for _, v := range values {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%s is %v", what, values)
			}
		}
	}
	box := func(what string, r sheet.Rect) {
		t.Helper()
		finite(what, r.X, r.Y, r.W, r.H)
		if r.W < 0 || r.H < 0 {
			t.Fatalf("%s has the size %v x %v", what, r.W, r.H)
		}
	}
	if len(p.Sheets) == 0 {
		t.Fatal("no sheets")
	}
	var orders []int
	for i, s := range p.Sheets {
		if s.Number != i+1 {
			t.Fatalf("sheet %d has the number %d", i, s.Number)
		}
		finite("a sheet's size", s.Width, s.Height)
		box("an area", s.Area)
		for _, l := range s.Links {
			box("a link", l.Rect)
		}
		for _, m := range s.Marks {
			box("a mark", m)
		}
		for _, l := range s.Lines {
			text := ""
			for _, r := range l.Runs {
				text += r.Text
				box("a run", r.Rect)
				finite("a run's size", r.Size)
				finite("a colour", r.Color.R, r.Color.G, r.Color.B, r.Color.A)
				if r.Font < 0 || r.Font >= len(p.Fonts) || r.Size < 0 {
					t.Fatalf("run %q has font %d of %d and size %v", r.Text, r.Font, len(p.Fonts), r.Size)
				}
			}
			if text != l.Text || strings.TrimSpace(text) != text || text == "" || strings.ContainsAny(text, "\n\r\x00") {
				t.Fatalf("a line is %q and its runs are %q", l.Text, text)
			}
			box("a line", l.Rect)
			finite("a baseline", l.Base)
			if l.Block < -1 || l.Block >= len(p.Blocks) {
				t.Fatalf("line %q has block %d of %d", l.Text, l.Block, len(p.Blocks))
			}
			if l.Order >= 0 {
				orders = append(orders, l.Order)
			}
		}
	}
	slices.Sort(orders)
	for i, o := range orders {
		if i != o {
			t.Fatalf("the orders are not 0 to %d: %v", len(orders)-1, orders)
		}
	}
	finite("the scale", p.Scale)
	for i, b := range p.Blocks {
		finite("a block's y", b.Y)
		if b.Last < b.Sheet || b.Last > len(p.Sheets) {
			t.Fatalf("block %d is on sheets %d to %d", i, b.Sheet, b.Last)
		}
		for _, r := range b.Lines {
			if p.Sheets[r.Sheet-1].Lines[r.Line].Block != i {
				t.Fatalf("a line of block %d is not its", i)
			}
		}
	}
	for _, l := range p.Lost {
		if l.Block < -1 || l.Block >= max(1, len(p.Blocks)) || strings.TrimSpace(l.Text) == "" && !(l.NoGlyph && l.Text == "") {
			t.Fatalf("lost %+v", l)
		}
	}
}
