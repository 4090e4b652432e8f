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
