package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
)

// formats is the forms of findings.
var formats = map[string]func(io.Writer, diag.List, report.Options) error{
	"text": report.Text, "line": report.Line, "json": report.JSON, "sarif": report.SARIF, "github": report.GitHub,
}

// page is the name of the form that shows the sheets as well, and so needs more than a list of findings.
const page = "html"

// format is the form of the findings for this command line.
func (a *app) format() string {
	switch {
	case a.flags.format != "":
		return a.flags.format
	case a.env("GITHUB_ACTIONS") == "true":
		return "github"
	}
	return "text"
}

// beside is where findings go of a command that is for something else: those for people to standard
// error, those for machines to standard output.
func (a *app) beside() io.Writer {
	if a.format() == "text" {
		return a.err
	}
	return a.out
}

// failOn is the level that makes the exit code 1: the flag's, else the front matter's.
func (a *app) failOn(site *compose.Site) diag.Severity {
	if s, ok := diag.ParseSeverity(a.flags.failOn); ok {
		return s
	}
	return site.Settings.Check.FailOn
}

// checkFindingFlags says what is wrong with the flags that findings are asked for by.
func (a *app) checkFindingFlags() error {
	if f := a.flags.format; f != "" && f != page && formats[f] == nil {
		return fmt.Errorf("--format %s: it must be one of text, line, json, sarif, github, html", f)
	}
	if f := a.flags.failOn; f != "" {
		if _, ok := diag.ParseSeverity(f); !ok {
			return fmt.Errorf("--fail-on %s: it must be error, warning, info or off", f)
		}
	}
	return nil
}

// findings writes what was found, to w, and the summary, to standard error. With whole, what a parser reads of the prints
// comes behind the findings, in the forms that have room for it.
func (a *app) findings(w io.Writer, r *build.Result, rep *check.Report, whole bool) error {
	format := a.format()
	s := report.Summarize(rep.Findings)
	s.Fixable += report.Summarize(rep.Unlisted).Fixable
	var private []source.Span
	if !a.personal(w) {
		private = r.Site.Unpublished()
		own := *rep
		own.Findings = report.Discreet(rep.Findings, private)
		rep = &own
	}
	o := report.Options{Rules: documentation(a.rules), Version: versionText(), Width: a.width, Prefix: prefix(r.Set.Root),
		Color: w == a.err && a.color || w == a.out && a.outColor}
	if format != page {
		if err := formats[format](w, rep.Findings, o); err != nil {
			return fmt.Errorf("write findings: %w", err)
		}
	}
	s.Files = len(r.Documents)
	if prints, err := r.Prints(context.Background()); err == nil { // they are done: the check waited for them
		s.Targets = len(prints)
		for _, p := range prints { // "HeadlessChrome/156.0.8078.108"
			s.Chrome = p.Print.Chrome[strings.LastIndexByte(p.Print.Chrome, '/')+1:]
		}
	}
	for _, k := range rep.Skipped {
		s.Skipped = append(s.Skipped, report.Skip{Count: k.Count, Group: k.Needs, Reason: k.Reason})
	}
	if n, why := r.Withheld(); n > 0 {
		s.Skipped = append(s.Skipped, report.Skip{Count: n, Noun: "target", Reason: why})
	}
	if format == page {
		if err := report.HTML(w, report.Order(rep.Findings), a.pageOf(r, rep, s), o); err != nil {
			return fmt.Errorf("write findings: %w", err)
		}
	}
	if whole {
		if err := readBack(w, format, rep, private, o); err != nil {
			return fmt.Errorf("write findings: %w", err)
		}
	}
	o.Color = a.color
	if !a.flags.watch || len(rep.Findings) > 0 { // with --watch a save without findings is one line
		a.say("%s", s.Line(o))
	}
	if name := a.env("GITHUB_STEP_SUMMARY"); name != "" && format == "github" {
		if err := stepSummary(name, rep, private, s, o); err != nil {
			return fmt.Errorf("write GITHUB_STEP_SUMMARY: %w", err)
		}
	}
	return nil
}

// personal reports whether only the person at the keyboard sees what is written to w: a terminal, and no run of CI, whose log
// may be public. To them all of their words are shown, private ones too. A file, a pipe and a log get none of those.
func (a *app) personal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && !a.truth("CI") && a.format() != page && a.format() != "github"
}

// stepSummary adds the findings to the page of a workflow's run. private is what it does not show of what is missed.
func stepSummary(name string, rep *check.Report, private []source.Span, s report.Summary, o report.Options) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	err = report.StepSummary(f, rep.Findings, s, o)
	if err == nil {
		err = report.ReadBackSummary(f, report.DiscreetReadBack(readBacks(rep), private), o)
	}
	if err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// prefix is the site's folder as seen from where the command was called, so that a terminal or an
// editor can open the paths of findings.
func prefix(root string) string {
	wd, err := os.Getwd()
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(wd); err == nil {
		wd = real
	}
	rel, err := filepath.Rel(wd, root)
	if err != nil || rel == "." {
		return ""
	}
	return filepath.ToSlash(rel)
}
