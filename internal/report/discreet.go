package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// Discreet is findings for a report that others may see, in whatever form: of those that show a line with something private, the source, the words
// between quotation marks and the mend are left out; so they are of those that quote something private that is printed beside what they are about.
// The given list does not change.
func Discreet(l diag.List, private []source.Span) diag.List {
	lines, words := linesOf(private), wordsOf(private)
	l = slices.Clone(l)
	for i := range l {
		d := &l[i]
		hide := lines.shows(d.Span) || slices.ContainsFunc(d.Notes, func(n diag.Note) bool { return lines.shows(n.Span) }) ||
			d.Fix != nil && slices.ContainsFunc(d.Fix.Edits, func(e diag.Edit) bool { return lines.shows(e.Span) })
		hide = hide || words.in(d.Message) || words.in(d.Help) || slices.ContainsFunc(d.Notes, func(n diag.Note) bool { return words.in(n.Text) })
		if !hide || d.Rule == "privacy/published" { // which masks what it speaks of itself
			continue
		}
		d.Private, d.Fix = true, nil
		d.Message, d.Help, d.Why = unquoted(d.Message), unquoted(d.Help), unquoted(d.Why)
		d.Notes = slices.Clone(d.Notes)
		for k := range d.Notes {
			d.Notes[k].Text = unquoted(d.Notes[k].Text)
		}
	}
	return l
}

// Shared is findings for a page that others can open: [Discreet], and of what is about privacy itself or stands in
// private.yaml no source is shown either. The given list does not change.
func Shared(l diag.List, private []source.Span) diag.List {
	l = slices.Clone(Discreet(l, private))
	for i := range l {
		if secret(l[i]) {
			l[i].Private, l[i].Fix = true, nil
		}
	}
	return l
}

// DiscreetReadBack is read-back tables for a report that is passed on: of what is missed on a line with something private, the
// text and what is read in its place are left out. The given tables do not change.
func DiscreetReadBack(rs []ReadBack, private []source.Span) []ReadBack {
	lines := linesOf(private)
	rs = slices.Clone(rs)
	for i := range rs {
		rs[i].Missed = slices.Clone(rs[i].Missed)
		for k := range rs[i].Missed {
			if m := &rs[i].Missed[k]; lines.shows(m.Span) {
				m.Text, m.Why = "", ""
			}
		}
	}
	return rs
}

// A line is one line of a file, 1-based.
type line struct {
	file *source.File
	n    int
}

// privateLines is the lines that something private stands on.
type privateLines map[line]bool

func linesOf(private []source.Span) privateLines {
	lines := privateLines{}
	for _, s := range private {
		if s.Known() {
			for n := s.Position().Line; n <= trimEnd(s).EndPosition().Line; n++ { // it may end where the next heading begins
				lines[line{s.File, n}] = true
			}
		}
	}
	return lines
}

// shows reports whether a report that shows the lines of a place shows a private one.
func (l privateLines) shows(s source.Span) bool {
	if !s.Known() {
		return false
	}
	if holdsPrivate(s.File) && s.Start < s.End { // a key that is misspelt makes nothing private, and its value is
		return true
	}
	for n := s.Position().Line; n <= s.EndPosition().Line; n++ {
		if l[line{s.File, n}] {
			return true
		}
	}
	return false
}

// privateWords is values that are private, as texts between quotation marks have them.
type privateWords []string

// wordsOf leaves out what is so short that it stands in any text.
func wordsOf(private []source.Span) (out privateWords) {
	const fewest = 4
	for _, s := range private {
		if text := strings.Trim(strings.TrimSpace(s.Text()), `"'`); s.Known() && len(text) >= fewest {
			quoted := strconv.Quote(text)
			out = append(out, text, quoted[1:len(quoted)-1])
		}
	}
	return out
}

// in reports whether a text has one of the values.
func (w privateWords) in(text string) bool {
	return slices.ContainsFunc(w, func(word string) bool { return strings.Contains(text, word) })
}

// unquoted is a text without what stands between its quotation marks: `"…" is in no dictionary`.
func unquoted(text string) string {
	var b strings.Builder
	inside := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			if inside = !inside; inside {
				b.WriteString(`"…`)
			} else {
				b.WriteByte(c)
			}
		case !inside:
			b.WriteByte(c)
		case c == '\\':
			i++ // of a sign that is escaped
		}
	}
	return b.String()
}
