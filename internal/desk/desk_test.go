package desk

import (
	"strings"
	"testing"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("x", 1000)
	if got := Excerpt(long+"[gone](gone.md)"+long, 1001); len(got) > 220 || !strings.Contains(got, "[gone](gone.md)") || !strings.HasPrefix(got, "… x") || !strings.HasSuffix(got, "x …") {
		t.Errorf("%q", got)
	}
	if got := Excerpt("  - a line ", 3); got != "- a line" {
		t.Errorf("%q", got)
	}
}
