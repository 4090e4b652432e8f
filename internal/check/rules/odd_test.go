package rules

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// FuzzOdd lets all rules loose on prints that no printer makes: none of them may fail, and what they
// say must be fit for a report.
func FuzzOdd(f *testing.F) {
	for seed := range uint64(64) {
		f.Add(seed)
	}
	root := lay(f, []txtar.File{{Name: "content/resume.md", Data: []byte(benchResume(3))}}, nil)
	in := inputOf(f, root, options{})
	sheets := onSheets()
	f.Fuzz(func(t *testing.T, seed uint64) {
		own := *in
		own.Prints = []check.Printed{{Target: in.Site.Targets[0], Print: oddPrint(in.Site.Master.File, seed)}, {Target: in.Site.Targets[1], Print: &sheet.Print{}}}
		for _, d := range check.Run(sheets, &own).Findings {
			if d.Message == "" || d.Severity == diag.Off || d.Span.Known() && d.Span.End > len(d.Span.File.Bytes) {
				t.Errorf("%+v", d)
			}
		}
	})
}

// TestNoSite lets the rules about sheets loose on a print of a PDF that others made: there is neither a
// site nor a block.
func TestNoSite(t *testing.T) {
	print := &sheet.Print{Scale: 1, Fonts: []sheet.Font{{Family: "Arial"}}, Sheets: []sheet.Sheet{{Number: 1, Lines: []sheet.Line{
		{Text: "small", Block: -1, Runs: []sheet.Run{{Text: "small", Size: 7}}}, {Text: "larger", Block: -1, Runs: []sheet.Run{{Text: "larger", Size: 10}}}}}, {}, {}}}
	in := &check.Input{Set: &source.Set{}, Site: &compose.Site{}, Prints: []check.Printed{{Print: print}}}
	in.Site.Settings.PDF.Pages = 30
	got := show(check.Run(onSheets(), in).Findings, "sheet/small-type", "sheet/count", "sheet/font-fallback", "sheet/overflow")
	want := "-: error: text is 7 pt in 1 line; the limit is 8 pt [sheet/small-type]\n\thelp: set it 1 pt larger in static/custom.css, or choose a theme with larger type\n"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// onSheets is the rules that look at prints.
func onSheets() []*check.Rule {
	var out []*check.Rule
	for _, r := range All() {
		if r.Needs == check.Sheets {
			out = append(out, r)
		}
	}
	return out
}

// oddPrint is a print that holds together nowhere.
func oddPrint(file *source.File, seed uint64) *sheet.Print {
	r := rand.New(rand.NewPCG(seed, 1))
	index := func() int { return r.IntN(8) - 2 }
	length := func() float64 {
		odd := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, 1e300, 5e-324}
		if i := r.IntN(20); i < len(odd) {
			return odd[i]
		}
		return r.Float64() * 900
	}
	rect := func() sheet.Rect { return sheet.Rect{X: length(), Y: length(), W: length(), H: length()} }
	text := func() string {
		return []string{"", " ", "Education", "日本語", "a word or two", "\x00\xff", "https://ada.example/notes"}[r.IntN(7)]
	}
	roles := []sheet.Role{"", sheet.RoleName, sheet.RoleSection, sheet.RoleEntry, sheet.RoleDetail, sheet.RoleBullet, sheet.RoleText, "odd"}
	p := &sheet.Print{Scale: []float64{1, 0, math.NaN(), 0.8, -3}[r.IntN(5)]}
	for range r.IntN(4) {
		p.Fonts = append(p.Fonts, sheet.Font{Name: text(), Family: text()})
		p.Faces = append(p.Faces, text())
	}
	for range r.IntN(5) {
		s := sheet.Sheet{Number: index(), Area: rect()}
		for range r.IntN(8) {
			l := sheet.Line{Text: text(), Rect: rect(), Base: length(), Block: index()}
			for range r.IntN(4) {
				l.Runs = append(l.Runs, sheet.Run{Text: text(), Rect: rect(), Size: length() / 20, Font: index()})
			}
			s.Lines = append(s.Lines, l)
		}
		for range r.IntN(3) {
			s.Marks = append(s.Marks, rect())
		}
		p.Sheets = append(p.Sheets, s)
	}
	for range r.IntN(7) {
		b := sheet.Block{Role: roles[r.IntN(len(roles))], Text: text(), Over: length(), Clip: length(), Size: length(), Level: index(),
			Sheet: index(), Last: index(), Y: length(), Family: text()}
		if r.IntN(3) > 0 {
			b.Span = file.Span(r.IntN(200), r.IntN(300))
		}
		for range r.IntN(4) {
			b.Lines = append(b.Lines, sheet.LineRef{Sheet: index(), Line: index()})
		}
		p.Blocks = append(p.Blocks, b)
	}
	for range r.IntN(3) {
		p.Lost = append(p.Lost, sheet.Lost{Block: index(), Text: text()})
		p.Missing = append(p.Missing, sheet.Request{URL: []string{"", "%zz", "http://resgen.invalid/a.png", "data:,", "//x", "http://[::1"}[r.IntN(6)]})
	}
	return p
}
