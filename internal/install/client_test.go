package install

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestNewClient(t *testing.T) {
	for _, text := range []string{"mirror", "ftp://host/x", "https://", "https://host/x?a=1", "https://host/#x", "https://ho st/", "file:///tmp"} {
		if _, err := NewClient(text); err == nil {
			t.Errorf("%s is a mirror", text)
		}
	}
	for text, plain := range map[string]bool{"": false, "https://host/x/": false, "http://host": true, "http://127.0.0.1:80": false, "http://localhost/x": false, "http://192.0.2.1": true} {
		c, err := NewClient(text)
		if err != nil || c.Plain() != plain {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestLocate holds that nothing is fetched from where somebody else says: neither a pin nor an index is trusted with that.
func TestLocate(t *testing.T) {
	public, err := NewClient("")
	if err != nil {
		t.Fatal(err)
	}
	mirror, err := NewClient("https://me:secret@mirror.example/chrome/")
	if err != nil {
		t.Fatal(err)
	}
	const path = "/156.0.8078.108/linux64/chrome-headless-shell-linux64.zip"
	for _, tt := range []struct {
		c             *Client
		address, want string // "" for an error
	}{
		{public, publicArchives + path, publicArchives + path},
		{mirror, publicArchives + path, "https://me:secret@mirror.example/chrome" + path},
		{mirror, "https://mirror.example/chrome/own.zip", "https://me:secret@mirror.example/chrome/own.zip"},
		{public, "https://mirror.example/chrome/own.zip", ""},
		{public, "https://evil.example" + path, ""},
		{public, publicArchives + ".evil.example" + path, ""},
		{public, "https://storage.googleapis.com/other-bucket/x.zip", ""},
		{public, publicArchives + "/../other-bucket/x.zip", ""},
		{public, publicArchives + "/%2e%2e/other-bucket/x.zip", ""},
		{public, publicArchives + "/x/..//y.zip", ""},
		{public, publicArchives + "/x.zip?y=.zip", ""},
		{public, publicArchives + "/x.zip#.zip", ""},
		{public, publicArchives + "/x@y.zip", ""},
		{public, publicArchives + "/x.exe", ""},
		{public, "http" + strings.TrimPrefix(publicArchives, "https") + path, ""},
		{mirror, "https://mirror.example/other/own.zip", ""},
	} {
		got, err := tt.c.locate(tt.address)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s: %q, %v", tt.address, got, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is told: %v", err)
		}
	}
}

// fetchTo fetches a world's build into a file that is thrown away.
func fetchTo(t *testing.T, c *Client, want *Record) (Record, error) {
	t.Helper()
	address := archiveOf(version, platform)
	if c.archive != publicArchives {
		address = c.archive + "/" + archivePath(version, platform)
	}
	name := filepath.Join(t.TempDir(), "archive")
	got, err := c.fetch(t.Context(), Build{version, platform, address}, want, name, nil)
	if err == nil {
		b, readErr := os.ReadFile(name)
		if readErr != nil || record(b).SHA256 != got.SHA256 {
			t.Errorf("what was kept is not what came: %d bytes, %v", len(b), readErr)
		}
	}
	return got, err
}

func TestFetch(t *testing.T) {
	w := newWorld(t, true, version)
	want := record(w.archives[archivePath(version, platform)])
	if got, err := fetchTo(t, w.client(t), nil); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := fetchTo(t, w.client(t), &want); err != nil || got != want {
		t.Errorf("with a record: %+v, %v", got, err)
	}
}

func TestFetchBad(t *testing.T) {
	body := good(t, version)
	want := record(body)
	text := func(s string) http.HandlerFunc {
		return func(rw http.ResponseWriter, _ *http.Request) { rw.Write([]byte(s)) }
	}
	other := append([]byte(nil), body...)
	other[len(other)/2] ^= 1
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		rec    *Record
		want   string
	}{
		"gone":          {http.NotFound, nil, "linux64.zip answers 404 Not Found"},
		"forbidden":     {func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(403) }, &want, "answers 403 Forbidden"},
		"a page":        {text("\n<!DOCTYPE html><title>Login</title>"), nil, "the answer is a web page and no zip file\na proxy"},
		"no zip":        {text("Not today"), nil, "the answer is no zip file"},
		"empty":         {text(""), nil, "the answer is empty"},
		"another hash":  {text(string(other)), &want, fmt.Sprintf("it has %d bytes and sha256 %s, the record says %d bytes and sha256 %s\nnothing of it was kept or run", len(other), record(other).SHA256, want.Size, want.SHA256)},
		"shorter":       {text(string(body[:len(body)-7])), &want, fmt.Sprintf("it has %d bytes and sha256 ", len(body)-7)},
		"longer":        {text(string(body) + "x"), &want, fmt.Sprintf("has %d bytes, the record says %d bytes", len(body)+1, len(body))},
		"longer untold": {func(rw http.ResponseWriter, _ *http.Request) { rw.(http.Flusher).Flush(); rw.Write(append(body, 1, 2)) }, &want, fmt.Sprintf("has more than %d bytes, the record says %d bytes", len(body), len(body))},
		"too long": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Length", fmt.Sprint(mostArchive+1))
			rw.Write(body)
		}, nil, fmt.Sprintf("the answer has %d bytes; the most that is taken is %d", mostArchive+1, mostArchive)},
		"cut off": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Length", fmt.Sprint(len(body)))
			rw.Write(body[:len(body)/2])
		}, nil, "the answer was cut off"},
		"hung up": {func(rw http.ResponseWriter, _ *http.Request) {
			conn, _, _ := rw.(http.Hijacker).Hijack()
			conn.Close()
		}, nil, "linux64.zip: "},
		"a circle": {func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, r.URL.Path, http.StatusFound) }, nil, "it is one of many, which lead nowhere"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, true, version)
			w.answers[archivePath(version, platform)] = tt.answer
			got, err := fetchTo(t, w.client(t), tt.rec)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%+v, %v; want %s", got, err, tt.want)
			}
		})
	}
}

