package chrome

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// A process is one running Chrome: started here, or connected to.
type process struct {
	ctx     context.Context // chromedp's, of the browser; done when Chrome is gone
	stop    func()          // kills Chrome and waits until it is gone, or leaves that of others; may be called again
	product string          // "HeadlessChrome/156.0.8078.79"
	sign    time.Duration   // how long a sign of life may take
	remote  bool            // it was not started here, and is not ended

	own cdp.BrowserContextID // what its tabs are in, of a browser that others use too; "" for its only one

	joined bool // a Pool uses it; under its lock
	busy   int  // jobs that it has from a Pool; under its lock

	mu    sync.Mutex
	idle  []*tab    // ready to be used, or getting ready
	first target.ID // the page that Chrome opened by itself, until a tab takes it; "" then
}

// A startError says why a Chrome did not start.
type startError struct {
	path   string
	output string // what it wrote, the last of it
	err    error
}

func (e *startError) Error() string {
	return fmt.Sprintf("%s did not start: %s", e.path, reason(e.output, e.err))
}

func (e *startError) Unwrap() error { return e.err }

// startProcess starts Chrome over a pipe and waits for its first answer, no longer than limit. It
// lives until ctx is done or it is stopped. dir is for its profile and all that it writes.
func startProcess(ctx context.Context, bin Binary, dir, profile string, sandbox bool, limit time.Duration) (*process, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	said := new(tail)
	silent := func(string, ...any) {} // chromedp's: what matters comes as an error
	actx, freeAllocator := chromedp.NewExecAllocator(ctx, append(flags(sandbox),
		chromedp.ExecPath(bin.Path),
		chromedp.UserDataDir(profile),
		// Relative to its folder: the path of a socket that a full Chrome makes there has 107 bytes at most.
		chromedp.Env("TMPDIR=."),
		chromedp.CombinedOutput(said),
		chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) {
			cmd.Dir = dir
			ownGroup(cmd)
		}),
	)...)
	bctx, freeBrowser := chromedp.NewContext(actx, chromedp.WithErrorf(silent), chromedp.WithLogf(silent))
	p := &process{ctx: bctx, sign: 2 * time.Second, stop: sync.OnceFunc(func() {
		cancel(nil)
		freeBrowser()
		freeAllocator()
	})}

	slow := fmt.Errorf("no answer within %v", limit)
	timer := time.AfterFunc(limit, func() { cancel(slow) })
	version, err := chromedp.CallBrowser(bctx, browser.GetVersion, cdp.Empty{})
	var targets []*target.Info
	if err == nil {
		targets, err = chromedp.Targets(bctx)
	}
	timer.Stop()
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if err != nil {
		p.stop() // from here on all that it wrote has been read
		return nil, &startError{bin.Path, said.String(), err}
	}
	p.product = version.Product
	if i := slices.IndexFunc(targets, func(t *target.Info) bool { return t.Type == "page" }); i >= 0 {
		p.first = targets[i].TargetID
	}
	return p, nil
}

// gone reports whether Chrome has ended or was stopped, or the connection to it was lost.
func (p *process) gone() bool {
	if b := chromedp.FromContext(p.ctx).Browser; b != nil {
		select {
		case <-b.LostConnection:
			return true
		default:
		}
	}
	return p.ctx.Err() != nil
}

// alive asks Chrome for a sign of life. One that does not give it in time is stopped; the error says
// how it ended, if it did so by itself.
func (p *process) alive() error {
	ctx, cancel := context.WithTimeout(p.ctx, p.sign)
	if p.remote { // ends with the connection all the same, and says why
		cancel()
		ctx, cancel = context.WithTimeout(context.WithoutCancel(p.ctx), p.sign)
	}
	defer cancel()
	_, err := chromedp.CallBrowser(ctx, browser.GetVersion, cdp.Empty{})
	switch {
	case err == nil:
	case p.remote: // to hang up takes its time when nobody answers
		go p.stop()
	default:
		p.stop()
	}
	return err
}

// take gives an idle tab, the one used last (its caches are warm), or opens one. It may still be
// getting ready.
func (p *process) take(limit time.Duration) *tab {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.idle) > 0 {
		t := p.idle[len(p.idle)-1]
		p.idle = p.idle[:len(p.idle)-1]
		if t.life.Err() == nil {
			return t
		}
	}
	id := p.first
	p.first = ""
	switch {
	case p.own != "":
		return openTab(p.ctx, limit, true, chromedp.WithExistingBrowserContext(p.own))
	case id != "":
		return openTab(p.ctx, limit, false, chromedp.WithTargetID(id))
	}
	return openTab(p.ctx, limit, false)
}

// give takes a tab back.
func (p *process) give(t *tab) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, t)
}

// reason is the one line that tells most about a start that failed: Chrome writes much on its way.
func reason(output string, err error) string {
	var exit *exec.ExitError
	ended := errors.As(err, &exit) || errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "chrome failed to start") // chromedp's ways to say it
	if !ended {
		return err.Error() // it could not be run, or gave no answer
	}
	last := ""
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, ":FATAL:") {
			last = line
			break
		}
		if line != "" && !strings.Contains(line, "dbus/") {
			last = line
		}
	}
	if i := strings.Index(last, "] "); strings.HasPrefix(last, "[") && i > 0 {
		last = last[i+2:] // process, time and place in Chrome's source
	}
	if last == "" {
		return "it ended at once, without a word"
	}
	return last
}

// A tail keeps the end of what is written to it. It may be used from several goroutines.
type tail struct {
	mu sync.Mutex
	b  []byte
}

const tailSize = 16 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, p...)
	if extra := len(t.b) - tailSize; extra > 0 {
		t.b = append(t.b[:0], t.b[extra:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
