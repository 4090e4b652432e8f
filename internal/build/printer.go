package build

import (
	"context"
	"sync"

	"github.com/resgen/resgen/internal/chrome"
)

// A Printer is a browser that starts when it is first needed, or when [Printer.Warm] says that it
// will be. It may be used from several goroutines.
type Printer struct {
	binary chrome.Binary
	opts   chrome.Options
	ctx    context.Context
	start  func() (*chrome.Browser, error)
	mu     sync.Mutex
	begun  bool
}

// NewPrinter is a printer that uses a binary; the browser lives until ctx is done or Close.
func NewPrinter(ctx context.Context, binary chrome.Binary, opts chrome.Options) *Printer {
	p := &Printer{binary: binary, opts: opts, ctx: ctx}
	p.start = sync.OnceValues(func() (*chrome.Browser, error) { return chrome.Launch(ctx, binary, opts) })
	return p
}

// Identity tells browsers apart whose prints may differ, for cache keys.
func (p *Printer) Identity() string { return p.binary.Identity() }

// Warm starts the browser beside whatever the caller does next.
func (p *Printer) Warm() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.begun = true
	go p.start()
}

// Print prints one job, starting the browser when it does not run yet.
func (p *Printer) Print(ctx context.Context, job chrome.Job) (chrome.Result, error) {
	p.mu.Lock()
	p.begun = true
	p.mu.Unlock()
	b, err := p.start()
	if err != nil {
		return chrome.Result{}, err
	}
	return b.Print(ctx, job)
}

// running is the browser; nil when it never ran.
func (p *Printer) running() *chrome.Browser {
	p.mu.Lock()
	begun := p.begun
	p.mu.Unlock()
	if !begun {
		return nil
	}
	b, err := p.start()
	if err != nil {
		return nil
	}
	return b
}

// Version is the browser's version; "" when it never ran.
func (p *Printer) Version() string {
	if b := p.running(); b != nil {
		return b.Version()
	}
	return ""
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
	if b := p.running(); b != nil {
		b.Close()
	}
}
