package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// tabs is how many browsers look at the site of a soak.
const tabs = 4

// TestSoak edits a site 2,000 times, with two fixed seeds, as the real watcher sees it and several browsers look at it, through
// all that an hour of writing can bring. Now and then, and in the end, what is served must be what a fresh build makes of the
// files, and each browser must show it; and nothing may be left behind. With RESGEN_SOAK=10m it goes on for that long, with seeds of the day.
func TestSoak(t *testing.T) {
	printer := fakePrinter(t, 3*time.Millisecond)
	seeds := uint64(2)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { newSoak(t, seed, printer).all(1000, 100) })
	}
	long, err := time.ParseDuration(os.Getenv("RESGEN_SOAK"))
	if err != nil && os.Getenv("RESGEN_SOAK") != "" {
		t.Fatal(err)
	}
	if long > 0 {
		t.Run("a minute", func(t *testing.T) {
			s := newSoak(t, 9, printer)
			s.steady(2000)
			s.print()
			s.end()
		})
	}
	for end := time.Now().Add(long); time.Now().Before(end); {
		seed := uint64(time.Now().UnixNano())
		t.Run(fmt.Sprint(seed), func(t *testing.T) { newSoak(t, seed, printer).all(1000, 100) })
	}
}

// TestSoakPrinting is a short soak with the real browser, which must leave no process behind.
func TestSoakPrinting(t *testing.T) {
	bin := chrometest.Binary(t)
	before := descendants()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	printer := build.NewPrinter(ctx, bin, chrome.Options{Dir: t.TempDir()})
	t.Run("soak", func(t *testing.T) {
		s := newSoak(t, 3, printer)
		s.print()
		first := len(descendants())
		s.steady(40)
		s.compare(live.Look{})
		s.looks()
		s.flip(10)
		s.random(60)
		s.compare(live.Look{})
		// Tabs are used again. Chrome keeps one process more in reserve, and one may just be going.
		if now := len(descendants()); now > first+2 {
			t.Errorf("%d processes after the first print, %d in the end", first, now)
		}
		s.end()
	})
	within(t, "processes", func() string {
		left := slices.DeleteFunc(descendants(), func(p int) bool { return slices.Contains(before, p) })
		if len(left) == 0 {
			return ""
		}
		return fmt.Sprint(left)
	})
}

// fakePrinter is a printer that takes so long for a print.
func fakePrinter(t *testing.T, takes time.Duration) *build.Printer {
	f := chrometest.NewFake(t, takes)
	return build.PrinterOf(chrome.Binary{Path: "fake"}, func() (build.Browser, error) { return f, nil })
}

// TestMemory saves 400 times, or with RESGEN_SOAK 1,000 times: what is in use may grow by no more than would be a tenth over 1,000
// saves. The first hundred fill what is kept of the newest.
func TestMemory(t *testing.T) {
	const first = 100
	saves := 400
	if os.Getenv("RESGEN_SOAK") != "" {
		saves = 1000
	}
	a := author{T: t}
	b := start(t, map[string]string{"content/resume.md": a.resume()}, build.Options{Printer: fakePrinter(t, 0)}, time.Minute)
	early := 0
	for i := range saves {
		b.save(map[string]string{"content/resume.md": a.resume()})
		if reported(t, b.Loop, b.Current().ID) == nil {
			t.Fatal("a save has no findings")
		}
		if i == first-1 {
			early = heap()
		}
	}
	late := heap()
	t.Logf("%d KB are in use after %d saves, %d KB after %d", early>>10, first, late>>10, saves)
	if late-early > early/10*(saves-first)/1000 {
		t.Error("it grows")
	}
}

