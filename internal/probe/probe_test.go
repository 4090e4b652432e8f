package probe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/cache"
)

// A host is a server of the test that counts what it is asked.
type host struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	most  atomic.Int32 // requests at once
	now   atomic.Int32
}

func serve(t *testing.T, answer http.HandlerFunc) *host {
	t.Helper()
	h := &host{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := h.now.Add(1)
		defer h.now.Add(-1)
		for old := h.most.Load(); n > old && !h.most.CompareAndSwap(old, n); old = h.most.Load() {
		}
		h.mu.Lock()
		h.asked = append(h.asked, r.Method+" "+r.URL.Path+" "+r.Header.Get("User-Agent")+r.Header.Get("Cookie"))
		h.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *host) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.asked)
}

var own = Options{Agent: "resgen/test", Loopback: true, Each: 5 * time.Second}

func TestAsk(t *testing.T) {
	var tries atomic.Int32
	h := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/ok":
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/no-head":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/hangs-up-on-head":
			if r.Method == http.MethodHead {
				panic(http.ErrAbortHandler)
			}
		case "/forbidden":
			w.WriteHeader(http.StatusForbidden)
		case "/999":
			w.WriteHeader(999)
		case "/moved":
			http.Redirect(w, r, "/ok", http.StatusMovedPermanently)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/elsewhere":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		case "/busy":
			w.Header().Set("Retry-After", "0")
			if tries.Add(1) == 1 {
				w.WriteHeader(http.StatusTooManyRequests)
			}
		case "/busy-for-an-hour":
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/page":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, `<h2 id="mill">Mill</h2><a name=cards></a><h3 id="user-content-notes">x</h3>`)
		case "/app":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<div id="root"></div><script src="x.js"></script>`)
		case "/long":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, strings.Repeat("<p>text</p>", 10_000)+`<h2 id="end">End</h2>`)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	})
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	tls.StartTLS()
	t.Cleanup(tls.Close)

	for address, want := range map[string]Reply{
		"/ok": {}, "/no-head": {}, "/hangs-up-on-head": {}, "/moved": {}, "/busy": {}, "/ok#": {},
		"/missing":          {Dead: true, Why: "404 Not Found"},
		"/gone":             {Dead: true, Why: "410 Gone"},
		"/forbidden":        {Why: "403 Forbidden"},
		"/999":              {Silent: true, Why: "999"},
		"/round":            {Why: "it failed: it is passed on too often"},
		"/elsewhere":        {Why: "it is of a private network, which nobody else can reach"},
		"/busy-for-an-hour": {Why: "503 Service Unavailable"},
		"/page#mill":        {}, "/page#cards": {}, "/page#notes": {}, "/page#:~:text=Mill": {}, "/page#L12": {}, "/page#/route": {},
		"/page#store": {Place: true, Why: `the page has no place "store"`},
		"/app#about":  {}, "/long#end": {}, "/ok#x": {},
	} {
		res := Ask(t.Context(), []string{h.URL + address}, own)
		if got := res.Replies[h.URL+address]; got != want || res.Asked != 1 || res.Left != 0 {
			t.Errorf("%s: %+v, want %+v", address, res, want)
		}
	}
	for address, want := range map[string]Reply{
		closed.URL: {Dead: true, Why: "nothing answers there"},
		tls.URL:    {Why: "its certificate is not trusted here"},
		strings.Replace(h.URL, "http", "https", 1): {Dead: true, Why: "it does not speak https"},
	} {
		if got := Ask(t.Context(), []string{address}, own).Replies[address]; got != want {
			t.Errorf("%s: %+v, want %+v", address, got, want)
		}
	}
	for _, a := range h.asked {
		if !strings.HasSuffix(a, " resgen/test") {
			t.Errorf("asked without saying who asks, or with a cookie: %q", a)
		}
	}
}

// TestOneRequest holds that one page is asked for once, whatever its places, and that what is no address of the web is not
// asked for at all.
func TestOneRequest(t *testing.T) {
	h := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, `<p id=a>`) })
	res := Ask(t.Context(), []string{h.URL + "/x#a", h.URL + "/x#b", h.URL + "/x", h.URL + "/x#a", "mailto:a@b.example", "tel:1", "/x", "", "ftp://a.example/", "http://", "http://[::1"}, own)
	if h.count() != 1 || res.Asked != 3 {
		t.Errorf("%d requests for %+v: %q", h.count(), res, h.asked)
	}
}

// TestPrivate holds that no machine of the own network is asked, by whatever name or number.
func TestPrivate(t *testing.T) {
	h := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, port, _ := strings.Cut(strings.TrimPrefix(h.URL, "http://"), ":")
	for _, name := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "localtest.localhost"} {
		address := "http://" + name + ":" + port + "/"
		o := own
		o.Loopback = false
		if res := Ask(t.Context(), []string{address}, o); h.count() != 0 || res.Replies[address] == (Reply{}) {
			t.Errorf("%s was asked, or said to be there: %+v", address, res)
		}
	}
	for _, a := range []string{"10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "192.0.2.1"} {
		if public(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as public", a)
		}
	}
	for _, a := range []string{"1.1.1.1", "93.184.216.34", "2606:4700::1111"} {
		if !public(netip.MustParseAddr(a)) {
			t.Errorf("%s does not count as public", a)
		}
	}
}

// TestBounds holds the number of addresses, and of requests at one host at once; and that a run ends with its time.
func TestBounds(t *testing.T) {
	release := make(chan struct{})
	h := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/slow") {
			select {
			case <-release:
			case <-r.Context().Done():
			}
		}
	})
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprintf("%s/%d", h.URL, i))
	}
	o := own
	o.Most = 20
	if res := Ask(t.Context(), many, o); res.Asked != 20 || res.Left != 10 || h.count() != 20 || h.most.Load() > atOneHost {
		t.Errorf("%+v, %d requests, %d at once", res, h.count(), h.most.Load())
	}
	o.All = 50 * time.Millisecond
	if res := Ask(t.Context(), []string{h.URL + "/slow1", h.URL + "/slow2", h.URL + "/slow3"}, o); res.Left != 3 || len(res.Replies) != 0 {
		t.Errorf("%+v", res)
	}
	o.All, o.Each = 0, 50*time.Millisecond
	if res := Ask(t.Context(), []string{h.URL + "/slow4"}, o); res.Replies[h.URL+"/slow4"].Why != "no answer within 50ms" {
		t.Errorf("%+v", res)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if res := Ask(ended, many, own); res.Left != 30 {
		t.Errorf("%+v", res)
	}
	close(release)
}

// TestRemembered holds that a sure answer is asked for once a day, and a doubt each time.
func TestRemembered(t *testing.T) {
	h := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/doubt" {
			w.WriteHeader(http.StatusForbidden)
		}
		if r.URL.Path == "/gone" {
			w.WriteHeader(http.StatusGone)
		}
	})
	disk, err := cache.Open(t.TempDir(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	o := own
	o.Cache, o.Now = disk, time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	ask := func(path string) (int, Reply) {
		before := h.count()
		res := Ask(t.Context(), []string{h.URL + path}, o)
		return h.count() - before, res.Replies[h.URL+path]
	}
	ask("/ok")
	ask("/gone")
	ask("/doubt")
	if n, r := ask("/ok"); n != 0 || r != (Reply{}) {
		t.Errorf("%d requests, %+v", n, r)
	}
	if n, r := ask("/gone"); n != 0 || !r.Dead {
		t.Errorf("%d requests, %+v", n, r)
	}
	if n, _ := ask("/doubt"); n == 0 {
		t.Error("a doubt was remembered")
	}
	o.Now = o.Now.Add(25 * time.Hour)
	if n, _ := ask("/gone"); n == 0 {
		t.Error("an answer was remembered for more than a day")
	}
}

// TestProxy holds that a proxy of the user's is used, and asked for nothing of the own network.
func TestProxy(t *testing.T) {
	h := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host == "gone.example.org" {
			w.WriteHeader(http.StatusNotFound)
		}
	})
	at, err := url.Parse(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Agent: "resgen/test", Proxy: func(*http.Request) (*url.URL, error) { return at, nil }}
	res := Ask(t.Context(), []string{"http://gone.example.org/", "http://there.example.org/"}, o)
	if h.count() == 0 || len(res.Replies) != 1 || !res.Replies["http://gone.example.org/"].Dead {
		t.Errorf("%+v after %q", res, h.asked)
	}
	before := h.count()
	for _, a := range []string{"http://10.0.0.1/", "http://metadata.google.internal/", "http://printer/", "http://localhost/"} {
		if res := Ask(t.Context(), []string{a}, o); h.count() != before || res.Replies[a] == (Reply{}) {
			t.Errorf("%s: %+v", a, res)
		}
	}
}

func TestFailures(t *testing.T) {
	if r := failure(errors.New("odd\nthing"), 0); r.Dead || r.Why != "it failed: odd" {
		t.Errorf("%+v", r)
	}
	res := Result{Asked: 2, Replies: map[string]Reply{"https://a.example/": {Dead: true, Why: noHost}, "https://b.example/": {Dead: true, Why: "404"}}}
	if res.offline(); res.Replies["https://a.example/"].Dead || !res.Replies["https://b.example/"].Dead {
		t.Errorf("a host is dead although none answered: %v", res.Replies)
	}
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{"": -1, "x": -1, "-3": -1, "4": 4 * time.Second, "Sat, 28 Nov 2026 12:00:03 GMT": 3 * time.Second, "Sat, 28 Nov 2026 11:00:00 GMT": 0, "99999999999": -1} {
		if got := retryAfter(text, now); got != want && !(text == "99999999999" && got > mostWait) {
			t.Errorf("Retry-After %q: %v, want %v", text, got, want)
		}
	}
}

// FuzzPlaces looks for a page that keeps the search for places from ending.
func FuzzPlaces(f *testing.F) {
	for _, s := range []string{"", "<p id=a>", "<script>", "<!--", "<a name='", strings.Repeat("<", 100), "<p " + strings.Repeat("a=b ", 50)} {
		f.Add(s, "a")
	}
	f.Fuzz(func(t *testing.T, page, name string) {
		places := map[string]bool{name: false}
		findPlaces(strings.NewReader(page), places)
		if len(places) != 1 {
			t.Errorf("%v", places)
		}
		place("https://x.example/#" + name)
	})
}