// TestFetchAgain holds that what may pass is tried again, from the start, and what will not is not.
func TestFetchAgain(t *testing.T) {
	body := good(t, version)
	for name, tt := range map[string]struct {
		fail  http.HandlerFunc
		tries int
	}{
		"cut off": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Length", fmt.Sprint(len(body)))
			rw.Write(body[:100])
		}, 2},
		"overloaded": {func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(503) }, 2},
		"gone":       {http.NotFound, 1},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, false, version)
			tries := 0
			w.answers[archivePath(version, platform)] = func(rw http.ResponseWriter, r *http.Request) {
				if tries++; tries == 1 {
					tt.fail(rw, r)
					return
				}
				rw.Write(body)
			}
			c := w.client(t)
			c.Waits = []time.Duration{0, 0}
			got, err := fetchTo(t, c, nil)
			if tries != tt.tries || tries == 2 && (err != nil || got != record(body)) {
				t.Errorf("%d tries: %+v, %v", tries, got, err)
			}
		})
	}
}

// TestStall holds that a server that sends nothing more is given up, before and in the middle of an answer.
func TestStall(t *testing.T) {
	body := good(t, version)
	for name, first := range map[string]int{"before": 0, "in the middle": 100} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, false, version)
			end := make(chan struct{})
			t.Cleanup(func() { close(end) }) // before the server is closed, which waits for it
			w.answers[archivePath(version, platform)] = func(rw http.ResponseWriter, r *http.Request) {
				if first > 0 {
					rw.Write(body[:first])
					rw.(http.Flusher).Flush()
				}
				<-end
			}
			c := w.client(t)
			c.Stall = 50 * time.Millisecond
			if _, err := fetchTo(t, c, nil); err == nil || !strings.Contains(err.Error(), "nothing came for 50ms\nbehind a proxy, set HTTPS_PROXY") {
				t.Error(err)
			}
		})
	}
}

func TestFetchIsStopped(t *testing.T) {
	w := newWorld(t, false, version)
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("enough")
	w.answers[archivePath(version, platform)] = func(rw http.ResponseWriter, r *http.Request) {
		rw.Write([]byte("PK"))
		rw.(http.Flusher).Flush()
		cancel(why)
		<-r.Context().Done()
	}
	c := w.client(t)
	c.Waits = []time.Duration{time.Hour}
	_, err := c.fetch(ctx, Build{version, platform, archiveOf(version, platform)}, nil, filepath.Join(t.TempDir(), "archive"), nil)
	if !errors.Is(err, why) {
		t.Error(err)
	}
}

