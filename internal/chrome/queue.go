package chrome

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A waiter is a job that has no tab yet.
type waiter struct {
	private bool
	got     chan seat // holds what it got, or a seat without an end: none is left that it could have
}

// A seat is a place for a job at an endpoint.
type seat struct {
	end  *end
	proc *process
}

// may reports whether an endpoint may have a job.
func (p *Pool) may(e *end, private bool) bool { return !private || e.Local() || p.opts.SendPrivate }

// pick takes a seat where the fewest are taken, and where several are alike at the first; false when none is free. The lock is held.
func (p *Pool) pick(private bool) (seat, bool) {
	var best *end
	for _, e := range p.ends {
		if e.proc != nil && e.proc.joined && p.may(e, private) && e.proc.busy < p.opts.Tabs && (best == nil || e.proc.busy < best.proc.busy) {
			best = e
		}
	}
	if best == nil {
		return seat{}, false
	}
	best.proc.busy++
	return seat{best, best.proc}, true
}

// there reports whether some endpoint is there that may have a job, free or not. The lock is held.
func (p *Pool) there(private bool) bool {
	return slices.ContainsFunc(p.ends, func(e *end) bool { return e.proc != nil && e.proc.joined && p.may(e, private) })
}

// turn gives seats to those who wait, and wakes who waits for a change. The lock is held.
func (p *Pool) turn() {
	p.waiting = slices.DeleteFunc(p.waiting, func(w *waiter) bool {
		s, ok := p.pick(w.private)
		if !ok && p.there(w.private) {
			return false
		}
		w.got <- s // without an end when there is none: it looks for itself then
		return true
	})
	close(p.changed)
	p.changed = make(chan struct{})
}

// take waits for a seat. Where no endpoint is there, all are tried once more.
func (p *Pool) take(ctx context.Context, private bool) (seat, error) {
	for {
		p.mu.Lock()
		if p.ctx.Err() != nil {
			p.mu.Unlock()
			return seat{}, context.Cause(p.ctx)
		}
		if s, ok := p.pick(private); ok {
			p.mu.Unlock()
			return s, nil
		}
		if !p.there(private) {
			wait, err := p.revive(private)
			p.mu.Unlock()
			if err == nil {
				err = p.wait(ctx, wait)
			}
			if err != nil {
				return seat{}, err
			}
			continue
		}
		w := &waiter{private, make(chan seat, 1)}
		p.waiting = append(p.waiting, w)
		p.mu.Unlock()
		select {
		case s := <-w.got:
			if s.end != nil {
				return s, nil
			}
		case <-ctx.Done():
			p.giveUp(w)
			return seat{}, context.Cause(ctx)
		case <-p.ctx.Done():
			return seat{}, context.Cause(p.ctx)
		}
	}
}

// giveUp takes a waiter out of the queue, who may have got a seat just now.
func (p *Pool) giveUp(w *waiter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = slices.DeleteFunc(p.waiting, func(o *waiter) bool { return o == w })
	select {
	case s := <-w.got:
		if s.end != nil {
			s.proc.busy--
			p.turn()
		}
	default:
	}
}

// leastRest is the time between two tries of an endpoint, however much somebody wants it.
const leastRest = time.Second

// revive calls all that may have a job and are not there. wait says when it is known whether one is; the error is that there is
// none to call. The lock is held.
func (p *Pool) revive(private bool) (wait func() bool, err error) {
	any, called := false, false
	for _, e := range p.ends {
		if !p.may(e, private) {
			continue
		}
		any = true
		if time.Since(e.tried) > leastRest {
			p.call(e)
		}
		called = called || e.calling
	}
	switch {
	case !any:
		return nil, errPrivate
	case !called && slices.ContainsFunc(p.ends, func(e *end) bool { return e.proc != nil && e.proc.joined }):
		return nil, errNoneLocal
	case !called:
		return nil, p.none()
	}
	return func() bool {
		return p.there(private) || !slices.ContainsFunc(p.ends, func(e *end) bool { return e.calling && p.may(e, private) })
	}, nil
}

// leave gives a seat back.
func (p *Pool) leave(s seat) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s.proc.busy--
	p.turn()
}

// spread runs work at an endpoint. When that is lost, another does it, until none is left; when only the tab is lost, it is tried once more.
func spread[T any](ctx context.Context, p *Pool, private bool, limit time.Duration,
	work func(ctx context.Context, t *tab, stop func() error) (T, error)) (T, error) {
	if limit <= 0 {
		limit = printTimeout
	}
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := p.attempts(ctx, private, func(s seat) (any, error) { return attempt(ctx, s.proc, p.opts.Timeout, limit, work) })
		v, _ := value.(T)
		done <- outcome{v, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

// attempts runs one job at one endpoint after the other, as long as they are lost with it: a page that ends every browser is given up
// when it has ended as many as there are.
func (p *Pool) attempts(ctx context.Context, private bool, try func(seat) (any, error)) (any, error) {
	browsers, tabs := 0, 0
	var first error
	for {
		s, err := p.take(ctx, private)
		if err != nil {
			if first != nil && ctx.Err() == nil && p.ctx.Err() == nil {
				err = fmt.Errorf("%w (before that, %v)", err, first)
			}
			return nil, err
		}
		value, err := try(s)
		lost := (*lostError)(nil)
		if errors.As(err, &lost) && lost.what == browserLost {
			p.lose(s.end, s.proc, lost.err)
		}
		p.leave(s)
		switch {
		case p.ctx.Err() != nil && err != nil:
			return nil, context.Cause(p.ctx)
		case lost == nil || ctx.Err() != nil:
			return value, err
		case lost.what == browserLost:
			browsers++
		default:
			tabs++
		}
		err = fmt.Errorf("%s: %w", s.end, err)
		if browsers > len(p.ends) || tabs > 1 {
			return nil, fmt.Errorf("%w (the last try; at the first: %v)", err, first)
		}
		if first == nil {
			first = err
		}
	}
}

// Print prints a page as Browser.Print does.
func (p *Pool) Print(ctx context.Context, job Job) (Result, error) {
	res, err := spread(ctx, p, job.Private, job.Timeout, printing(&job))
	if err != nil {
		return Result{}, fmt.Errorf("print with Chrome: %w", err)
	}
	return res, nil
}

// Screenshot takes a picture as Browser.Screenshot does.
func (p *Pool) Screenshot(ctx context.Context, job Job, view View) ([]byte, error) {
	png, err := spread(ctx, p, job.Private, job.Timeout, func(ctx context.Context, t *tab, stop func() error) ([]byte, error) {
		return t.screenshot(ctx, &job, view, stop)
	})
	if err != nil {
		return nil, fmt.Errorf("take a picture with Chrome: %w", err)
	}
	return png, nil
}
