// Package live keeps a build up to date while its files change.
//
// In: a source.Set and the settled changes of a watcher. Out: one [State] after another, of
// which the newest can be had at any time without waiting. The site comes first, its
// findings when the print is done; a newer save cancels what an older one still
// does. serve and --watch are its clients. It serves nothing and writes nothing.
package live

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// A State is what there is at one moment. It never changes.
type State struct {
	ID      string   // tells contents apart: equal files and options give equal IDs, also after a restart
	From    string   // the ID of the state before; "" for the first
	Changed []string // the paths that made the difference
	CSS     []string // when nothing but stylesheets changed: their paths below the site
	Result  *build.Result
	Report  *check.Report // nil while the print is on its way
	Err     error         // why there is no print: a world that failed
	At      time.Time     // of the change that it shows
	Ready   time.Duration // from the change to the site
	Took    time.Duration // from the change to the findings; 0 while there are none
}

// Options is how a Loop builds.
type Options struct {
	Build func(read *source.Set) build.Options // asked for each build, so that a browser installed meanwhile is found
	Rules []*check.Rule
	ID    string // of this resgen; part of each State's ID
	All   bool   // check every page, not only those that were opened
	// Notice is told what the person should know about how their files are watched.
	Notice func(string)
}

// A Loop is the one place that builds while files change.
type Loop struct {
	opts    Options
	memo    *build.Memory
	set     *source.Set // of the loop's goroutine alone
	current atomic.Pointer[State]

	mu   sync.Mutex
	subs map[chan struct{}]bool

	cancel context.CancelFunc // of the build before
	wait   sync.WaitGroup     // checks that still run
}

// New builds the set once and is ready to be asked for it.
func New(ctx context.Context, set *source.Set, memo *build.Memory, opts Options) *Loop {
	l := &Loop{opts: opts, memo: memo, set: set, subs: map[chan struct{}]bool{}, cancel: func() {}}
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

func (l *Loop) publish(s *State) {
	l.current.Store(s)
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.subs {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Run follows the changes until ctx is done or they end, and then ends what it began. It first looks for
// what changed before the watcher began to watch.
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
	paths = difference(l.set, next)
	l.set = next
	l.build(ctx, paths, at)
}

// difference is the paths whose files differ between two sets.
func difference(a, b *source.Set) []string {
	var out []string
	for _, f := range b.All() {
		if old, ok := a.File(f.Path); !ok || old.Hash != f.Hash {
			out = append(out, f.Path)
		}
	}
	for _, f := range a.All() {
		if _, ok := b.File(f.Path); !ok {
			out = append(out, f.Path)
		}
	}
	slices.Sort(out)
	return out
}

func (l *Loop) build(ctx context.Context, paths []string, at time.Time) {
	l.cancel()
	bctx, cancel := context.WithCancel(ctx)
	l.cancel = cancel
	opts := l.opts.Build(l.set)
	r := build.Build(bctx, l.set, l.memo, opts)
	s := &State{ID: fingerprint(l.set, l.opts.ID), Changed: paths, CSS: stylesheets(paths), Result: r, At: at, Ready: time.Since(at)}
	if before := l.current.Load(); before != nil {
		s.From = before.ID
	}
	l.publish(s)
	l.wait.Go(func() {
		rep, err := r.Check(bctx, l.opts.Rules, l.opts.All)
		if bctx.Err() != nil {
			return
		}
		done := *s
		done.Took = time.Since(at)
		if err != nil {
			done.Err = err
			if rep, err = r.CheckWithout(bctx, l.opts.Rules, done.Err.Error()); err != nil {
				return
			}
		}
		done.Report = &rep
		// Only the newest build may speak: a newer one has cancelled this context before it published.
		l.mu.Lock()
		newest := bctx.Err() == nil && l.current.Load().ID == done.ID
		l.mu.Unlock()
		if newest {
			l.publish(&done)
		}
	})
}

// stylesheets is the paths below the site when all of the changed files are stylesheets of static/.
func stylesheets(paths []string) []string {
	var out []string
	for _, p := range paths {
		rel, ok := strings.CutPrefix(p, "static/")
		if !ok || path.Ext(p) != ".css" {
			return nil
		}
		out = append(out, rel)
	}
	return out
}

// fingerprint is a short hash of everything that was read.
func fingerprint(set *source.Set, id string) string {
	h := sha256.New()
	h.Write([]byte(id))
	for _, f := range set.All() {
		h.Write([]byte(f.Path))
		h.Write(f.Hash[:])
	}
	for _, p := range set.Problems() {
		h.Write([]byte(p.Span.Path() + p.Text))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
