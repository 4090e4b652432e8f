package cli

import (
	"testing"

	"github.com/resgen/resgen/internal/diag"
)

// TestTally holds that no finding of a later batch is lost, and that none is counted twice.
func TestTally(t *testing.T) {
	of := func(message, target string) diag.Diagnostic {
		return diag.Diagnostic{Rule: "sheet/count", Severity: diag.Error, Message: message, Target: target}
	}
	cells := []cell{{Target: "resume.a4.pdf"}, {Target: "a/resume.a4.pdf"}, {Target: "b/resume.a4.pdf"}}
	shared := tally(cells[:2], diag.List{of("of all", ""), of("of a", "a/resume.a4.pdf (sent)")}, nil, true)
	shared = append(shared, tally(cells[2:], diag.List{of("of all", ""), of("of b, which is its whole batch", "")}, shared, false)...)
	if len(shared) != 1 || shared[0].Message != "of all" {
		t.Errorf("shared: %+v", shared)
	}
	for i, want := range []int{0, 1, 1} {
		if cells[i].Errors != want || (cells[i].worst == diag.Error) != (want > 0) {
			t.Errorf("%s has %d errors, want %d", cells[i].Target, cells[i].Errors, want)
		}
	}
}
