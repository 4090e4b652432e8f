package cli

import (
	"errors"
	"io/fs"
	"testing"
	"time"
)

func TestTook(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                       "1 ms",
		999 * time.Microsecond:  "1 ms",
		47 * time.Millisecond:   "47 ms",
		1449 * time.Millisecond: "1.4 s",
		61 * time.Second:        "1m1s",
	} {
		if got := took(d); got != want {
			t.Errorf("took(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 sheets", 1: "1 sheet", 2: "2 sheets"} {
		if got := count(n, "sheet"); got != want {
			t.Errorf("count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestListed(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, ""},
		{[]string{"a"}, "a"},
		{[]string{"a", "b", "c", "d"}, "a, b, c, d"},
		{[]string{"a", "b", "c", "d", "e", "f"}, "a, b, c, d, 2 more"},
	} {
		if got := listed(c.names); got != c.want {
			t.Errorf("listed(%q) = %q, want %q", c.names, got, c.want)
		}
		if len(c.names) > 4 && c.names[4] != "e" {
			t.Errorf("listed changed its argument to %q", c.names)
		}
	}
}

func TestQuoted(t *testing.T) {
	for word, want := range map[string]string{
		"cv":        "cv",
		"../my-cv":  "../my-cv",
		"my cv":     "'my cv'",
		"it's":      `'it'\''s'`,
		"$(reboot)": "'$(reboot)'",
		"":          "''",
	} {
		if got := quoted(word); got != want {
			t.Errorf("quoted(%q) = %s, want %s", word, got, want)
		}
	}
}

func TestShown(t *testing.T) {
	for dir, want := range map[string]string{"public": "public/", "a/b/": "a/b/", ".": "./", "/": "/"} {
		if got := shown(dir); got != want {
			t.Errorf("shown(%q) = %q, want %q", dir, got, want)
		}
	}
}

func TestPathless(t *testing.T) {
	err := &fs.PathError{Op: "open", Path: "/secret/place", Err: fs.ErrPermission}
	if got := pathless(err); got != fs.ErrPermission {
		t.Errorf("pathless(%v) = %v", err, got)
	}
	other := errors.New("else")
	if got := pathless(other); got != other {
		t.Errorf("pathless(%v) = %v", other, got)
	}
}
