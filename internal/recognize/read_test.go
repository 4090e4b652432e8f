package recognize

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/resgen/resgen/internal/sheet"
)

var update = flag.Bool("update", false, "rewrite the want files in testdata")

// faces is the fonts of the tests' sheets, by the letters that name them.
var faces = map[string]int{"r": 0, "b": 1, "i": 2, "bi": 3, "m": 4}

// parse makes sheets of lines "x y size face text", each a run, in the order in which they are painted; y may be "+14", so
// far below the run before, or "=", on its baseline. A line "sheet" turns over.
func parse(t testing.TB, text string) *sheet.Print {
	t.Helper()
	p := &sheet.Print{Fonts: []sheet.Font{{Name: "Inter-Regular"}, {Name: "Inter-Bold"}, {Name: "Inter-Italic"}, {Name: "Inter-BoldItalic"}, {Name: "IBMPlexMono"}}}
	turn := func() {
		p.Sheets = append(p.Sheets, sheet.Sheet{Number: len(p.Sheets) + 1, Width: 595, Height: 842})
	}
	turn()
	y := 0.0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "sheet" {
			turn()
			continue
		}
		f := strings.SplitN(line, " ", 5)
		if len(f) < 5 {
			if line != "" {
				t.Fatalf("no run: %q", line)
			}
			continue
		}
		number := func(s string) float64 {
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		switch {
		case f[1] == "=":
		case f[1][0] == '+':
			y += number(f[1])
		default:
			y = number(f[1])
		}
		x, size := number(f[0]), number(f[2])
		s := &p.Sheets[len(p.Sheets)-1]
		r := sheet.Rect{X: x, Y: y - 0.8*size, W: 0.5 * size * float64(utf8.RuneCountInString(f[4])), H: size}
		s.Lines = append(s.Lines, sheet.Line{Text: f[4], Rect: r, Base: y, Block: -1, Order: -1,
			Runs: []sheet.Run{{Text: f[4], Rect: r, Size: size, Font: faces[f[3]], Paint: len(s.Lines)}}})
	}
	return p
}

// show writes a reading as want files have it.
func show(r *Reading) string {
	var b strings.Builder
	put := func(indent int, label string, v Value) {
		if !v.Known() {
			return
		}
		fmt.Fprintf(&b, "%*s%s: %s (%d:%d)", indent, "", label, v.Text, v.At.Sheet, v.At.Line+1)
		if v.Within != "" {
			fmt.Fprintf(&b, " within %q", v.Within)
		}
		b.WriteByte('\n')
	}
	all := func(indent int, label string, vs []Value) {
		for _, v := range vs {
			put(indent, label, v)
		}
	}
	put(0, "name", r.Name)
	put(0, "headline", r.Headline)
	put(0, "e-mail", r.Email)
	put(0, "phone", r.Phone)
	put(0, "location", r.Location)
	all(0, "link", r.Links)
	all(0, "text", r.Text)
	for _, s := range r.Sections {
		put(0, "section "+s.Kind, s.Heading)
		for _, g := range s.Groups {
			put(2, "group", g.Label)
			all(4, "item", g.Items)
		}
		all(2, "item", s.Items)
		if len(s.Groups) == 0 {
			all(2, "text", s.Text)
		}
		for _, e := range s.Entries {
			b.WriteString("  entry")
			if e.Dates.Known() {
				fmt.Fprintf(&b, " %s to %s", e.Dates.Start, e.Dates.End)
				if e.Dates.Present {
					b.WriteString("present")
				}
			}
			b.WriteByte('\n')
			put(4, "title", e.Title)
			put(4, "organization", e.Organization)
			put(4, "place", e.Place)
			put(4, "dates", e.DatesText)
			all(4, "extra", e.Extra)
			all(4, "text", e.Text)
			all(4, "bullet", e.Bullets)
		}
	}
	return b.String()
}

// TestRead reads the sheets of testdata.
func TestRead(t *testing.T) {
	const name = "testdata/sheets.txtar"
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, "/want") {
			continue
		}
		want := f.Name + "/want"
		got := show(Read(parse(t, string(f.Data))))
		out = append(out, f, txtar.File{Name: want, Data: []byte(got)})
		if i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == want }); !*update && (i < 0 || string(a.Files[i].Data) != got) {
			t.Errorf("%s: got\n%s", f.Name, got)
		}
	}
	if *update {
		a.Files = out
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
