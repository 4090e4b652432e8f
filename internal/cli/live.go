package cli

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// follow starts a loop over the job's content. run feeds it with what happens to the files, until ctx is done;
// meanwhile the job's printer is the loop's. all has every page rendered for the check.
func (a *app) follow(ctx context.Context, j *job, all bool) (loop *live.Loop, run func(), err error) {
	w, err := watch.New(watch.Options{Root: j.set.Root, Poll: a.flags.poll, Ignore: a.ignored(j)})
	if err != nil {
		return nil, nil, err
	}
	loop = live.New(ctx, j.set, j.memo, live.Options{
		Build:  func() build.Options { return a.again(ctx, j) },
		Rules:  a.rules,
		ID:     fmt.Sprintf("%s %q %q %t %t", buildID(), a.flags.baseURL, a.flags.rules, a.flags.drafts, a.flags.noPDF),
		Shared: j.shared,
		InTurn: !all,
		All:    all,
		Notice: a.note,
	})
	return loop, func() {
		defer w.Close()
		loop.Run(ctx, w.Changes())
	}, nil
}

// again is how to build after a change: with a browser, when one was installed meanwhile, or did not start the last time.
func (a *app) again(ctx context.Context, j *job) build.Options {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case a.flags.noPDF:
	case j.printer == nil:
		if j.findPrinter(ctx); j.printer != nil {
			a.note("a browser is there now; printing again")
		}
	case j.printer.Failed(): // a busy machine, or one that was updated just then
		j.printer, j.noted = nil, 0
		j.findPrinter(ctx)
	}
	return j.options()
}

// note says what is not wrong, and had better be known.
func (a *app) note(text string) {
	switch {
	case a.quiet:
	case a.tools != nil:
		a.tools.note(text)
	default:
		a.say("%s", folded(a.paint("33;1", "note:")+" "+report.Plain(text), "", a.columns()))
	}
}

// printerNotes says what there is to know of the browser that was not said yet.
func (a *app) printerNotes(j *job) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.printer == nil {
		return
	}
	notes := j.printer.Notes()
	for _, n := range notes[min(j.noted, len(notes)):] {
		a.note(n)
	}
	j.noted = len(notes)
}

// ignored is what the watcher need not tell of: what is no part of the site, and what resgen itself writes.
func (a *app) ignored(j *job) func(string) bool {
	if j.set.Only != "" {
		return func(p string) bool {
			return p != j.set.Only && p != "private.yaml" && p != "dictionary.txt" && !source.Named(p)
		}
	}
	made := ""
	if abs, err := filepath.Abs(a.flags.destination); err == nil && a.flags.destination != "" {
		if rel, err := filepath.Rel(j.set.Root, abs); err == nil {
			made = filepath.ToSlash(rel)
		}
	}
	return func(p string) bool {
		switch first, _, _ := strings.Cut(p, "/"); first {
		case "content", "layouts", "static", "dictionary.txt":
			return made != "" && (p == made || strings.HasPrefix(p, made+"/"))
		}
		return true
	}
}

// watch does what a command is for at each change, until it is stopped. Where a world failed it goes on:
// the next change may find it mended.
func (a *app) watch(ctx context.Context, j *job, do verb) error {
	loop, run, err := a.follow(ctx, j, true)
	if err != nil {
		return err
	}
	changed, stop := loop.Subscribe()
	defer stop()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run()
	}()
	a.say("watching %s; Ctrl-C ends it", shown(j.set.Root))
	var before *counts
	for st := range reported(ctx, loop, changed) {
		a.printerNotes(j)
		a.once(ctx, j, st, do, before)
		found := countsOf(st.Report.Findings)
		before = &found
	}
	<-ended
	return nil
}

// reported is each state that has its findings, the newest when several came meanwhile, until ctx is done.
func reported(ctx context.Context, loop *live.Loop, changed <-chan struct{}) iter.Seq[*live.State] {
	return func(yield func(*live.State) bool) {
		var last *live.State
		for ctx.Err() == nil {
			if st := loop.Current(); st.Report != nil && st != last {
				last = st
				if !yield(st) {
					return
				}
			}
			select {
			case <-changed:
			case <-ctx.Done():
			}
		}
	}
}

// once does what a command is for with one state, and says what came of it: the line that serve has for a save, with what was written.
func (a *app) once(ctx context.Context, j *job, st *live.State, do verb, before *counts) {
	if st.Err != nil { // without the print it would not be what was asked for
		if err := a.findings(a.beside(), st.Result, st.Report, false); err != nil {
			a.fail(err)
		}
		a.fail(st.Err)
		return
	}
	out, err := do(ctx, j, st.Result, st.Report)
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		a.fail(err)
		return
	}
	s := savedOf(st, nil, before) // its errors stand above, with all that was found
	s.took, s.did, s.why = time.Since(st.At), out.did, out.why
	if out.failed && out.why == "" { // nothing was written: that is not what was done
		s.did, s.why = "", out.did
	}
	if !a.quiet {
		a.tellSave(&s)
	}
}
