package report

import (
	"strings"
	"testing"
)

func TestReworded(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"Moved 40 reports to Go", "Moved 40 reports to Go", "Moved 40 reports to Go"},
		{"Moved 40 reports to Go", "Migrated 40 reports to Golang", "[-Moved-] {+Migrated+} 40 reports to [-Go-] {+Golang+}"},
		{"one two three", "two", "[-one-] two [-three-]"},
		{"two", "one two three", "{+one+} two {+three+}"},
		{"", "new", "{+new+}"},
		{"old", "", "[-old-]"},
		{"a  b", "a\x1b[31m\u202e b", `[-a-] {+a\x1b[31m\u202e+} b`},
		{strings.Repeat("a ", mostWords+1), "a", "[-" + strings.TrimSpace(strings.Repeat("a ", mostWords+1)) + "-] {+a+}"},
	} {
		if got := Reworded(c.old, c.new, false); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.old, c.new, got, c.want)
		}
	}
	if got, want := Reworded("a b", "a c", true), "a \x1b[31mb\x1b[0m \x1b[32mc\x1b[0m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
