package check

import (
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// TestBounded holds that a flood of findings is cut per file, with one that says how many there were, in time that grows
// with the file and not with its square.
func TestBounded(t *testing.T) {
	begin := time.Now()
	many := source.NewFile("a.md", []byte(strings.Repeat("x\n", 200_000)))
	few := source.NewFile("b.md", []byte("x\nx\n"))
	var found diag.List
	for i := range 200_000 {
		found = append(found, diag.Diagnostic{Rule: "a/b", Severity: diag.Warning, Span: many.Span(2*i, 2*i+1)})
	}
	found = append(found, diag.Diagnostic{Rule: "a/b", Severity: diag.Error, Span: few.Span(2, 3)})
	out, unlisted := bounded(found)
	if len(out) != mostOfRule+2 || len(unlisted) != 200_000-mostOfRule {
		t.Fatalf("%d findings, %d not listed", len(out), len(unlisted))
	}
	for _, d := range out {
		if p := d.Span.Position(); p.Line != d.Span.Start/2+1 || p.Col != 1 {
			t.Fatalf("%+v", p)
		}
	}
	if last := out[len(out)-1]; last.Message != "199900 more findings of this rule in this file are not listed" || last.Severity != diag.Warning || last.Span.Start != 200 {
		t.Errorf("%+v", last)
	}
	for i := range 200_000 { // each is a look-up
		found[i].Span.Position()
	}
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}
