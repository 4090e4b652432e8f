package cli

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// print is a print of some sheets, the last of them filled to a part.
func print(sheets int, filled float64, audience compose.Audience) check.Printed {
	p := &sheet.Print{Sheets: make([]sheet.Sheet, sheets)}
	last := &p.Sheets[sheets-1]
	last.Area = sheet.Rect{W: 400, H: 1000}
	last.Lines = []sheet.Line{{Rect: sheet.Rect{H: 1000 * filled}}}
	return check.Printed{Target: compose.Target{Out: "resume.pdf", Audience: audience}, Print: p}
}

// sample is a save with all that a line can tell.
func sample() saved {
	ms := time.Millisecond
	return saved{
		clock: time.Date(2026, 11, 29, 15, 4, 5, 0, time.UTC), changed: []string{"content/resume.md"},
		prints: []check.Printed{print(2, 0.97, compose.Public), print(2, 0.99, compose.Sent)},
		found:  counts{1, 3, 0}, before: &counts{0, 5, 1},
		stages: []build.Timing{{Stage: "read", Took: ms}, {Stage: "compose", Took: 2 * ms}, {Stage: "layouts", Took: 400 * time.Microsecond},
			{Stage: "check text", Took: 40 * ms}, {Stage: "print resume.pdf (sent)", Took: 50 * ms}, {Stage: "print resume.pdf (public)", Took: 61 * ms}, {Stage: "check", Took: 9 * ms}},
		took: 85 * ms,
	}
}

func TestLine(t *testing.T) {
	with := func(change func(*saved)) saved {
		s := sample()
		change(&s)
		return s
	}
	for _, c := range []struct {
		s     saved
		width int
		want  string
	}{
		{sample(), 0, "15:04:05 content/resume.md · 2 sheets, the last 97 % full · 1 error (+1), 3 warnings (-2), 0 infos (-1) · 85 ms: read 1, compose 2, print 61, check 9"},
		{sample(), 120, "15:04:05 content/resume.md · 2 sheets, 97 % · 1 error (+1), 3 warnings (-2), 0 infos (-1) · 85 ms: print 61, check 9"},
		{sample(), 80, "15:04:05 resume.md · 2 sheets · 1 error +1, 3 warnings -2, 0 infos -1 · 85 ms"},
		{sample(), 62, "15:04:05 resume.md · 2 sheets · 1 err +1, 3 warn -2, 0 info -1"},
		{sample(), 40, "resume.md · 2 sheets\n  1 err +1, 3 warn -2, 0 info -1"},
		{with(func(s *saved) { s.before, s.changed = nil, nil }), 100, "15:04:05 first build · 2 sheets, 97 % · 1 error, 3 warnings · 85 ms: print 61, check 9"},
		{with(func(s *saved) { s.found = counts{} }), 0, "15:04:05 content/resume.md · 2 sheets, the last 97 % full · no findings (-5 warnings, -1 info) · 85 ms: read 1, compose 2, print 61, check 9"},
		{with(func(s *saved) { s.found = counts{} }), 72, "15:04:05 resume.md · 2 sheets, 97 % · no findings (-6) · 85 ms"},
		{with(func(s *saved) { s.found, s.before = counts{}, &counts{}; s.prints = nil }), 80, "15:04:05 content/resume.md · no findings · 85 ms: print 61, check 9"},
		{with(func(s *saved) { s.prints, s.problem = nil, errors.New("print: lost"); s.stages = nil }), 0, "15:04:05 content/resume.md · no print · 1 error (+1), 3 warnings (-2), 0 infos (-1) · 85 ms"},
		{with(func(s *saved) {
			s.prints = []check.Printed{print(1, 0.5, compose.Public), print(2, 0.1, compose.Sent)}
			s.stages = nil
		}), 0,
			"15:04:05 content/resume.md · 1 sheet, 50 % full, 2 sent · 1 error (+1), 3 warnings (-2), 0 infos (-1) · 85 ms"},
		{with(func(s *saved) {
			s.changed, s.look, s.stages = []string{}, live.Look{Theme: "swiss", Paper: "Letter"}, nil
		}), 0, "15:04:05 trying swiss Letter · 2 sheets, the last 97 % full · 1 error (+1), 3 warnings (-2), 0 infos (-1) · 85 ms"},
		{with(func(s *saved) { s.changed, s.stages = []string{}, nil }), 80, "15:04:05 the look as written · 2 sheets · 1 err +1, 3 warn -2, 0 info -1 · 85 ms"},
		{with(func(s *saved) { s.changed, s.again, s.stages = []string{}, true, nil }), 80, "15:04:05 another print · 2 sheets · 1 err +1, 3 warn -2, 0 info -1 · 85 ms"},
		{with(func(s *saved) { s.changed = []string{"content/a.md", "content/b.md", "c\x1b[2J.md"} }), 72, "15:04:05 a.md, 2 more · 2 sheets · 1 err +1, 3 warn -2, 0 info -1"},
		{with(func(s *saved) { s.changed = []string{"content/c\x1b[2J.md"}; s.found = counts{}; s.before = nil }), 60, `15:04:05 c\x1b[2J.md · 2 sheets, 97 % · no findings · 85 ms`},
		{with(func(s *saved) { s.did = "→ public/ (3 changed)"; s.before = nil }), 100, "15:04:05 content/resume.md · 2 sheets, 97 % · 1 error, 3 warnings · 85 ms: print 61, check 9\n  → public/ (3 changed)"},
		{with(func(s *saved) { s.why, s.before = "failed: findings at or above error", nil }), 0, "15:04:05 content/resume.md · 2 sheets, the last 97 % full · 1 error, 3 warnings · 85 ms: read 1, compose 2, print 61, check 9 · failed: findings at or above error"},
	} {
		got := c.s.fitted(c.width).text(c.width, false)
		if got != c.want {
			t.Errorf("in %d columns:\n%s\nwant\n%s", c.width, got, c.want)
		}
		for l := range strings.SplitSeq(got, "\n") {
			if n := report.Columns(l); c.width > 0 && n > c.width {
				t.Errorf("%q takes %d columns of %d", l, n, c.width)
			}
		}
		if colour := c.s.fitted(c.width).text(c.width, true); !strings.Contains(colour, "\x1b[") {
			t.Errorf("in colour there is none: %q", colour)
		}
	}
}

