package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/diag"
)

// Explain writes a rule's manual page: what it finds, why that matters, the numbers that it holds against, a bad example, the good
// one, and how to get from one to the other.
func Explain(w io.Writer, r Rule, o Options) error {
	p := painter(o.Color)
	var b strings.Builder
	level := "by default: " + r.Level.String()
	fmt.Fprintf(&b, "%s (%s)\n", p.paint(bold, fold(r.ID)), p.paint(severityStyle(r.Level), level))
	prose := func(title, text string) {
		if title != "" {
			fmt.Fprintf(&b, "\n%s\n", p.paint(aside, title))
		}
		// An empty line of the text starts a new paragraph.
		for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
			if i > 0 {
				b.WriteByte('\n')
			}
			for _, line := range Wrap(paragraph, min(o.width(), DefaultWidth)-2) {
				fmt.Fprintf(&b, "  %s\n", line)
			}
		}
	}
	example := func(title string, st style, text string) {
		fmt.Fprintf(&b, "\n%s\n", p.paint(st, title))
		for _, line := range lines(strings.TrimRight(text, "\r\n")) {
			fmt.Fprintln(&b, strings.TrimRight("  "+p.paint(faint, "|")+" "+show(cells(line)), " "))
		}
	}
	b.WriteByte('\n')
	prose("", r.What)
	prose("Why", r.Why)
	if len(r.Limits) > 0 {
		fmt.Fprintf(&b, "\n%s\n", p.paint(aside, "Limits"))
		for _, l := range r.Limits {
			for _, line := range Wrap(l.Value+": "+l.What, min(o.width(), DefaultWidth)-2) {
				fmt.Fprintf(&b, "  %s\n", line)
			}
			if l.Set != "" {
				fmt.Fprintf(&b, "    %s\n", p.paint(faint, l.Set))
			}
		}
	}
	example("Bad", severityStyle(diag.Error), r.Bad)
	example("Good", aid, r.Good)
	prose("How to mend it", r.Mend)
	_, err := io.WriteString(w, b.String())
	return err
}
