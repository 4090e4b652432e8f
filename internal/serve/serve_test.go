package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// secrets stand in files that no address may lead to.
const secret = "+46 70 174 06 05"

var site = map[string]string{
	"content/resume.md":        "---\nname: Ada Byron\nphone: " + secret + "\nprivate: [phone]\ncheck: {rules: {content: off, page/title: off, page/description: off}}\n---\nWrites programs.\n\n## Experience\n\n### Engineer, Mill\n*1843*\n\n- Wrote one for 12 mills\n",
	"content/private.yaml":     "phone: " + secret + "\n",
	"content/posts/first.md":   "---\ntitle: First\ndate: 2024-01-01\n---\n\nHello, [you](../about.md).\n",
	"content/posts/draft.md":   "---\ntitle: Draft\ndraft: true\n---\n\n" + secret + "\n",
	"content/jobs/acme.md":     "# Engineer\n\n" + secret + "\n",
	"content/about.md":         "# About\n\nMe.\n",
	"content/größe & maß.md":   "# Größe\n",
	"static/css/own.css":       "a{}",
	"static/pic.png":           "\x89PNG\r\n\x1a\n0123456789",
	"static/page.html":         "<p>No head at all",
	"static/UPPER.html":        "<!DOCTYPE html><HTML><HEAD><TITLE>x</TITLE></HEAD><BODY>y</BODY></HTML>",
	"out/resume.pdf":           secret,
	"public/old.html":          secret,
	"private.yaml":             "phone: " + secret + "\n",
	"secret.txt":               secret,
	"content/.git/config":      secret,
	"static/.env":              secret,
	"content/variants/acme.md": "---\n---\n" + secret + "\n",
}

// A bench is a served site whose files can be changed.
type bench struct {
	*live.Loop
	*httptest.Server
	t       *testing.T
	root    string
	changes chan watch.Change
}

// start serves files with some options of a build.
func start(t *testing.T, files map[string]string, o build.Options, heartbeat time.Duration) *bench {
	t.Helper()
	b := &bench{t: t, root: t.TempDir()}
	b.write(files)
	b.serve("127.0.0.1:0", o, heartbeat)
	return b
}

// serve reads the site and serves it at an address, until stop is called or the test ends.
func (b *bench) serve(at string, o build.Options, heartbeat time.Duration) (stop func()) {
	b.t.Helper()
	set, err := source.Read(b.root)
	if err != nil {
		b.t.Fatal(err)
	}
	ln, err := net.Listen("tcp", at)
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	loop := live.New(ctx, set, build.NewMemory(nil, "test"), live.Options{Build: func() build.Options { return o }, Rules: rules.All(), ID: "test", InTurn: true, Notice: func(string) {}})
	srv := httptest.NewUnstartedServer(handler(loop, Options{Bind: "127.0.0.1"}, heartbeat))
	srv.Listener.Close()
	srv.Listener = ln
	srv.Config.BaseContext = func(net.Listener) context.Context { return ctx }
	srv.Start()
	changes, ended := make(chan watch.Change), make(chan struct{})
	go func() {
		defer close(ended)
		loop.Run(ctx, changes)
	}()
	b.Loop, b.Server, b.changes = loop, srv, changes
	stop = sync.OnceFunc(func() {
		cancel()
		srv.Close()
		<-ended
	})
	b.t.Cleanup(stop)
	return stop
}

func (b *bench) write(files map[string]string) {
	b.t.Helper()
	for name, text := range files {
		name = filepath.Join(b.root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			b.t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			b.t.Fatal(err)
		}
	}
}

// save writes files and waits until the site that they make is served.
func (b *bench) save(files map[string]string) {
	b.t.Helper()
	before := b.Current().ID
	changed, stop := b.Subscribe()
	defer stop()
	b.write(files)
	b.changes <- watch.Change{Paths: slices.Sorted(maps.Keys(files))}
	for b.Current().ID == before {
		select {
		case <-changed:
		case <-time.After(10 * time.Second):
			b.t.Fatal("a save is not served")
		}
	}
}

// ask makes a request; headers are "Name: value", and "Host: x" sets the host.
func (b *bench) ask(method, path string, headers ...string) (*http.Response, string) {
	b.t.Helper()
	// The path is sent as it stands here, also where a client would clean it.
	req := &http.Request{Method: method, URL: &url.URL{Scheme: "http", Host: b.Listener.Addr().String(), Opaque: path}, Header: http.Header{}}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			req.Host = value
		}
		req.Header.Set(name, value)
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return res, string(body)
}

