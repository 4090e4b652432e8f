package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/source"
)

func (a *app) fixFlags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&a.flags.fix, "fix", false, "mend what can be mended without changing what the text means, then check what is left")
	f.BoolVar(&a.flags.diff, "diff", false, "show what --fix would mend, change nothing, and exit with 1 when that is something")
}

// checkFixFlags says why nothing can be mended.
func (a *app) checkFixFlags(file string) error {
	name := "--fix"
	switch {
	case !a.flags.fix && !a.flags.diff:
		return nil
	case a.flags.diff:
		name = "--diff"
	}
	switch {
	case isBrought(file):
		return fmt.Errorf("%s: a PDF is only looked at; mend the file that it was made from", name)
	case a.flags.watch:
		return fmt.Errorf("%s and --watch do not go together: the file would change while you write it", name)
	}
	return nil
}

// mends is what the safe fixes make of the job's files. Nothing is printed for it: what only a print shows, no machine
// mends.
func (a *app) mends(ctx context.Context, j *job) ([]edit.Change, error) {
	o := j.options()
	o.Printer, o.NoPrint = nil, "fixes need no print"
	return edit.Mend(j.set, func(set *source.Set) (diag.List, error) {
		rep, err := build.Build(ctx, set, j.memo, o).CheckWithout(ctx, a.rules, o.NoPrint, true)
		return slices.Concat(rep.Findings, rep.Unlisted), err
	})
}

// mend writes what the safe fixes make of the job's files, and reads those anew. A file that cannot be written
// keeps none of the others from being so.
func (a *app) mend(ctx context.Context, j *job) error {
	changes, err := a.mends(ctx, j)
	if err != nil {
		return err
	}
	var failed error
	for _, c := range changes {
		if err := c.Write(j.set.Root); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		j.set, _ = j.set.Update([]string{c.Old.Path})
		a.say("mended %s in %s", count(c.Mended, "finding"), path.Join(prefix(j.set.Root), c.Old.Path))
	}
	return failed
}

// showMends shows what mend would write.
func (a *app) showMends(ctx context.Context, file string) error {
	j, err := a.prepare(ctx, file, false)
	if err != nil {
		return err
	}
	changes, err := a.mends(ctx, j)
	if err != nil {
		return err
	}
	mended := 0
	for _, c := range changes {
		name := path.Join(prefix(j.set.Root), c.Old.Path)
		if _, err := a.out.Write(diff.Diff(name, c.Old.Bytes, name, c.New.Bytes)); err != nil {
			return err
		}
		mended += c.Mended
	}
	in := took(time.Since(a.started))
	if mended == 0 {
		a.say("there is nothing to mend (%s)", in)
		return nil
	}
	a.say("--fix would mend %s in %s (%s)", count(mended, "finding"), count(len(changes), "file"), in)
	return errFindings
}
