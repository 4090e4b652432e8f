package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

// marks is how a state looks at the start of a line, and its colour.
var marks = map[tailor.State][2]string{
	tailor.Proven: {"✓", "32"}, tailor.Near: {"≈", "33"}, tailor.Listed: {"·", "33"}, tailor.Missing: {"✗", "31"},
}

// tailorText writes a report for people.
func (a *app) tailorText(w io.Writer, r *tailor.Report) error {
	var b strings.Builder
	p := r.Posting
	head := cmp.Or(p.Title.Text, "A posting without a title")
	if p.Company.Known() {
		head += " · " + p.Company.Text
	}
	fmt.Fprintln(&b, a.paintOut("1", report.Plain(head)))
	switch r.Title {
	case tailor.SameTitle:
		fmt.Fprintf(&b, "  title    the résumé says %q, %s\n", r.TitleAt.Text, placeOf(r.TitleAt.Span))
	case tailor.NearTitle:
		fmt.Fprintf(&b, "  title    the nearest is %q, %s\n", r.TitleAt.Text, placeOf(r.TitleAt.Span))
	case tailor.OtherTitle:
		fmt.Fprintf(&b, "  title    no headline or role says so\n")
	}
	if p.Years > 0 {
		fmt.Fprintf(&b, "  years    %d asked for (%s), %.1f in the résumé\n", p.Years, placeOf(p.YearsSpan), r.Years)
	}
	if r.Inconclusive != "" {
		fmt.Fprintln(&b, "  "+a.paintOut("33", "inconclusive: "+r.Inconclusive))
	}
	width := 8
	for _, e := range r.Evidence {
		width = max(width, min(30, utf8.RuneCountInString(e.Written)))
	}
	for _, class := range []posting.Class{posting.Required, posting.Preferred, posting.Mentioned} {
		n := r.Count(class)
		if n.All == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s  %s\n", a.paintOut("1", strings.ToUpper(class.String()[:1])+class.String()[1:]), shares(n))
		for _, state := range []tailor.State{tailor.Missing, tailor.Listed, tailor.Near, tailor.Proven} {
			for _, e := range r.Evidence {
				if e.Class == class && e.State == state {
					a.term(&b, e, width)
				}
			}
		}
	}
	if len(p.Words) > 0 {
		var said []string
		for _, w := range p.Words {
			said = append(said, fmt.Sprintf("%s (%d)", strings.ToLower(w.Text), w.Times))
		}
		fmt.Fprintf(&b, "\n%s  %s\n", a.paintOut("1", "It also says"), report.Plain(strings.Join(said, ", ")))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// term writes a line about a term.
func (a *app) term(b *strings.Builder, e tailor.Evidence, width int) {
	m := marks[e.State]
	name := report.Plain(e.Written)
	pad := strings.Repeat(" ", max(0, width-utf8.RuneCountInString(name)))
	what := ""
	switch e.State {
	case tailor.Missing:
		what = "missing; asked for in " + placeOf(e.Spans[0])
	case tailor.Listed:
		what = "only listed, " + placeOf(e.Places[0].Span)
	case tailor.Near:
		p := e.Places[0]
		what = fmt.Sprintf("the résumé says %s, %s", p.Word, placeOf(p.Span))
		if !e.Shown {
			what = fmt.Sprintf("only listed, as %s, %s", p.Word, placeOf(p.Span))
		}
		if p.Within == nil {
			what += fmt.Sprintf("; say %s", e.Written)
		}
	case tailor.Proven:
		p := e.Places[0]
		what = placeOf(p.Span) + "  "
		room := a.width - utf8.RuneCountInString("  ✓ "+name+pad+"  "+what+" (+99)") // on one line
		what += compose.Shorten(p.Text, min(80, max(30, room)))
		if n := len(e.Places) - 1; n > 0 {
			what += fmt.Sprintf(" (+%d)", n)
		}
	}
	fmt.Fprintf(b, "  %s %s%s  %s\n", a.paintOut(m[1], m[0]), name, pad, report.Plain(what))
}

// shares is a count in words.
func shares(n tailor.Count) string {
	parts := []string{fmt.Sprintf("%d of %d proven", n.Proven, n.All)}
	for _, p := range []struct {
		n    int
		what string
	}{{n.Near, "in another word"}, {n.Listed, "only listed"}, {n.Missing, "missing"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

// placeOf is a place as editors take it.
func placeOf(s source.Span) string {
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Col)
}

// choicesText writes what is in a version and what is not, for people.
func (a *app) choicesText(w io.Writer, choices []tailor.Choice) error {
	var b strings.Builder
	in := 0
	for _, c := range choices {
		if c.In {
			in++
		}
	}
	fmt.Fprintf(&b, "\n%s  %d of %d are in\n", a.paintOut("1", "Selection"), in, len(choices))
	under := ""
	for _, c := range choices {
		if c.Under != under {
			under = c.Under
			fmt.Fprintln(&b, "  "+report.Plain(under))
		}
		m := marks[tailor.Missing]
		if c.In {
			m = marks[tailor.Proven]
		}
		at := placeOf(c.Span)
		room := a.width - utf8.RuneCountInString("    ✓ "+at+"  ")
		fmt.Fprintf(&b, "    %s %s  %s\n", a.paintOut(m[1], m[0]), at, report.Plain(compose.Shorten(c.Text, max(30, room))))
		why := c.Why
		if c.Lines > 0 {
			why += " · " + tailor.Lines(c.Lines)
		}
		if c.Bring != "" {
			why += " · brings it in: " + c.Bring
		}
		for _, line := range report.Wrap(report.Plain(why), max(40, a.width-6)) {
			fmt.Fprintln(&b, "      "+a.paintOut("2", line))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