func TestPages(t *testing.T) {
	b := start(t, site, build.Options{}, time.Minute)
	for _, c := range []struct {
		path   string
		status int
		typ    string // begins with
		body   string // holds
		to     string // Location
	}{
		{path: "/", status: 200, typ: "text/html", body: "Ada Byron"},
		{path: "/posts/first/", status: 200, typ: "text/html", body: "Hello"},
		{path: "/posts/first/index.html", status: 200, typ: "text/html", body: "Hello"},
		{path: "/posts/first", status: 302, to: "/posts/first/"},
		{path: "/posts/first?a=b", status: 302, to: "/posts/first/?a=b"},
		{path: "/posts/first/?a=b", status: 200, typ: "text/html", body: "Hello"},
		{path: "/gr%C3%B6%C3%9Fe-and-ma%C3%9F/", status: 200, typ: "text/html", body: "Größe"},
		{path: "/gr%C3%B6%C3%9Fe-and-ma%C3%9F", status: 302, to: "/gr%C3%B6%C3%9Fe-and-ma%C3%9F/"},
		{path: "/css/own.css", status: 200, typ: "text/css", body: "a{}"},
		{path: "/pic.png", status: 200, typ: "image/png", body: "0123456789"},
		{path: "/404.html", status: 200, typ: "text/html", body: "not found"},
		{path: "/nowhere", status: 404, typ: "text/html", body: "not found"},
		{path: "/posts/draft/", status: 404, typ: "text/html", body: "not found"},
		{path: "/pic.png/", status: 404, typ: "text/html", body: "not found"},
		{path: "/posts//first/", status: 404, typ: "text/html", body: "not found"},
		{path: "/%2fexample.com/..", status: 404, typ: "text/html", body: "not found"},
		{path: "/resume.pdf", status: 404, typ: "text/html", body: "not found"},
		{path: "/_resgen/live.js", status: 200, typ: "text/javascript", body: "EventSource"},
		{path: "/_resgen/../secret.txt", status: 404, typ: "text/plain"},
		{path: "/page.html", status: 200, typ: "text/html", body: `<p>No head at all<meta name="resgen-build"`},
		{path: "/UPPER.html", status: 200, typ: "text/html", body: `defer></script></HEAD><BODY>`},
	} {
		t.Run(c.path, func(t *testing.T) {
			res, body := b.ask("GET", c.path)
			if res.StatusCode != c.status || !strings.HasPrefix(res.Header.Get("Content-Type"), c.typ) || !strings.Contains(strings.ToLower(body), strings.ToLower(c.body)) {
				t.Errorf("%s %s\n%s", res.Status, res.Header.Get("Content-Type"), body)
			}
			if got := res.Header.Get("Location"); got != c.to {
				t.Errorf("sent to %q, want %q", got, c.to)
			}
			if strings.HasPrefix(c.typ, "text/html") && strings.Count(body, `<meta name="resgen-build" content="`+b.Current().ID+`">`) != 1 {
				t.Error("the page does not say which build it shows")
			}
			head, none := b.ask("HEAD", c.path)
			if head.StatusCode != c.status || none != "" || c.to == "" && head.Header.Get("Content-Length") != res.Header.Get("Content-Length") ||
				head.Header.Get("ETag") != res.Header.Get("ETag") {
				t.Errorf("HEAD: %s %v with %d bytes", head.Status, head.Header, len(none))
			}
		})
	}
}

// TestNothingElse asks for files that are there and not published, in every spelling of the way.
func TestNothingElse(t *testing.T) {
	b := start(t, site, build.Options{}, time.Minute)
	ups := []string{"", "../", "..%2f", "..%2F", "%2e%2e/", "%2e%2e%2f", ".%2e/", "..%5c", "..\\", "%252e%252e%252f", "..;/", "..%00/", "....//", "./../",
		"_resgen/../", "posts/../../", "posts/first/..%2f..%2f..%2f", "/", "//", "%2f", "file:///", "\\", "%c0%ae%c0%ae/", "..%ef%bc%8f"}
	absolute := []string{b.root, "/proc/self/cwd", "/etc/passwd"}
	for _, up := range ups {
		for _, name := range []string{"out/resume.pdf", "public/old.html", "private.yaml", "content/private.yaml", "content/resume.md", "content/posts/draft.md",
			"content/jobs/acme.md", "jobs/acme.md", "jobs/acme/", "variants/acme/", "variants/acme.md", "posts/draft.md", "secret.txt", "content/.git/config", ".git/config", "static/.env", ".env",
			"layouts/single.html", "posts/draft/", "resume.md", absolute[0] + "/secret.txt", absolute[1] + "/go.mod", absolute[2], strings.Replace(b.root, "/", "%2f", -1) + "%2fsecret.txt"} {
			res, body := b.ask("GET", "/"+up+name)
			if strings.Contains(body, secret) || strings.Contains(body, "174 06 05") || res.StatusCode == 200 {
				t.Errorf("/%s%s: %s\n%.200s", up, name, res.Status, body)
			}
			if to := res.Header.Get("Location"); to != "" {
				t.Errorf("/%s%s is sent to %s", up, name, to)
			}
		}
	}
}

