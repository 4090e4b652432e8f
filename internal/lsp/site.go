package lsp

import (
	"context"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// How long the text must have rested before it is checked, and how long that may be put off by who goes on typing. A word that is half
// written is no finding worth a flash; 100 ms is less than the gap between two key strokes of who thinks.
const (
	quiet   = 100 * time.Millisecond
	longest = time.Second
)

// manyDocuments is how many make the first check of a site a long one: reading the bodies of 10,000 pages takes two seconds of a core.
const manyDocuments = 500

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
	if err != nil {
		t.s.opts.Log("%v", err)
		return nil
	}
	return set
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

// overlay is the site with what the client has open and not saved, and whether that differs from what lies on disk. tooLong is
// documents that cannot be looked at.
func (t *site) overlay(open map[string]*doc) (set *source.Set, unsaved bool, tooLong []*doc) {
	var files []*source.File
	for p, d := range open {
		f, ok := t.set.File(p)
		switch {
		case d.lost || len(d.file.Bytes) > source.MaxText:
			tooLong = append(tooLong, d)
		case ok && f.Hash != d.file.Hash:
			files = append(files, d.file)
		}
	}
	if files == nil {
		return t.set, len(tooLong) > 0, tooLong
	}
	return t.set.With(files), true, tooLong
}

// check checks the site as it is, and has it printed when all is saved and that was not printed yet.
func (t *site) check(w task) {
	set, unsaved, tooLong := t.overlay(w.open)
	if !unsaved && t.view.again(t, set, w.open, w.edits) {
		return // it is what was printed before; nothing can be said that was not
	}
	opts := t.s.opts.Build()
	opts.Site = t.only == ""
	print := !unsaved && opts.Printer != nil && t.asked != set
	if !print && len(tooLong) == 0 && t.view.unchanged(t, set, w.open, w.edits) {
		return
	}
	if opts.Printer == nil && opts.NoPrint != "" {
		t.s.sayOnce(warningMessage, "what the sheets show is not checked: "+opts.NoPrint+"; `resgen doctor` says what to do")
	}
	why := opts.NoPrint
	if !print {
		opts.Printer, opts.NoPrint, why = nil, "", "not printed yet"
	}
	ctx := t.ctx
	if print {
		t.stop() // of two saves the newer one counts
		ctx, t.stop = context.WithCancel(t.ctx)
		t.asked = set
	}
	r := build.Build(ctx, set, t.memo, opts)
	r.Begin(t.s.opts.Rules)
	say := func() {
		if rep, err := r.CheckWithout(t.ctx, t.s.opts.Rules, why, false); err == nil {
			t.view.checked(t, set, w.open, w.edits, append(t.without(rep.Findings, tooLong), tooLongFindings(tooLong)...), !unsaved, len(tooLong) > 0)
		}
	}
	if t.view.of_ == nil && len(r.Documents) > manyDocuments {
		say() // who opens the résumé need not wait until thousands of pages were read
	}
	r.Learn(t.ctx)
	say()
	if !print {
		r.Wait()
		return
	}
	t.prints.Go(func() {
		defer r.Wait()
		rep, err := r.Check(ctx, t.s.opts.Rules, false)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			t.s.sayOnce(errorMessage, "there is no print: "+firstLine(err))
			t.view.printed(t, set, check.Report{}, false)
		default:
			t.view.printed(t, set, rep, true)
		}
	})
}

// without is findings less those of documents that are not looked at: they are of an older text.
func (t *site) without(found diag.List, docs []*doc) diag.List {
	return slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(docs, func(o *doc) bool { return o.path == d.Span.Path() })
	})
}

// tooLongFindings is what source says of such files when they are saved.
func tooLongFindings(docs []*doc) diag.List {
	var out diag.List
	for _, d := range docs {
		out = append(out, diag.Diagnostic{Rule: "source/too-large", Severity: diag.Error, Span: source.NewFile(d.path, nil).Top(),
			Message: "the text is longer than 4 MB and is not looked at", Help: "make it smaller, or keep it elsewhere and link to it"})
	}
	return out
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
