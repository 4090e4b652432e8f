// Package lsp serves editors: the Language Server Protocol (3.17) over a pair of streams.
//
// In: what a client says of the documents that it has open. Out: findings as diagnostics, fixes, manuals, completion and
// symbols. What the editor has not saved is laid over the site that lies on disk: the rules about text, pages and settings see it as soon
// as one stops typing for a moment. The sheets are printed of what is saved; while the text differs from that, what was found on them
// is shown where its words stand now, marked as being of the last save, and is withdrawn where those words were changed.
//
// A document belongs to the nearest folder above it that is a site (it has content/resume.md), else it is a résumé by
// itself if it looks like one. All others are left in peace. The package writes nothing: edits are the client's to make. It reads
// no content but through source, and knows neither environment nor terminal.
package lsp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/creachadair/jrpc2"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// Options is what the server is given. Watch may be nil.
type Options struct {
	Version string
	Rules   []*check.Rule
	Memory  func() *build.Memory             // a new one, for a site
	Build   func() build.Options             // asked for each build, so that a browser installed meanwhile is found; by several goroutines
	Log     func(format string, args ...any) // for who looks after the server; one line each
	// Watch tells of what else changes the files of a set, until stop is called. Without it, only saves are noticed.
	Watch func(set *source.Set) (changes <-chan watch.Change, stop func(), err error)
}

// ErrNoShutdown says that the client ended the server without asking it to shut down first, as the protocol wants.
var ErrNoShutdown = errors.New("the client said exit without shutdown before")

// A server is one connection.
type server struct {
	opts  Options
	rpc   *jrpc2.Server
	ctx   context.Context
	rules map[string]*check.Rule
	exit  chan struct{} // closed when the client said exit

	life   lifecycle
	ready  chan struct{} // closed when client is set
	client client

	mu    sync.Mutex
	docs  map[string]*doc  // by URI as the client writes it
	sites map[string]*site // by key
	left  map[string]*site // that were ended and have no successor yet, by key
	said  map[string]bool  // what was said once

	running sync.Map // the context.CancelFunc of each request that is not answered yet, by its id
}

// Serve talks with a client until it says exit, its stream ends, or ctx is done; then nothing that it began is left running, but
// for a read of in, which ends when in does. An error is a stream that is no protocol, or [ErrNoShutdown].
func Serve(ctx context.Context, in io.Reader, out io.Writer, opts Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{opts: opts, ctx: ctx, rules: map[string]*check.Rule{}, exit: make(chan struct{}), ready: make(chan struct{}),
		docs: map[string]*doc{}, sites: map[string]*site{}, left: map[string]*site{}, said: map[string]bool{}}
	for _, r := range opts.Rules {
		s.rules[r.ID] = r
	}
	w := newWire(in, out)
	// A handler that waits must not keep a cancellation from being heard; those that work take milliseconds.
	const handlers = 256
	s.rpc = jrpc2.NewServer(s, &jrpc2.ServerOptions{AllowPush: true, DisableBuiltin: true, Concurrency: handlers,
		NewContext: func() context.Context { return ctx }})
	s.rpc.Start(w)
	go func() {
		select {
		case <-s.exit:
			w.drain() // shutdown itself may not be answered yet
		case <-ctx.Done():
		}
		// Not Stop: a message that was just received would be put into a queue that is closed, and jrpc2 1.3.6 panics (Server.read, signal).
		w.Close()
	}()
	status := s.rpc.WaitStatus()
	cancel()
	s.end()
	w.flush()
	switch {
	case status.Err != nil:
		return fmt.Errorf("lsp: %w", status.Err)
	case s.life.abrupt():
		return ErrNoShutdown
	}
	return nil
}

// end waits until nothing of the sites is left running. The server's context is done.
func (s *server) end() {
	s.mu.Lock()
	sites := slices.AppendSeq(slices.Collect(maps.Values(s.sites)), maps.Values(s.left))
	s.mu.Unlock()
	for _, t := range sites {
		t.end()
	}
}

// sayOnce tells the person something, in a notice that the editor shows, unless it was said before.
func (s *server) sayOnce(kind messageType, text string) {
	s.mu.Lock()
	before := s.said[text]
	const most = 50 // of what a client should be told of
	if s.said[text] = true; len(s.said) > most {
		before = true
	}
	s.mu.Unlock()
	if !before {
		s.notify("window/showMessage", message{Type: kind, Message: "resgen: " + text})
	}
}

// notify sends a notification. That nobody is there any more is noticed elsewhere.
func (s *server) notify(method string, params any) {
	if err := s.rpc.Notify(s.ctx, method, params); err != nil && !errors.Is(err, jrpc2.ErrConnClosed) {
		s.opts.Log("%s: %v", method, err)
	}
}

// guarded is a handler that answers with an error of the protocol where the request with the id was cancelled, and where it panics:
// that is our bug, and the person's editor should not lose all else for it. Its context is our own: of a request that is cancelled before its
// handler is called, jrpc2 would say so under a code of its own.
func (s *server) guarded(id string, h jrpc2.Handler) jrpc2.Handler {
	ctx, cancel := context.WithCancel(s.ctx)
	if id != "" {
		s.running.Store(id, cancel)
	}
	return func(_ context.Context, req *jrpc2.Request) (answer any, err error) {
		defer func() {
			defer cancel()
			s.running.Delete(id)
			if p := recover(); p != nil {
				s.opts.Log("bug in %s: %v\n%s", req.Method(), p, debug.Stack())
				answer, err = nil, jrpc2.Errorf(jrpc2.InternalError, "a bug of resgen in %s: %v", req.Method(), p)
			}
		}()
		answer, err = h(ctx, req)
		if ctx.Err() != nil {
			return nil, errCancelled.Err()
		}
		return answer, err
	}
}

// The protocol's own error codes: https://microsoft.github.io/language-server-protocol, "ErrorCodes".
const (
	errNotInitialized jrpc2.Code = -32002
	errCancelled      jrpc2.Code = -32800
)
