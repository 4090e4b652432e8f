package check

import (
	"slices"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// TestYields holds that a rule knows what those found that it yields to, wherever they stand in the list, and nothing of a
// rule that is off.
func TestYields(t *testing.T) {
	f := source.NewFile("a.md", []byte("one two three four"))
	var asked []bool
	first := &Rule{ID: "a/first", Level: diag.Info, Yields: []string{"b/second", "c/off", "d/none"}, Run: func(p *Pass) {
		for _, at := range []source.Span{f.Span(0, 3), f.Span(4, 7), f.Span(5, 6), f.Span(3, 4), f.Span(8, 13), f.Span(14, 18), f.Span(0, 18)} {
			asked = append(asked, p.Said(at))
		}
	}}
	second := &Rule{ID: "b/second", Level: diag.Info, Run: func(p *Pass) {
		p.Report(diag.Diagnostic{Span: f.Span(4, 7), Notes: []diag.Note{{Span: f.Span(8, 9)}, {Text: "nowhere"}},
			Fix: &diag.Fix{Edits: []diag.Edit{{Span: f.Span(15, 16)}}}})
	}}
	off := &Rule{ID: "c/off", Run: func(p *Pass) { p.Reportf(f.Span(0, 3), "x") }}
	rep := Run([]*Rule{first, second, off}, &Input{Set: &source.Set{}, Site: &compose.Site{}})
	if want := []bool{false, true, true, false, true, true, true}; !slices.Equal(asked, want) || len(rep.Findings) != 1 {
		t.Errorf("got %v, want %v; %d findings", asked, want, len(rep.Findings))
	}
}
