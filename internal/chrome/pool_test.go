package chrome

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A shell is a headless shell of a test's own, with a port.
type shell struct {
	t    testing.TB
	cmd  *exec.Cmd
	dir  string
	ws   string // the address of its socket
	port string
}

// startShell starts a Chrome that listens on a port that is free, as a person would who shares one, and ends it after the test.
func startShell(t testing.TB, port string, flags ...string) *shell {
	t.Helper()
	bin := binary(t)
	s := &shell{t: t, dir: t.TempDir()}
	s.cmd = exec.Command(bin.Path, append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--no-first-run",
		"--disable-dev-shm-usage", "--remote-debugging-port=" + port, "--user-data-dir=" + filepath.Join(s.dir, "profile")}, flags...)...)
	s.cmd.Dir = s.dir
	s.cmd.Env = append(os.Environ(), "TMPDIR="+s.dir)
	out, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if ws, ok := strings.CutPrefix(lines.Text(), "DevTools listening on "); ok {
			s.ws = ws
			break
		}
	}
	if s.ws == "" {
		t.Fatal("the shell opened no port")
	}
	s.port = strings.Split(strings.Split(s.ws, ":")[2], "/")[0]
	go func() { // else it blocks when it has much to say
		for lines.Scan() {
		}
	}()
	return s
}

func (s *shell) kill() {
	if s.cmd.ProcessState == nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
	}
}

func (s *shell) address() string { return "ws://127.0.0.1:" + s.port }

func endpoints(t testing.TB, texts ...string) []Endpoint {
	t.Helper()
	_, list, err := Named(texts)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// faces is some of ours, from their files.
func faces(t testing.TB) []Face {
	t.Helper()
	var out []Face
	for _, name := range []string{"inter/latin-400-normal", "source-serif-4/latin-400-normal", "carlito/latin-700-normal"} {
		b, err := os.ReadFile("../../static/fonts/" + name + ".woff2")
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, Face{strings.ReplaceAll(name, "/", "-") + ".woff2", b})
	}
	return out
}