// TestLineFits tries every width: no line is longer than it, but where one group of words is.
func TestLineFits(t *testing.T) {
	for width := 34; width < 200; width++ {
		s := sample()
		for l := range strings.SplitSeq(s.fitted(width).text(width, false), "\n") {
			if n := report.Columns(l); n > width {
				t.Errorf("%q takes %d columns of %d", l, n, width)
			}
		}
	}
}

func TestBelow(t *testing.T) {
	f := source.NewFile("content/a\nb.md", []byte("one\ntwo\n"))
	d := diag.Diagnostic{Rule: "link/broken", Message: "leads \x1b[31mnowhere", Span: f.Span(4, 5)}
	s := saved{problem: errors.New("print: the browser was lost\nthe way out")}
	for range 13 {
		s.errors = append(s.errors, d)
	}
	got := s.below()
	if want := `content/a\nb.md:2:1: leads \x1b[31mnowhere [link/broken]`; len(got) != 13 || got[0] != "print: the browser was lost" || got[1] != "the way out" || got[2] != want {
		t.Errorf("%d lines: %q", len(got), got)
	}
	if want := "and 3 more; `resgen check` lists them all"; got[len(got)-1] != want {
		t.Errorf("the last is %q, want %q", got[len(got)-1], want)
	}
	if got, want := s.quietly()[:2], `error: no print: print: the browser was lost|content/a\nb.md:2:1: error: leads \x1b[31mnowhere [link/broken]`; strings.Join(got, "|") != want {
		t.Errorf("quietly: %q", got)
	}
}

func TestFolded(t *testing.T) {
	for _, c := range []struct {
		width int
		want  string
	}{
		{0, "  one two three"},
		{15, "  one two three"},
		{14, "  one two\n    three"},
		{6, "  one\n    two\n    three"},
	} {
		if got := folded("one two three", "  ", c.width); got != c.want {
			t.Errorf("in %d columns %q, want %q", c.width, got, c.want)
		}
	}
}