// heap is the bytes that are in use.
func heap() int {
	runtime.GC()
	runtime.GC() // what pools held through the first
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// A soak is a served site, somebody who edits it, and some who look.
type soak struct {
	author
	printer *build.Printer
	address string
	loop    *live.Loop
	stop    func() // ends the server, the loop and the watcher
	tabs    [tabs]tab
	looking sync.WaitGroup
	close   context.CancelFunc // of the tabs
	was     leavings
}

// A tab is a browser that comes and goes.
type tab struct {
	last     atomic.Pointer[event] // what it was told last
	pictures map[string]string     // that it has, by address; of its own goroutine
	spliced  int                   // how many were made of others
}

// follow takes in the sheets of a print before its findings, as the workbench does: what is made of the pictures that it has must be
// what stands at their address.
func (b *tab) follow(t *testing.T, data string, get func(string) (io.ReadCloser, bool)) {
	var told struct {
		Sheets []struct {
			SVG, From string
			Parts     []json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(data), &told); err != nil {
		t.Errorf("sheets were told as %.200q: %v", data, err)
	}
	have := map[string]string{}
	for _, sh := range told.Sheets {
		body, ok := get(sh.SVG)
		if !ok {
			continue
		}
		svg, err := io.ReadAll(body)
		body.Close()
		if err != nil || !strings.HasPrefix(string(svg), "<svg") { // it is forgotten, or the server ends
			continue
		}
		have[sh.SVG] = string(svg)
		if old := b.pictures[sh.From]; old != "" && sh.Parts != nil {
			if spliced(t, old, sh.Parts) != string(svg) {
				t.Errorf("the parts of %s, from %s, make another picture", sh.SVG, sh.From)
			}
			b.spliced++
		}
	}
	b.pictures = have
}

func newSoak(t *testing.T, seed uint64, printer *build.Printer) *soak {
	s := &soak{printer: printer, address: "127.0.0.1:0", was: look()}
	s.author = author{T: t, Rand: rand.New(rand.NewPCG(seed, 0)), root: filepath.Join(t.TempDir(), "site"), pace: time.NewTicker(time.Hour)}
	s.write("content/resume.md", s.author.resume())
	s.write("content/posts/p0.md", "# First\n")
	s.start()
	ctx, cancel := context.WithCancel(t.Context())
	s.close = cancel
	for i := range s.tabs {
		s.looking.Go(func() { s.browse(ctx, i, rand.New(rand.NewPCG(seed, uint64(i)+1))) })
	}
	return s
}

func (s *soak) options(k live.Look) live.Options {
	o := build.Options{Printer: s.printer}
	o.Theme, o.Paper = k.Theme, k.Paper
	id := "test"
	if k != (live.Look{}) {
		id += "\x00" + k.Theme + "\x00" + k.Paper
	}
	return live.Options{Build: func() build.Options { return o }, Rules: rules.All(), ID: id, InTurn: true, All: true, Notice: func(n string) { s.Log(n) }}
}

// start serves the site, at the address that it had before.
func (s *soak) start() {
	s.Helper()
	set, err := source.Read(s.root)
	if err != nil {
		s.Fatal(err)
	}
	w, err := watch.New(watch.Options{Root: set.Root})
	if err != nil {
		s.Fatal(err)
	}
	ln, err := net.Listen("tcp", s.address)
	if err != nil {
		s.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if s.loop == nil {
		s.address = ln.Addr().String() // kept when the server is started again; tabs read it meanwhile
	}
	s.loop = live.New(ctx, set, build.NewMemory(nil, "test"), s.options(live.Look{}))
	srv := &http.Server{Handler: Handler(s.loop, Options{Bind: "127.0.0.1"}), BaseContext: func(net.Listener) context.Context { return ctx }}
	var running sync.WaitGroup
	running.Go(func() { s.loop.Run(ctx, lossy(ctx, w.Changes())) })
	running.Go(func() { srv.Serve(ln) })
	s.stop = func() {
		cancel()
		srv.Close()
		w.Close()
		running.Wait()
	}
}

// lossy passes changes on; of each seventh only that something was lost.
func lossy(ctx context.Context, in <-chan watch.Change) <-chan watch.Change {
	out := make(chan watch.Change)
	go func() {
		defer close(out)
		for n := 0; ; n++ {
			select {
			case c, ok := <-in:
				if !ok {
					return
				}
				if n%7 == 6 {
					c = watch.Change{Overflow: true}
				}
				select {
				case out <- c:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// browse is what a tab does: it listens for a while, looks at a page and the workbench, and goes and comes back.
func (s *soak) browse(ctx context.Context, i int, r *rand.Rand) {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	get := func(path string) (io.ReadCloser, bool) {
		req, _ := http.NewRequestWithContext(ctx, "GET", "http://"+s.address+path, nil)
		res, err := client.Do(req)
		if err != nil {
			return nil, false
		}
		return res.Body, true
	}
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for ctx.Err() == nil {
		body, ok := get(Prefix + []string{"events", "events?sheets"}[i%2])
		if !ok { // the server is being restarted
			select {
			case <-again.C:
			case <-ctx.Done():
			}
			continue
		}
		lines := bufio.NewScanner(body)
		lines.Buffer(nil, 1<<20)
		desk, kind := 0, ""
		for n := 1 + r.IntN(30); n > 0 && lines.Scan(); {
			if k, is := strings.CutPrefix(lines.Text(), "event: "); is {
				kind = k
			}
			data, is := strings.CutPrefix(lines.Text(), "data: ")
			if !is {
				continue
			}
			if kind == "sheets" {
				s.tabs[i].follow(s.T, data, get)
				continue
			}
			var e event
			if err := json.Unmarshal([]byte(data), &e); err != nil {
				s.Errorf("tab %d was told %.200q: %v", i, data, err)
			}
			if e.Desk < desk {
				s.Errorf("tab %d was told of the desk %d after %d", i, e.Desk, desk)
			}
			desk = e.Desk
			s.tabs[i].last.Store(&e)
			n--
		}
		body.Close()
		if r.IntN(4) == 0 { // another page wants something done
			req, _ := http.NewRequestWithContext(ctx, "POST", "http://"+s.address+Prefix+"look", strings.NewReader(`{"theme": "book"}`))
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("X-Resgen-Token", "of another session")
			if res, err := client.Do(req); err == nil {
				if res.Body.Close(); res.StatusCode != http.StatusForbidden {
					s.Errorf("an act with a wrong token was answered with %s", res.Status)
				}
			}
		}
		for _, path := range []string{"/", "/posts/p0/", "/resume.pdf", Prefix, Prefix + "desk", Prefix + "desk?print=resume.pdf"} {
			if r.IntN(4) == 0 {
				if body, ok := get(path); ok {
					io.Copy(io.Discard, body)
					body.Close()
				}
			}
		}
	}
}

// all is a whole soak: so many random edits, of which what is served is compared after each part.
func (s *soak) all(edits, part int) {
	special := []func(){
		func() { s.steady(60) },
		func() { s.flip(100) },
		func() { // a branch with 500 other files
			back := s.checkout(500)
			s.compare(live.Look{})
			back()
		},
		func() { s.slow(10) },
		func() {
			unlink := s.circle()
			s.random(10)
			s.compare(live.Look{})
			unlink()
		},
		s.looks,
		func() { // the content, and then all, is elsewhere for a while
			for _, name := range []string{s.disk("content"), s.root} {
				if err := os.Rename(name, s.root+"-away"); err != nil {
					s.Fatal(err)
				}
				<-s.pace.C
				if err := os.Rename(s.root+"-away", name); err != nil {
					s.Fatal(err)
				}
			}
		},
		func() {
			s.stop()
			s.random(5)
			s.start()
		},
	}
	for i := range edits / part {
		s.random(part)
		s.compare(live.Look{})
		if i < len(special) {
			special[i]()
			s.compare(live.Look{})
		}
	}
	s.print()
	s.end()
}

// random edits n times, now without a pause and now with a short one, and tries a look now and then.
func (s *soak) random(n int) {
	s.pace.Reset(5 * time.Millisecond)
	for range n {
		s.edit()
		if s.IntN(3) == 0 {
			<-s.pace.C
		}
		if s.IntN(20) == 0 {
			s.loop.Try(live.Look{Theme: []string{"", "swiss", "classic", "gone"}[s.IntN(4)], Paper: []string{"", "Letter"}[s.IntN(2)]})
		}
	}
	s.loop.Try(live.Look{})
}

// looks tries themes and takes them back, while files change and while a theme's own file comes and goes.
func (s *soak) looks() {
	s.write("content/resume.md", s.author.resume())
	swiss := live.Look{Theme: "swiss", Paper: "Letter"}
	s.loop.Try(swiss)
	s.compare(swiss)
	s.write("static/themes/swiss.css", "a {}")
	s.write("content/resume.md", s.author.resume())
	s.compare(swiss)
	os.RemoveAll(s.disk("static/themes"))
	for _, theme := range []string{"classic", "gone", "swiss"} {
		s.loop.Try(live.Look{Theme: theme})
	}
	s.loop.Try(swiss)
	s.compare(swiss)
	s.loop.Try(live.Look{})
}

// print makes sure that there is something to print, and that it is.
func (s *soak) print() {
	s.Helper()
	s.write("content/resume.md", s.author.resume())
	s.compare(live.Look{})
	if n := len(s.loop.Current().Save.Copies); n == 0 {
		s.Errorf("nothing was printed: %v", s.loop.Current().Err)
	}
}

// compare waits until what is served is that of the files, holds it against a fresh build, and waits until each tab shows it.
func (s *soak) compare(k live.Look) {
	s.Helper()
	set, err := source.Read(s.root)
	if err != nil {
		s.Fatal(err)
	}
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	fresh := live.New(ctx, set, build.NewMemory(nil, "test"), s.options(k))
	want := reported(s.T, fresh, fresh.Current().ID)
	got := reported(s.T, s.loop, want.ID)
	if got == nil {
		s.Fatalf("the state stays behind the files (-files +state):\n%.3000s", cmp.Diff(files(set), files(s.loop.Current().Result.Set)))
	}
	if diff := cmp.Diff(output(s.T, want.Result), output(s.T, got.Result)); diff != "" {
		s.Fatalf("the site is not that of a fresh build (-fresh +state):\n%.3000s", diff)
	}
	if diff := cmp.Diff(lines(want), lines(got)); diff != "" {
		s.Fatalf("the findings are not those of a fresh build (-fresh +state):\n%.3000s", diff)
	}
	within(s.T, "tabs that do not show the last state", func() string {
		var behind []int
		for i := range s.tabs {
			if e := s.tabs[i].last.Load(); e == nil || e.ID != want.ID || e.Printing {
				behind = append(behind, i)
			}
		}
		if behind == nil {
			return ""
		}
		return fmt.Sprint(behind)
	})
}

// end closes the tabs and the server, and holds that nothing is left of them.
func (s *soak) end() {
	s.Helper()
	s.close()
	s.looking.Wait()
	spliced := 0
	for i := range s.tabs {
		spliced += s.tabs[i].spliced
	}
	if spliced == 0 {
		s.Error("no picture was made of another one")
	}
	s.stop()
	s.printer.Close()
	s.pace.Stop()
	within(s.T, "what was not there before", func() string { return look().beyond(s.was) })
}

// reported waits for the state with an ID and its findings; nil when it does not come.
func reported(t *testing.T, loop *live.Loop, id string) *live.State {
	changed, stop := loop.Subscribe()
	defer stop()
	late := time.After(20 * time.Second)
	for {
		if s := loop.Current(); s.ID == id && s.Report != nil {
			return s
		}
		select {
		case <-changed:
		case <-late:
			return nil
		}
	}
}

// files is what a set was read from, and what could not be used, by path.
func files(s *source.Set) map[string]string {
	out := map[string]string{}
	for _, f := range s.All() {
		out[f.Path] = string(f.Bytes)
	}
	for _, p := range s.Problems() {
		out[p.Span.Path()] = p.Text
	}
	return out
}

// output is all files that a build makes, by path.
func output(t *testing.T, r *build.Result) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, set := range []string{"public", "out"} {
		all := r.Public.All()
		if set == "out" {
			all = r.Sent.All()
		}
		for _, a := range all {
			b, err := a.Open()
			if err != nil {
				b = []byte("fails: " + err.Error())
			}
			out[set+"/"+a.Path] = string(b)
		}
	}
	return out
}

// lines is what a state has to say.
func lines(st *live.State) []string {
	out := []string{fmt.Sprint(st.Err)}
	for _, d := range st.Report.Findings {
		p := d.Span.Position()
		out = append(out, fmt.Sprintf("%s:%d:%d: %s: %s [%s] %s %d", p.Path, p.Line, p.Col, d.Severity, d.Message, d.Rule, d.Target, d.Sheet))
	}
	return out
}

// within waits ten seconds for there to be nothing of something.
func within(t *testing.T, what string, left func() string) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	late := time.After(10 * time.Second)
	for {
		now := left()
		if now == "" {
			return
		}
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("there are %s: %s", what, now)
		}
	}
}

// leavings is what a process could leave behind.
type leavings struct {
	goroutines int
	handles    []string // on Linux: what each open file handle is
}

func look() leavings {
	l := leavings{goroutines: runtime.NumGoroutine()}
	handles, _ := filepath.Glob("/proc/self/fd/*")
	for _, h := range handles {
		if to, err := os.Readlink(h); err == nil {
			l.handles = append(l.handles, to)
		}
	}
	return l
}

// beyond is what there is more than before; "" when there is not.
func (l leavings) beyond(before leavings) string {
	if len(l.handles) > len(before.handles) {
		return fmt.Sprintf("the file handles %q, with %q before", l.handles, before.handles)
	}
	if l.goroutines > before.goroutines {
		var b strings.Builder
		pprof.Lookup("goroutine").WriteTo(&b, 1)
		return fmt.Sprintf("%d goroutines, with %d before:\n%s", l.goroutines, before.goroutines, b.String())
	}
	return ""
}

// descendants is the processes below this one, on Linux.
func descendants() []int {
	children := map[int][]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:])) // the name may hold anything: state, parent
		if parent, err := strconv.Atoi(f[1]); err == nil {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
			children[parent] = append(children[parent], pid)
		}
	}
	var out []int
	for todo := []int{os.Getpid()}; len(todo) > 0; todo = todo[1:] {
		out = append(out, children[todo[0]]...)
		todo = append(todo, children[todo[0]]...)
	}
	return out
}
