package live_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// TestSoak edits a site as editors and people do, in some hundred random ways, faults included, with the
// real watcher; now and then, and in the end, the state must be what a fresh build makes.
func TestSoak(t *testing.T) {
	const edits, between = 300, 25
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	e := &editor{T: t, Rand: rand.New(rand.NewPCG(seed, 0)), root: t.TempDir()}
	e.write("content/resume.md", resume)
	e.write("content/posts/p0.md", "# First\n")

	set, err := source.Read(e.root)
	if err != nil {
		t.Fatal(err)
	}
	w, err := watch.New(watch.Options{Root: set.Root, Quiet: time.Millisecond, Limit: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	o := options(rules.All()...)
	loop := live.New(ctx, set, build.NewMemory(nil, "test"), o)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		loop.Run(ctx, lossy(ctx, w.Changes()))
	}()
	for i := range edits {
		e.edit()
		if i%between == between-1 {
			e.compare(loop, o)
		}
	}
	cancel()
	<-ended
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

// An editor edits a site at random.
type editor struct {
	*testing.T
	*rand.Rand
	root string
	n    int
}

func (e *editor) disk(name string) string { return filepath.Join(e.root, filepath.FromSlash(name)) }

func (e *editor) write(name, text string) {
	name = e.disk(name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return // a file stands where a folder should: a person would see that, too
	}
	os.WriteFile(name, []byte(text), 0o666)
}

// any is the name of a file that may be there or not.
func (e *editor) any() string {
	names := []string{"content/resume.md", "content/posts/p%d.md", "content/posts/p%d.md", "content/projects/q%d.md", "content/deep/er/x%d.md",
		"content/page%d.md", "static/custom.css", "static/pic%d.png", "layouts/_footer.html", "private.yaml", "content/private.yaml",
		"content/.hidden%d.md", "content/jobs/j%d.md", "content/index.md"}
	return strings.Replace(names[e.IntN(len(names))], "%d", strconv.Itoa(e.IntN(5)), 1)
}

// text is the content of a file that was never there before, whole or at fault.
func (e *editor) text() string {
	e.n++
	switch e.IntN(9) {
	case 0:
		return "" // emptied
	case 1:
		return fmt.Sprintf("---\ntitle: never closed %d\n", e.n)
	case 2:
		return fmt.Sprintf("caf\xe9 %d", e.n)
	case 3:
		return fmt.Sprintf("---\ntitle: [%d\n---\n", e.n)
	case 4:
		return fmt.Sprintf("---\nname: Ada %d\nbase-url: /b%d/\nprivate: [phone]\nphone: +44 20 7946 %04d\n---\n\n## Projects\n\n### P\n", e.n, e.n%3, e.n)
	}
	return fmt.Sprintf("---\ntitle: T%d\ndate: 2024-01-%02d\ntags: [a%d, b]\ndraft: %t\n---\n\n# T%d\n\n[to](p%d.md) and [away](nowhere%d.md)\n",
		e.IntN(4), 1+e.IntN(28), e.IntN(3), e.IntN(6) == 0, e.n, e.IntN(5), e.n)
}

func (e *editor) edit() {
	name := e.any()
	switch e.IntN(10) {
	case 0, 1:
		e.write(name, e.text())
	case 2: // as vim and many others save
		e.write(name+".tmp~", e.text())
		os.Rename(e.disk(name+".tmp~"), e.disk(name))
	case 3: // emptied, then written in parts
		e.write(name, "")
		if f, err := os.OpenFile(e.disk(name), os.O_WRONLY, 0); err == nil {
			f.WriteString("# Half")
			f.WriteString(" and whole\n")
			f.Close()
		}
	case 4:
		os.Remove(e.disk(name))
		e.write(name, e.text())
	case 5:
		os.RemoveAll(e.disk(name))
	case 6: // a burst
		for range 10 {
			e.write(name, e.text())
		}
	case 7: // a folder goes away, and perhaps comes back
		away := e.disk("away")
		if os.Rename(e.disk("content/posts"), away) == nil && e.IntN(2) == 0 {
			os.Rename(away, e.disk("content/posts"))
		}
		os.RemoveAll(away)
	case 8: // a folder where a file was, or a file where a folder was
		os.RemoveAll(e.disk("content/deep"))
		if e.IntN(2) == 0 {
			e.write("content/deep", "a file")
		} else {
			e.write("content/deep/er/x1.md", e.text())
		}
	case 9: // invalid, then valid
		e.write(name, "---\nname: [")
		e.write(name, "---\ntitle: mended\n---\n")
	}
}

// compare waits until the state is that of the files, and holds it against a fresh build.
func (e *editor) compare(loop *live.Loop, o live.Options) {
	e.Helper()
	set, err := source.Read(e.root)
	if err != nil {
		e.Fatal(err)
	}
	fresh := live.New(e.Context(), set, build.NewMemory(nil, "test"), o)
	want := reported(e.T, fresh, fresh.Current().ID)
	got := reported(e.T, loop, want.ID)
	if got == nil {
		e.Fatalf("the state stays behind the files (-files +state):\n%s", cmp.Diff(files(set), files(loop.Current().Result.Set)))
	}
	if diff := cmp.Diff(output(e.T, want.Result), output(e.T, got.Result)); diff != "" {
		e.Fatalf("the site is not that of a fresh build (-fresh +state):\n%.3000s", diff)
	}
	if diff := cmp.Diff(lines(want.Report), lines(got.Report)); diff != "" {
		e.Fatalf("the findings are not those of a fresh build (-fresh +state):\n%.3000s", diff)
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

// reported waits for the state with an ID and its findings; nil when it does not come.
func reported(t *testing.T, loop *live.Loop, id string) *live.State {
	t.Helper()
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

func lines(r *check.Report) []string {
	var out []string
	for _, d := range r.Findings {
		p := d.Span.Position()
		out = append(out, fmt.Sprintf("%s:%d:%d: %s: %s [%s]", p.Path, p.Line, p.Col, d.Severity, d.Message, d.Rule))
	}
	return out
}
