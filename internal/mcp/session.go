package mcp

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/source"
)

// A session is what one client's calls share.
type session struct {
	opts Options
	life context.Context // of all that calls begin
	end  context.CancelFunc
	work sync.WaitGroup

	turn  chan struct{} // holds one token while a call reads and builds: one build at a time may use a memory
	main  *world        // what Options.Source names
	other *world        // the file by itself that was asked for last

	mu sync.Mutex // of attempts' waiting and dropped
}

func newSession(ctx context.Context, o Options) *session {
	s := &session{opts: o, turn: make(chan struct{}, 1)}
	s.life, s.end = context.WithCancel(ctx)
	file, root := "", o.Source
	if info, err := os.Stat(o.Source); err == nil && !info.IsDir() {
		root, file = filepath.Dir(o.Source), filepath.Base(o.Source)
	}
	s.main = &world{root: root, file: file, site: true, memo: o.Memory()}
	return s
}

// close ends what calls began.
func (s *session) close() {
	s.end()
	s.work.Wait()
}

// A world is a site, or one Markdown file by itself, and what is remembered of it.
type world struct {
	root string // its folder
	file string // the one file of it; "" for a site
	site bool   // a site is made of it
	memo *build.Memory
	set  *source.Set // nil before it was read
	last [2]*attempt // the newest without a print, and with one
}

// read makes set what is on disk now.
func (w *world) read() (err error) {
	switch {
	case w.set != nil:
		w.set, _ = w.set.Update(w.set.Roots())
	case w.file != "":
		w.set, err = source.ReadFile(filepath.Join(w.root, w.file))
	default:
		w.set, err = source.Read(w.root)
	}
	if err != nil {
		w.set = nil
		return err
	}
	if w.file == "" && len(w.set.Under("content")) == 0 && len(w.set.Problems()) == 0 {
		root := w.set.Root
		w.set = nil // it may be made anew as another folder
		return fmt.Errorf("there is no content/ in %s; `resgen new DIR` makes a site, and the argument file takes one Markdown file", root)
	}
	return nil
}

// An attempt is one build and its check.
type attempt struct {
	set    *source.Set
	opts   build.Options
	result *build.Result
	cancel context.CancelFunc
	done   chan struct{} // closed when the fields below are set
	report check.Report
	why    string // why there is no print; "" when there is one
	failed error  // nothing could be checked

	waiting int  // calls; under session.mu
	dropped bool // all calls gave it up before it was done; under session.mu

	drawing  sync.Mutex // held while a picture is taken: a browser does not take two faster
	pictures map[picture][]byte
}

// build is the newest build of the site, or of one Markdown file by itself when the site has no such file, checked; path is
// file's path below the site, "" when the site is meant. A call that is cancelled gives it up, and when no other call waits for it, it ends.
func (s *session) build(ctx context.Context, file string, printed bool) (a *attempt, at string, err error) {
	a, at, err = s.begin(ctx, file, printed)
	if err != nil {
		return nil, "", err
	}
	select {
	case <-a.done:
		err = a.failed
	case <-ctx.Done():
		err = ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.waiting--; a.waiting == 0 && !a.over() {
		a.dropped = true
		a.cancel()
	}
	return a, at, err
}

// over reports whether the attempt is done.
func (a *attempt) over() bool {
	select {
	case <-a.done:
		return true
	default:
		return false
	}
}

// begin finds or starts the attempt that a call wants to wait for.
func (s *session) begin(ctx context.Context, file string, printed bool) (*attempt, string, error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return nil, "", ctx.Err()
	}
	w, at, err := s.find(file)
	if err != nil {
		return nil, "", err
	}
	o := s.opts.Build(s.life, w.site)
	last := &w.last[0]
	if printed {
		last = &w.last[1]
	} else {
		o.Printer, o.NoPrint = nil, "source_only leaves the print out"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if *last == nil || !(*last).holds(w.set, o) {
		*last = s.start(w, o)
	}
	(*last).waiting++
	return *last, at, nil
}

// holds reports whether an attempt is what a build of the set with the options would give. One that something went wrong with
// is made again.
func (a *attempt) holds(set *source.Set, o build.Options) bool {
	if a.dropped || a.set != set || a.opts.Printer != o.Printer || a.opts.NoPrint != o.NoPrint || a.opts.Today != o.Today {
		return false
	}
	if !a.over() {
		return true
	}
	prints, err := a.result.Prints(context.Background()) // they are done: the check waited for them
	return a.failed == nil && err == nil && !slices.ContainsFunc(prints, func(p check.Printed) bool { return len(p.Print.Missing)+len(p.Print.Lost) > 0 })
}

// start builds, and has that checked by the same rules as `resgen check`.
func (s *session) start(w *world, o build.Options) *attempt {
	a := &attempt{set: w.set, opts: o, why: o.NoPrint, done: make(chan struct{})}
	ctx, cancel := context.WithCancel(s.life)
	a.cancel = cancel
	a.result = build.Build(ctx, w.set, w.memo, o)
	s.work.Go(func() {
		defer cancel()
		defer a.result.Wait()
		defer close(a.done)
		a.report, a.failed = a.result.Check(ctx, s.opts.Rules, true)
		if a.failed != nil && ctx.Err() == nil { // a browser that fails keeps nobody from hearing what is wrong with the words
			a.why, _, _ = strings.Cut(a.failed.Error(), "\n")
			a.report, a.failed = a.result.CheckWithout(ctx, s.opts.Rules, a.why, true)
		}
	})
	return a
}

// find is the world that has a file, read anew, and the file's path in it; for "" the site. No other file than those below the
// site's folder is ever read. It is called with the turn.
func (s *session) find(file string) (*world, string, error) {
	if file == "" || s.main.file == file {
		return s.main, file, s.main.read()
	}
	root, err := filepath.Abs(s.main.root)
	if err == nil {
		root, err = filepath.EvalSymlinks(root)
	}
	if err != nil {
		return nil, "", fmt.Errorf("the site's folder cannot be read: %w", err)
	}
	rel := path.Clean(filepath.ToSlash(file))
	if filepath.IsAbs(file) {
		if below, err := filepath.Rel(root, file); err == nil {
			rel = filepath.ToSlash(below)
		}
	} else if prefix := s.opts.Prefix(root); prefix != "" {
		rel = strings.TrimPrefix(rel, prefix+"/")
	}
	outside := fmt.Errorf("file %q lies outside of the site's folder, %s", file, root)
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		return nil, "", outside
	}
	if s.main.file == "" && s.main.read() == nil {
		if _, ok := s.main.set.File(rel); ok || s.main.set.Unusable(rel) {
			return s.main, rel, nil
		}
	}
	real, err := filepath.EvalSymlinks(filepath.Join(root, filepath.FromSlash(rel)))
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("there is no file %q", file)
	case !strings.HasPrefix(real, root+string(filepath.Separator)):
		return nil, "", outside
	}
	switch ext := strings.ToLower(path.Ext(real)); ext {
	case ".md", ".markdown":
	case ".pdf":
		return nil, "", fmt.Errorf("file %q is a PDF; `resgen check FILE.pdf` looks at those", file)
	default:
		return nil, "", fmt.Errorf("file %q is neither a file of the site nor Markdown", file)
	}
	if s.other == nil || filepath.Join(s.other.root, s.other.file) != real {
		s.other = &world{root: filepath.Dir(real), file: filepath.Base(real), memo: s.opts.Memory()}
	}
	return s.other, s.other.file, s.other.read()
}
