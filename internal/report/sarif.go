package report

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// The most that GitHub takes of one run and of one result; it refuses a log with more.
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const (
	sarifResults   = 25_000
	sarifLocations = 1_000
)

// home is where the tool lives.
const home = "https://github.com/resgen/resgen"

// SARIF writes one SARIF 2.1.0 log with one run. Columns are in code points; paths are relative
// to %SRCROOT%, the root of the repository, so [Options.Prefix] should be the site's folder
// seen from there.
//
// GitHub shows message.text and a rule's help.markdown, but no related locations: so notes are
// both. It refuses a result without a location; a finding that is nowhere is put at the start
// of the site's folder. The fingerprint is made of the rule, the path and the text of the line,
// so an alert survives lines that move; it is not named primaryLocationLineHash, since
// upload-sarif makes that one itself and warns of any other value
// (https://github.com/github/codeql-action/issues/4052). Of more findings than GitHub takes, the errors stay.
func SARIF(w io.Writer, l diag.List, o Options) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "resgen", Version: o.Version, InformationURI: home, Rules: []sarifRule{}}
	for _, r := range o.Rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(r))
	}
	seen := map[string]int{}
	for _, d := range gravest(l, sarifResults) {
		r := sarifResultOf(d, o)
		key := fingerprint(d)
		seen[key]++
		r.PartialFingerprints = map[string]string{"resgen/v1": key + ":" + strconv.Itoa(seen[key])}
		run.Results = append(run.Results, r)
	}
	var b bytes.Buffer
	if err := encode(&b, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	}, "  "); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// gravest is a list of at most n of the findings, in their order: the errors before the warnings, those before the rest.
func gravest(l diag.List, n int) diag.List {
	if len(l) <= n {
		return l
	}
	var left [diag.Error + 1]int // how many of each severity may stay
	for s := diag.Error; s > diag.Off; s-- {
		left[s] = min(n, l.Count(s))
		n -= left[s]
	}
	var out diag.List
	for _, d := range l {
		if left[d.Severity] > 0 {
			left[d.Severity]--
			out = append(out, d)
		}
	}
	return out
}

// fingerprint is what stays the same of a finding when lines move.
func fingerprint(d diag.Diagnostic) string {
	text, _, _ := d.Span.File.Line(d.Span.Position().Line)
	sum := sha256.Sum256([]byte(d.Rule + "\x00" + d.Span.Path() + "\x00" + strings.TrimSpace(text)))
	return fmt.Sprintf("%x", sum[:12])
}

func sarifResultOf(d diag.Diagnostic, o Options) sarifResult {
	r := sarifResult{
		RuleID:     d.Rule,
		Level:      sarifLevel(d.Severity),
		Message:    sarifText{Text: sarifMessage(d, o)},
		Locations:  []sarifLocation{sarifPlace(trimEnd(d.Span), o)},
		Properties: sarifSeen{Target: d.Target, Sheet: d.Sheet},
	}
	if _, i := o.rule(d.Rule); i >= 0 {
		r.RuleIndex = &i
	}
	for _, n := range d.Notes {
		if n.Span.Known() && len(r.Related) < sarifLocations {
			at := sarifPlace(trimEnd(n.Span), o)
			at.Message = &sarifText{Text: fold(n.Text)}
			r.Related = append(r.Related, at)
		}
	}
	if fix, ok := sarifFixOf(d.Fix, o); ok {
		r.Fixes = []sarifFix{fix}
	}
	return r
}

// sarifMessage is all that a finding says; the first line is what GitHub shows where room is
// scarce. A "](" would begin the target of a link (3.11.6 of the standard), so it is taken apart.
func sarifMessage(d diag.Diagnostic, o Options) string {
	text := message(d)
	if d.Why != "" {
		text += "\n" + fold(d.Why)
	}
	if d.Help != "" {
		text += "\nhelp: " + fold(d.Help)
	}
	for _, n := range d.Notes {
		text += "\nnote: " + noteLine(n, o)
	}
	return strings.ReplaceAll(text, "](", "] (")
}

// sarifFixOf is a fix by files; ok is false when there is none, or an edit is nowhere.
func sarifFixOf(x *diag.Fix, o Options) (fix sarifFix, ok bool) {
	if x == nil || len(x.Edits) == 0 {
		return sarifFix{}, false
	}
	fix.Description.Text = fold(x.Message)
	index := map[*source.File]int{}
	for _, e := range x.Edits {
		if !e.Span.Known() {
			return sarifFix{}, false
		}
		i, known := index[e.Span.File]
		if !known {
			i = len(fix.Changes)
			index[e.Span.File] = i
			fix.Changes = append(fix.Changes, sarifChange{Artifact: sarifAt(e.Span, o).Artifact})
		}
		change := sarifReplacement{Deleted: sarifAt(e.Span, o).Region}
		if e.New != "" {
			change.Inserted = &sarifText{Text: e.New}
		}
		fix.Changes[i].Replacements = append(fix.Changes[i].Replacements, change)
	}
	return fix, true
}

// sarifPlace is a location. In a PDF without a source there is no region, which counts lines of text; where on paper it is
// stands in a logical location.
func sarifPlace(s source.Span, o Options) sarifLocation {
	l := sarifLocation{Physical: sarifAt(s, o)}
	if at := s.Position(); at.Sheet > 0 {
		l.Logical = []sarifLogical{{Name: fmt.Sprintf("sheet %d, line %d", at.Sheet, at.Row)}}
	}
	return l
}

// sarifAt is a place. GitHub rejects lines and columns below 1.
func sarifAt(s source.Span, o Options) sarifPhysical {
	at := sarifPhysical{
		Artifact: sarifArtifact{URI: "./", Base: "%SRCROOT%"},
		Region:   &sarifRegion{1, 1, 1, 1},
	}
	if o.Prefix != "" {
		at.Artifact.URI = uri(o.Prefix) + "/"
	}
	if s.Known() {
		start, end := s.Position(), s.EndPosition()
		at.Artifact.URI = uri(o.path(s))
		if at.Region = (&sarifRegion{start.Line, start.Col, end.Line, end.Col}); s.File.IsPrint() {
			at.Region = nil
		}
	}
	return at
}

// uri is a slash path as a relative URI reference (RFC 3986): all but unreserved characters and
// slashes is percent-encoded, so that a colon can't look like a scheme.
func uri(path string) string {
	var b strings.Builder
	for _, c := range []byte(strings.ToValidUTF8(path, "\ufffd")) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func sarifLevel(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "error"
	case diag.Warning:
		return "warning"
	}
	return "note"
}
