package chrome

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options is how a browser is run. The zero value of a field but Dir is a good choice.
type Options struct {
	Dir           string        // where browsers keep their profiles while they run; made if missing, mode 0700
	NoSandbox     bool          // run without Chrome's sandbox, which some containers and systems deny
	CI            bool          // on a build server: when there can be no sandbox, do without one and note it
	LaunchTimeout time.Duration // for Chrome's first answer; 0 means 15 s
	Tabs          int           // jobs at the same time, at most; 0 means min(4, twice the processors)
}

const (
	launchTimeout = 15 * time.Second
	printTimeout  = 20 * time.Second
)

func defaultTabs() int { return min(4, 2*runtime.NumCPU()) }

// A Browser is a running Chrome. It may be used from several goroutines.
type Browser struct {
	binary Binary
	opts   Options
	dir    *runDir
	ctx    context.Context // done when the browser is closed; its cause says why
	cancel context.CancelCauseFunc
	closed func() error
	slots  chan struct{} // one taken for each job under way

	mu      sync.Mutex
	proc    *process
	next    *restart // under way when proc is gone
	starts  int
	sandbox bool
	notes   []string
}

// restart is a start after a loss, that several jobs may wait for.
type restart struct {
	done chan struct{}
	proc *process
	err  error
}

var errClosed = errors.New("the browser is closed")

// Launch starts Chrome and returns when it answers; its first tab gets ready in the meantime. It is
// best called in a goroutine as soon as it is known that something will be printed, since the start is
// most of the time of a single print. The browser lives until Close, or until ctx is done.
//
// As root Chrome always runs without its sandbox (it refuses otherwise). Errors are of a Chrome that
// does not start: the first line has its own words, a second one says what can be done.
func Launch(ctx context.Context, bin Binary, opts Options) (*Browser, error) {
	return start(ctx, bin, opts, !opts.NoSandbox && os.Geteuid() != 0)
}

// start is Launch with the decision about the sandbox as a value, for the tests, which run as root.
func start(ctx context.Context, bin Binary, opts Options, sandbox bool) (*Browser, error) {
	if opts.LaunchTimeout <= 0 {
		opts.LaunchTimeout = launchTimeout
	}
	if opts.Tabs <= 0 {
		opts.Tabs = defaultTabs()
	}
	if opts.Dir == "" {
		return nil, errors.New("start Chrome: no folder for its profile is given")
	}
	dir, err := newRunDir(opts.Dir)
	if err != nil {
		return nil, err
	}
	b := &Browser{
		binary: bin, opts: opts, dir: dir, sandbox: sandbox,
		slots: make(chan struct{}, opts.Tabs),
	}
	b.ctx, b.cancel = context.WithCancelCause(ctx)
	b.closed = sync.OnceValue(b.end)
	if b.proc, err = b.process(); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	context.AfterFunc(b.ctx, func() { _ = b.Close() })
	return b, nil
}

// process starts a Chrome by the rules for its sandbox, and gets its first tab ready.
func (b *Browser) process() (*process, error) {
	b.mu.Lock()
	b.starts++
	profile := filepath.Join(b.dir.path, "profile-"+strconv.Itoa(b.starts))
	sandbox := b.sandbox
	b.mu.Unlock()

	p, err := startProcess(b.ctx, b.binary, b.dir.path, profile, sandbox, b.opts.LaunchTimeout)
	var failed *startError
	switch {
	case err == nil:
	case b.ctx.Err() != nil:
		return nil, fmt.Errorf("start Chrome: %w", context.Cause(b.ctx))
	case errors.As(err, &failed) && sandbox && noSandbox(failed.output) && b.opts.CI:
		b.mu.Lock()
		b.sandbox = false
		b.notes = append(b.notes, "Chrome runs without its sandbox, which this system denies (CI is set)")
		b.mu.Unlock()
		return b.process()
	case errors.As(err, &failed) && sandbox && noSandbox(failed.output):
		return nil, fmt.Errorf("%w\n%s", err, sandboxHint)
	case errors.As(err, &failed) && notLoaded().MatchString(failed.output):
		return nil, fmt.Errorf("%w\n%s", err, lacking(b.ctx, failed.path, failed.output).Hint)
	case b.binary.Snap:
		return nil, fmt.Errorf("%w; it is a snap, which may not see %s\n%s", err, b.opts.Dir, ForUser)
	default:
		return nil, err
	}
	if v := major(p.product); v > 0 && v < oldest {
		b.mu.Lock()
		b.notes = append(b.notes, old(p.product))
		b.mu.Unlock()
	}
	p.give(p.take(b.opts.LaunchTimeout))
	return p, nil
}

// sandboxHint is the way out when the system does not let Chrome build its sandbox.
const sandboxHint = "RESGEN_CHROME_NO_SANDBOX=1 runs it without; what it prints is your own"

// noSandbox reports whether Chrome's last words are about its sandbox: containers, and Ubuntu since
// 23.10, deny the user namespaces that it is made of.
func noSandbox(output string) bool {
	return strings.Contains(output, "No usable sandbox") ||
		strings.Contains(output, "SUID sandbox helper") ||
		strings.Contains(output, "Failed to move to new namespace") ||
		strings.Contains(output, "without --no-sandbox is not supported")
}

// oldest is the first Chrome with an outline in its PDFs (132) and boxes in page margins (131).
const oldest = 132

func old(product string) string {
	return fmt.Sprintf("%s is older than Chrome %d: no outline in the PDF, no page numbers", product, oldest)
}

// major is the major version in a product like "HeadlessChrome/156.0.8078.79", 0 when there is none.
func major(product string) int {
	_, version, _ := strings.Cut(product, "/")
	first, _, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(first)
	if err != nil {
		return 0
	}
	return n
}

// Version is the product that answers, such as "HeadlessChrome/156.0.8078.79".
func (b *Browser) Version() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.proc.product
}

// Notes is what a person should know about how Chrome was started, and started again; mostly nothing. There may be more later.
func (b *Browser) Notes() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.notes...)
}

// running is the Chrome that runs; one that was lost is started again, once for all who wait.
func (b *Browser) running(ctx context.Context) (*process, error) {
	b.mu.Lock()
	if b.ctx.Err() != nil {
		b.mu.Unlock()
		return nil, context.Cause(b.ctx)
	}
	if !b.proc.gone() {
		defer b.mu.Unlock()
		return b.proc, nil
	}
	r := b.next
	if r == nil {
		r = &restart{done: make(chan struct{})}
		b.next = r
		go b.again(r, b.proc)
	}
	b.mu.Unlock()
	select {
	case <-r.done:
		return r.proc, r.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (b *Browser) again(r *restart, lost *process) {
	lost.stop()
	r.proc, r.err = b.process()
	b.mu.Lock()
	b.next = nil
	if r.err == nil {
		b.proc = r.proc
		b.notes = append(b.notes, "the browser had ended, and was started again")
	}
	b.mu.Unlock()
	close(r.done)
}

// Close kills Chrome and removes its profile. It waits until both are gone, some 30 ms: a polite
// close takes four times as long and saves a profile that nobody wants. It may be called again.
func (b *Browser) Close() error { return b.closed() }

func (b *Browser) end() error {
	b.cancel(errClosed)
	b.mu.Lock()
	proc, next := b.proc, b.next
	b.mu.Unlock()
	if next != nil {
		<-next.done
		if next.proc != nil {
			next.proc.stop()
		}
	}
	if proc != nil {
		proc.stop()
	}
	return b.dir.remove()
}
