package chrome

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/chromedp/chromedp"
)

// do runs work in a tab. A tab or a browser that is lost is replaced, and the work tried once more.
// work checks stop between its steps: its error is that nobody waits for the result any longer.
func do[T any](ctx context.Context, b *Browser, limit time.Duration, work func(ctx context.Context, t *tab, stop func() error) (T, error)) (T, error) {
	var none T
	if limit <= 0 {
		limit = printTimeout
	}
	select {
	case b.slots <- struct{}{}:
	case <-ctx.Done():
		return none, context.Cause(ctx)
	case <-b.ctx.Done():
		return none, context.Cause(b.ctx)
	}
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		defer func() { <-b.slots }()
		value, err := try(ctx, b, limit, work)
		if again := (*lostError)(nil); errors.As(err, &again) && ctx.Err() == nil && b.ctx.Err() == nil {
			first := err
			if value, err = try(ctx, b, limit, work); err != nil {
				err = fmt.Errorf("%w (the second try; at the first: %v)", err, first)
			}
		}
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		if b.ctx.Err() != nil && o.err != nil && ctx.Err() == nil {
			return none, context.Cause(b.ctx)
		}
		return o.value, o.err
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
}

// A lostError is of a try whose tab or browser is gone.
type lostError struct {
	what string // "the tab was lost", or browserLost
	err  error
}

const browserLost = "the browser was lost"

func (e *lostError) Error() string { return e.what + ": " + e.err.Error() }
func (e *lostError) Unwrap() error { return e.err }

func try[T any](ctx context.Context, b *Browser, limit time.Duration, work func(ctx context.Context, t *tab, stop func() error) (T, error)) (value T, err error) {
	p, err := b.running(ctx)
	if err != nil {
		return value, err
	}
	return attempt(ctx, p, b.opts.LaunchTimeout, limit, work)
}

// attempt runs work in a tab of a Chrome that runs. ready is for a tab to get ready, limit for the work.
func attempt[T any](ctx context.Context, p *process, ready, limit time.Duration, work func(ctx context.Context, t *tab, stop func() error) (T, error)) (value T, err error) {
	stopped := false
	stop := func() error {
		stopped = ctx.Err() != nil
		return context.Cause(ctx)
	}
	t := p.take(ready)
	select {
	case <-t.ready:
	case <-ctx.Done():
		p.give(t)
		return value, stop()
	}
	if t.err != nil {
		return value, p.lost(t, t.err)
	}
	if err := stop(); err != nil {
		p.give(t)
		return value, err
	}
	// Not ctx: a step that has begun is brought to its end, which is cheaper than a new tab.
	slow := fmt.Errorf("not done within %v", limit)
	tctx, cancel := context.WithTimeoutCause(t.ctx, limit, slow)
	defer cancel()
	value, err = work(tctx, t, stop)
	switch {
	case t.life.Err() != nil:
		if err == nil { // it was done in time
			return value, nil
		}
		return value, p.lost(t, context.Cause(t.life))
	case err == nil || stopped:
		p.give(t)
		return value, err
	case tctx.Err() != nil:
		return value, p.lost(t, slow)
	case p.gone(): // its contexts hear of it a moment later
		return value, p.lost(t, err)
	case !t.blank && !t.ours.Load():
		return value, p.lost(t, errLeft) // err is a consequence of it
	case errors.Is(err, chromedp.ErrTargetDetached):
		return value, p.lost(t, err)
	}
	t.blank = true // whatever Chrome did not like, the next page begins anew
	p.give(t)
	return value, err
}

// lost gives a tab up, and the browser with it when it does not answer either.
func (p *process) lost(t *tab, err error) error {
	t.lose(err)
	ended := p.alive()
	if ended == nil {
		return &lostError{"the tab was lost", err}
	}
	if exit := (*exec.ExitError)(nil); errors.As(ended, &exit) {
		err = exit // "signal: killed"
	} else if p.remote {
		err = worded(ended)
	}
	return &lostError{browserLost, err}
}
