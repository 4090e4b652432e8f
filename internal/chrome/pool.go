package chrome

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// A Pool is several Chromes that run already, as one browser. Each job goes to the one with the fewest jobs; what one does not finish that
// is lost, others do. It may be used from several goroutines.
//
// All print alike: the first that answers, in the order in which they were named, is what the others are held against, and one whose
// version or probe differs is left out. One that is lost is tried again, later and later. Jobs with private values go only to those
// on this machine, unless PoolOptions say otherwise.
type Pool struct {
	opts   PoolOptions
	ctx    context.Context // done when the pool is closed; its cause says why
	cancel context.CancelCauseFunc
	closed func() error
	calls  sync.WaitGroup // attempts to connect

	mu      sync.Mutex
	ends    []*end
	first   *end          // what the others are held against; nil before one answered
	model   Probe         // its probe
	waiting []*waiter     // jobs without a tab, in the order in which they came
	changed chan struct{} // closed, and made anew, when an end has become usable, or not
	notes   []string
}

// PoolOptions is how a pool is used. The zero value of a field is a good choice, but for Faces.
type PoolOptions struct {
	Faces       []Face        // what probes are set in
	SendPrivate bool          // those elsewhere get jobs with private values, too
	Timeout     time.Duration // for an endpoint's answers until it can print; 0 means 15 s
	Tabs        int           // jobs at the same time for each, at most; 0 as in Options
}

// An end is one endpoint of a pool. Its fields are the pool's, under its lock.
type end struct {
	Endpoint
	proc    *process      // nil when it is not there
	probe   Probe         // of the last time that it answered
	took    time.Duration // from the call to the probe, that time
	err     error         // why it is not there; nil before the first try
	joined  bool          // it was used before
	refused bool          // for good: it prints otherwise
	calling bool          // a try to connect is under way
	fails   int           // tries in a row
	tried   time.Time     // when the last one was over
	again   *time.Timer   // the next one
	told    bool          // a note says that it is not there
}

var (
	errNoneLocal = errors.New("private values stand in it, and no browser on this machine is left; --send-private lets the others have them")
	errPrivate   = errors.New("private values stand in it, and none of the browsers is on this machine; --send-private sends them all the same")
)

// Connect is a pool of the browsers at some addresses. It returns when the first can be used; the others join it. The error, one line,
// is a *[NoneError] when none can. The pool lives until Close, or until ctx is done.
func Connect(ctx context.Context, endpoints []Endpoint, opts PoolOptions) (*Pool, error) {
	if len(endpoints) == 0 {
		return nil, errors.New("connect to browsers: none is named")
	}
	if opts.Timeout <= 0 {
		opts.Timeout = launchTimeout
	}
	if opts.Tabs <= 0 {
		opts.Tabs = defaultTabs()
	}
	p := &Pool{opts: opts, changed: make(chan struct{})}
	p.ctx, p.cancel = context.WithCancelCause(ctx)
	p.closed = sync.OnceValue(p.hangUp)
	for _, e := range endpoints {
		p.ends = append(p.ends, &end{Endpoint: e})
	}
	context.AfterFunc(p.ctx, func() { _ = p.Close() })
	p.mu.Lock()
	for _, e := range p.ends {
		p.call(e)
	}
	p.mu.Unlock()
	if err := p.wait(ctx, func() bool { return p.first != nil || !p.anyCalling() }); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	p.mu.Lock()
	none := p.first == nil
	err := p.none()
	p.mu.Unlock()
	if none {
		_ = p.Close()
		return nil, err
	}
	return p, nil
}

// call tries to connect to an endpoint, in the background. The lock is held.
func (p *Pool) call(e *end) {
	if e.calling || e.refused || e.proc != nil || p.ctx.Err() != nil {
		return
	}
	if e.again != nil {
		e.again.Stop()
	}
	e.calling = true
	p.calls.Go(func() {
		begin := time.Now()
		proc, probe, err := connect(p.ctx, e.Endpoint, p.opts.Faces, p.opts.Timeout)
		p.mu.Lock()
		defer p.mu.Unlock()
		e.calling, e.tried = false, time.Now()
		if err != nil {
			e.err = err
			p.later(e)
		} else {
			e.proc, e.probe, e.took, e.err = proc, probe, time.Since(begin), nil
		}
		p.settle()
	})
}