func TestGuard(t *testing.T) {
	b := start(t, site, build.Options{}, time.Minute)
	for _, c := range []struct {
		method string
		path   string
		header string
		status int
	}{
		{"GET", "/", "Host: localhost:1313", 200},
		{"GET", "/", "Host: LocalHost", 200},
		{"GET", "/", "Host: localhost.:1313", 200},
		{"GET", "/", "Host: 127.0.0.1", 200},
		{"GET", "/", "Host: 127.8.9.1:80", 200},
		{"GET", "/", "Host: [::1]:1313", 200},
		{"GET", "/", "Host: [::1]", 200},
		{"GET", "/", "Host: evil.example", 403},
		{"GET", "/", "Host: evil.example:1313", 403},
		{"GET", "/", "Host: localhost.evil.example", 403},
		{"GET", "/", "Host: 127.0.0.1.evil.example", 403},
		{"GET", "/", "Host: 192.168.1.7:1313", 403},
		{"GET", "/", "Host: [fe80::1]", 403},
		{"GET", "/", "Host: [localhost", 403},
		{"GET", "/_resgen/events", "Host: evil.example", 403},
		{"GET", "/_resgen/live.js", "Host: evil.example", 403},
		{"POST", "/", "", 405},
		{"PUT", "/x", "", 405},
		{"DELETE", "/", "", 405},
		{"OPTIONS", "/", "", 405},
		{"POST", "/_resgen/events", "", 405},
		{"GET", "/", "Sec-Fetch-Site: cross-site", 403},
		{"GET", "/", "Sec-Fetch-Site: same-site", 403}, // another port of this machine
		{"GET", "/_resgen/events", "Sec-Fetch-Site: cross-site", 403},
		{"GET", "/_resgen/desk", "Origin: http://evil.example", 403},
		{"GET", "/_resgen/desk", "Origin: null", 403},
		{"GET", "/", "Sec-Fetch-Site: same-origin", 200},
		{"GET", "/", "Sec-Fetch-Site: none", 200},
	} {
		t.Run(c.method+" "+c.path+" "+c.header, func(t *testing.T) {
			headers := []string{}
			if c.header != "" {
				headers = append(headers, c.header)
			}
			res, body := b.ask(c.method, c.path, headers...)
			if res.StatusCode != c.status || c.status != 200 && (strings.Contains(body, "<") || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/plain")) {
				t.Errorf("%s\n%.200s", res.Status, body)
			}
			if res.Header.Get("X-Content-Type-Options") != "nosniff" || res.Header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
				t.Errorf("headers: %v", res.Header)
			}
			if res.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Error("other origins may read it")
			}
		})
	}
	if res, _ := b.ask("GET", "/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"); res.StatusCode != 200 {
		t.Errorf("a link from elsewhere: %s", res.Status)
	}
}

func TestKnown(t *testing.T) {
	for _, c := range []struct {
		bind, host string
		want       bool
	}{
		{"0.0.0.0", "192.168.1.7:1313", true},
		{"0.0.0.0", "localhost:1313", true},
		{"0.0.0.0", "0.0.0.0:1313", true},
		{"0.0.0.0", "[fe80::1]:1313", true},
		{"0.0.0.0", "evil.example:1313", false},
		{"::", "[2001:db8::1]:1313", true},
		{"", "192.168.1.7:1313", true},
		{"", "", false},
		{"", ":1313", false},
		{"192.168.1.7", "192.168.1.7:1313", true},
		{"desk.local", "Desk.Local:1313", true},
		{"desk.local", "other.local:1313", false},
		{"localhost", "127.0.0.1:1313", true},
		{"localhost", "192.168.1.7", false},
		{"::1", "[::1]:1313", true},
		{"127.0.0.1", "[::ffff:127.0.0.1]:1", true},
		{"127.0.0.1", "2130706433", false},
	} {
		g := guard{bind: c.bind, public: !loopback(c.bind)}
		if got := g.known(c.host); got != c.want {
			t.Errorf("bound to %q, asked as %q: %t", c.bind, c.host, got)
		}
	}
}

