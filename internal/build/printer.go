package build

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/resgen/resgen/internal/chrome"
)

// A Browser prints; it is a chrome.Browser, or what stands for one in the tests.
type Browser interface {
	Print(ctx context.Context, job chrome.Job) (chrome.Result, error)
	Screenshot(ctx context.Context, job chrome.Job, view chrome.View) ([]byte, error)
	Version() string
	Notes() []string
	Close() error
}

// A Printer is a browser that starts when it is first needed, or when [Printer.Warm] says that it
// will be. It may be used from several goroutines.
type Printer struct {
	binary chrome.Binary
	launch func() (Browser, error)
	pool   []chrome.Endpoint // of browsers that run already; nil for one that is started
	sends  bool              // those elsewhere may see private values
	rest   time.Duration     // a browser that was not used for so long is ended; 0: never
	failed atomic.Bool

	mu    sync.Mutex
	start func() (Browser, error) // the first call starts it
	begun bool                    // start was called
	users int                     // calls that are under way
	timer *time.Timer             // ends the browser; nil before the first call was done
	ended bool                    // Close was called
	ends  sync.WaitGroup          // browsers that are being ended for want of use
}

// NewPrinter is a printer that uses a binary; the browser lives until ctx is done or Close.
func NewPrinter(ctx context.Context, binary chrome.Binary, opts chrome.Options) *Printer {
	return PrinterOf(binary, func() (Browser, error) {
		b, err := chrome.Launch(ctx, binary, opts)
		if err != nil {
			return nil, err
		}
		return b, nil
	})
}

// NewPool is a printer that uses browsers which run already, and connects to them when it is first needed. It lives until ctx is done or
// Close; they live on.
func NewPool(ctx context.Context, endpoints []chrome.Endpoint, opts chrome.PoolOptions) *Printer {
	p := PrinterOf(chrome.Binary{}, func() (Browser, error) {
		b, err := chrome.Connect(ctx, endpoints, opts)
		if err != nil {
			return nil, err
		}
		return b, nil
	})
	p.pool, p.sends = endpoints, opts.SendPrivate
	return p
}

// PrinterOf is a printer that uses a browser which start makes, once. binary is what tells it apart.
func PrinterOf(binary chrome.Binary, start func() (Browser, error)) *Printer {
	p := &Printer{binary: binary, launch: start}
	p.renew()
	return p
}

// Rest has the browser ended when nothing was printed for so long, and started again by the next print: an editor may stay open
// all day. It is called before anything is printed.
func (p *Printer) Rest(after time.Duration) { p.rest = after }

// renew makes the next call of start start a browser.
func (p *Printer) renew() {
	p.begun = false
	p.start = sync.OnceValues(func() (Browser, error) {
		b, err := p.launch()
		p.failed.Store(err != nil)
		return b, err
	})
}

// Identity tells browsers apart whose prints may differ, for cache keys. Of browsers that run already it is what they say and how they
// print: it is asked for, and "" when none answers.
func (p *Printer) Identity() string {
	if !p.Remote() {
		return p.binary.Identity()
	}
	start := p.use()
	defer p.unuse()
	b, err := start()
	if err != nil {
		return ""
	}
	if pool, ok := b.(interface{ Identity() string }); ok {
		return pool.Identity()
	}
	return ""
}

// Remote reports whether the printer uses browsers which run already, so that it costs a call to tell them apart.
func (p *Printer) Remote() bool { return len(p.pool) > 0 }

// Elsewhere reports whether some browser is on another machine, and must not see private values.
func (p *Printer) Elsewhere() bool {
	return !p.sends && slices.ContainsFunc(p.pool, func(e chrome.Endpoint) bool { return !e.Local() })
}

// Withholds reports whether all are, so that private values are not printed at all.
func (p *Printer) Withholds() bool {
	return p.Elsewhere() && !slices.ContainsFunc(p.pool, chrome.Endpoint.Local)
}

// Where names those on other machines.
func (p *Printer) Where() string { return chrome.Elsewhere(p.pool) }

// Warm starts the browser beside whatever the caller does next.
func (p *Printer) Warm() {
	start := p.use()
	go func() {
		defer p.unuse()
		start()
	}()
}

// use begins a use of the browser, which ends with unuse. start gives it, started when it does not run yet.
func (p *Printer) use() (start func() (Browser, error)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.begun = true
	p.users++
	return p.start
}

func (p *Printer) unuse() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.users--
	switch {
	case p.rest == 0 || p.users > 0 || p.ended:
	case p.timer == nil:
		p.timer = time.AfterFunc(p.rest, p.idle)
	default:
		p.timer.Reset(p.rest)
	}
}

// idle ends the browser, unless it is in use again.
func (p *Printer) idle() {
	p.mu.Lock()
	if p.users > 0 || !p.begun || p.ended {
		p.mu.Unlock()
		return
	}
	start := p.start
	p.renew()
	p.ends.Add(1)
	p.mu.Unlock()
	defer p.ends.Done()
	if b, err := start(); err == nil { // it runs, so that this does not wait
		b.Close()
	}
}

// Print prints one job, starting the browser when it does not run yet.
func (p *Printer) Print(ctx context.Context, job chrome.Job) (chrome.Result, error) {
	start := p.use()
	defer p.unuse()
	b, err := start()
	if err != nil {
		return chrome.Result{}, err
	}
	return b.Print(ctx, job)
}

// Picture is what a window shows of a page, as PNG.
func (p *Printer) Picture(ctx context.Context, job chrome.Job, view chrome.View) ([]byte, error) {
	start := p.use()
	defer p.unuse()
	b, err := start()
	if err != nil {
		return nil, err
	}
	return b.Screenshot(ctx, job, view)
}

// Failed reports whether the browser did not start. Another printer of the same binary may have more luck, later.
func (p *Printer) Failed() bool { return p.failed.Load() }

// running is the browser; nil when it does not run.
func (p *Printer) running() Browser {
	p.mu.Lock()
	begun, start := p.begun, p.start
	p.mu.Unlock()
	if !begun {
		return nil
	}
	b, err := start()
	if err != nil {
		return nil
	}
	return b
}

// Version is the browser's version; "" when it does not run.
func (p *Printer) Version() string {
	if b := p.running(); b != nil {
		return b.Version()
	}
	return ""
}

// made reports whether a print that a version made is one that this browser would make, as far as can be told without
// starting it.
func (p *Printer) made(version string) bool {
	running := p.Version()
	return running == "" || running == version
}

// Notes is what a person should know about how the browser was started; mostly nothing.
func (p *Printer) Notes() []string {
	if b := p.running(); b != nil {
		return b.Notes()
	}
	return nil
}

// Close ends the browser and takes what it left on disk away. It does nothing when it never ran.
func (p *Printer) Close() {
	p.mu.Lock()
	p.ended = true
	if p.timer != nil {
		p.timer.Stop()
	}
	p.mu.Unlock()
	p.ends.Wait()
	if b := p.running(); b != nil {
		b.Close()
	}
}
