package paint

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// TestFind finds findings on a print of two sheets: a heading, a bullet that goes over both, and one that stands in
// another.
func TestFind(t *testing.T) {
	const text = "pages: 2\n# Head\n- one two three one four\n  - inner\n"
	f := source.NewFile("content/resume.md", []byte(text))
	span := func(s string) source.Span {
		i := strings.Index(text, s)
		return f.Span(i, i+len(s))
	}
	second := strings.LastIndex(text, "one")
	rect := func(y float64) sheet.Rect { return sheet.Rect{X: 50, Y: y, W: 100, H: 10} }
	p := &sheet.Print{
		Sheets: []sheet.Sheet{
			{Lines: []sheet.Line{{Text: "Head", Rect: rect(100)}, {Text: "one two", Rect: rect(120)}, {Text: "three", Rect: rect(132)}}},
			{Lines: []sheet.Line{{Text: "one four", Rect: rect(40)}, {Text: "inner", Rect: rect(80)}}},
		},
		Blocks: []sheet.Block{
			{Span: span("# Head"), Lines: []sheet.LineRef{{Sheet: 1, Line: 0}}},
			{Span: span("- one two three one four\n  - inner"), Lines: []sheet.LineRef{{Sheet: 1, Line: 1}, {Sheet: 1, Line: 2}, {Sheet: 2, Line: 0}}},
			{Span: span("- inner"), Lines: []sheet.LineRef{{Sheet: 2, Line: 1}}},
			{Span: source.NewFile("content/other.md", []byte(text)).Span(0, 20), Lines: []sheet.LineRef{{Sheet: 1, Line: 0}}},
		},
	}
	both := sheet.Rect{X: 50, Y: 120, W: 100, H: 22}
	tests := []struct {
		name string
		d    diag.Diagnostic
		want []Place
	}{
		{"a block", diag.Diagnostic{Span: span("# Head")}, []Place{{1, []sheet.Rect{rect(100)}}}},
		{"a word of it", diag.Diagnostic{Span: span("Head")}, []Place{{1, []sheet.Rect{rect(100)}}}},
		{"a place of no length", diag.Diagnostic{Span: f.Span(11, 11)}, []Place{{1, []sheet.Rect{rect(100)}}}},
		{"the innermost", diag.Diagnostic{Span: span("inner")}, []Place{{2, []sheet.Rect{rect(80)}}}},
		{"a word on one line", diag.Diagnostic{Span: span("three")}, []Place{{1, []sheet.Rect{rect(132)}}}},
		{"a word that stands twice", diag.Diagnostic{Span: f.Span(second, second+3)}, []Place{{2, []sheet.Rect{rect(40)}}}},
		{"words over the end of a line", diag.Diagnostic{Span: span("two three")}, []Place{{1, []sheet.Rect{both}}}},
		{"seen on one sheet", diag.Diagnostic{Span: span("- one two three one four\n  - inner"), Sheet: 1}, []Place{{1, []sheet.Rect{both}}}},
		{"several blocks", diag.Diagnostic{Span: span("# Head\n- one two three one four\n  - inner")},
			[]Place{{1, []sheet.Rect{rect(100), both}}, {2, []sheet.Rect{rect(40), rect(80)}}}},
		{"a setting", diag.Diagnostic{Span: span("pages"), Sheet: 2}, []Place{{Sheet: 2}}},
		{"a setting, on no sheet", diag.Diagnostic{Span: span("pages")}, nil},
		{"a sheet that is not there", diag.Diagnostic{Span: span("pages"), Sheet: 3}, nil},
		{"nowhere", diag.Diagnostic{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Find(p, tt.d)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
