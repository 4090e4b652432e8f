package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
)

// An outcome is what a command came to: "made in 1.2 s; why".
type outcome struct {
	made   string
	did    string // what was written, for the line of a save: "→ public/ (3 changed)"; "" when nothing is
	why    string // why it failed, where what was found does not say it; or ""
	failed bool   // the exit code is exitFindings
}

// A verb does with a build what its command is for. rep is nil when the build was not checked yet.
type verb func(ctx context.Context, j *job, r *build.Result, rep *check.Report) (outcome, error)

// A need is how much a command depends on a browser.
type need int

const (
	unwanted need = iota // nothing is printed
	wanted               // without one, that is said in the summary
	required             // without one, the command fails
)

// compile builds the site, or one file, and does something with it: once, or with --watch at each
// change.
func (a *app) compile(ctx context.Context, file string, print need, do verb) error {
	if a.flags.online && a.flags.watch {
		return errors.New("--online asks hosts once; it does not go with --watch")
	}
	j, err := a.prepare(ctx, file, print != unwanted)
	if err != nil {
		return err
	}
	printed := false
	defer func() { j.close(printed) }()
	if print == required && j.printer == nil {
		return fmt.Errorf("%s\n`resgen doctor` says how to get a browser; `resgen build --no-pdf` makes the site without one", j.noPrint)
	}
	if a.onePrint {
		if err := a.printOne(ctx, j); err != nil {
			return err
		}
	}
	if a.flags.watch {
		return a.watch(ctx, j, do)
	}
	if a.flags.fix {
		if err := a.mend(ctx, j); err != nil {
			return err
		}
	}
	r := build.Build(ctx, j.set, j.memo, j.options())
	r.Begin(a.rules)
	if a.flags.online {
		if r = a.online(ctx, r); ctx.Err() != nil {
			return ctx.Err() // Ctrl-C: nothing is said of links that were not asked about
		}
	}
	out, err := do(ctx, j, r, nil)
	if err != nil {
		return err
	}
	printed = true
	a.printerNotes(j)
	a.timings(r)
	closing := out.made + " in " + took(time.Since(a.started))
	if !out.failed {
		a.say("%s", closing)
		return nil
	}
	if out.why != "" {
		closing += "; " + a.paint("31;1", out.why)
	}
	fmt.Fprintln(a.err, closing) // --quiet does not hide that it failed
	return errFindings
}

// judged is an outcome that fails when findings are at or above the level that the user set.
func (a *app) judged(made string, r *build.Result, rep *check.Report) outcome {
	limit := a.failOn(r.Site)
	if !rep.Findings.AtLeast(limit) {
		return outcome{made: made}
	}
	return outcome{made: made, why: "failed: findings at or above " + limit.String(), failed: true}
}

func (a *app) timings(r *build.Result) {
	if !a.flags.timings {
		return
	}
	for _, t := range r.Timings() {
		fmt.Fprintf(a.err, "%10s  %s\n", t.Took.Round(10*time.Microsecond), t.Stage)
	}
}
