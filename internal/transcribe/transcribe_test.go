package transcribe

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/sheet"
)

var update = flag.Bool("update", false, "write what came out into testdata")

// TestPrint gives roles to the lines of PDFs that other programs made, as internal/foreign read them.
func TestPrint(t *testing.T) {
	files, err := filepath.Glob("../foreign/testdata/*.json")
	if err != nil || len(files) < 10 {
		t.Fatal("too few prints", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var of sheet.Print
			if err := json.Unmarshal(b, &of); err != nil {
				t.Fatal(err)
			}
			p, f, _ := Print(&of, name+".pdf")
			sound(t, p)
			var out strings.Builder
			for s := range p.Sheets {
				a := p.Sheets[s].Area
				fmt.Fprintf(&out, "sheet %d: text from %.0f,%.0f to %.0f,%.0f\n", s+1, a.X, a.Y, a.Right(), a.Bottom())
				for i := range p.Sheets[s].Lines {
					l := &p.Sheets[s].Lines[i]
					if l.Block < 0 {
						fmt.Fprintf(&out, "   -  margin   %s\n", l.Text)
						continue
					}
					b := &p.Blocks[l.Block]
					role := "\""
					if b.Lines[0] == (sheet.LineRef{Sheet: s + 1, Line: i}) {
						role = string(b.Role)
					}
					fmt.Fprintf(&out, "%4d  %-7s  %s\n", f.Row(s+1, 1).Position().Row+rowOf(p, s, i)-1, role, l.Text)
				}
			}
			golden := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(out.String()), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), out.String()); diff != "" {
				t.Errorf("not as before (-args -update writes it): %s", diff)
			}
		})
	}
}

// rowOf is the row of a line, told by its block's span.
func rowOf(p *sheet.Print, s, i int) int {
	row := 0
	for k := 0; k <= i; k++ {
		if k == 0 || !sameRow(&p.Sheets[s].Lines[k-1], &p.Sheets[s].Lines[k]) {
			row++
		}
	}
	return row
}

// sound holds that each block's span is its text, and that lines and blocks name each other.
func sound(t *testing.T, p *sheet.Print) {
	t.Helper()
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if len(b.Lines) == 0 || !b.Span.Known() || b.Sheet < 1 || b.Last < b.Sheet || b.Last > len(p.Sheets) || !(b.Size > 0) {
			t.Errorf("block %+v", b)
			continue
		}
		first := p.Sheets[b.Lines[0].Sheet-1].Lines[b.Lines[0].Line]
		if at := b.Span.Position(); at.Sheet != b.Sheet || !strings.HasPrefix(strings.Join(strings.Fields(first.Text), " "), firstWord(b.Span.Text())) {
			t.Errorf("block %d stands at %+v with %q, and its span says %q", i, at, first.Text, b.Span.Text())
		}
		for _, r := range b.Lines {
			if p.Sheets[r.Sheet-1].Lines[r.Line].Block != i {
				t.Errorf("line %v is of another block than %d", r, i)
			}
		}
	}
}

func firstWord(s string) string {
	return append(strings.Fields(s), "")[0]
}

// line is a line of a test at a place, of 10 pt.
func line(text string, x, base float64) sheet.Line {
	r := sheet.Rect{X: x, Y: base - 8, W: float64(len(text)) * 5, H: 10}
	return sheet.Line{Text: text, Rect: r, Base: base, Block: -1, Order: -1, Runs: []sheet.Run{{Text: text, Rect: r, Size: 10}}}
}

func printOf(sheets ...[]sheet.Line) *sheet.Print {
	p := &sheet.Print{Scale: 1, Fonts: []sheet.Font{{Name: "Lato", Family: "Lato", Type: "TrueType", Embedded: true}}}
	for i, lines := range sheets {
		for k := range lines {
			lines[k].Runs[0].Paint = k
		}
		p.Sheets = append(p.Sheets, sheet.Sheet{Number: i + 1, Width: 595, Height: 842, Area: sheet.Rect{W: 595, H: 842}, Lines: lines})
	}
	return p
}