func connectTo(t testing.TB, opts PoolOptions, texts ...string) *Pool {
	t.Helper()
	opts.Faces = faces(t)
	p, err := Connect(context.Background(), endpoints(t, texts...), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// finished is a print's file, with nothing in it that differs from one print to the next.
func finished(t testing.TB, r Result) []byte {
	t.Helper()
	pdf, err := Finish(r.PDF, Info{Title: "x", Lang: "en", Date: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// numbered is a page that no other number has.
func numbered(n int) Job {
	job := resume(20)
	job.HTML = bytes.ReplaceAll(job.HTML, []byte("Maya Lindqvist"), fmt.Appendf(nil, "Number %d", n))
	return job
}

// printAll prints pages at the same time, and gives their files in their order. done is called after each.
func printAll(t testing.TB, print func(context.Context, Job) (Result, error), n int, done func()) [][]byte {
	t.Helper()
	out, errs := make([][]byte, n), make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			res, err := print(t.Context(), numbered(i))
			if errs[i] = err; err == nil {
				out[i] = finished(t, res)
			}
			done()
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t testing.TB, got, want [][]byte) {
	t.Helper()
	for i := range want {
		if !bytes.Equal(got[i], want[i]) {
			t.Errorf("print %d is another one than the browser of this machine makes", i)
		}
	}
}

// pages is what a shell has open: its pages, by address.
func (s *shell) pages() string {
	s.t.Helper()
	res, err := http.Get("http://127.0.0.1:" + s.port + "/json/list")
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	var list []struct{ Type, URL string }
	if err := json.NewDecoder(res.Body).Decode(&list); err != nil {
		s.t.Fatal(err)
	}
	var out []string
	for _, p := range list {
		out = append(out, p.Type+" "+p.URL)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// TestPool prints with three browsers, and holds that the files are those of the browser of this machine, that all three did
// some of the work, and that nothing of it stays in them.
func TestPool(t *testing.T) {
	a, b, c := startShell(t, "0"), startShell(t, "0"), startShell(t, "0")
	before := a.pages()
	p := connectTo(t, PoolOptions{Tabs: 2}, a.address(), "http://localhost:"+b.port+"/?token=any", c.ws)
	all, err := p.Statuses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.Err != nil || s.Took <= 0 || s.Probe.Rounded() || s.Probe.Version != warm(t).Version() {
			t.Errorf("%s: %+v", s.Endpoint, s)
		}
	}
	const n = 12
	want := printAll(t, warm(t).Print, n, func() {})
	same(t, printAll(t, p.Print, n, func() {}), want)
	for i, s := range []*shell{a, b, c} {
		if got := s.pages(); strings.Count(got, "resgen.invalid") == 0 {
			t.Errorf("browser %d did nothing: %s", i, got)
		}
	}
	view := View{Width: 600, Height: 400}
	shot, err := p.Screenshot(t.Context(), resume(20), view)
	if err != nil {
		t.Fatal(err)
	}
	if local, err := warm(t).Screenshot(t.Context(), resume(20), view); err != nil || !bytes.Equal(shot, local) {
		t.Errorf("a picture is another one than the browser of this machine takes: %d and %d bytes, %v", len(shot), len(local), err)
	}
	if p.Version() != warm(t).Version() || !strings.Contains(p.Identity(), p.Version()) || len(p.Notes()) > 0 {
		t.Errorf("version %q, identity %q, notes %q", p.Version(), p.Identity(), p.Notes())
	}
	begin := time.Now()
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if took := time.Since(begin); took > goodbye {
		t.Errorf("Close took %v", took)
	}
	for i, s := range []*shell{a, b, c} {
		if got := s.pages(); got != before {
			t.Errorf("browser %d has open %q, and had %q", i, got, before)
		}
	}
	if err := p.Close(); err != nil {
		t.Error("the second Close:", err)
	}
	if _, err := p.Print(t.Context(), resume(1)); !errors.Is(err, errClosed) {
		t.Errorf("Print after Close: %v", err)
	}
}

// TestPoolLosesOne kills one of three browsers in the middle of its work.
func TestPoolLosesOne(t *testing.T) {
	shells := []*shell{startShell(t, "0"), startShell(t, "0"), startShell(t, "0")}
	p := connectTo(t, PoolOptions{Tabs: 2}, shells[0].address(), shells[1].address(), shells[2].address())
	if _, err := p.Statuses(t.Context()); err != nil {
		t.Fatal(err)
	}
	const n = 24
	want := printAll(t, warm(t).Print, n, func() {})
	var done atomic.Int32
	got := printAll(t, p.Print, n, func() {
		if done.Add(1) == n/4 {
			_ = shells[1].cmd.Process.Kill()
		}
	})
	same(t, got, want)
	lost := shells[1].address() + " was lost: it closed the connection; the others do its work"
	if notes := p.Notes(); len(notes) != 1 || notes[0] != lost {
		t.Errorf("notes are %q, want %q", notes, lost)
	}
	// With the next one, two are gone; with the last, all.
	_ = shells[0].cmd.Process.Kill()
	if _, err := p.Print(t.Context(), resume(1)); err != nil {
		t.Error(err)
	}
	_ = shells[2].cmd.Process.Kill()
	begin := time.Now()
	_, err := p.Print(t.Context(), resume(1))
	if err == nil {
		t.Fatal("it printed with none")
	}
	text := err.Error()
	if strings.Contains(text, "\n") || !strings.HasPrefix(text, "print with Chrome: there is no browser at any of the 3 addresses: "+shells[0].address()+": ") {
		t.Errorf("error is %q", text)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// TestPoolComesBack ends the only browser and starts another one at its port: it is used as if nothing had been.
func TestPoolComesBack(t *testing.T) {
	s := startShell(t, "0")
	p := connectTo(t, PoolOptions{}, s.address())
	if _, err := p.Print(t.Context(), resume(1)); err != nil {
		t.Fatal(err)
	}
	s.kill()
	_, err := p.Print(t.Context(), resume(1))
	if want := "there is no browser at " + s.address() + ": "; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error is %v, want %q", err, want)
	}
	before := p.Identity()
	startShell(t, s.port, "--font-render-hinting=full") // nobody else is there from whom it could differ
	within(t, 20*time.Second, "it prints again", func() bool {
		_, err := p.Print(t.Context(), resume(1))
		return err == nil
	})
	if notes := p.Notes(); len(notes) != 1 || !strings.Contains(notes[0], "was lost") {
		t.Errorf("notes are %q", notes)
	}
	if p.Identity() == before {
		t.Error("its prints are taken for those of the one before")
	}
}

// TestPoolTriesAgain holds that one that was lost joins again by itself, while the other works on.
func TestPoolTriesAgain(t *testing.T) {
	a, b := startShell(t, "0"), startShell(t, "0")
	p := connectTo(t, PoolOptions{}, a.address(), b.address())
	is := func(up bool) func() bool {
		return func() bool {
			all, err := p.Statuses(t.Context())
			return err == nil && all[0].Err == nil && (all[1].Err == nil) == up
		}
	}
	within(t, 5*time.Second, "both are there", is(true))
	b.kill()
	within(t, 5*time.Second, "one is lost", is(false))
	if _, err := p.Print(t.Context(), resume(1)); err != nil {
		t.Error(err)
	}
	startShell(t, b.port)
	within(t, 20*time.Second, "it is back", is(true))
	if notes := p.Notes(); len(notes) != 1 || notes[0] != b.address()+" was lost: it closed the connection; the others do its work" {
		t.Errorf("notes are %q", notes)
	}
}

// TestPoolRefuses holds that one whose prints differ is left out, with both figures, and that the others go on.
func TestPoolRefuses(t *testing.T) {
	good := startShell(t, "0")
	hinted := startShell(t, "0", "--font-render-hinting=full")
	coarse := startShell(t, "0", "--disable-font-subpixel-positioning")
	version := strings.Split(warm(t).Version(), "/")[1]
	other := "9" + version[1:]
	old := forward(t, "127.0.0.1:0", good.port, strings.NewReplacer("Chrome/"+version, "Chrome/"+other), nil)
	tests := []struct{ name, address, want string }{
		{"advances", hinted.address(), `it sets the same words \d+\.\d\d px wide, and ` + good.address() + ` \d+\.\d\d px`},
		{"drawing", coarse.address(), `its print of the same words is [0-9a-f]{8}…, and that of ` + good.address() + ` [0-9a-f]{8}…`},
		{"version", old.address(), `it is HeadlessChrome/` + other + `, and ` + good.address() + ` is HeadlessChrome/` + version},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := connectTo(t, PoolOptions{Tabs: 1}, good.address(), tt.address)
			all, err := p.Statuses(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			want := regexp.MustCompile(`^it would print otherwise: ` + tt.want + `$`)
			if all[0].Err != nil || all[1].Err == nil || !want.MatchString(all[1].Err.Error()) {
				t.Errorf("%v and %v, want %s", all[0].Err, all[1].Err, want)
			}
			if notes := p.Notes(); len(notes) != 1 || notes[0] != fmt.Sprintf("%s: %v; the others do its work", tt.address, all[1].Err) {
				t.Errorf("notes are %q", notes)
			}
			same(t, printAll(t, p.Print, 6, func() {}), printAll(t, warm(t).Print, 6, func() {}))
		})
	}
	t.Run("alone", func(t *testing.T) { // it prints, but unevenly
		p := connectTo(t, PoolOptions{}, hinted.address())
		if _, err := p.Print(t.Context(), resume(1)); err != nil {
			t.Error(err)
		}
		if notes := p.Notes(); len(notes) != 1 || !strings.Contains(notes[0], "start it with --font-render-hinting=none") {
			t.Errorf("notes are %q", notes)
		}
	})
}

// TestPoolMidPrint has a connection cut, and one fall silent, in the middle of a print: another browser makes it.
func TestPoolMidPrint(t *testing.T) {
	s := startShell(t, "0")
	for _, how := range []string{"cut", "silent"} {
		t.Run(how, func(t *testing.T) {
			f := forward(t, "127.0.0.1:0", s.port, nil, nil)
			p := connectTo(t, PoolOptions{Tabs: 1, Timeout: 3 * time.Second}, f.address(), s.address())
			if _, err := p.Statuses(t.Context()); err != nil {
				t.Fatal(err)
			}
			job := numbered(7)
			lookup := job.Lookup
			var once sync.Once
			job.Timeout = 2 * time.Second
			job.Lookup = func(url string) ([]byte, string, bool) {
				once.Do(func() {
					if how == "cut" {
						f.cut()
					} else {
						f.hold()
					}
				})
				return lookup(url)
			}
			res, err := p.Print(t.Context(), job)
			if err != nil {
				t.Fatal(err)
			}
			same(t, [][]byte{finished(t, res)}, [][]byte{finished(t, mustPrint(t, warm(t), numbered(7)))})
			why := map[string]string{"cut": "it closed the connection", "silent": "it gives no sign of life"}[how]
			if notes := p.Notes(); len(notes) != 1 || notes[0] != f.address()+" was lost: "+why+"; the others do its work" {
				t.Errorf("notes are %q", notes)
			}
		})
	}
}
