// Package live keeps a build up to date while its files change.
//
// In: a source.Set and the settled changes of a watcher. Out: one [State] after another, of
// which the newest can be had at any time without waiting. The site comes first, its
// findings when the print is done; a newer save cancels what an older one still
// does. What came of the last saves is kept, and another look of the sheets can be tried without touching a file.
// serve and --watch are its clients. It serves nothing and writes nothing.
package live

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// A State is what there is at one moment. It never changes. Of one build there are two: without
// a report, as soon as its site can be served, and with it.
type State struct {
	ID      string        // tells contents apart: equal files and options give equal IDs, also after a restart
	From    string        // the ID of the content before; "" for the first
	Changed []string      // the paths that made the difference; nil for the first
	CSS     []string      // when nothing but stylesheets changed: their paths below the site
	Result  *build.Result // never nil
	Report  *check.Report // nil while the print is on its way
	Last    *check.Report // Report, or while that is nil the one before it; nil before the first
	Err     error         // why there is no print: a world that failed
	Look    Look          // what is tried
	Save    *Save         // with Report: what is kept of it
	At      time.Time     // of the change that it shows
	Ready   time.Duration // from the change to the site
	Took    time.Duration // from the change to the findings; 0 while there are none
}

// Options is how a Loop builds. All but the three that are true or not must be given.
type Options struct {
	Build  func() build.Options // asked for each build, so that a browser installed meanwhile is found
	Rules  []*check.Rule
	ID     string       // of all that makes a site beside its files: this resgen, its options; part of each State's ID
	Shared bool         // others see the states: no finding shows a line with something private
	InTurn bool         // somebody looks at the print that was preferred last: it is made before all else, and variants that nobody looks at are not
	All    bool         // render every page for the check, as when all are written; else those that somebody opens
	Notice func(string) // told what the person should know about how their files are watched
}

// A Loop is the one place that builds while files change.
type Loop struct {
	opts    Options
	memo    *build.Memory
	current atomic.Pointer[State]

	mu      sync.Mutex
	subs    map[chan struct{}]bool
	want    Look     // what was last asked for
	written []string // files that were changed for it
	past    []*Save  // the oldest first, at most mostPast
	looked  []string // the prints that were looked at last, the newest first, at most mostLooked

	tried chan struct{} // told when want is another, or a print is looked at that there is not

	// Of New, then of Run.
	set    *source.Set
	cancel context.CancelFunc // of the build before
	look   Look               // that it was built with
	number int                // of the newest build
	wait   sync.WaitGroup     // what builds still do
}

// New builds the set once and is ready to be asked for it. What it began goes on until ctx is done, or Run ends.
func New(ctx context.Context, set *source.Set, memo *build.Memory, opts Options) *Loop {
	l := &Loop{opts: opts, memo: memo, set: set, subs: map[chan struct{}]bool{}, tried: make(chan struct{}, 1), cancel: func() {}}
	l.build(ctx, nil, time.Now())
	return l
}

// Current is the newest state. It never waits.
func (l *Loop) Current() *State { return l.current.Load() }

// Subscribe gives a channel that receives whenever Current has changed since the last receive;
// states that came and went between are not repeated. stop ends it.
func (l *Loop) Subscribe() (changed <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	l.mu.Lock()
	l.subs[c] = true
	l.mu.Unlock()
	return c, func() {
		l.mu.Lock()
		delete(l.subs, c)
		l.mu.Unlock()
	}
}

// publish puts a state in place of the one before, unless that is not the current one any more.
func (l *Loop) publish(before, s *State) {
	l.mu.Lock() // first, so that saves are kept in their order, and no state has findings that Past does not have
	defer l.mu.Unlock()
	if !l.current.CompareAndSwap(before, s) {
		return
	}
	if s.Save != nil {
		l.keep(s.Save)
	}
	for c := range l.subs {
		select {
		case c <- struct{}{}:
		default: // it has yet to look, and will see this state
		}
	}
}

// Run follows the changes until ctx is done or they end; then it ends what it and New began, and nothing
// of that is left when it returns. It first looks for what changed before the watcher began to watch.
func (l *Loop) Run(ctx context.Context, changes <-chan watch.Change) {
	defer l.wait.Wait()
	defer func() { l.cancel() }()
	l.change(ctx, watch.Change{Overflow: true})
	for {
		select {
		case <-ctx.Done():
			return
		case c, ok := <-changes:
			if !ok {
				return
			}
			if c.Notice != "" {
				l.opts.Notice(c.Notice)
			}
			l.change(ctx, c)
		case <-l.tried:
			l.mu.Lock()
			want, written := l.want, l.written
			l.written = nil
			l.mu.Unlock()
			before := l.set
			next, changed := before.Update(written)
			if changed || want != l.look || l.Current().Result.Skipped(l.First()) {
				l.set, l.look = next, want
				l.build(ctx, before, time.Now())
			}
		}
	}
}

