package lsp

import (
	"context"
	"maps"
	"path"
	"path/filepath"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// How long the text must have rested before it is checked, and how long that may be put off by who goes on typing. A word that is half
// written is no finding worth a flash; 100 ms is less than the gap between two key strokes of who thinks.
const (
	quiet   = 100 * time.Millisecond
	longest = time.Second
)

// A site is what is checked together: a site, or one file by itself. One goroutine builds it; prints run beside.
type site struct {
	s      *server
	key    string
	root   string // as the client names it
	only   string // the file's name, of one by itself; else ""
	ctx    context.Context
	cancel context.CancelFunc
	wake   chan struct{} // receives when there is work
	ended  chan struct{} // closed when run has returned

	// Of run alone.
	set    *source.Set // what lies on disk; nil before it was read
	unread string      // why not
	memo   *build.Memory
	stop   context.CancelFunc // ends the print before
	prints sync.WaitGroup
	asked  *source.Set // the set that was last given to the printer

	mu       sync.Mutex
	open     map[string]*doc // by path
	edits    int             // counts what a check must have seen
	seen     int             // edits that the last check has seen
	progress chan struct{}   // closed, and made anew, when seen grows
	from, at time.Time       // of the first and the last edit that no check has seen; zero when there is none
	hurry    bool            // somebody waits
	stale    []string        // paths to be read anew
	all      bool            // all of them
	view     view
}

func newSite(s *server, key, root, only string) *site {
	t := &site{s: s, key: key, root: root, only: only, wake: make(chan struct{}, 1), ended: make(chan struct{}), memo: s.opts.Memory(),
		stop: func() {}, open: map[string]*doc{}, progress: make(chan struct{}), view: newView()}
	t.ctx, t.cancel = context.WithCancel(s.ctx)
	return t
}

// end stops the site, and waits until nothing of it is left running.
func (t *site) end() {
	t.cancel()
	<-t.ended
}

func (t *site) signal() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// edited tells of a document that was opened (old is nil) or changed.
func (t *site) edited(old, d *doc) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.open[d.path] = d
	t.edits++
	t.at = time.Now()
	if t.from.IsZero() {
		t.from = t.at
	}
	t.hurry = t.hurry || old == nil
	if old != nil {
		t.view.move(d.file)
	}
	t.signal()
}

// closed tells that a document is not open any more: what lies on disk counts again. It reports whether that was the last one.
func (t *site) closed(d *doc) (last bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.open[d.path] != nil && t.open[d.path].uri == d.uri {
		delete(t.open, d.path)
	}
	t.edits++
	t.hurry = true
	t.signal()
	return len(t.open) == 0
}

// touched tells of files that changed on disk.
func (t *site) touched(paths []string, all bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stale, t.all, t.hurry = append(t.stale, paths...), t.all || all, true
	t.edits++
	t.signal()
}

// A task is what run has to do next.
type task struct {
	paths []string // to be read anew
	all   bool
	open  map[string]*doc
	edits int
}

// next waits for work; ok is false when the site is to end.
func (t *site) next() (w task, ok bool) {
	for {
		t.mu.Lock()
		wait := time.Duration(-1)
		switch now := time.Now(); {
		case t.edits == t.seen:
		case t.hurry || t.from.IsZero():
			wait = 0
		default:
			wait = max(0, min(t.at.Add(quiet).Sub(now), t.from.Add(longest).Sub(now)))
		}
		if wait == 0 {
			w = task{t.stale, t.all, maps.Clone(t.open), t.edits}
			t.stale, t.all, t.hurry, t.from = nil, false, false, time.Time{}
			t.mu.Unlock()
			return w, t.ctx.Err() == nil
		}
		t.mu.Unlock()
		var timer <-chan time.Time
		if wait > 0 {
			timer = time.After(wait)
		}
		select {
		case <-t.wake:
		case <-timer:
		case <-t.ctx.Done():
			return task{}, false
		}
	}
}

// run checks the site whenever something has changed, until it is ended.
// It begins when before, the site of that key that was left, is done: what that takes back would else be what this one shows.
func (t *site) run(before *site) {
	defer close(t.ended)
	if before != nil {
		<-before.ended
	}
	defer t.view.clear(t)
	defer t.prints.Wait()
	defer func() { t.stop() }()
	unwatch := func() {}
	defer func() { unwatch() }()
	for {
		w, ok := t.next()
		if !ok {
			return
		}
		switch {
		case t.set == nil:
			if t.set = t.read(); t.set != nil {
				unwatch = t.watch()
			}
		case w.all:
			t.set, _ = t.set.Update(t.set.Roots())
		case len(w.paths) > 0:
			t.set, _ = t.set.Update(w.paths)
		}
		if t.set != nil {
			t.check(w)
		}
		t.mu.Lock()
		t.saw(w.edits)
		t.mu.Unlock()
	}
}

// saw tells those who wait that a check has seen some edits. t.mu is held.
func (t *site) saw(edits int) {
	t.seen = edits
	close(t.progress)
	t.progress = make(chan struct{})
}

// disk is the file on disk of a path of the site.
func (t *site) disk(p string) string {
	return filepath.Join(t.root, filepath.FromSlash(path.Clean("/"+p)))
}

// read reads the site from disk; nil when that cannot be done, as of a file that was never saved.
func (t *site) read() *source.Set {
	set, err := source.Read(t.root)
	if t.only != "" {
		set, err = source.ReadFile(filepath.Join(t.root, t.only))
	}
	switch {
	case err == nil:
		t.unread = ""
		return set
	case t.unread != err.Error(): // as of a file that was never saved: once will do
		t.unread = err.Error()
		t.s.opts.Log("%v", err)
	}
	return nil
}

// watch follows what else changes the files, until the site is ended and unwatch was called.
func (t *site) watch() (unwatch func()) {
	if t.s.opts.Watch == nil {
		return func() {}
	}
	changes, end, err := t.s.opts.Watch(t.set)
	if err != nil {
		t.s.opts.Log("%v", err)
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-t.ctx.Done():
				return
			case c, ok := <-changes:
				if !ok {
					return
				}
				if c.Notice != "" {
					t.s.opts.Log("%s", c.Notice)
				}
				t.touched(c.Paths, c.Overflow)
			}
		}
	}()
	return func() { end(); <-done }
}

// settled waits until a check has seen all that the client said of a document up to now, which is then not put off any longer, and
// gives what was found in it. Its spans are of the text d.file, or it is empty.
func (t *site) settled(ctx context.Context, d *doc) (diag.List, error) {
	t.mu.Lock()
	want := t.edits
	if t.seen < want {
		t.hurry = true
		t.signal()
	}
	for t.seen < want {
		progress := t.progress
		t.mu.Unlock()
		select {
		case <-progress:
		case <-t.ended:
			return nil, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		t.mu.Lock()
	}
	defer t.mu.Unlock()
	return t.view.found(d), nil
}
