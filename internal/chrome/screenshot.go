package chrome

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A View is how a page is looked at on a screen.
type View struct {
	Width, Height int  // of the window, in px
	Dark          bool // prefers-color-scheme
}

// Screenshot is a picture of what a window shows of a page, as PNG. It works in the same tabs, by the
// same rules, as Print; nothing is measured.
func (b *Browser) Screenshot(ctx context.Context, job Job, view View) ([]byte, error) {
	png, err := do(ctx, b, job.Timeout, func(ctx context.Context, t *tab, stop func() error) ([]byte, error) {
		return t.screenshot(ctx, &job, view, stop)
	})
	if err != nil {
		return nil, fmt.Errorf("take a picture with Chrome: %w", err)
	}
	return png, nil
}

func (t *tab) screenshot(ctx context.Context, job *Job, view View, stop func() error) ([]byte, error) {
	if err := t.show(ctx, "screen", view.Dark); err != nil {
		return nil, err
	}
	if err := t.resize(ctx, int64(view.Width), int64(view.Height)); err != nil {
		return nil, err
	}
	if err := t.load(ctx, job); err != nil {
		return nil, err
	}
	if err := stop(); err != nil {
		return nil, err
	}
	if err := evaluate(ctx, script(settleBody, `return "null"`), new(any)); err != nil {
		return nil, err
	}
	out, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{OptimizeForSpeed: new(true)})
	return out.Data, err
}