func TestNotModified(t *testing.T) {
	b := start(t, site, build.Options{}, time.Minute)
	for _, path := range []string{"/", "/css/own.css", "/pic.png", "/_resgen/live.js"} {
		first, _ := b.ask("GET", path)
		tag := first.Header.Get("ETag")
		if tag == "" || first.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %v", path, first.Header)
		}
		for _, tags := range []string{tag, `"x", ` + tag, "W/" + tag} {
			if res, body := b.ask("GET", path, "If-None-Match: "+tags); res.StatusCode != 304 || body != "" {
				t.Errorf("%s with %s: %s", path, tags, res.Status)
			}
		}
		if res, _ := b.ask("GET", path, `If-None-Match: "other"`); res.StatusCode != 200 {
			t.Errorf("%s with another tag: %s", path, res.Status)
		}
	}
	tag := func() string { res, _ := b.ask("GET", "/posts/first/"); return res.Header.Get("ETag") }
	before := tag()
	b.save(map[string]string{"content/posts/first.md": "# Changed\n"})
	if tag() == before {
		t.Error("the page has changed, and its tag has not")
	}
	if res, body := b.ask("GET", "/pic.png", "Range: bytes=8-11"); res.StatusCode != 206 || body != "0123" {
		t.Errorf("a range: %s %q", res.Status, body)
	}
}

func TestBasePath(t *testing.T) {
	o := build.Options{}
	o.BaseURL = "https://me.github.io/my%20cv/"
	b := start(t, site, o, time.Minute)
	for _, c := range []struct {
		path   string
		status int
		to     string
	}{
		{"/my%20cv/", 200, ""},
		{"/my%20cv/posts/first/", 200, ""},
		{"/my%20cv/posts/first", 302, "/my%20cv/posts/first/"},
		{"/", 302, "/my%20cv/"},
		{"/my%20cv", 302, "/my%20cv/"},
		{"/posts/first/", 404, ""},
		{"/other/", 404, ""},
		{"/_resgen/live.js", 200, ""},
	} {
		if res, _ := b.ask("GET", c.path); res.StatusCode != c.status || res.Header.Get("Location") != c.to {
			t.Errorf("%s: %s to %q", c.path, res.Status, res.Header.Get("Location"))
		}
	}
}

// TestLayoutFails breaks the layout of some pages and mends it.
func TestLayoutFails(t *testing.T) {
	b := start(t, site, build.Options{}, time.Minute)
	b.save(map[string]string{"layouts/single.html": `{{ template "base" . }}{{ define "main" }}<p>{{ .Page.Nothing }}</p>{{ end }}`})
	res, body := b.ask("GET", "/posts/first/")
	if res.StatusCode != 500 || !strings.Contains(body, "Nothing") || !strings.Contains(body, "/_resgen/live.js") || res.Header.Get("ETag") != "" {
		t.Errorf("%s\n%s", res.Status, body)
	}
	if res, _ := b.ask("GET", "/"); res.StatusCode != 200 {
		t.Errorf("another page: %s", res.Status)
	}
	// Nobody need look at a page for its layout to be found.
	e := b.stream().until(func(e event) bool { return !e.Printing })
	if len(e.Findings) != 1 || e.Findings[0].Rule != "page/layout" || e.Findings[0].Path != "layouts/single.html" {
		t.Errorf("findings: %+v", e.Findings)
	}
	b.save(map[string]string{"layouts/single.html": `{{ template "base" . }}{{ define "main" }}<p>mended</p>{{ end }}`})
	if res, body := b.ask("GET", "/posts/first/"); res.StatusCode != 200 || !strings.Contains(body, "mended") {
		t.Errorf("mended: %s\n%s", res.Status, body)
	}
}

// A stream is the other end of a stream of events.
type stream struct {
	t     *testing.T
	lines *bufio.Reader
	body  io.Closer
}

func (b *bench) stream() *stream {
	b.t.Helper()
	res, err := http.Get(b.URL + "/_resgen/events")
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { res.Body.Close() })
	if got := res.Header.Get("Content-Type"); got != "text/event-stream" {
		b.t.Errorf("content type %s", got)
	}
	return &stream{b.t, bufio.NewReader(res.Body), res.Body}
}

// until reads on to the next event of which ok is true.
func (s *stream) until(ok func(event) bool) event {
	s.t.Helper()
	for {
		line, err := s.lines.ReadString('\n')
		if err != nil {
			s.t.Fatalf("the stream ended: %v", err)
		}
		if data, is := strings.CutPrefix(line, "data: "); is {
			var e event
			if err := json.Unmarshal([]byte(data), &e); err != nil {
				s.t.Fatal(err)
			}
			if ok(e) {
				return e
			}
		}
	}
}

