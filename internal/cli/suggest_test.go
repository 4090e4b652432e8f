package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// TestChoose holds that only a number that was offered chooses, that everything else asks again or chooses nothing, and that Ctrl-C ends it.
func TestChoose(t *testing.T) {
	for typed, want := range map[string]int{
		"2\n": 2, " 1 \n": 1, "3": 3, "\n": 0, "": 0, "n\n": 0, "q\n": 0, "0\n": 0,
		"4\n2\n": 2, "yes\n1\n": 1, "-1\n\n": 0, "x": 0, "\x1b[A\n3\n": 3,
	} {
		var said bytes.Buffer
		a := &app{in: strings.NewReader(typed), err: &said}
		if n, err := a.choose(t.Context(), 3); n != want || err != nil {
			t.Errorf("%q chose %d, %v; want %d", typed, n, err, want)
		}
		if asked := strings.Count(said.String(), "which one is written? 1-3, or Enter for none: "); asked != max(1, strings.Count(typed, "\n")) && typed != "3" {
			t.Errorf("%q was asked %d times", typed, asked)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe() // nothing is typed
	defer w.Close()
	var said bytes.Buffer
	cancel()
	if n, err := (&app{in: r, err: &said}).choose(ctx, 1); n != 0 || !errors.Is(err, context.Canceled) {
		t.Error(n, err)
	}
}

func TestBulletNames(t *testing.T) {
	for text, want := range map[string]bulletName{
		"content/resume.md:42":   {file: "content/resume.md", line: 42},
		"content/resume.md:42:7": {file: "content/resume.md", line: 42},
		`C:\cv\resume.md:3`:      {file: `C:\cv\resume.md`, line: 3},
		"ledger":                 {id: "ledger"},
		"#ledger":                {id: "ledger"},
	} {
		if got, err := parseBulletName(text); got != want || err != nil {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"resume.md", "a/b", "", "#", "resume.md:0", "resume.md:99999999999999999999", "two words"} {
		if got, err := parseBulletName(text); err == nil {
			t.Errorf("%s: %+v", text, got)
		}
	}
}
