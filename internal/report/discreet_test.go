package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// TestDiscreet holds every form that is passed on to say nothing of a private line but that something is wrong there.
func TestDiscreet(t *testing.T) {
	const text = "# Ada\n\n- Solved teh equations\n- Earned a secret medal of Javascript\n"
	file := source.NewFile("content/resume.md", []byte(text))
	at := func(s string) source.Span {
		i := strings.Index(text, s)
		return file.Span(i, i+len(s))
	}
	medal := diag.Diagnostic{Rule: "text/bare-bullet", Severity: diag.Warning, Span: at("Earned"), Message: `"Earned a secret \"medal\"" says what was done, not why`,
		Help: `strike "medal"`, Notes: []diag.Note{{Span: at("Ada"), Text: `like "medal"`}}, Fix: &diag.Fix{Message: "x", Edits: []diag.Edit{{Span: at("medal"), New: "medals"}}}}
	noted := diag.Diagnostic{Rule: "text/repeated-verb", Severity: diag.Info, Span: at("Ada"), Message: `"medal" stands twice`, Notes: []diag.Note{{Span: at("medal"), Text: "here, too"}}}
	open := diag.Diagnostic{Rule: "text/spelling", Severity: diag.Warning, Span: at("teh"), Message: `"teh" is in no dictionary`}
	given := diag.List{noted, open, medal}
	l := Discreet(given, []source.Span{at("- Earned a secret medal of Javascript")})
	if l[2].Message != `"…" says what was done, not why` || l[2].Help != `strike "…"` || l[2].Fix != nil || l[1].Message != open.Message {
		t.Errorf("%+v", l)
	}
	if given[2].Fix == nil || given[2].Notes[0].Text != `like "medal"` {
		t.Error("the given list changed")
	}
	var b bytes.Buffer
	for _, write := range []func() error{
		func() error { return Text(&b, l, Options{}) },
		func() error { return Line(&b, l, Options{}) },
		func() error { return HTML(&b, Order(l), Page{}, Options{}) },
		func() error { return JSON(&b, l, Options{}) },
		func() error { return SARIF(&b, l, Options{}) },
		func() error { return GitHub(&b, l, Options{}) },
		func() error { return StepSummary(&b, l, Summarize(l), Options{}) },
	} {
		if err := write(); err != nil {
			t.Fatal(err)
		}
	}
	if s := b.String(); strings.Contains(s, "medal") || !strings.Contains(s, "teh") {
		t.Errorf("%s", s)
	}
}

// TestDiscreetElsewhere holds findings to quote nothing private that stands elsewhere: beside an address on paper, or behind a key of
// private.yaml that is misspelt, and so makes nothing private.
func TestDiscreetElsewhere(t *testing.T) {
	file := source.NewFile("content/resume.md", []byte("email: ada@example.com\n"))
	hidden := source.NewFile("content/private.yaml", []byte("phone: \"12345\\u0001\"\nfone: 67890\n"))
	variable := source.NewFile("RESGEN_PRIVATE_LOCATION", []byte("Se\"cret\x01ville"))
	l := Discreet(diag.List{
		{Rule: "sheet/missing-glyph", Span: file.Span(7, 22), Message: `a style puts a box beside "ada@example.com · Se\"cret\x01ville": it is empty`},
		{Rule: "text/doubled", Span: file.Span(7, 22), Message: "one too many", Notes: []diag.Note{{Text: `as in "Se\"cret\x01ville"`}}},
		{Rule: "meta/unknown-key", Span: hidden.Span(20, 24), Message: `unknown key "fone"`, Fix: &diag.Fix{Message: "rename it", Edits: []diag.Edit{{Span: hidden.Span(20, 24), New: "phone"}}}},
		{Rule: "text/spelling", Span: file.Span(0, 5), Message: `"email" is right`},
	}, []source.Span{hidden.Span(7, 20), variable.Span(0, len(variable.Bytes))})
	var b bytes.Buffer
	if err := errors.Join(Text(&b, l, Options{}), JSON(&b, l, Options{}), GitHub(&b, l, Options{}), SARIF(&b, l, Options{})); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"ville", "67890", "12345"} {
		if strings.Contains(b.String(), no) {
			t.Errorf("%q is told in\n%s", no, b.String())
		}
	}
	if l[3].Message != `"email" is right` || l[3].Private {
		t.Errorf("%+v", l[3])
	}
}

// TestDiscreetReadBack holds that no form that is passed on shows a private line that a parser misses.
func TestDiscreetReadBack(t *testing.T) {
	const text = "# Ada\n\n- Solved equations\n- Earned a secret medal\n"
	file := source.NewFile("content/resume.md", []byte(text))
	at := func(s string) source.Span {
		i := strings.Index(text, s)
		return file.Span(i, i+len(s))
	}
	given := []ReadBack{{Target: "out/resume.pdf (sent)", Kinds: []ReadBackKind{{"bullet", 0, 2}}, Missed: []ReadBackMiss{
		{Kind: "bullet", Text: "Solved equations", Span: at("Solved equations")},
		{Kind: "bullet", Text: "Earned a secret medal", Span: at("Earned a secret medal"), Why: "secret medal Earned"},
	}}}
	rs := DiscreetReadBack(given, []source.Span{at("- Earned a secret medal")})
	var b bytes.Buffer
	if err := errors.Join(ReadBackJSON(&b, rs, Options{}), ReadBackSummary(&b, rs, Options{})); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); strings.Contains(s, "medal") || !strings.Contains(s, "Solved equations") || !strings.Contains(s, `"line":4`) {
		t.Errorf("%s", s)
	}
	if given[0].Missed[1].Text == "" {
		t.Error("the given tables changed")
	}
}
