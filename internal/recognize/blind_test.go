package recognize

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/resgen/resgen/internal/sheet"
)

// TestBlind holds the code to what it may see of a print: of sheets, lines and runs only what a file says to a parser that
// knows neither tags nor the page, and no package that knows more.
func TestBlind(t *testing.T) {
	banned := map[string]bool{"Block": true, "Blocks": true, "Order": true, "Outline": true, "Role": true, "Tag": true, "Span": true, "Lost": true,
		"Info": true, "Links": true, "Marks": true, "Words": true, "Producer": true, "Chrome": true, "Measure": true, "Level": true}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, imp := range f.Imports {
			if path := strings.Trim(imp.Path.Value, `"`); strings.Contains(path, "/internal/") {
				switch path[strings.LastIndex(path, "/")+1:] {
				case "sheet", "term", "date":
				default:
					t.Errorf("%s imports %s", name, path)
				}
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && (x.Name == "term" || x.Name == "out" || x.Name == "r" && sel.Sel.Name == "Links") {
				return true // term.Role, and fields of a Reading
			}
			if sel.Sel.Name == "Text" || sel.Sel.Name == "Base" {
				seen++
			}
			if banned[sel.Sel.Name] {
				t.Errorf("%s uses %s", name, sel.Sel.Name)
			}
			return true
		})
	}
	if seen == 0 {
		t.Error("nothing was looked at")
	}
}

// TestRegrouped holds that the lines which readback makes with the help of blocks and tags do not count: with every run in a
// line of its own, shuffled, and with other blocks and another order, the reading is the same but for the numbers of lines.
func TestRegrouped(t *testing.T) {
	a, err := txtar.ParseFile("testdata/sheets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, "/want") {
			continue
		}
		p := parse(t, string(f.Data))
		want := strip(show(Read(p)))
		p.Blocks = make([]sheet.Block, 3)
		for s := range p.Sheets {
			lines := p.Sheets[s].Lines
			rnd.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
			for i := range lines {
				lines[i].Block, lines[i].Order, lines[i].Text = rnd.IntN(3), rnd.IntN(100), "other"
			}
		}
		if got := strip(show(Read(p))); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", f.Name, got, want)
		}
	}
}

// strip takes the places off.
func strip(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if i := strings.LastIndex(line, " ("); i > 0 {
			line = line[:i] + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// randomPrint makes sheets of odd runs.
func randomPrint(seed uint64, runs int) *sheet.Print {
	rnd := rand.New(rand.NewPCG(seed, 7))
	words := []string{"Experience", "•", "•  Built", "2019 – 2021", "Acme, Inc.", "Stockholm, Sweden", "Engineer", "", " ", "a@b.c", "+1 555 019 2231", "Skills:", "Go, Java",
		"\u00ad", "\ufffd", "1.", "–", "Mai 2020", "github.com/x", "(", "Projects", "BSc", "at", "\xff", "Ünïcode Überschrift", "|", " · ", ",", strings.Repeat("long ", 40)}
	odd := []float64{0, -1, 1e9, math.NaN(), math.Inf(1), math.Inf(-1), 0.001}
	number := func(to float64) float64 {
		if rnd.IntN(50) == 0 {
			return odd[rnd.IntN(len(odd))]
		}
		return math.Round(rnd.Float64() * to)
	}
	p := &sheet.Print{Fonts: []sheet.Font{{Name: "A-Bold"}, {Name: "B"}}, Sheets: make([]sheet.Sheet, 1+rnd.IntN(3))}
	for i := range runs {
		s := &p.Sheets[i*len(p.Sheets)/runs]
		base := number(800)
		if n := len(s.Lines); n > 0 && rnd.IntN(3) > 0 {
			base = s.Lines[n-1].Base + float64(rnd.IntN(3)*7)
		}
		x := number(500)
		text := words[rnd.IntN(len(words))]
		r := sheet.Run{Text: text, Rect: sheet.Rect{X: x, Y: base - 8, W: float64(5 * len(text)), H: 10}, Size: 8 + number(5), Font: rnd.IntN(4) - 1, Paint: rnd.IntN(runs)}
		s.Lines = append(s.Lines, sheet.Line{Text: text, Base: base, Rect: r.Rect, Runs: []sheet.Run{r}})
	}
	return p
}

// FuzzRead looks for sheets on which it panics, or finds what does not stand there.
func FuzzRead(f *testing.F) {
	for i := range uint64(20) {
		f.Add(i, uint16(10*i))
	}
	f.Fuzz(func(t *testing.T, seed uint64, runs uint16) {
		p := randomPrint(seed, int(runs%2000)+1)
		got := Read(p)
		if again := Read(p); !reflect.DeepEqual(got, again) {
			t.Error("two readings differ")
		}
		check := func(v Value) {
			if v.Known() && (v.At.Sheet < 1 || v.At.Sheet > len(p.Sheets) || v.At.Line < 0 || v.At.Line >= len(p.Sheets[v.At.Sheet-1].Lines)) {
				t.Errorf("%q was read from no line: %v", v.Text, v.At)
			}
		}
		check(got.Name)
		check(got.Email)
		for _, s := range got.Sections {
			check(s.Heading)
			for _, e := range s.Entries {
				check(e.Title)
				check(e.DatesText)
				for _, b := range e.Bullets {
					check(b)
				}
			}
		}
	})
}

// TestLinear holds that ten times the runs take far less than a hundred times the time, as a square would; the machine may be busy meanwhile.
func TestLinear(t *testing.T) {
	least := func(runs int) time.Duration {
		p := randomPrint(3, runs)
		best := time.Hour
		for range 3 {
			began := time.Now()
			Read(p)
			best = min(best, time.Since(began))
		}
		return best
	}
	small, large := least(2000), least(20000)
	if large > 60*small+20*time.Millisecond {
		t.Errorf("2,000 runs take %v, 20,000 take %v", small, large)
	}
}
