package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// FuzzReport: whatever a user wrote, JSON and SARIF are JSON, the forms that have a line a
// finding have exactly that, and nothing hidden reaches a terminal.
func FuzzReport(f *testing.F) {
	f.Add("content/resume.md", resume, "a/b", "two\nlines", "help\r\n::error::x", uint16(3), uint16(9), true)
	f.Add("a\nb,c:d%.md", "\x1b[31m\u009b\u202e\t支\xff", "a]/b\n", "\x1b]0;title\a", "x", uint16(0), uint16(12), false)
	f.Add("::erro\x80::", "x", "a/b", "m", "", uint16(0), uint16(1), true)
	f.Add("", "", "", "", "", uint16(0), uint16(0), true)
	f.Add("::error::", "one\rtwo\r\nthree\u2028four", "x", "](1)", "|", uint16(2), uint16(30), true)
	f.Fuzz(func(t *testing.T, path, text, rule, message, help string, start, end uint16, known bool) {
		d := diag.Diagnostic{Rule: rule, Severity: diag.Warning, Message: message, Help: help, Why: text, Target: path, Sheet: int(start % 3)}
		file := source.NewFile(path, []byte(text))
		span := file.Span(int(start), int(end))
		if known {
			d.Span = span
		}
		d.Notes = []diag.Note{{Span: span, Text: message}, {Text: help}}
		d.Fix = &diag.Fix{Message: message, Safe: true, Edits: []diag.Edit{{Span: span, New: help}}}
		list := diag.List{d, d}
		o := Options{
			Rules:  []Rule{{ID: rule, What: text, Why: help, Bad: text, Good: message, Mend: help}},
			Prefix: path, Version: path, Width: int(end % 120),
		}

		jsonl := write(t, func(b *bytes.Buffer) error { return JSON(b, list, o) })
		oneLineEach(t, "JSON", jsonl, len(list), `{"v":1,`)
		var back struct{ Message string }
		if err := json.Unmarshal([]byte(strings.SplitAfter(jsonl, "\n")[0]), &back); err != nil {
			t.Fatalf("JSON: %v\n%s", err, jsonl)
		}
		if utf8.ValidString(message) && back.Message != message {
			t.Errorf("JSON: message is %q, was %q", back.Message, message)
		}

		sarif := write(t, func(b *bytes.Buffer) error { return SARIF(b, list, o) })
		if !json.Valid([]byte(sarif)) {
			t.Fatalf("SARIF is not JSON:\n%s", sarif)
		}
		nothingHidden(t, "SARIF", sarif)

		oneLineEach(t, "Line", write(t, func(b *bytes.Buffer) error { return Line(b, list, o) }), len(list), "")
		oneLineEach(t, "GitHub", write(t, func(b *bytes.Buffer) error { return GitHub(b, list, o) }), len(list), "::warning")
		summary := write(t, func(b *bytes.Buffer) error { return StepSummary(b, list, Summary{}, o) })
		oneLineEach(t, "StepSummary", summary, len(list)+6, "")
		nothingHidden(t, "Text", write(t, func(b *bytes.Buffer) error { return Text(b, list, o) }))
		page := write(t, func(b *bytes.Buffer) error {
			return HTML(b, list, Page{Title: text, Lacks: []string{message}, Recall: []Recall{{Kind: message, Of: 1, Misses: []Miss{{text, span, help}}}}}, o)
		})
		nothingHidden(t, "HTML", page)
		soundPage(t, page)
		nothingHidden(t, "Explain", write(t, func(b *bytes.Buffer) error { return Explain(b, o.Rules[0], o) }))
	})
}

// oneLineEach fails unless s is n lines that begin with prefix.
func oneLineEach(t *testing.T, form, s string, n int, prefix string) {
	t.Helper()
	nothingHidden(t, form, s)
	lines := strings.SplitAfter(s, "\n")
	if len(lines) != n+1 || lines[n] != "" {
		t.Fatalf("%s: %d lines for %d: %q", form, len(lines)-1, n, s)
	}
	for _, line := range lines[:n] {
		if !strings.HasPrefix(line, prefix) {
			t.Errorf("%s: line %q does not begin with %q", form, line, prefix)
		}
	}
}

// nothingHidden fails when s has something that a terminal obeys, but for line ends.
func nothingHidden(t *testing.T, form, s string) {
	t.Helper()
	if i := strings.IndexFunc(s, func(r rune) bool { return r != '\n' && hidden(r) }); i >= 0 || !utf8.ValidString(s) {
		t.Errorf("%s: hidden character at byte %d of %q", form, i, s)
	}
}
