package chrome

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// A Job is a page to print.
type Job struct {
	HTML []byte // UTF-8; its base address is http://resgen.invalid/

	// Lookup gives what the page asks for below its origin. url is the path with its query, as it was
	// asked for: "/css/sheet.css?v=1". It is called from several goroutines, also ahead of a print to see
	// whether a file has changed; the body must not be changed afterwards. nil has nothing.
	Lookup func(url string) (body []byte, contentType string, ok bool)

	// Resolve turns the text of a data-src attribute into the span it names. nil leaves spans unknown.
	Resolve func(src string) source.Span

	Timeout time.Duration // for one try, without the time in the queue; 0 means 20 s
}

// A Result is a page printed.
type Result struct {
	PDF     []byte // as Chrome wrote it; Finish makes it a file to keep
	Measure sheet.Measure
	Timings Timings
}

// Timings is where the time of a print went.
type Timings struct {
	Wait    time.Duration // for a free tab, and for a browser that was still starting
	Load    time.Duration // of the page, up to its load event
	Measure time.Duration // fonts, pictures and the measuring
	Print   time.Duration // HTML to PDF
}

// Print prints a page, tagged and with an outline, on the paper that its style asks for, and measures
// it as it was just before. Each element with a data-src has an id and a named destination in the PDF;
// existing ids are kept, others are "b" and a number.
//
// What the page asked for and did not get is in Measure.Missing, never an error. Errors are of the
// world: a time limit, a browser that was lost twice. When ctx is done Print returns at once; the tab
// finishes its step in the background.
func (b *Browser) Print(ctx context.Context, job Job) (Result, error) {
	res, err := do(ctx, b, job.Timeout, func(ctx context.Context, t *tab, stop func() error) (Result, error) {
		return t.print(ctx, &job, stop)
	})
	if err != nil {
		return Result{}, fmt.Errorf("print with Chrome: %w", err)
	}
	return res, nil
}

func (t *tab) print(ctx context.Context, job *Job, stop func() error) (res Result, err error) {
	begin := time.Now()
	lap := func(d *time.Duration) error {
		now := time.Now()
		*d, begin = now.Sub(begin), now
		return stop()
	}
	if err = t.show(ctx, "print", false); err != nil {
		return res, err
	}
	if err = t.load(ctx, job); err != nil {
		return res, err
	}
	if err = lap(&res.Timings.Load); err != nil {
		return res, err
	}
	if res.Measure, err = t.measure(ctx, job.Resolve); err != nil {
		return res, err
	}
	if err = lap(&res.Timings.Measure); err != nil {
		return res, err
	}
	out, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{
		PreferCSSPageSize:       new(true),
		PrintBackground:         new(true),
		GenerateTaggedPDF:       new(true),
		GenerateDocumentOutline: new(true),
	})
	if err != nil {
		return res, err
	}
	_ = lap(&res.Timings.Print)
	res.PDF = out.Data
	return res, nil
}

// do runs work in a tab. A tab or a browser that is lost is replaced, and the work tried once more.
// work checks stop between its steps: its error is that nobody waits for the result any longer.
func do[T any](ctx context.Context, b *Browser, limit time.Duration, work func(ctx context.Context, t *tab, stop func() error) (T, error)) (T, error) {
	var none T
	if limit <= 0 {
		limit = 20 * time.Second
	}
	select {
	case b.slots <- struct{}{}:
	case <-ctx.Done():
		return none, context.Cause(ctx)
	case <-b.ctx.Done():
		return none, errClosed
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
			return none, errClosed
		}
		return o.value, o.err
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
}

// A lostError is of a try whose tab or browser is gone.
type lostError struct {
	what string // "the tab was lost", "the browser was lost"
	err  error
}

func (e *lostError) Error() string { return e.what + ": " + e.err.Error() }
func (e *lostError) Unwrap() error { return e.err }

func try[T any](ctx context.Context, b *Browser, limit time.Duration, work func(ctx context.Context, t *tab, stop func() error) (T, error)) (value T, err error) {
	stop := func() error { return context.Cause(ctx) }
	p, err := b.running(ctx)
	if err != nil {
		return value, err
	}
	t := p.take(b.opts.LaunchTimeout)
	select {
	case <-t.ready:
	case <-ctx.Done():
		p.give(t)
		return value, stop()
	}
	if t.err != nil {
		return value, b.lost(p, t, t.err)
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
		return value, b.lost(p, t, context.Cause(t.life))
	case err == nil, stop() != nil && tctx.Err() == nil:
		p.give(t)
		return value, err
	case tctx.Err() != nil:
		return value, b.lost(p, t, slow)
	case !t.blank && !t.ours.Load():
		return value, b.lost(p, t, errLeft) // err is a consequence of it
	}
	t.blank = true // whatever Chrome did not like, the next page begins anew
	p.give(t)
	return value, err
}

// lost gives a tab up, and the browser with it when it does not answer either.
func (b *Browser) lost(p *process, t *tab, err error) error {
	t.lose(err)
	ended := p.alive(2 * time.Second)
	if ended == nil {
		return &lostError{"the tab was lost", err}
	}
	if exit := (*exec.ExitError)(nil); errors.As(ended, &exit) {
		err = exit // "signal: killed"
	}
	return &lostError{"the browser was lost", err}
}
