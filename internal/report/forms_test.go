package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// write is what a form writes to memory.
func write(t testing.TB, form func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := form(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type failingWriter struct{}

var errFull = errors.New("disk full")

func (failingWriter) Write([]byte) (int, error) { return 0, errFull }

func TestWriterErrors(t *testing.T) {
	list, o := sample(t)
	var w failingWriter
	for name, err := range map[string]error{
		"Text":        Text(w, list, o),
		"Line":        Line(w, list, o),
		"JSON":        JSON(w, list, o),
		"SARIF":       SARIF(w, list, o),
		"GitHub":      GitHub(w, list, o),
		"StepSummary": StepSummary(w, list, Summary{}, o),
		"Explain":     Explain(w, o.Rules[0], o),
	} {
		if !errors.Is(err, errFull) {
			t.Errorf("%s: error %v, want %v", name, err, errFull)
		}
	}
}

// TestEmpty: no findings are no lines, and still a log that GitHub takes.
func TestEmpty(t *testing.T) {
	for name, form := range map[string]func(*bytes.Buffer) error{
		"Text":   func(b *bytes.Buffer) error { return Text(b, nil, Options{}) },
		"Line":   func(b *bytes.Buffer) error { return Line(b, nil, Options{}) },
		"JSON":   func(b *bytes.Buffer) error { return JSON(b, nil, Options{}) },
		"GitHub": func(b *bytes.Buffer) error { return GitHub(b, nil, Options{}) },
	} {
		if got := write(t, form); got != "" {
			t.Errorf("%s writes %q for no findings", name, got)
		}
	}
	sarif := write(t, func(b *bytes.Buffer) error { return SARIF(b, nil, Options{}) })
	for _, want := range []string{`"results": []`, `"rules": []`} {
		if !strings.Contains(sarif, want) {
			t.Errorf("SARIF has no %s:\n%s", want, sarif)
		}
	}
}

// TestSecretFile: no form shows what stands in private.yaml, whatever the rule.
func TestSecretFile(t *testing.T) {
	f := source.NewFile("content/private.yaml", []byte("phone: +46 70 174 06 05\n"))
	list := diag.List{{Rule: "parse/contact", Severity: diag.Error, Span: f.Span(7, 23), Message: "a parser does not find the phone number in the print"}}
	for name, form := range map[string]func(*bytes.Buffer) error{
		"Text": func(b *bytes.Buffer) error { return Text(b, list, Options{}) },
		"JSON": func(b *bytes.Buffer) error { return JSON(b, list, Options{}) },
	} {
		if got := write(t, form); strings.Contains(got, "174") {
			t.Errorf("%s shows it:\n%s", name, got)
		}
	}
}

// TestSecret: no form shows the words that a privacy finding points at.
func TestSecret(t *testing.T) {
	f := source.NewFile("content/resume.md", []byte("---\nphone: +46 70 174 06 05 # mine\n---\n"))
	list := diag.List{{Rule: "privacy/published", Severity: diag.Error, Span: f.Span(11, 28), Message: "the private phone stands in public/index.html", Help: "take it out"}}
	for name, form := range map[string]func(*bytes.Buffer) error{
		"Text":   func(b *bytes.Buffer) error { return Text(b, list, Options{}) },
		"Line":   func(b *bytes.Buffer) error { return Line(b, list, Options{}) },
		"JSON":   func(b *bytes.Buffer) error { return JSON(b, list, Options{}) },
		"SARIF":  func(b *bytes.Buffer) error { return SARIF(b, list, Options{}) },
		"GitHub": func(b *bytes.Buffer) error { return GitHub(b, list, Options{}) },
		"StepSummary": func(b *bytes.Buffer) error {
			return StepSummary(b, list, Summarize(list), Options{})
		},
	} {
		got := write(t, form)
		if !strings.Contains(got, "the private phone") {
			t.Errorf("%s says nothing:\n%s", name, got)
		}
		if strings.Contains(got, "174") {
			t.Errorf("%s shows the value:\n%s", name, got)
		}
	}
}

// TestFindingsSayEachOnce: why and explain come with a rule's first finding only.
func TestFindingsSayEachOnce(t *testing.T) {
	list, o := sample(t)
	text := write(t, func(b *bytes.Buffer) error { return Text(b, append(list, list...), o) })
	for _, r := range o.Rules {
		if n := strings.Count(text, "= explain: resgen explain "+r.ID); n != 1 {
			t.Errorf("%s is explained %d times", r.ID, n)
		}
	}
	if n := strings.Count(text, "= why: a reader from the trade"); n != 2 {
		t.Errorf("a finding's own reason is given %d times in 2 findings", n)
	}
}

func TestGitHubLimit(t *testing.T) {
	f := source.NewFile("a.md", []byte("x\n"))
	tests := []struct {
		errors, warnings, infos int
		want                    [3]int // annotations of each level, without the count
		left                    string // what the last line counts, "" for none
	}{
		{10, 10, 10, [3]int{10, 10, 10}, ""},
		{11, 0, 0, [3]int{10, 0, 0}, "1 more finding "},
		{0, 12, 10, [3]int{0, 10, 9}, "3 more findings "},
		{0, 0, 11, [3]int{0, 0, 9}, "2 more findings "},
		{30, 1, 1, [3]int{10, 1, 1}, "20 more findings "},
	}
	for _, test := range tests {
		var list diag.List
		for level, n := range map[diag.Severity]int{diag.Error: test.errors, diag.Warning: test.warnings, diag.Info: test.infos} {
			for range n {
				list = append(list, diag.Diagnostic{Rule: "a/b", Severity: level, Span: f.Whole(), Message: "m"})
			}
		}
		lines := strings.Split(strings.TrimSuffix(write(t, func(b *bytes.Buffer) error { return GitHub(b, list, Options{}) }), "\n"), "\n")
		last := lines[len(lines)-1]
		if test.left != "" {
			if !strings.HasPrefix(last, "::notice::"+test.left) {
				t.Errorf("%v: last line %q, want a count of %q", test, last, test.left)
			}
			lines = lines[:len(lines)-1]
		}
		var got [3]int
		for i, line := range lines {
			level := -1
			for j, prefix := range []string{"::error ", "::warning ", "::notice "} {
				if strings.HasPrefix(line, prefix) {
					level = j
				}
			}
			if level < 0 || i > 0 && level < 2 && got[level+1] > 0 {
				t.Fatalf("%v: line %d is out of order: %q", test, i, line)
			}
			got[level]++
		}
		if got != test.want {
			t.Errorf("%v: wrote %v, want %v", test, got, test.want)
		}
	}
}

// TestFingerprint: an alert survives lines that move, and nothing else is taken for it.
func TestFingerprint(t *testing.T) {
	prints := func(text string, rules ...string) []string {
		f := source.NewFile("a.md", []byte(text))
		var list diag.List
		for i, rule := range rules {
			line, at, _ := f.Line(strings.Count(text, "\n") - len(rules) + i + 1)
			list = append(list, diag.Diagnostic{Rule: rule, Span: f.Span(at, at+len(line)), Message: "m"})
		}
		var log struct {
			Runs []struct {
				Results []struct {
					PartialFingerprints map[string]string
				}
			}
		}
		if err := json.Unmarshal([]byte(write(t, func(b *bytes.Buffer) error { return SARIF(b, list, Options{}) })), &log); err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, r := range log.Runs[0].Results {
			all = append(all, r.PartialFingerprints["resgen/v1"])
		}
		return all
	}
	base := prints("one\n", "a/b")
	if moved := prints("zero\n\n  one\n", "a/b"); !cmp.Equal(base, moved) {
		t.Errorf("moved and indented: %v, want %v", moved, base)
	}
	if other := prints("two\n", "a/b"); cmp.Equal(base, other) {
		t.Errorf("another line has the same fingerprint %v", other)
	}
	if other := prints("one\n", "a/c"); cmp.Equal(base, other) {
		t.Errorf("another rule has the same fingerprint %v", other)
	}
	if twice := prints("one\none\n", "a/b", "a/b"); twice[0] != base[0] || twice[1] == base[0] {
		t.Errorf("the second of two has %v, the first alone %v", twice, base)
	}
}

func TestURI(t *testing.T) {
	for path, want := range map[string]string{
		"content/resume.md": "content/resume.md",
		"a b/100%.md":       "a%20b/100%25.md",
		"c:d.md":            "c%3Ad.md",
		"é/#?.md":           "%C3%A9/%23%3F.md",
		"bad\xff.md":        "bad%EF%BF%BD.md",
	} {
		if got := uri(path); got != want {
			t.Errorf("uri(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestEscape(t *testing.T) {
	for s, want := range map[string]string{
		"plain, Zürich, 支払い":         "plain, Zürich, 支払い",
		"a\x1b[31mb\x00":             `a\x1b[31mb\x00`,
		"two\r\nlines\tx":            `two\r\nlines\tx`,
		"\u009b \u2028 \u202e":       `\u009b \u2028 \u202e`,
		"soft\u00adhyphen \ufeff":    `soft\u00adhyphen \ufeff`,
		"\U000e0041tag":              `\U000e0041tag`,
		"bad \xc3\x28":               `bad \xc3(`,
		"می\u200cخواهم क्\u200dष":    "می\u200cخواهم क्\u200dष",
		"narrow\u00a0no-break\u202f": "narrow\u00a0no-break\u202f",
	} {
		if got := escape(s); got != want {
			t.Errorf("escape(%q) = %q, want %q", s, got, want)
		}
	}
	if got, want := fold(" a\n\n b\t\x1bc "), `a b \x1bc`; got != want {
		t.Errorf("fold: %q, want %q", got, want)
	}
}

func TestChange(t *testing.T) {
	f := source.NewFile("a.md", []byte("one\ntwo\nthree\nfour\n"))
	g := source.NewFile("b.md", []byte("x\n"))
	edit := func(start, end int, s string) diag.Edit { return diag.Edit{Span: f.Span(start, end), New: s} }
	tests := []struct {
		name     string
		edits    []diag.Edit
		line     int
		old, new []string
		refused  bool
	}{
		{name: "replace", edits: []diag.Edit{edit(4, 7, "2")}, line: 2, old: []string{"two"}, new: []string{"2"}},
		{name: "insert at the start", edits: []diag.Edit{edit(0, 0, "zero\n")}, line: 1, new: []string{"zero"}},
		{name: "delete a line", edits: []diag.Edit{edit(4, 8, "")}, line: 2, old: []string{"two"}},
		{name: "append", edits: []diag.Edit{edit(19, 19, "five\n")}, line: 5, new: []string{"five"}},
		{name: "two edits, unsorted", edits: []diag.Edit{edit(8, 13, "3"), edit(0, 3, "1")}, line: 1,
			old: []string{"one", "two", "three"}, new: []string{"1", "two", "3"}},
		{name: "nothing changes", edits: []diag.Edit{edit(0, 3, "one")}, line: 2},
		{name: "overlap", edits: []diag.Edit{edit(0, 5, ""), edit(4, 6, "")}, refused: true},
		{name: "two files", edits: []diag.Edit{edit(0, 1, ""), {Span: g.Whole()}}, refused: true},
		{name: "nowhere", edits: []diag.Edit{{New: "x"}}, refused: true},
		{name: "none", refused: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, ok := change(test.edits)
			if ok == test.refused {
				t.Fatalf("ok is %v", ok)
			}
			if !test.refused && (c.line != test.line || fmt.Sprint(c.old) != fmt.Sprint(test.old) || fmt.Sprint(c.new) != fmt.Sprint(test.new)) {
				t.Errorf("line %d, -%q +%q; want line %d, -%q +%q", c.line, c.old, c.new, test.line, test.old, test.new)
			}
		})
	}
}

// TestFixOfLongLine: what a fix changes is seen, however long the line.
func TestFixOfLongLine(t *testing.T) {
	long := strings.Repeat("word ", 60)
	f := source.NewFile("a.md", []byte(long+"Github "+long+"\n"))
	span := f.Span(len(long), len(long)+len("Github"))
	list := diag.List{{Message: "m", Span: span, Fix: &diag.Fix{Message: "write it", Edits: []diag.Edit{{Span: span, New: "GitHub"}}}}}
	text := write(t, func(b *bytes.Buffer) error { return Text(b, list, Options{Width: 60}) })
	for _, want := range []string{"1-| …", "Github", "1+| …", "GitHub"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestSummaryLine(t *testing.T) {
	for want, s := range map[string]Summary{
		"no findings in 1 file": {Files: 1},
		"1 error, 2 warnings, 3 info in 2 files and 1 target (1.5 s)":    {Errors: 1, Warnings: 2, Infos: 3, Files: 2, Targets: 1, Duration: 1500 * time.Millisecond},
		"no findings in 2 files and 1 target, printed by Chrome 156.0":   {Files: 2, Targets: 1, Chrome: "156.0"},
		"no findings in 3 files; 1 rule skipped: no posting (2 min 5 s)": {Files: 3, Skipped: []Skip{{Count: 1, Reason: "no posting"}}, Duration: 125 * time.Second},
		"no findings in 0 files (under 1 ms)":                            {Duration: time.Microsecond},
	} {
		if got := s.Line(Options{}); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// TestMarkdown: what a user wrote cannot be markup in a step summary.
func TestMarkdown(t *testing.T) {
	got := markdown("a | <b> [c](d) `e` _f_ https://g.h @i")
	want := "a \\| \\<b\\> \\[c\\]\\(d\\) \\`e\\` \\_f\\_ https\\://g\\.h \\@i"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFence(t *testing.T) {
	if got, want := fence("````\nx\n````\n"), "`````markdown\n````\nx\n````\n`````"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSARIFLimits holds a log to what GitHub takes, the errors first to stay, and to the schema's rule that no tag stands
// twice.
func TestSARIFLimits(t *testing.T) {
	f := source.NewFile("content/resume.md", []byte("x\n"))
	var l diag.List
	for range sarifResults {
		l = append(l, diag.Diagnostic{Rule: "text/a", Severity: diag.Warning, Span: f.Span(0, 1), Message: "a"})
	}
	l = append(l, diag.Diagnostic{Rule: "resume/b", Severity: diag.Error, Span: f.Span(0, 1), Message: "b", Notes: make([]diag.Note, sarifLocations+1)})
	for i := range l[len(l)-1].Notes {
		l[len(l)-1].Notes[i].Span = f.Span(0, 1)
	}
	var b bytes.Buffer
	if err := SARIF(&b, l, Options{Rules: []Rule{{ID: "resume/b"}, {ID: "text/a"}}}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	last := results[len(results)-1]
	if len(results) != sarifResults || last.RuleID != "resume/b" || len(last.Related) != sarifLocations {
		t.Errorf("%d results, the last of %s with %d places", len(results), last.RuleID, len(last.Related))
	}
	for _, r := range log.Runs[0].Tool.Driver.Rules {
		if n := len(r.Tags.Tags); n != len(slices.Compact(r.Tags.Tags)) {
			t.Errorf("%s has the tags %v", r.ID, r.Tags.Tags)
		}
	}
}
