package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/qr"
	"github.com/resgen/resgen/internal/report"
)

// welcome says where the site and the workbench are, and what had better be known.
func (a *app) welcome(at where, j *job, drawn bool) {
	ready := time.Since(a.started)
	a.tools.serving(at, j, ready)
	if a.tools == nil {
		a.addressLines(at, ready)
	}
	if drawn && a.tools == nil && len(at.network) > 0 {
		if picture, err := qr.Terminal(at.network[0], a.color, a.columns()); err == nil { // else it is too long for a picture here, and stands above
			fmt.Fprint(a.err, picture)
		}
	}
	if j.shared {
		text := "others on this network can see this site, its drafts and the workbench; private values are left out"
		if len(at.network) == 0 {
			text += "; this machine has no address there now"
		}
		a.note(text)
	}
	if j.printer == nil {
		a.note("there is no print: " + j.noPrint + "; the site is served without it")
	}
	if a.flags.open {
		a.openBrowser(at.workbench)
	}
}

// addressLines are said with --quiet, too: without them nobody finds what is served.
func (a *app) addressLines(at where, ready time.Duration) {
	width := a.columns()
	name := func(text string) string {
		if width == 0 || width >= narrow {
			text = fmt.Sprintf("%-10s", text)
		}
		return a.paint("1", text) + " "
	}
	text := name("serving") + at.site
	if !a.quiet {
		note := "(ready in " + took(ready) + "; Ctrl-C ends it)"
		gap := " "
		if width > 0 && len("serving    ")+len(at.site)+1+len(note) > width {
			gap = "\n  "
		}
		text += gap + a.paint("2", note)
	}
	text += "\n" + name("workbench") + at.workbench + "\n"
	label := "network"
	for _, address := range at.network {
		text += name(label) + address + "\n"
		label = ""
	}
	fmt.Fprint(a.err, text)
}

// narrow is the width of a terminal, in columns, below which nothing is lined up.
const narrow = 60

// tell tells of each save, until the context ends.
func (a *app) tell(ctx context.Context, loop *live.Loop, j *job) {
	changed, stop := loop.Subscribe()
	defer stop()
	var before *counts
	var known []string
	for st := range reported(ctx, loop, changed) {
		a.printerNotes(j)
		var w io.Writer = a.err
		if a.tools != nil {
			w = a.out
		}
		s := savedOf(st, a.tellable(w, st), before)
		found := s.found // a copy: a pointer into s would keep s, and through it every save before
		before = &found
		switch {
		case a.tools != nil:
			a.tools.save(&s, a.quiet)
		case !a.quiet:
			a.tellSave(&s)
		default:
			errors := s.quietly()
			if !slices.Equal(errors, known) {
				for _, e := range errors {
					fmt.Fprintln(a.err, e)
				}
			}
			known = errors
		}
	}
}

// tellable is the findings of a state as they may be written to w: a log and a pipe may be read by others.
func (a *app) tellable(w io.Writer, st *live.State) diag.List {
	if a.personal(w) {
		return st.Report.Findings
	}
	return report.Discreet(st.Report.Findings, st.Result.Site.Unpublished())
}

// tellSave writes the line of a save, and what stands below it, as wide as the terminal is now.
func (a *app) tellSave(s *saved) {
	width := a.columns()
	text := s.fitted(width).text(width, a.color) + "\n"
	indent := "         " // below what comes after the clock
	if width > 0 && width < narrow {
		indent = "  "
	}
	for _, l := range s.below() {
		text += folded(l, indent, width) + "\n"
	}
	fmt.Fprint(a.err, text)
}

// quietly is what --quiet leaves of a save: its errors, in lines as compilers write them.
func (s *saved) quietly() (out []string) {
	if s.problem != nil {
		out = append(out, "error: no print: "+report.Plain(strings.SplitN(s.problem.Error(), "\n", 2)[0]))
	}
	for _, d := range s.errors {
		out = append(out, at(d)+"error: "+report.Plain(d.Message)+" ["+d.Rule+"]")
	}
	return out
}

// onTerminal reports whether people see what is said, as it is said.
func (a *app) onTerminal() bool {
	f, ok := a.err.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && !a.quiet
}

// columns is how wide the terminal is now; 0 when what is said goes elsewhere, where lines may be of any length.
func (a *app) columns() int {
	if f, ok := a.err.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w >= 20 {
			return w
		}
	}
	return 0
}