// settle lets those join that answered, as far as it is known what they are held against: the first one named may still be on its way.
// The lock is held.
func (p *Pool) settle() {
	for _, e := range p.ends {
		if p.first != nil {
			break
		}
		if e.calling {
			return
		}
		if e.proc != nil {
			p.first, p.model = e, e.probe
		}
	}
	if p.first == nil {
		p.turn()
		return
	}
	for _, e := range p.ends {
		if e.proc != nil && !e.proc.joined {
			p.join(e)
		}
	}
	for _, e := range p.ends {
		if e.err != nil && !e.told {
			e.told = true
			p.notes = append(p.notes, fmt.Sprintf("%s: %v; %s", e, e.err, p.others()))
		}
	}
	p.turn()
}

// join takes an endpoint in that answered, or refuses it. The lock is held.
func (p *Pool) join(e *end) {
	if len(p.ends) == 1 { // a newer one in its place has nobody to differ from
		p.model = e.probe
	}
	if how := e.probe.differs(p.model, p.first.String()); how != "" {
		e.refused, e.err, e.told = true, fmt.Errorf("it would print otherwise: %s", how), false
		go e.proc.stop()
		e.proc = nil
		return
	}
	e.fails, e.err = 0, nil
	again := e.joined
	e.joined = true
	proc := e.proc
	proc.joined = true
	context.AfterFunc(proc.ctx, func() { p.lose(e, proc, nil) })
	if again || e != p.first { // the others are like it
		return
	}
	if v := major(proc.product); v > 0 && v < oldest {
		p.notes = append(p.notes, old(proc.product))
	}
	if e.probe.Rounded() {
		p.notes = append(p.notes, fmt.Sprintf("%s sets letters at whole pixels, so that they stand unevenly; start it with --font-render-hinting=none", e))
	}
}

// lose notes that a connection is gone. Its jobs hear of it by themselves. why may be nil, and is then asked for.
func (p *Pool) lose(e *end, proc *process, why error) {
	if p.ctx.Err() != nil {
		return
	}
	if why == nil {
		if why = proc.alive(); why == nil {
			return
		}
		why = worded(why)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if e.proc != proc || p.ctx.Err() != nil {
		return
	}
	e.proc, e.err = nil, why
	p.later(e)
	if !e.told {
		e.told = true
		p.notes = append(p.notes, fmt.Sprintf("%s was lost: %v; %s", e, why, p.others()))
	}
	p.turn()
}

// others says what becomes of the work of an endpoint that is not there. The lock is held.
func (p *Pool) others() string {
	for _, e := range p.ends {
		if e.proc != nil && e.proc.joined {
			return "the others do its work"
		}
	}
	return "it is tried again"
}

// later tries an endpoint again when some time has passed, longer and longer. The lock is held.
func (p *Pool) later(e *end) {
	const most = time.Minute
	wait := min(time.Second<<min(e.fails, 10), most)
	e.fails++
	if e.again != nil {
		e.again.Stop()
	}
	e.again = time.AfterFunc(wait, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.call(e)
	})
}

func (p *Pool) anyCalling() bool {
	for _, e := range p.ends {
		if e.calling {
			return true
		}
	}
	return false
}

// none is that error. The lock is held.
func (p *Pool) none() error { return &NoneError{p.statuses()} }

// wait waits until something holds, which is asked under the lock.
func (p *Pool) wait(ctx context.Context, holds func() bool) error {
	for {
		p.mu.Lock()
		is, changed := holds(), p.changed
		p.mu.Unlock()
		if is {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-p.ctx.Done():
			return context.Cause(p.ctx)
		}
	}
}

// Version is that of the browser that the others are held against, as Browser.Version.
func (p *Pool) Version() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.model.Version
}

// Identity tells apart pools whose prints may differ, for keys of remembered prints.
func (p *Pool) Identity() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.model.Identity()
}

// Notes is what a person should know of the endpoints: those that are not there, or were lost, each once; and those that are
// left out. There may be more later.
func (p *Pool) Notes() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.notes...)
}

// Close ends what was opened in the browsers, and the connections. The browsers go on. It may be called again.
func (p *Pool) Close() error { return p.closed() }

func (p *Pool) hangUp() error {
	p.mu.Lock() // no call begins after this one
	p.cancel(errClosed)
	p.mu.Unlock()
	p.calls.Wait()
	var all sync.WaitGroup
	p.mu.Lock()
	for _, e := range p.ends {
		if e.again != nil {
			e.again.Stop()
		}
		if e.proc != nil {
			all.Go(e.proc.stop)
		}
	}
	p.mu.Unlock()
	all.Wait()
	return nil
}