// TestMargins tells what stands at the edges of sheets from the text.
func TestMargins(t *testing.T) {
	p := printOf(
		[]sheet.Line{line("Ada Byron", 50, 50), line("Wrote the first program", 50, 100), line("Curriculum vitae, page 1", 50, 810)},
		[]sheet.Line{line("Ada Byron", 50, 50), line("in 2019", 50, 100), line("2019", 400, 700), line("Curriculum vitae, page 2", 50, 810)},
		[]sheet.Line{line("Wrote the notes", 50, 100), line("- 3 -", 290, 820)},
	)
	got := margins(p)
	want := map[sheet.LineRef]bool{{Sheet: 1, Line: 2}: true, {Sheet: 2, Line: 0}: true, {Sheet: 2, Line: 3}: true, {Sheet: 3, Line: 1}: true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for text, want := range map[string]bool{
		"2": true, "- 2 -": true, "2 / 3": true, "Page 2 of 3": true, "Seite 2 von 3": true, "p. 2": true, "Ada Byron 2/3": true,
		"": false, "2019": false, "Go, SQL": false, "2 kinds of reading, and more": false, "+44 20 7946 0958": false, "A4": false,
	} {
		if got := isNumber(text); got != want {
			t.Errorf("isNumber(%q) = %v", text, got)
		}
	}
}

// TestAreas takes as the area of text what it stands in, for sheets that do not say one.
func TestAreas(t *testing.T) {
	one := printOf([]sheet.Line{line("Ada", 50, 68), line("wrote the notes of 1843", 50, 200)})
	areas(one, nil)
	if got := one.Sheets[0].Area; got != (sheet.Rect{X: 50, Y: 60, W: 115, H: 722}) {
		t.Errorf("one sheet: %v", got)
	}
	said := printOf([]sheet.Line{line("Ada", 50, 68)})
	said.Sheets[0].Area = sheet.Rect{X: 40, Y: 40, W: 500, H: 700}
	areas(said, nil)
	if got := said.Sheets[0].Area; got != (sheet.Rect{X: 40, Y: 40, W: 500, H: 700}) {
		t.Errorf("said by the file: %v", got)
	}
	two := printOf([]sheet.Line{line("Ada", 50, 68), line("notes", 50, 780)}, []sheet.Line{line("more", 50, 68), line("2", 300, 830)})
	areas(two, margins(two))
	if got := two.Sheets[1].Area; got != (sheet.Rect{X: 50, Y: 60, W: 25, H: 722}) {
		t.Errorf("two sheets: %v", got)
	}
	empty := printOf(nil)
	areas(empty, nil)
	if got := empty.Sheets[0].Area; got != (sheet.Rect{W: 595, H: 842}) {
		t.Errorf("nothing printed: %v", got)
	}
}

// TestUntouched leaves the print that it was given as it was.
func TestUntouched(t *testing.T) {
	of := printOf([]sheet.Line{line("Ada Byron", 50, 50), line("Experience", 50, 100), line("Wrote", 50, 120), line("1", 300, 830)})
	before, err := json.Marshal(of)
	if err != nil {
		t.Fatal(err)
	}
	Print(of, "a.pdf")
	if after, _ := json.Marshal(of); string(after) != string(before) {
		t.Errorf("%s became %s", before, after)
	}
}

// TestRoles gives a line that holds several values the highest role, and the first line of a head the entry's.
func TestRoles(t *testing.T) {
	at := func(n int) sheet.LineRef { return sheet.LineRef{Sheet: 1, Line: n} }
	v := func(text string, n int) recognize.Value { return recognize.Value{Text: text, At: at(n)} }
	got := roles(&recognize.Reading{
		Name: v("Ada", 0), Email: v("a@b.example", 0), Phone: v("1", 1),
		Sections: []recognize.Section{{Heading: v("Experience", 2), Entries: []recognize.Entry{{
			Title: v("Analyst", 4), Organization: v("Lovelace & Co", 3), DatesText: v("2019", 4), Bullets: []recognize.Value{v("Wrote", 5)},
		}}}},
	})
	want := map[sheet.LineRef]sheet.Role{at(0): sheet.RoleName, at(1): sheet.RoleContact, at(2): sheet.RoleSection,
		at(3): sheet.RoleEntry, at(4): sheet.RoleDetail, at(5): sheet.RoleBullet}
	for ref, role := range want {
		if got[ref].role != role {
			t.Errorf("line %d is %q, want %q", ref.Line, got[ref].role, role)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines have roles, want %d", len(got), len(want))
	}
}

// TestPrintTime holds that a print ends soon whose lines are many and alike: a file that anybody brings may have as many as it
// has characters.
func TestPrintTime(t *testing.T) {
	print := func(sheets, lines int, text string, place func(s, i int) (x, y float64)) *sheet.Print {
		p := &sheet.Print{Scale: 1, Fonts: []sheet.Font{{Name: "A", Family: "A"}}}
		for s := range sheets {
			p.Sheets = append(p.Sheets, sheet.Sheet{Number: s + 1, Width: 595, Height: 842, Area: sheet.Rect{W: 595, H: 842}})
			for i := range lines {
				x, y := place(s, i)
				r := sheet.Rect{X: x, Y: y - 8, W: 12, H: 10}
				p.Sheets[s].Lines = append(p.Sheets[s].Lines, sheet.Line{Text: text, Base: y, Rect: r, Block: -1, Order: -1,
					Runs: []sheet.Run{{Text: text, Rect: r, Size: 10, Paint: i, Color: sheet.Color{A: 1}}}})
			}
		}
		return p
	}
	down := func(_, i int) (x, y float64) { return 50, float64(i) * 842 / 50_000 }
	for name, p := range map[string]*sheet.Print{
		"one block":  print(1, 50_000, "word", down),
		"numbers":    print(1, 50_000, "12", down),
		"signs":      print(1, 50_000, "•", down),
		"two sheets": print(2, 50_000, "word", func(s, i int) (x, y float64) { return 50 + 9*float64(s), float64(i) / 500 }),
	} {
		start := time.Now()
		Print(p, name+".pdf")
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}
