package output

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/artifact"
)

const benchFiles = 10_000

// pages are artifacts of 6 KB with keys, each in a folder of its own, as a site has them. Those
// below changed have other bytes.
func pages(changed int) artifact.Set {
	body := strings.Repeat("A paragraph of some page, as long as most are.\n", 128)
	all := make([]artifact.Artifact, benchFiles)
	for i := range all {
		p := fmt.Sprintf("posts/post-%05d/index.html", i)
		text := p + body
		if i < changed {
			text = p + "!" + body
		}
		all[i] = artifact.Artifact{Path: p, Key: sha256.Sum256([]byte(text)), Open: func() ([]byte, error) { return []byte(text), nil }}
	}
	return artifact.NewSet(all)
}

// BenchmarkWrite measures writes of 10,000 pages below TMPDIR, and the bare writes as the floor.
// Each of the rest is interleaved with the undoing of it, which is measured as well.
func BenchmarkWrite(b *testing.B) {
	before := pages(0)
	b.Run("floor: bare writes", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			dir := filepath.Join(b.TempDir(), "public")
			b.StartTimer()
			bareWrites(b, dir, before)
		}
	})
	b.Run("floor: stat each", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		bareWrites(b, dir, before)
		for b.Loop() {
			for _, a := range before.All() {
				if _, err := os.Lstat(filepath.Join(dir, a.Path)); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	for _, w := range []way{inPlace, byExchange} {
		b.Run("first/"+w.String(), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				dir := filepath.Join(b.TempDir(), "public")
				b.StartTimer()
				bench(b, dir, before, Options{way: w})
			}
		})
	}
	b.Run("nothing changed/with state", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		state := bench(b, dir, before, Options{}).State
		for b.Loop() {
			state = bench(b, dir, before, Options{State: state}).State
		}
	})
	b.Run("nothing changed/without", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		bench(b, dir, before, Options{})
		for b.Loop() {
			bench(b, dir, before, Options{})
		}
	})
	for _, n := range []int{1, 16, 256, 2048, benchFiles} {
		after := pages(n)
		for _, w := range []way{inPlace, byExchange} {
			b.Run(fmt.Sprintf("%d changed/%s", n, w), func(b *testing.B) {
				dir := filepath.Join(b.TempDir(), "public")
				state := bench(b, dir, before, Options{}).State
				sets := []artifact.Set{after, before}
				for i := 0; b.Loop(); i++ {
					state = bench(b, dir, sets[i%2], Options{State: state, way: w}).State
				}
			})
		}
		b.Run(fmt.Sprintf("%d changed/renames alone", n), func(b *testing.B) { benchMix(b, before, after) })
	}
}

// benchMix measures how long a reader can see old and new files side by side: the renames of the
// in-place way by themselves.
func benchMix(b *testing.B, before, after artifact.Set) {
	dir := filepath.Join(b.TempDir(), "public")
	old := bench(b, dir, before, Options{})
	sets := []artifact.Set{after, before}
	var mixed time.Duration
	rounds := 0
	for b.Loop() {
		l, err := readList(dir)
		if err != nil {
			b.Fatal(err)
		}
		s := &session{target: target{name: dir, dir: dir}}
		c := newComparison(s, sets[rounds%2].All(), l, old.State)
		if err := c.run(b.Context()); err != nil {
			b.Fatal(err)
		}
		res, next := c.result(nil)
		if err := s.writeList(next); err != nil {
			b.Fatal(err)
		}
		if err := s.commit(); err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		if err := s.finish(l, next); err != nil {
			b.Fatal(err)
		}
		mixed += time.Since(start)
		s.end()
		old = res
		rounds++
	}
	b.ReportMetric(float64(mixed.Microseconds())/1000/float64(rounds), "ms-mixed/op")
}

func bench(b *testing.B, dir string, set artifact.Set, opts Options) Result {
	b.Helper()
	res, err := Write(b.Context(), dir, set, opts)
	if err != nil {
		b.Fatal(err)
	}
	return res
}

func (w way) String() string { return [...]string{"auto", "in place", "by exchange"}[w] }

func bareWrites(b *testing.B, dir string, set artifact.Set) {
	all := set.All()
	for _, a := range all {
		if err := os.MkdirAll(filepath.Join(dir, path.Dir(a.Path)), 0o755); err != nil {
			b.Fatal(err)
		}
	}
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(all); i += workers {
				text, _ := all[i].Open()
				if err := os.WriteFile(filepath.Join(dir, all[i].Path), text, 0o644); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
