package chrome

import (
	"context"
	"fmt"
	"mime"
	"os"
	"path"
	"strings"
	"sync"
	"testing"
	"time"
)

// The one warm browser of the tests that do not need one of their own.
var shared struct {
	once    sync.Once
	dir     string
	browser *Browser
	err     error
}

func TestMain(m *testing.M) {
	if dir := os.Getenv("CHROME_TEST_HOLD"); dir != "" {
		hold(dir)
		return
	}
	if at := os.Getenv("CHROME_TEST_HOLD_AT"); at != "" {
		holdRemote(at)
		return
	}
	code := m.Run()
	if shared.browser != nil {
		if err := shared.browser.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.RemoveAll(shared.dir)
	os.Exit(code)
}

// binary is chrometest.Binary, which imports this package: the real Chrome. Without one, or with -short, the test is skipped;
// RESGEN_REQUIRE_CHROME makes that a failure.
func binary(t testing.TB) Binary {
	t.Helper()
	bin, err := Find(os.Getenv)
	switch required := os.Getenv("RESGEN_REQUIRE_CHROME") != ""; {
	case err != nil && required:
		t.Fatal(err)
	case err != nil:
		t.Skip(err)
	case testing.Short() && !required:
		t.Skip("needs a browser")
	}
	return bin
}

func warm(t testing.TB) *Browser {
	t.Helper()
	bin := binary(t)
	shared.once.Do(func() {
		if shared.dir, shared.err = os.MkdirTemp("", "chrome-test-"); shared.err == nil {
			shared.browser, shared.err = Launch(context.Background(), bin, Options{Dir: shared.dir})
		}
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.browser
}

// launch starts a browser of the test's own.
func launch(t testing.TB, opts Options) *Browser {
	t.Helper()
	bin := binary(t)
	if opts.Dir == "" {
		opts.Dir = t.TempDir()
	}
	b, err := Launch(context.Background(), bin, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func mustPrint(t testing.TB, b *Browser, job Job) Result {
	t.Helper()
	res, err := b.Print(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// files is a Lookup of paths to contents.
func files(m map[string]string) func(string) ([]byte, string, bool) {
	return func(url string) ([]byte, string, bool) {
		p, _, _ := strings.Cut(url, "?")
		body, ok := m[p]
		return []byte(body), mime.TypeByExtension(path.Ext(p)), ok
	}
}

// resume is a page like those of resgen, about n blocks long, with faces and styles in files.
func resume(n int) Job {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang=en><meta charset=utf-8><title>Maya Lindqvist – Engineer</title>` +
		`<link rel=stylesheet href="css/sheet.css"><body><main><h1 data-src="r.md@0-9" data-role=name>Maya Lindqvist</h1>`)
	for i := range n {
		at := 10 + i*100
		if i%8 == 0 {
			fmt.Fprintf(&b, `<h2 data-src="r.md@%d-%d" data-role=section>Section %d</h2>`, at, at+9, i/8)
			continue
		}
		fmt.Fprintf(&b, `<ul><li data-src="r.md@%d-%d" data-role=bullet>Cut p99 latency of the <b>ledger API</b> from 480 ms to %d ms at 1,800 requests per second `+
			`by replacing row locks with an <a href="https://example.com/x">append-only</a> journal</li></ul>`, at, at+90, i)
	}
	b.WriteString(`</main></html>`)
	fonts := map[string]string{}
	var css strings.Builder
	for _, f := range []struct{ weight, style string }{{"400", "normal"}, {"600", "normal"}, {"400", "italic"}} {
		name := "latin-" + f.weight + "-" + f.style + ".woff2"
		if woff, err := os.ReadFile("../../static/fonts/stix-two-text/" + name); err == nil {
			fonts["/fonts/"+name] = string(woff)
			fmt.Fprintf(&css, "@font-face{font-family:STIX;font-weight:%s;font-style:%s;src:url(../fonts/%s)}", f.weight, f.style, name)
		}
	}
	css.WriteString(`@page{size:A4;margin:15mm 18mm 15mm 14mm} *{margin:0} body{font:10.2pt/1.3 STIX,serif} b,h1,h2{font-weight:600}`)
	fonts["/css/sheet.css"] = css.String()
	return Job{HTML: []byte(b.String()), Lookup: files(fonts)}
}

// within waits until a condition of the world outside holds, which gives no event to wait for.
func within(t *testing.T, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(limit); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("after %v still not: %s", limit, what)
		}
	}
}
