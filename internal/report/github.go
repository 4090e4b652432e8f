package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/diag"
)

// githubLimit is how many annotations of each level GitHub keeps of one step.
// https://github.com/orgs/community/discussions/26680
const githubLimit = 10

// GitHub writes findings as workflow commands, which GitHub Actions turns into annotations on
// the changed files: errors first, and no more of each level than are kept. What is left out is
// counted in a last "::notice::". [Options.Prefix] should be the site's folder seen from the
// repository's root.
func GitHub(w io.Writer, l diag.List, o Options) error {
	var lists [3]diag.List // by level: error, warning, notice
	for _, d := range l {
		i := 2
		switch d.Severity {
		case diag.Error:
			i = 0
		case diag.Warning:
			i = 1
		}
		lists[i] = append(lists[i], d)
	}
	var b strings.Builder
	left := 0
	for i, level := range [...]string{"error", "warning", "notice"} {
		limit := githubLimit
		if i == 2 && (left > 0 || len(lists[i]) > limit) {
			limit-- // the count is a notice too
		}
		for _, d := range lists[i][:min(limit, len(lists[i]))] {
			fmt.Fprintln(&b, annotation(level, d, o))
		}
		left += max(0, len(lists[i])-limit)
	}
	if left > 0 {
		fmt.Fprintf(&b, "::notice::%s not shown: GitHub shows %d of each level; the log and the step summary have all\n",
			count(left, "more finding"), githubLimit)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// annotation is one workflow command, without its line end.
func annotation(level string, d diag.Diagnostic, o Options) string {
	var properties []string
	add := func(name string, value any) {
		properties = append(properties, name+"="+githubProperty(fmt.Sprint(value)))
	}
	if d.Span.File.IsPrint() { // it has no lines that GitHub could show
		add("file", o.path(d.Span))
	} else if d.Span.Known() {
		start, end := d.Span.Position(), trimEnd(d.Span).EndPosition()
		add("file", o.path(d.Span))
		add("line", start.Line)
		// Columns of a span over several lines make GitHub refuse the annotation:
		// https://github.com/astral-sh/ruff/issues/22074
		if start.Line == end.Line {
			add("col", start.Col)
		}
		add("endLine", end.Line)
		if start.Line == end.Line {
			add("endColumn", end.Col)
		}
	}
	if d.Rule != "" {
		add("title", d.Rule)
	}
	text := message(d)
	if at := d.Span.Position(); at.Sheet > 0 {
		text = fmt.Sprintf("sheet %d, line %d: %s", at.Sheet, at.Row, text)
	}
	if d.Help != "" {
		text += "\n" + fold(d.Help)
	}
	for _, n := range d.Notes {
		text += "\nnote: " + noteLine(n, o)
	}
	command := "::" + level
	if len(properties) > 0 {
		command += " " + strings.Join(properties, ",")
	}
	return command + "::" + githubData(text)
}

// githubData escapes the text of a command, as the runner takes it apart
// (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// githubProperty escapes the value of a property, which has no line ends.
func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C").Replace(escape(s))
}
