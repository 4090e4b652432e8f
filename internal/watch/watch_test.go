package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// start watches a folder until the test ends.
func start(t testing.TB, o Options) *Watcher {
	t.Helper()
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

// next is the next change.
func next(t testing.TB, w *Watcher) Change {
	t.Helper()
	select {
	case c, ok := <-w.Changes():
		if !ok {
			t.Fatal("closed")
		}
		return c
	case <-time.After(deadline):
		t.Fatalf("no change after %v", deadline)
	}
	return Change{}
}

func put(t testing.TB, elem ...string) {
	t.Helper()
	name := filepath.Join(elem...)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestNotAFolder(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.md")
	for _, root := range []string{filepath.Join(dir, "a.md"), filepath.Join(dir, "none")} {
		if w, err := New(Options{Root: root}); err == nil {
			w.Close()
			t.Errorf("watching %s is no error", root)
		}
	}
}

// TestCheckout: 500 files in 25 new folders are all reported, in few changes.
func TestCheckout(t *testing.T) {
	dir := t.TempDir()
	w := start(t, Options{Root: dir})
	want := map[string]bool{}
	for i := range 500 {
		path := fmt.Sprintf("content/%02d/%03d.md", i%25, i)
		want[path] = true
		put(t, dir, path)
	}
	changes := 0
	for len(want) > 0 {
		c := next(t, w)
		if c.Overflow && runtime.GOOS == "windows" {
			t.Skip("the system's 64 kB of notifications were too few, and it says so")
		}
		if c.Overflow || !slices.IsSorted(c.Paths) {
			t.Fatalf("overflow %v, paths %v", c.Overflow, c.Paths)
		}
		changes++
		for _, path := range c.Paths {
			delete(want, path)
		}
	}
	t.Logf("%d changes", changes)
}

// TestLostEvents: when the system says that it lost events, the folders made meanwhile are watched
// from then on, and their files are known.
func TestLostEvents(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.md")
	n, files, err := newNotifier(tree{root: dir})
	if err != nil || !slices.Equal(files, []string{"a.md"}) {
		t.Fatalf("files %v, error %v", files, err)
	}
	n.drop(".") // so nothing is heard of what follows
	put(t, dir, "new", "b.md")

	ctx, stop := context.WithTimeout(t.Context(), deadline)
	events, ended := make(chan event), make(chan error, 1)
	go func() { ended <- n.run(ctx, events) }()
	n.notify.Errors <- fsnotify.ErrEventOverflow
	e := <-events
	slices.Sort(e.paths)
	if !e.overflow || !slices.Equal(e.paths, []string{".", "a.md", "new/b.md"}) {
		t.Errorf("event %+v", e)
	}
	put(t, dir, "new", "c.md")
	if e = <-events; e.overflow || !slices.Equal(e.paths, []string{"new/c.md"}) {
		t.Errorf("event %+v", e)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestWorkingDirectory: the end of a root that a process works in is noticed too.
func TestWorkingDirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	put(t, dir, "a.md")
	t.Chdir(dir)
	w := start(t, Options{Root: "."})
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for !next(t, w).Overflow {
	}
}

// TestClose: nothing is left running, whatever was going on, and the channel is closed.
func TestClose(t *testing.T) {
	for _, poll := range []time.Duration{0, time.Millisecond} {
		for range 5 {
			dir := t.TempDir()
			w, err := New(Options{Root: dir, Quiet: time.Microsecond, Poll: poll})
			if err != nil {
				t.Fatal(err)
			}
			for i := range 10 {
				put(t, dir, fmt.Sprint(i), "a.md")
			}
			w.Close()
			w.Close()
			if _, ok := <-w.Changes(); ok {
				t.Error("a change after Close")
			}
		}
	}
	var b strings.Builder
	if err := pprof.Lookup("goroutine").WriteTo(&b, 1); err != nil {
		t.Fatal(err)
	}
	for _, mark := range []string{"fsnotify", "watch.(*settler)", "watch.(*notifier)", "watch.(*poller)"} {
		if strings.Contains(b.String(), mark) {
			t.Errorf("%s is left running:\n%s", mark, b.String())
		}
	}
}

// BenchmarkLatency measures the time from a write to its change, which has 10 ms of quiet in it.
func BenchmarkLatency(b *testing.B) {
	dir := b.TempDir()
	for i := range 1000 {
		put(b, dir, "content", fmt.Sprint(i%50), fmt.Sprintf("%d.md", i))
	}
	w := start(b, Options{Root: dir})
	var all []time.Duration
	for b.Loop() {
		written := time.Now()
		put(b, dir, "content", "7", "7.md")
		next(b, w)
		all = append(all, time.Since(written))
	}
	slices.Sort(all)
	for _, percent := range []int{50, 99} {
		b.ReportMetric(float64(all[len(all)*percent/100].Microseconds())/1000, fmt.Sprintf("ms-p%d", percent))
	}
}
