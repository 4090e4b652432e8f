package chrome

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/remote"
)

// connect connects to a Chrome that runs already, gets a first tab ready there and takes the probe, all no longer than limit. What is
// opened there lies in a browser context of ours: Chrome itself ends that when the connection does, also when this process is
// killed. The Chrome goes on, whatever happens here.
func connect(ctx context.Context, e Endpoint, faces []Face, limit time.Duration) (*process, Probe, error) {
	slow := fmt.Errorf("no answer within %v", limit)
	ctx, cancel := context.WithTimeoutCause(ctx, limit, slow)
	defer cancel()
	conn, err := dial(ctx, e)
	if err != nil {
		return nil, Probe{}, failure(ctx, err)
	}
	p := attach(conn)
	p.sign = min(p.sign, limit)
	probe, err := p.greet(ctx, faces, limit)
	if err != nil {
		if p.gone() { // why is asked for: calls only say that they were given up
			lost := p.alive()
			if errors.Is(err, errNoDevTools) {
				lost = fmt.Errorf("%w: %w", errNoDevTools, lost)
			}
			err = lost
		}
		err = failure(ctx, err)
		go p.stop() // it may not answer
		return nil, Probe{}, err
	}
	return p, probe, nil
}

// failure is the reason that a context gives for an error, when it has one, in words for people.
func failure(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return worded(err)
}

// An attached is a connection, as chromedp wants it: of a browser that is not its to end.
type attached struct {
	conn *remote.Conn
	ctx  context.Context
}

func (a attached) Allocate(_ context.Context, opts ...chromedp.BrowserOption) (*chromedp.Browser, error) {
	return chromedp.NewBrowserTransport(a.ctx, a.conn, opts...)
}
func (attached) Wait()          {}
func (attached) Attaches() bool { return true }

// goodbye is how long it may take to take leave of a Chrome.
const goodbye = 2 * time.Second

// attach is the Chrome at the other end of a connection. It does not follow a caller's context: what is open there is closed first.
func attach(conn *remote.Conn) *process {
	life, end := context.WithCancel(context.Background())
	wire, hangUp := context.WithCancel(context.Background())
	silent := func(string, ...any) {}
	actx, freeAllocator := chromedp.NewAllocatorContext(life, attached{conn, wire})
	bctx, freeBrowser := chromedp.NewContext(actx, chromedp.WithErrorf(silent), chromedp.WithLogf(silent))
	p := &process{ctx: bctx, remote: true, sign: 5 * time.Second}
	p.stop = sync.OnceFunc(func() {
		if p.own != "" {
			ctx, cancel := context.WithTimeout(context.Background(), goodbye)
			// An error is that of a connection that is gone: so is the context then.
			_, _ = cdp.Call(ctx, chromedp.FromContext(bctx).Browser, target.DisposeBrowserContext, target.DisposeBrowserContextParams{BrowserContextID: p.own})
			cancel()
		}
		end()
		closed := make(chan struct{})
		go func() {
			defer close(closed)
			_ = conn.Close()
			hangUp()
		}()
		select {
		case <-closed:
		case <-time.After(goodbye): // it takes nothing any more, not even that
		}
		freeBrowser()
		freeAllocator()
	})
	return p
}

// nowhere is a proxy that there is not. Requests are all answered by us; one that none of them tells of, such as a preconnect, ends here.
const nowhere = "http://127.0.0.1:9"

// greet asks who is there, opens what is ours, and measures the probe in it.
func (p *process) greet(ctx context.Context, faces []Face, limit time.Duration) (Probe, error) {
	// The connection lives on: calls are what ends with ctx.
	calls, done := context.WithCancel(p.ctx)
	defer done()
	defer context.AfterFunc(ctx, done)()
	version, err := chromedp.CallBrowser(calls, browser.GetVersion, cdp.Empty{})
	if err != nil {
		return Probe{}, fmt.Errorf("%w: %w", errNoDevTools, err)
	}
	if version.Product == "" {
		return Probe{}, errNoDevTools
	}
	p.product = version.Product
	made, err := chromedp.CallBrowser(calls, target.CreateBrowserContext, target.CreateBrowserContextParams{
		DisposeOnDetach: new(true), ProxyServer: nowhere, ProxyBypassList: "<-loopback>",
	})
	if err != nil {
		return Probe{}, fmt.Errorf("it does not open a browser context: %w", err)
	}
	p.own = made.BrowserContextID
	if _, err = chromedp.CallBrowser(calls, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorDeny, BrowserContextID: p.own,
	}); err != nil {
		return Probe{}, fmt.Errorf("it does not refuse downloads: %w", err)
	}
	t := p.take(limit)
	select {
	case <-t.ready:
	case <-ctx.Done():
		return Probe{}, ctx.Err()
	}
	if t.err != nil {
		return Probe{}, fmt.Errorf("it opens no tab: %w", t.err)
	}
	work, done := context.WithCancel(t.ctx)
	defer done()
	defer context.AfterFunc(ctx, done)()
	probe, err := t.probe(work, faces)
	if err != nil {
		return Probe{}, fmt.Errorf("it does not print a probe: %w", err)
	}
	p.give(t)
	probe.Version = p.product
	return probe, nil
}

// dial opens the WebSocket of an endpoint.
func dial(ctx context.Context, e Endpoint) (*remote.Conn, error) {
	ws, ask := e.socket()
	if ask == nil {
		return open(ctx, ws)
	}
	answer, err := socketAt(ctx, ask)
	if err == nil {
		found, err := told(ws, answer)
		if err != nil {
			return nil, fmt.Errorf("%w: %s %w", errNoDevTools, ask.Path, err)
		}
		return open(ctx, found)
	}
	if status := (*statusError)(nil); e.address.Scheme[0] == 'w' && (errors.As(err, &status) || errors.Is(err, errNoDevTools)) {
		if conn, err := open(ctx, ws); err == nil { // the socket of a service that has no such page
			return conn, nil
		}
	}
	return nil, err
}

// localhost is the host that is asked for in the place of a name that Chrome does not want to hear: it takes addresses and this
// one alone, so that no page of the web leads a browser there (https://crbug.com/813540).
const localhost = "localhost"

func open(ctx context.Context, ws *url.URL) (*remote.Conn, error) {
	conn, err := remote.DialContext(ctx, ws.String())
	if err != nil && hostRefused(err.Error()) {
		conn, err = remote.DialContext(ctx, ws.String(), remote.WithConnHTTPHeader(http.Header{"Host": {localhost}}))
	}
	return conn, err
}

func hostRefused(text string) bool { return strings.Contains(text, "Host header is specified") }

// socketAt is the address of the socket that the page /json/version tells.
func socketAt(ctx context.Context, page *url.URL) (string, error) {
	body, err := get(ctx, page, "")
	if status := (*statusError)(nil); errors.As(err, &status) && hostRefused(status.body) {
		body, err = get(ctx, page, localhost)
	}
	if err != nil {
		return "", err
	}
	var answer struct {
		Socket string `json:"webSocketDebuggerUrl"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return "", fmt.Errorf("%w: %s is something else there", errNoDevTools, page.Path)
	}
	return answer.Socket, nil
}

// get is what a page of an endpoint says. host stands in for that of the address; "" for none. No proxy is asked, and no other host.
func get(ctx context.Context, page *url.URL, host string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, page.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Host = host
	client := http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	const most = 64 << 10
	body, err := io.ReadAll(io.LimitReader(res.Body, most))
	if err == nil && res.StatusCode != http.StatusOK {
		err = &statusError{res.Status, string(body)}
	}
	return body, err
}