// change builds anew when the paths make a difference.
func (l *Loop) change(ctx context.Context, c watch.Change) {
	at := time.Now()
	paths := c.Paths
	if c.Overflow {
		paths = l.set.Roots()
	}
	next, changed := l.set.Update(paths)
	if !changed {
		return
	}
	before := l.set
	l.set = next
	l.build(ctx, before, at)
}

// build makes and publishes the state of the set, and has it checked beside what comes next. old is the set before;
// nil for the first.
func (l *Loop) build(ctx context.Context, old *source.Set, at time.Time) {
	l.cancel() // of two saves the newer one wins: what the older one still does is for nothing
	ctx, l.cancel = context.WithCancel(ctx)
	before := l.current.Load()
	s := &State{ID: fingerprint(l.set, l.opts.ID+l.look.id()), Look: l.look, At: at}
	l.number++
	if before != nil {
		s.From, s.Last = before.ID, before.Last
		s.Changed = difference(old, l.set)
		s.CSS = stylesheets(old, l.set, s.Changed)
		if s.ID == before.ID && before.Report == nil { // another print of it is wanted
			s.From, s.Changed, s.CSS, s.At = before.From, before.Changed, before.CSS, before.At
		}
	}
	opts := l.look.over(l.opts.Build())
	if !l.opts.Shared { // others are shown no print before it was looked through, and all that are published
		opts.InTurn, opts.Looked = l.opts.InTurn, l.last()
		opts.First = l.First()
	}
	s.Result = build.Build(ctx, l.set, l.memo, opts)
	s.Ready = time.Since(s.At)
	// The check of the state before may be done just now, and have replaced it. It can happen once.
	l.publish(before, s)
	if now := l.current.Load(); now != s {
		s.Last = now.Last
		l.publish(now, s)
	}
	number := l.number
	l.wait.Go(func() {
		defer s.Result.Wait()
		if done := l.check(ctx, s, number); done != nil {
			l.publish(s, done)
		}
	})
}

// check is the state with its findings; nil when it was cancelled.
func (l *Loop) check(ctx context.Context, s *State, number int) *State {
	done := *s
	s.Result.First(ctx)
	s.Result.Begin(l.opts.Rules)
	if !l.opts.All {
		s.Result.Learn(ctx)
	}
	rep, err := s.Result.Check(ctx, l.opts.Rules, l.opts.All)
	if err != nil && ctx.Err() == nil {
		done.Err = err
		rep, err = s.Result.CheckWithout(ctx, l.opts.Rules, firstLine(err), l.opts.All)
	}
	if ctx.Err() != nil {
		return nil
	}
	if err != nil { // not even the text could be checked: that is said, and not kept quiet about
		done.Err, rep = errors.Join(done.Err, err), check.Report{}
	}
	if l.opts.Shared {
		rep.Findings, rep.Unlisted = report.Shared(rep.Findings, unpublished(s.Result)), nil
	}
	done.Report, done.Last, done.Took = &rep, &rep, time.Since(s.At)
	done.Save = done.save(number)
	if l.opts.Shared {
		done.Save.Wanted = nil
		done.Save.Changed = Named(s.Result.Set, s.Changed)
		all := len(done.Save.Copies)
		done.Save.Copies = slices.DeleteFunc(done.Save.Copies, func(c build.Copy) bool { return s.Result.Unsure() || s.Result.Leaks(c.Target.Out) })
		if len(done.Save.Copies) < all {
			done.Save.Err = errors.Join(done.Save.Err, errHeld)
		}
	}
	return &done
}

// errHeld is why others are not shown a print.
var errHeld = errors.New("a print is held back, for something private stands in it, or may, and other machines can reach this server\nthe terminal says what and where")

// unpublished is where everything stands that others are not shown: what is private, and the postings, variants and letters,
// which are no part of the site; the résumé as a whole where it cannot be told what of it is private.
func unpublished(r *build.Result) []source.Span {
	out := r.Site.Unpublished()
	if m := r.Site.Master; m != nil && r.Unsure() {
		out = append(out, m.File.Whole())
	}
	for _, d := range r.Site.Others {
		out = append(out, d.File.Span(0, len(d.File.Bytes)))
	}
	return out
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
