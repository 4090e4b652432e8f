package chrome

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestPoolKeepsPrivate holds that jobs with private values go to browsers on this machine alone, or to none.
func TestPoolKeepsPrivate(t *testing.T) {
	s := startShell(t, "0")
	var seen bytes.Buffer
	f := forward(t, outside(t), s.port, nil, &seen)
	private := numbered(1)
	private.Private = true
	private.HTML = append(private.HTML, "<p>+44 20 7946 0018"...)

	p := connectTo(t, PoolOptions{}, f.address())
	if _, err := p.Print(t.Context(), private); !errors.Is(err, errPrivate) {
		t.Errorf("error is %v", err)
	}
	if _, err := p.Screenshot(t.Context(), private, View{Width: 100, Height: 100}); !errors.Is(err, errPrivate) {
		t.Errorf("error is %v", err)
	}
	if _, err := p.Print(t.Context(), numbered(1)); err != nil {
		t.Error(err)
	}
	p.Close()

	p = connectTo(t, PoolOptions{Tabs: 1}, f.address(), s.address())
	if _, err := p.Statuses(t.Context()); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			if _, err := p.Print(t.Context(), private); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	p.Close()
	if f.said(&seen, "7946") || !f.said(&seen, "Page.printToPDF") {
		t.Error("a private value left this machine, or nothing did")
	}

	p = connectTo(t, PoolOptions{SendPrivate: true}, f.address())
	if _, err := p.Print(t.Context(), private); err != nil {
		t.Error(err)
	}
}

// TestPoolIsCancelled holds that after Ctrl-C nothing of ours is left in a browser, and that who waits hears of it at once.
func TestPoolIsCancelled(t *testing.T) {
	s := startShell(t, "0")
	before := s.pages()
	ctx, cancel := context.WithCancelCause(t.Context())
	p, err := Connect(ctx, endpoints(t, s.address()), PoolOptions{Faces: faces(t), Tabs: 1})
	if err != nil {
		t.Fatal(err)
	}
	began := make(chan struct{})
	job := resume(2000)
	lookup := job.Lookup
	var once sync.Once
	job.Lookup = func(url string) ([]byte, string, bool) {
		once.Do(func() { close(began) })
		return lookup(url)
	}
	failed := make(chan error, 2)
	for range 2 { // one prints, one waits
		go func() {
			_, err := p.Print(ctx, job)
			failed <- err
		}()
	}
	<-began
	why := errors.New("enough")
	cancel(why)
	for range 2 {
		if err := <-failed; !errors.Is(err, why) {
			t.Errorf("error is %v", err)
		}
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	within(t, 5*time.Second, "nothing is left", func() bool { return s.pages() == before })
}

// holdRemote is the helper process of TestPoolIsKilled: it connects, prints, and waits for its death.
func holdRemote(address string) {
	_, list, err := Named([]string{address})
	if err == nil {
		var p *Pool
		if p, err = Connect(context.Background(), list, PoolOptions{}); err == nil {
			if _, err = p.Print(context.Background(), Job{HTML: []byte("<p>x")}); err == nil {
				fmt.Println("printed")
				select {}
			}
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestPoolIsKilled kills a process of ours with SIGKILL: what it had opened in another's browser ends with it.
func TestPoolIsKilled(t *testing.T) {
	s := startShell(t, "0")
	before := s.pages()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "CHROME_TEST_HOLD_AT="+s.address())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if s.pages() == before {
		t.Error("it has opened nothing: how that is seen is wrong")
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	within(t, 5*time.Second, "nothing is left", func() bool { return s.pages() == before })
}

// TestPoolAsksNobody holds that pages reach nothing from another's browser either, which has no flags of ours.
func TestPoolAsksNobody(t *testing.T) {
	s := startShell(t, "0")
	asked := make(chan string, 10)
	site := httptest.NewUnstartedServer(http.NotFoundHandler())
	site.Config.ConnState = func(c net.Conn, s http.ConnState) {
		if s == http.StateNew {
			asked <- c.RemoteAddr().String()
		}
	}
	site.Start()
	defer site.Close()
	p := connectTo(t, PoolOptions{}, s.address())
	html := strings.ReplaceAll(`<!doctype html><link rel=stylesheet href="NET/a.css"><link rel=preconnect href="NET"><link rel=dns-prefetch href="NET">
<link rel=prefetch href="NET/b"><link rel=preload as=image href="NET/c"><img src="NET/d.png"><iframe src="NET/e"></iframe><iframe src="file:///etc/passwd"></iframe>
<object data="NET/f"></object><a href="NET/g" download ping="NET/h">x</a><meta http-equiv=refresh content="9;url=NET/i"><script src="NET/j"></script>
<style>@import "NET/k"; p { background: url(NET/l) }</style><p>x`, "NET", site.URL)
	res, err := p.Print(t.Context(), Job{HTML: []byte(html)})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Measure.Missing) < 5 {
		t.Errorf("missing are %v", res.Measure.Missing)
	}
	if bytes.Contains(res.PDF, []byte("root:")) {
		t.Error("it shows a file of its machine")
	}
	// The second wall: a request that nobody is asked about leads nowhere either.
	tab := p.ends[0].proc.take(time.Second)
	<-tab.ready
	if err := call(tab.ctx, fetch.Disable, cdp.Empty{})(); err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{site.URL, "http://192.0.2.1/"} {
		if res, err := chromedp.Call(tab.ctx, page.Navigate, page.NavigateParams{URL: url}); err != nil || !strings.Contains(res.ErrorText, "PROXY") {
			t.Errorf("%s without interception: %q %v", url, res.ErrorText, err)
		}
	}
	p.Close()
	select {
	case from := <-asked:
		t.Errorf("it was called from %s", from)
	default:
	}
}
