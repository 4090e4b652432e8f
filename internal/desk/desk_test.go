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

func TestCommon(t *testing.T) {
	for _, tt := range []struct{ a, b, new string }{
		{"a b c", "a b c", ""}, {"a b c", "a x c", "x"}, {"a b c", "c a b", "c"}, {"", "a", "a"}, {"a", "", ""}, {"a a a", "a a a a", "a"},
	} {
		a, b := strings.Fields(tt.a), strings.Fields(tt.b)
		var fresh []string
		for i, kept := range common(a, b) {
			if !kept {
				fresh = append(fresh, b[i])
			}
		}
		if got := strings.Join(fresh, " "); got != tt.new {
			t.Errorf("%s -> %s: %q is new, want %q", tt.a, tt.b, got, tt.new)
		}
	}
}
