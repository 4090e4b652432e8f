package report

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// TestPrintForms writes findings about a PDF without a source: their places are sheets and lines.
func TestPrintForms(t *testing.T) {
	f := source.NewPrint("out/cv.pdf", [][]string{{"Ada Byron", "Experience"}, {"Education", "University of London"}})
	list := diag.List{
		{Rule: "parse/metadata", Severity: diag.Warning, Span: f.Top(), Message: "it says no author"},
		{Rule: "sheet/stranded-heading", Severity: diag.Error, Span: f.Row(1, 2), Message: `heading "Experience" is alone`, Sheet: 1,
			Notes: []diag.Note{{Span: f.Row(2, 1), Text: "sheet 2 begins here"}}},
		{Rule: "sheet/lone-line", Severity: diag.Info, Span: f.Row(2, 1).Join(f.Row(2, 2)), Message: "a line is alone", Sheet: 1},
	}
	for _, test := range []struct {
		name string
		form func(*strings.Builder) error
		want string
	}{
		{"line", func(b *strings.Builder) error { return Line(b, list, Options{}) },
			"out/cv.pdf:1:1: warning: it says no author [parse/metadata]\n" +
				"out/cv.pdf:1:2: error: heading \"Experience\" is alone [sheet/stranded-heading]\n" +
				"out/cv.pdf:2:1: info: a line is alone [sheet/lone-line]\n"},
		{"text", func(b *strings.Builder) error { return Text(b, list, Options{}) },
			"out/cv.pdf: warning: it says no author [parse/metadata]\n\n" +
				"out/cv.pdf: sheet 1, line 2: error: heading \"Experience\" is alone [sheet/stranded-heading]\n" +
				"  |\n2 | Experience\n  | ^^^^^^^^^^\n" +
				"  = note: out/cv.pdf: sheet 2, line 1: sheet 2 begins here\n  |\n1 | Education\n  | ---------\n\n" +
				"out/cv.pdf: sheet 2, line 1: info: a line is alone [sheet/lone-line]\n" +
				"  |\n1 | / Education\n2 | | University of London\n  | |____________________^ on sheet 1\n\n"},
		{"json", func(b *strings.Builder) error { return JSON(b, list[:2], Options{}) },
			`{"v":1,"rule":"parse/metadata","severity":"warning","path":"out/cv.pdf","message":"it says no author"}` + "\n" +
				`{"v":1,"rule":"sheet/stranded-heading","severity":"error","path":"out/cv.pdf","start":{"sheet":1,"line":2,"col":1},` +
				`"end":{"sheet":1,"line":2,"col":11},"message":"heading \"Experience\" is alone","notes":[{"message":"sheet 2 begins here",` +
				`"path":"out/cv.pdf","start":{"sheet":2,"line":1,"col":1},"end":{"sheet":2,"line":1,"col":10}}],"sheet":1}` + "\n"},
		{"github", func(b *strings.Builder) error { return GitHub(b, list[:2], Options{}) },
			"::error file=out/cv.pdf,title=sheet/stranded-heading::sheet 1, line 2: heading \"Experience\" is alone" +
				"%0Anote: out/cv.pdf: sheet 2, line 1: sheet 2 begins here\n" +
				"::warning file=out/cv.pdf,title=parse/metadata::it says no author\n"},
	} {
		var b strings.Builder
		if err := test.form(&b); err != nil {
			t.Fatal(err)
		}
		if b.String() != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, b.String(), test.want)
		}
	}
	var b strings.Builder
	if err := SARIF(&b, list, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"uri": "out/cv.pdf"`, `"name": "sheet 1, line 2"`, `"name": "sheet 2, line 1"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("SARIF lacks %s", want)
		}
	}
	if strings.Contains(b.String(), `"region"`) || strings.Contains(b.String(), `"sheet 0`) {
		t.Errorf("SARIF counts lines of a PDF: %s", b.String())
	}
}
