package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// Line writes one line a finding, in the form that compilers use and editors parse:
//
//	path:line:col: severity: message [rule]
//
// Lines and columns are 1-based, columns in code points. A finding that is nowhere has
// "resgen" in the place of path:line:col; one that holds only for one target ends its message
// with ", in TARGET". Help, notes and fixes are not written. Regular expressions depend on this
// form: it does not change.
func Line(w io.Writer, l diag.List, o Options) error {
	var b strings.Builder
	for _, d := range l {
		b.WriteString(head(d, o, false, message(d), numbers))
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// head is the line that names a finding and says what, without its line end.
func head(d diag.Diagnostic, o Options, p painter, what string, at func(source.Span, Options) string) string {
	line := p.paint(bold, place(d, o, at)+":") + " " +
		p.paint(severityStyle(d.Severity), d.Severity.String()+":") + " " +
		p.paint(bold, what)
	if d.Rule != "" {
		line += " " + p.paint(faint, "["+fold(d.Rule)+"]")
	}
	return line
}

// place is where a finding is, or the program's name for one that is nowhere.
func place(d diag.Diagnostic, o Options, at func(source.Span, Options) string) string {
	if !d.Span.Known() {
		return "resgen"
	}
	return at(d.Span, o)
}

// numbers is path:line:col; in a print without a source, path:sheet:line.
func numbers(s source.Span, o Options) string {
	at := s.Position()
	line, col := at.Line, at.Col
	if s.File.IsPrint() {
		line, col = max(at.Sheet, 1), max(at.Row, 1)
	}
	return fmt.Sprintf("%s:%d:%d", escape(o.path(s)), line, col)
}

// words is path:line:col; in a print without a source, "path: sheet 2, line 14", or the path for all of it.
func words(s source.Span, o Options) string {
	at := s.Position()
	switch {
	case !s.File.IsPrint():
		return numbers(s, o)
	case at.Sheet == 0:
		return escape(o.path(s))
	}
	return fmt.Sprintf("%s: sheet %d, line %d", escape(o.path(s)), at.Sheet, at.Row)
}

// message is what a finding says, on one line, with the target if it holds only for one.
func message(d diag.Diagnostic) string {
	if d.Target == "" {
		return fold(d.Message)
	}
	return fold(d.Message) + ", in " + fold(d.Target)
}

// noteLine is a note on one line, after its place if it has one.
func noteLine(n diag.Note, o Options) string {
	if !n.Span.Known() {
		return fold(n.Text)
	}
	return words(n.Span, o) + ": " + fold(n.Text)
}
