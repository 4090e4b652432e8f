package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A browser is one that a reader would have: not the one that prints.
type browser struct {
	ctx   context.Context
	close func()
}

func openBrowser(ctx context.Context, program, scratch string) (*browser, error) {
	if program == "" {
		return nil, fmt.Errorf("no browser; name one with -chrome or RESGEN_CHROME")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.UserDataDir(filepath.Join(scratch, "profile")),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("disable-lcd-text", true), chromedp.Flag("force-color-profile", "srgb"))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	actx, stop := chromedp.NewExecAllocator(ctx, opts...)
	ctx, end := chromedp.NewContext(actx, chromedp.WithErrorf(func(string, ...any) {}))
	b := &browser{ctx, func() { end(); stop() }}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// A window is what a page is looked at in.
type window struct {
	width, height int64   // in CSS px
	scale         float64 // device pixels a CSS px
	dark          bool
}

// A tab shows one page.
type tab struct {
	ctx   context.Context
	close func()
}

// open opens a page in a window, its preferences set before its scripts run: of the workbench, by name.
func (b *browser) open(url string, w window, preferences map[string]any) (*tab, error) {
	ctx, end := chromedp.NewContext(b.ctx)
	t := &tab{ctx, end}
	scheme := "light"
	if w.dark {
		scheme = "dark"
	}
	kept, err := json.Marshal(preferences)
	if err != nil {
		return nil, err
	}
	steps := []func() error{
		func() error {
			_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: w.width, Height: w.height, DeviceScaleFactor: w.scale})
			return err
		},
		func() error {
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
			return err
		},
		func() error {
			if preferences == nil {
				return nil
			}
			source := fmt.Sprintf("if (location.protocol === 'http:') localStorage.setItem('resgen-workbench', %q)", kept)
			_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})
			return err
		},
		func() error { return chromedp.Do(ctx, chromedp.Navigate(url)) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			end()
			return nil, fmt.Errorf("%s: %w", url, err)
		}
	}
	return t, nil
}

// until waits for a condition in the page.
func (t *tab) until(condition string) error {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		ok, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool]("!!("+condition+")"))
		if err != nil {
			return fmt.Errorf("%s: %w", condition, err)
		}
		if ok {
			return nil
		}
		select {
		case <-t.ctx.Done():
			return t.ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return fmt.Errorf("this did not come: %s", condition)
}

// do has a script run.
func (t *tab) do(script string) error {
	_, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool]("(() => { "+script+"; return true })()"))
	if err != nil {
		return fmt.Errorf("%s: %w", script, err)
	}
	return nil
}

// picture is what the window shows, as PNG, when faces and pictures are there and it has come to rest: twice the same.
func (t *tab) picture() ([]byte, error) {
	if err := t.do(`window.drawn = false; document.fonts.ready.then(() => Promise.all([...document.images].map((i) => i.decode().catch(() => {})))).then(() => requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = true })))`); err != nil {
		return nil, err
	}
	if err := t.until("window.drawn"); err != nil {
		return nil, err
	}
	var last []byte
	for range 20 {
		out, err := chromedp.Call(t.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
		if err != nil || bytes.Equal(out.Data, last) {
			return last, err
		}
		last = out.Data
	}
	return nil, fmt.Errorf("the page does not come to rest")
}

// draw is a picture of HTML that stands by itself.
func (b *browser) draw(html string, w window, scratch string) ([]byte, error) {
	file := filepath.Join(scratch, "drawn.html")
	if err := os.WriteFile(file, []byte(html), 0o666); err != nil {
		return nil, err
	}
	t, err := b.open("file://"+filepath.ToSlash(file), w, nil)
	if err != nil {
		return nil, err
	}
	defer t.close()
	return t.picture()
}
