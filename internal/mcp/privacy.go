package mcp

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
)

// discreet is findings without what is private, unless that may leave.
func (s *session) discreet(a *attempt, l diag.List) diag.List {
	if s.opts.Private {
		return l
	}
	var private []source.Span
	known := map[*source.File]bool{}
	look := func(at source.Span) {
		if at.Known() && !known[at.File] {
			known[at.File] = true
			private = append(private, a.hidden(at.File)...)
		}
	}
	for i := range l {
		look(l[i].Span)
		for _, n := range l[i].Notes {
			look(n.Span)
		}
		if l[i].Fix != nil {
			for _, e := range l[i].Fix.Edits {
				look(e.Span)
			}
		}
	}
	l = slices.Clone(report.Discreet(l, private))
	for i := range l {
		if d := &l[i]; len(check.Secrets(words(d), a.result.Site.Secrets)) > 0 { // not between quotation marks, or not at its line
			*d = diag.Diagnostic{Rule: d.Rule, Severity: d.Severity, Span: d.Span, Target: d.Target, Sheet: d.Sheet, Private: true,
				Message: "what this says has a private value in it, and is left out"}
		}
	}
	return l
}

// words is all that a finding says itself.
func words(d *diag.Diagnostic) []byte {
	parts := []string{d.Message, d.Why, d.Help}
	for _, n := range d.Notes {
		parts = append(parts, n.Text)
	}
	if d.Fix != nil {
		parts = append(parts, d.Fix.Message)
		for _, e := range d.Fix.Edits {
			parts = append(parts, e.New)
		}
	}
	return []byte(strings.Join(parts, "\n"))
}

// hidden is the parts of a file that are not shown: what is marked private, and lines in which a private value stands once more. Where
// that cannot be told, it is the whole file.
func (a *attempt) hidden(f *source.File) []source.Span {
	if a.unsure() != nil || compose.Role(a.set, f.Path) == compose.Private || slices.ContainsFunc(a.ineffective(), func(d diag.Diagnostic) bool { return d.Span.File == f }) {
		return []source.Span{f.Whole()}
	}
	site := a.result.Site
	var out []source.Span
	for _, at := range site.Unpublished() {
		if at.File == f {
			out = append(out, at)
		}
	}
	marked := out
	stands := func(at source.Span, less []source.Span) bool {
		return len(check.Secrets(starred(at, less), site.Secrets)) > 0
	}
	if !stands(f.Whole(), marked) {
		return out
	}
	at := 0
	for line := range bytes.Lines(f.Bytes) {
		if s := f.Span(at, at+len(line)); stands(s, marked) {
			out = append(out, s)
		}
		at += len(line)
	}
	if stands(f.Whole(), out) { // across the end of a line
		return []source.Span{f.Whole()}
	}
	return out
}

// ineffective is the findings that something which was meant to be private is not.
func (a *attempt) ineffective() diag.List {
	var out diag.List
	for _, d := range slices.Concat(a.report.Findings, a.report.Unlisted) {
		if d.Rule == "privacy/no-effect" {
			out = append(out, d)
		}
	}
	return out
}

// unsure is the first finding by which it cannot be told what of the résumé is private; nil when there is none.
func (a *attempt) unsure() *diag.Diagnostic {
	for _, d := range a.ineffective() {
		if m := a.result.Site.Master; m != nil && d.Span.File == m.File {
			return &d
		}
	}
	return nil
}

// shown says why nothing of the résumé is shown.
func (s *session) shown(a *attempt) error {
	d := a.unsure()
	if d == nil || s.opts.Private {
		return nil
	}
	p := d.Span.Position()
	said := report.Discreet(diag.List{*d}, []source.Span{d.Span.File.Whole()})[0].Message
	return fmt.Errorf("nothing of the résumé is shown, as it cannot be told what is private: %s:%d:%d: %s", s.path(a, d.Span), p.Line, p.Col, said)
}

// starred is the text of a span with a star for each character of some parts of it, so that lines and columns stay.
func starred(at source.Span, parts []source.Span) []byte {
	b := at.File.Bytes
	out := make([]byte, 0, at.End-at.Start)
	done := at.Start
	parts = slices.Clone(parts)
	slices.SortFunc(parts, func(a, b source.Span) int { return a.Start - b.Start })
	for _, p := range parts {
		start, end := max(p.Start, done), min(p.End, at.End)
		if end <= start {
			continue
		}
		out = append(out, b[done:start]...)
		for _, r := range string(b[start:end]) {
			if r == '\n' || r == '\r' {
				out = append(out, byte(r))
			} else {
				out = append(out, '*')
			}
		}
		done = end
	}
	return append(out, b[done:at.End]...)
}

// sealed looks through an answer before it leaves. That nothing is ever found is what the rest of this file is for.
func (s *session) sealed(out *answer) error {
	if s.opts.Private || out.from == nil {
		return nil
	}
	for _, b := range out.texts() {
		if found := check.Secrets(b, out.from.result.Site.Secrets); len(found) > 0 {
			return fmt.Errorf("the private %s stands in the answer, which is held back; check names the places, under privacy/", found[0].Field)
		}
	}
	return nil
}
