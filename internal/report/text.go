package report

import (
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// Text writes findings for people: the line that [Line] writes, the source with the place
// marked and the sheet and target that it was seen on, then why, the notes with their places,
// help, and the fix as a diff. The reason that a rule gives, and how to read more of it, come
// with its first finding only.
//
//	content/resume.md:12:1: error: printed on 3 sheets; the limit is 2 [sheet/count]
//	   |
//	12 | ## Projects
//	   | ^^^^^^^^^^^ on sheet 3 of resume.pdf
//	   = help: cut 6 lines
//	   = explain: resgen explain sheet/count
//
// Of a finding of the group privacy/, in private.yaml or a variable of the environment, or that [Discreet] took the words from, no source is shown: what is
// private stands there, and the output may be the public log of a CI run.
//
// Findings are separated, and the last one is followed, by an empty line.
func Text(w io.Writer, l diag.List, o Options) error {
	var b strings.Builder
	seen := map[string]bool{}
	for _, d := range l {
		text(&b, d, o, !seen[d.Rule])
		seen[d.Rule] = true
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// text writes one finding; first says that it is the first of its rule.
func text(b *strings.Builder, d diag.Diagnostic, o Options, first bool) {
	p := painter(o.Color)
	f := frame{painter: p, b: b, digits: digits(d), width: o.width()}
	fmt.Fprintln(b, head(d, o, p, fold(d.Message), words))
	if d.Span.Known() && !secret(d) && !whole(d.Span) {
		f.span(d.Span, "^", severityStyle(d.Severity), seen(d))
	} else {
		f.remark("seen", aside, seen(d))
	}
	why := d.Why
	if first {
		why = o.why(d)
	}
	f.remark("why", aside, why)
	if d.Private {
		f.remark("private", aside, "what stands there is not published; it is shown on a terminal only")
	}
	for notes := d.Notes; len(notes) > 0; {
		n := alike(notes)
		f.note(notes[:n], o, !secret(d))
		notes = notes[n:]
	}
	f.remark("help", aid, d.Help)
	if d.Fix != nil {
		f.fix(*d.Fix)
	}
	if _, i := o.rule(d.Rule); i >= 0 && first {
		f.remark("explain", faint, "resgen explain "+d.Rule)
	}
	b.WriteByte('\n')
}

// secret reports whether the words that a finding points at must not be shown: of a finding about privacy, of the file
// that holds private values, and where [Discreet] says so.
func secret(d diag.Diagnostic) bool {
	return d.Private || strings.HasPrefix(d.Rule, "privacy/") || d.Span.Known() && holdsPrivate(d.Span.File)
}

// holdsPrivate reports whether all of a file is private values: it is private.yaml, that of a language, or a variable of the environment.
func holdsPrivate(f *source.File) bool {
	name := path.Base(f.Path)
	return f.IsVariable() || name == "private.yaml" || strings.HasPrefix(name, "private.") && strings.HasSuffix(name, ".yaml")
}

// whole reports whether a span is about a whole print without a source; there is no line to show of it.
func whole(s source.Span) bool { return s.File.IsPrint() && s.Position().Sheet == 0 }

// seen is where on paper a finding was seen: "on sheet 2", "in resume.pdf", "on sheet 2 of
// resume.pdf", or "".
func seen(d diag.Diagnostic) string {
	sheet := "on sheet " + strconv.Itoa(d.Sheet)
	switch {
	case d.Span.File.IsPrint() && (d.Sheet == d.Span.Position().Sheet || d.Sheet == 0):
		return "" // its place says it
	case d.Sheet > 0 && d.Target != "":
		return sheet + " of " + d.Target
	case d.Sheet > 0:
		return sheet
	case d.Target != "":
		return "in " + d.Target
	}
	return ""
}

// digits is the width of the greatest line number that text shows of a finding.
func digits(d diag.Diagnostic) int {
	n := max(shownLine(d.Span.EndPosition()), 1)
	for _, note := range d.Notes {
		n = max(n, shownLine(note.Span.EndPosition()))
	}
	if d.Fix != nil {
		for _, e := range d.Fix.Edits {
			n = max(n, e.Span.EndPosition().Line+len(lines(e.New))-1)
		}
	}
	return len(strconv.Itoa(n))
}

// remark writes "= label: text", wrapped below itself; nothing for an empty text.
func (f frame) remark(label string, st style, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	indent := f.digits + len(" = ") + len(label) + len(": ")
	for i, line := range Wrap(text, f.width-indent) {
		if i == 0 {
			fmt.Fprintf(f.b, "%*s %s %s %s\n", f.digits, "", f.paint(faint, "="), f.paint(st, label+":"), line)
		} else {
			fmt.Fprintf(f.b, "%*s%s\n", indent, "", line)
		}
	}
}

// alike is how many of the first notes say the same of one line, from left to right.
func alike(notes []diag.Note) int {
	n := 1
	for n < len(notes) && notes[n].Text == notes[0].Text && onOneLine(notes[n].Span) && onOneLine(notes[n-1].Span) &&
		notes[n].Span.File == notes[0].Span.File && notes[n].Span.Start >= notes[n-1].Span.End && notes[n].Span.Position().Line == notes[0].Span.Position().Line {
		n++
	}
	return n
}

// onOneLine reports whether a span can be shown with a mark below it.
func onOneLine(s source.Span) bool {
	s = trimEnd(s)
	return s.Start < s.End && !whole(s) && s.Position().Line == s.EndPosition().Line
}

// note writes notes that say the same of one line, with their places; if shown, it marks them when they are on
// one line.
func (f frame) note(notes []diag.Note, o Options, shown bool) {
	text := noteLine(notes[0], o)
	if len(notes) > 1 {
		text = words(notes[0].Span, o)
		for i, n := range notes[1:] {
			sep := ", "
			if i == len(notes)-2 {
				sep = " and "
			}
			text += sep + strconv.Itoa(n.Span.Position().Col)
		}
		text += ": " + fold(notes[0].Text)
	}
	f.remark("note", aside, text)
	if shown && onOneLine(notes[0].Span) {
		spans := make([]source.Span, len(notes))
		for i, n := range notes {
			spans[i] = n.Span
		}
		f.span(spans[0], "-", aside, "", spans[1:]...)
	}
}

// fix writes what a fix does, and the lines that it changes, when they are few.
func (f frame) fix(x diag.Fix) {
	how := x.Message
	if x.Safe {
		how += " (resgen check --fix)"
	}
	f.remark("fix", aid, how)
	c, ok := change(x.Edits)
	if !ok || len(c.old)+len(c.new) > 2*shownLines {
		return
	}
	side := func(sign string, st style, lines, others []string) {
		for i, line := range lines {
			start, end := 0, 0
			if len(lines) == len(others) {
				start, end = apart(line, others[i])
			}
			r := crop(line, start, end, f.room())
			number := f.paint(faint, fmt.Sprintf("%*d", f.digits, c.line+i))
			fmt.Fprintln(f.b, number+f.paint(st, sign+"| "+r.before)+f.paint(bold+";"+st, r.inside)+f.paint(st, r.after))
		}
	}
	side("-", cut, c.old, c.new)
	side("+", added, c.new, c.old)
}