// TestRedirect holds that a redirection from the public addresses stays on their host, and that none leaves https.
func TestRedirect(t *testing.T) {
	plain := newWorld(t, false, version)
	secure := newWorld(t, true, version)
	to := func(base string) http.HandlerFunc {
		return func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, base+"/other.zip?token=secret", http.StatusFound)
		}
	}
	body := good(t, version)
	for _, w := range []*world{plain, secure} {
		w.archives["other.zip"] = body
	}
	for name, tt := range map[string]struct {
		from, to *world
		direct   bool
		want     string // "" for none
	}{
		"the same host":                {from: secure, to: secure, direct: true},
		"from https to http":           {secure, plain, false, "it leads to " + plain.URL + "/other.zip; that is not encrypted"},
		"of a public one to another":   {secure, newWorld(t, true, version), true, "that is another host"},
		"of a mirror by https":         {from: secure, to: newWorld(t, true, version)},
		"of a plain mirror to another": {plain, newWorld(t, false, version), false, "that is another host, and not encrypted"},
		"of a plain mirror by https":   {from: plain, to: secure},
		"of a plain mirror on its own": {from: plain, to: plain},
	} {
		t.Run(name, func(t *testing.T) {
			tt.to.archives["other.zip"] = body
			tt.from.answers[archivePath(version, platform)] = to(tt.to.URL)
			c := tt.from.client(t)
			if tt.direct {
				c = tt.from.direct(t)
			}
			c.tls = secure.Client().Transport.(*http.Transport).TLSClientConfig
			_, err := fetchTo(t, c, nil)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("%v; want %q", err, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("the query is told: %v", err)
			}
		})
	}
}

// TestFailures holds that people are told what to do, and no password.
func TestFailures(t *testing.T) {
	secure := newWorld(t, true, version)
	closed := httptest.NewServer(nil)
	closed.Close()
	for name, tt := range map[string]struct{ mirror, want string }{
		"nothing there":  {"http://me:secret@" + strings.TrimPrefix(closed.URL, "http://"), "nothing answers there\nbehind a proxy, set HTTPS_PROXY"},
		"no such host":   {"https://me:secret@nowhere.invalid", "there is no host nowhere.invalid\nbehind a proxy"},
		"not trusted":    {strings.Replace(secure.URL, "//", "//me:secret@", 1), "its certificate is not trusted here"},
		"no https there": {"https://me:secret@" + strings.TrimPrefix(newWorld(t, false).URL, "http://"), "it does not speak https"},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := NewClient(tt.mirror)
			if err != nil {
				t.Fatal(err)
			}
			c.Waits = []time.Duration{}
			_, err = c.Resolve(t.Context(), Stable, platform)
			if name == "no such host" && err != nil && !strings.Contains(err.Error(), tt.want) { // where names are looked up elsewhere, that may fail in other ways
				t.Skip(err)
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%v; want %s", err, tt.want)
			}
		})
	}
}

// TestProxy holds that the proxy that the caller knows is asked, and name and password go to the mirror alone.
func TestProxy(t *testing.T) {
	var asked, auth string
	proxy := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		asked, auth = r.URL.String(), r.Header.Get("Authorization")
		rw.Write(good(t, version))
	}))
	defer proxy.Close()
	u, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewClient("http://me:secret@mirror.invalid/chrome")
	if err != nil {
		t.Fatal(err)
	}
	c.Proxy = http.ProxyURL(u)
	if _, err := fetchTo(t, c, nil); err != nil {
		t.Fatal(err)
	}
	if asked != "http://mirror.invalid/chrome/"+archivePath(version, platform) || !strings.HasPrefix(auth, "Basic ") {
		t.Errorf("asked for %s with %q", asked, auth)
	}
}

// TestProxyFails holds that the proxy's failures are not taken for those of the host behind it.
func TestProxyFails(t *testing.T) {
	login := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusProxyAuthRequired) }))
	defer login.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	for at, want := range map[string]string{login.URL: "Proxy Authentication Required\nthe proxy wants a name and a password", closed.URL: "the proxy cannot be reached: "} {
		u, err := url.Parse(at)
		if err != nil {
			t.Fatal(err)
		}
		c, err := NewClient("")
		if err != nil {
			t.Fatal(err)
		}
		c.Proxy, c.Waits = http.ProxyURL(u), []time.Duration{}
		if _, err := c.Resolve(t.Context(), Stable, platform); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %s", err, want)
		}
	}
}

func TestFetchToFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no full device")
	}
	defer full.Close()
	c := newWorld(t, false, version).client(t)
	err = c.get(t.Context(), c.mirror.String()+"/"+archivePath(version, platform), mostArchive, func(int64) (io.Writer, error) { return full, nil })
	if err == nil || !strings.HasPrefix(err.Error(), "keep what comes: ") {
		t.Error(err)
	}
}
