package chrome

import (
	"context"
	"fmt"
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

	Fit int // sheets that it is to fill and not to exceed; 0 prints it as it is designed

	Private bool // values stand in it that are not published: it leaves this machine only when a Pool's options allow it

	Timeout time.Duration // for one try, without the time in the queue; 0 means 20 s
}

// A Result is a page printed.
type Result struct {
	PDF     []byte // as Chrome wrote it; Finish makes it a file to keep
	Measure sheet.Measure
	Fit     *sheet.Fit // what a fit came to; nil when none was asked for
	Timings Timings
}

// Timings is where the time of a print went.
type Timings struct {
	Wait    time.Duration // for a tab: that one is free, or ready after a start
	Load    time.Duration // of the page, up to its load event
	Measure time.Duration // fonts, pictures and the measuring
	Fit     time.Duration // none when none was asked for
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
	res, err := do(ctx, b, job.Timeout, printing(&job))
	if err != nil {
		return Result{}, fmt.Errorf("print with Chrome: %w", err)
	}
	return res, nil
}

// printing is the work of a print, which waits for a tab from now on.
func printing(job *Job) func(ctx context.Context, t *tab, stop func() error) (Result, error) {
	asked := time.Now()
	return func(ctx context.Context, t *tab, stop func() error) (Result, error) {
		wait := time.Since(asked)
		res, err := t.print(ctx, job, stop)
		res.Timings.Wait = wait
		return res, err
	}
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
	if job.Fit > 0 {
		var moved bool
		if res.Fit, moved, err = t.fit(ctx, job.Fit, res.Measure); err != nil {
			return res, fmt.Errorf("fit it to %d sheets: %w", job.Fit, err)
		}
		if moved {
			if res.Measure, err = t.measure(ctx, job.Resolve); err != nil {
				return res, err
			}
		}
		if err = lap(&res.Timings.Fit); err != nil {
			return res, err
		}
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
