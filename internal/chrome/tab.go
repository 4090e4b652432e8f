package chrome

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Why a tab is given up; the job is then tried once more in another.
var (
	errCrashed = errors.New("the page crashed")
	errLeft    = errors.New("the page went to another address")
)

// A tab is a page of Chrome that is used for one job after another.
type tab struct {
	ready chan struct{} // closed when it can be used, or err says why not
	err   error

	life context.Context         // done when the tab is lost; its cause says why
	lose context.CancelCauseFunc // gives the tab up and closes it
	ctx  context.Context         // chromedp's, within life

	loaded chan struct{} // holds a value when a page of ours has loaded
	ours   atomic.Bool   // the page is one of ours

	// For the one job that has the tab:
	blank         bool  // it never had a page of ours, or has one that must go
	width, height int64 // of the viewport, in px
	media         string
	dark          bool

	mu      sync.Mutex
	html    []byte // what the address of the page itself is answered with
	lookup  func(string) ([]byte, string, bool)
	missing []string         // what was asked for and not given
	served  map[string]asset // what was given since the tab was blank
}

// openTab opens a tab in the browser of a chromedp context: on a new page, which takes longer, unless options name one.
// The tab is ready, or failed, no later than limit. That of a remote browser gets what flags give one of ours.
func openTab(browser context.Context, limit time.Duration, remote bool, where ...chromedp.ContextOption) *tab {
	t := &tab{ready: make(chan struct{}), loaded: make(chan struct{}, 1), blank: true, served: map[string]asset{}}
	t.life, t.lose = context.WithCancelCause(browser)
	t.ctx, _ = chromedp.NewContext(t.life, append(where, chromedp.WithListener(t.event))...) // ends with life
	go func() {
		defer close(t.ready)
		timer := time.AfterFunc(limit, func() { t.lose(fmt.Errorf("no tab within %v", limit)) })
		defer timer.Stop()
		if t.err = chromedp.Do(t.ctx); t.err == nil {
			t.err = t.prepare()
		}
		if t.err == nil && remote {
			t.err = call(t.ctx, emulation.SetScrollbarsHidden, emulation.SetScrollbarsHiddenParams{Hidden: true})()
		}
		if cause := context.Cause(t.life); cause != nil {
			t.err = cause
		}
		if t.err != nil {
			t.lose(t.err)
		}
	}()
	return t
}

// prepare sets up what holds for every job. The calls do not wait for each other.
func (t *tab) prepare() error {
	return together(
		// Nothing of the page reaches the network: every request stops here.
		call(t.ctx, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "*"}}}),
		// setDocumentContent keeps timers and globals of the page before; without scripts there are none.
		call(t.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
		// What chromedp turns on for its selectors, and we do not need: it costs 5 ms a page.
		call(t.ctx, dom.Disable, cdp.Empty{}),
		call(t.ctx, css.Disable, cdp.Empty{}),
		call(t.ctx, log.Disable, cdp.Empty{}),
		call(t.ctx, network.Disable, cdp.Empty{}),
		call(t.ctx, page.SetLifecycleEventsEnabled, page.SetLifecycleEventsEnabledParams{}),
		call(t.ctx, target.SetDiscoverTargets, target.SetDiscoverTargetsParams{}),
		func() error { return t.show(t.ctx, "print", false) },
	)
}

// show sets the medium that styles are chosen for.
func (t *tab) show(ctx context.Context, media string, dark bool) error {
	if t.media == media && t.dark == dark {
		return nil
	}
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media:    media,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	if err == nil {
		t.media, t.dark = media, dark
	}
	return err
}

// event hears all that Chrome reports of the tab. It runs between two messages and must not wait.
func (t *tab) event(ev any) {
	switch ev := ev.(type) {
	case *fetch.EventRequestPaused:
		go t.answer(ev)
	case *page.EventFrameNavigated:
		if ev.Frame.ParentID == "" {
			t.ours.Store(ev.Frame.URL == origin+"/")
		}
	case *page.EventLoadEventFired:
		if t.ours.Load() {
			select {
			case t.loaded <- struct{}{}:
			default:
			}
		}
	case *inspector.EventTargetCrashed: // calls to it would hang for ever
		t.lose(errCrashed)
	}
}

// load puts a job's page into the tab and waits for its load event.
func (t *tab) load(ctx context.Context, job *Job) error {
	stale := make(chan bool, 1)
	go func() { stale <- t.stale(job) }() // Lookup may hang
	select {
	case is := <-stale:
		t.blank = t.blank || is
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	t.mu.Lock()
	t.html, t.lookup, t.missing = job.HTML, job.Lookup, nil
	if t.blank {
		t.served = map[string]asset{}
	}
	t.mu.Unlock()
	select {
	case <-t.loaded:
	default:
	}

	if t.blank {
		res, err := chromedp.Call(ctx, page.Navigate, page.NavigateParams{URL: origin + "/"})
		if err != nil {
			return err
		}
		if res.ErrorText != "" {
			return errors.New(res.ErrorText)
		}
	} else {
		// Twice as fast as going there again.
		_, err := chromedp.Call(ctx, page.SetDocumentContent, page.SetDocumentContentParams{
			FrameID: cdp.FrameID(chromedp.FromContext(t.ctx).Target.TargetID), // of the main frame: the same
			HTML:    string(job.HTML),
		})
		if err != nil {
			return err
		}
	}
	t.blank = false
	select {
	case <-t.loaded:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// call is a protocol command to be run later.
func call[P, R any](ctx context.Context, cmd cdp.Command[P, R], params P) func() error {
	return func() error {
		if _, err := chromedp.Call(ctx, cmd, params); err != nil {
			return fmt.Errorf("%s: %w", cmd.Method, err)
		}
		return nil
	}
}

// together runs steps at the same time and waits for all. The error is that of the first that failed.
func together(steps ...func() error) error {
	errs := make([]error, len(steps))
	var wg sync.WaitGroup
	for i, step := range steps {
		wg.Go(func() { errs[i] = step() })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
