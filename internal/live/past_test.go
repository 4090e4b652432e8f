package live

import (
	"slices"
	"strconv"
	"testing"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

func TestWorst(t *testing.T) {
	var l diag.List
	for i := range 3 * mostFindings {
		l = append(l, diag.Diagnostic{Message: strconv.Itoa(i), Severity: []diag.Severity{diag.Warning, diag.Info, diag.Error, diag.Info}[i%4]})
	}
	got := worst(l)
	if len(got) != mostFindings || cap(got) > 2*mostFindings || got[0].Message != "2" || got[1].Message != "6" || got.Count(diag.Error) != 375 || got[375].Message != "0" || got.Count(diag.Info) != 0 {
		t.Errorf("%d are kept: %d errors, %d infos, %v first", len(got), got.Count(diag.Error), got.Count(diag.Info), got[:2])
	}
	if l[0].Message != "0" {
		t.Error("the list itself was sorted")
	}
	if got := worst(nil); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestNamed(t *testing.T) {
	got := Named(&source.Set{}, []string{"content/jobs/bank.md", "content/private.yaml", "content/resume.md", "content/letters/bank.md", "content/variants/bank.md"})
	want := []string{unnamed, "content/resume.md", unnamed}
	if !slices.Equal(got, want) {
		t.Errorf("others are told of %q, want %q", got, want)
	}
}