func TestEvents(t *testing.T) {
	b := start(t, site, build.Options{}, time.Minute)
	any := func(event) bool { return true }
	done := func(e event) bool { return !e.Printing }
	tabs := make([]*stream, 8)
	for i := range tabs {
		tabs[i] = b.stream()
	}
	for _, tab := range tabs {
		if e := tab.until(any); e.ID != b.Current().ID || e.Kind != "page" || e.From != "" {
			t.Errorf("the first event: %+v", e)
		}
	}
	first := b.Current().ID

	b.save(map[string]string{"content/posts/first.md": "[nowhere](nowhere.md)\n", "static/pic.png": "other"})
	for _, tab := range tabs {
		e := tab.until(func(e event) bool { return e.ID == b.Current().ID && !e.Printing })
		if e.From != first || e.Kind != "page" || len(e.Findings) != 1 || strings.Join(e.Files, " ") != "/pic.png" {
			t.Fatalf("after a save: %+v", e)
		}
		f := e.Findings[0]
		if f.Path != "content/posts/first.md" || f.Line != 1 || f.Severity != "error" || f.Rule != "link/broken" || f.Excerpt != "[nowhere](nowhere.md)" {
			t.Errorf("the finding: %+v", f)
		}
	}

	b.save(map[string]string{"static/css/own.css": "b{}"})
	e := tabs[0].until(func(e event) bool { return e.ID == b.Current().ID })
	if e.Kind != "css" || strings.Join(e.CSS, " ") != "/css/own.css" || len(e.Files) != 0 {
		t.Errorf("after a stylesheet was saved: %+v", e)
	}
	if len(e.Findings) != 1 {
		t.Errorf("what is wrong goes away while it is not known: %+v", e)
	}
	if e := tabs[0].until(func(e event) bool { return e.ID == b.Current().ID && done(e) }); len(e.Findings) != 1 {
		t.Errorf("%+v", e)
	}
}

func TestEventOf(t *testing.T) {
	long := strings.Repeat("x", 1000)
	many := strings.Repeat("[gone](gone.md)\n\n", mostFindings/2)
	b := start(t, map[string]string{"content/resume.md": site["content/resume.md"], "content/a.md": many, "content/a2.md": many,
		"content/a3.md": strings.Repeat("[gone](gone.md)\n\n", 7), "content/b.md": long + "[gone](gone.md)" + long + "\n"}, build.Options{}, time.Minute)
	e := b.stream().until(func(e event) bool { return !e.Printing })
	if len(e.Findings) != mostFindings || e.More != 8 {
		t.Errorf("%d findings, %d more", len(e.Findings), e.More)
	}
}

func TestHeartbeat(t *testing.T) {
	b := start(t, site, build.Options{}, 20*time.Millisecond)
	s := b.stream()
	for beats := 0; beats < 5; { // longer than any deadline that was set once
		line, err := s.lines.ReadString('\n')
		if err != nil {
			t.Fatalf("after %d beats: %v", beats, err)
		}
		if line == ": still here\n" {
			beats++
		}
	}
	if res, body := b.ask("HEAD", "/_resgen/events"); res.StatusCode != 200 || body != "" {
		t.Errorf("HEAD: %s", res.Status)
	}
}

// TestDeaf has a browser that asks for events and never reads them; nobody else may wait for it, and it is let go.
func TestDeaf(t *testing.T) {
	b := start(t, site, build.Options{}, 200*time.Millisecond)
	deaf, err := net.Dial("tcp", b.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer deaf.Close()
	deaf.(*net.TCPConn).SetReadBuffer(1 << 10)
	if _, err := io.WriteString(deaf, "GET /_resgen/events HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	other := b.stream()
	for i := range 50 {
		b.save(map[string]string{"content/posts/first.md": strings.Repeat("[gone](gone.md) ", 200+i) + "\n"})
		id := b.Current().ID
		other.until(func(e event) bool { return e.ID == id })
	}
}

// TestStreamsEndWithTheServer holds that Ctrl-C need not wait for browsers.
func TestStreamsEndWithTheServer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := start(t, site, build.Options{}, time.Minute)
	srv := httptest.NewUnstartedServer(Handler(b.Loop, Options{Bind: "127.0.0.1"}))
	srv.Config.BaseContext = func(net.Listener) context.Context { return ctx }
	srv.Start()
	defer srv.Close()
	var open []*http.Response
	for range 5 {
		res, err := http.Get(srv.URL + "/_resgen/events")
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		open = append(open, res)
	}
	began := time.Now()
	cancel()
	if err := srv.Config.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, res := range open {
		io.Copy(io.Discard, res.Body)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
}
