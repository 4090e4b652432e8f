package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// world is everything that a print is made from.
type world struct {
	files   files
	id      string // of this build of resgen
	browser string
	opts    Options
}

// build builds in a memory that knows nothing but what lies in the cache.
func (w world) build(t *testing.T, f *fake, memo *Memory, set *source.Set) *Result {
	t.Helper()
	opts := w.opts
	opts.Printer = f.printer(w.browser)
	r := Build(t.Context(), set, memo, opts)
	if _, err := r.Prints(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestEveryInput changes each input of a print once, and demands that the print is made anew: in a new process that
// finds the cache of another, and in the same process. What does not belong to a print must not make one.
func TestEveryInput(t *testing.T) {
	base := world{id: "1", browser: "chrome", files: files{
		"content/resume.md":     simple + "\n## Projects\n",
		"content/private.yaml":  "email: ada@example.com\n",
		"content/projects/a.md": "---\ntitle: Engine\ndate: 1843-01-02\nsummary: A machine.\n---\nText.\n",
		"content/posts/b.md":    "---\ntitle: Notes\ndate: 2024-01-02\n---\nText.\n",
	}}
	file := func(p, text string) func(*world) { return func(w *world) { w.files = w.files.with(files{p: text}) } }
	replace := func(p, old, new string) func(*world) {
		return func(w *world) { w.files = w.files.with(files{p: strings.Replace(w.files[p], old, new, 1)}) }
	}
	tests := []struct {
		name   string
		change func(*world)
		want   int // prints: of the two targets those that differ
	}{
		{"nothing", func(*world) {}, 0},
		{"a post", replace("content/posts/b.md", "Text", "Other text"), 0},
		{"a layout of pages", file("layouts/single.html", "x"), 0},
		{"how pages are written", func(w *world) { w.opts.Minify = true }, 0},

		{"a bullet", replace("content/resume.md", "Wrote notes", "Wrote more notes"), 2},
		{"a place in the source", replace("content/resume.md", "Writes", "\n\nWrites"), 2},
		{"what a project says", replace("content/projects/a.md", "machine", "mill"), 2},
		{"a private value", file("content/private.yaml", "email: ada@example.org\n"), 1},
		{"what is private", replace("content/resume.md", "private: [phone]", "private: [links]"), 1},
		{"the sheet's layout", file("layouts/sheet.html", "<!doctype html><title>x</title>{{.Title}}"), 1},
		{"a partial", file("layouts/_resume.html", `{{define "resume-body"}}<h1>{{.Name.Text}}</h1>{{.Email.Text}}{{end}}`), 2},
		{"a theme's style", file("static/themes/classic.css", "p { color: red }"), 2},
		{"a style of the user's", file("static/custom.css", "p { color: red }"), 2},
		{"a font", file("static/fonts/mine.woff2", "font"), 2},
		{"the paper", replace("content/resume.md", "name:", "pdf: {paper: Letter}\nname:"), 2},
		{"the theme", replace("content/resume.md", "name:", "pdf: {theme: other}\nname:"), 2},
		{"the language", replace("content/resume.md", "name:", "lang: de\nname:"), 2},
		{"the day of the input", func(w *world) { w.opts.Epoch = 1_700_000_000 }, 2},
		{"the base URL", func(w *world) { w.opts.BaseURL = "https://x.example/cv/" }, 2},
		{"the browser", func(w *world) { w.browser = "another chrome" }, 2},
		{"resgen", func(w *world) { w.id = "2" }, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			disk, err := cache.Open(dir, 1<<20)
			if err != nil {
				t.Fatal(err)
			}
			f := newFake(t)
			set := base.files.lay(t)
			memo := NewMemory(disk, base.id)
			base.build(t, f, memo, set)
			if n := f.printed(); n != 2 {
				t.Fatalf("%d prints at first", n)
			}
			changed := base
			changed.files = base.files.with(nil)
			tt.change(&changed)
			next := changed.files.lay(t)
			changed.build(t, f, NewMemory(disk, changed.id), next)
			if n := f.printed(); n != tt.want {
				t.Errorf("another process: %d prints, want %d", n, tt.want)
			}
			if changed.id != base.id {
				return // no process changes its program
			}
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			changed.build(t, f, memo, next)
			if n := f.printed(); n != tt.want {
				t.Errorf("the same process: %d prints, want %d", n, tt.want)
			}
		})
	}
}

// TestUncleanPrints holds that only a print that all went well with is remembered by other processes, and that one with
// something missing is not even by this one: what failed once is tried again.
func TestUncleanPrints(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil           func(f *fake)
		updated         bool   // the browser is another when the second process asks
		behind          string // of the binary
		process, others int    // prints of the second build
	}{
		"clean":                      {spoil: func(*fake) {}},
		"a file that is missing":     {spoil: func(f *fake) { f.missing = []sheet.Request{{URL: "/x.png"}} }, process: 2, others: 2},
		"a font of the machine":      {spoil: func(f *fake) { f.faces = []string{"Source Sans 3"} }, others: 2},
		"no faces of its own":        {spoil: func(f *fake) { f.faces = nil }, others: 2},
		"the browser was updated":    {spoil: func(*fake) {}, updated: true, others: 2},
		"a browser behind a wrapper": {spoil: func(*fake) {}, behind: "?", others: 2},
	} {
		t.Run(name, func(t *testing.T) {
			disk, err := cache.Open(t.TempDir(), 1<<20)
			if err != nil {
				t.Fatal(err)
			}
			f := newFake(t)
			tt.spoil(f)
			set := files{"content/resume.md": simple}.lay(t)
			memo := NewMemory(disk, "1")
			printer := f.printer("chrome")
			printer.binary.Behind = tt.behind
			build := func(memo *Memory) int {
				r := Build(t.Context(), set, memo, Options{Printer: printer})
				if _, err := r.Prints(t.Context()); err != nil {
					t.Fatal(err)
				}
				return f.printed()
			}
			if n := build(memo); n != 2 {
				t.Fatalf("%d prints at first", n)
			}
			if n := build(memo); n != tt.process {
				t.Errorf("in the same process %d prints, want %d", n, tt.process)
			}
			if tt.updated {
				f.version = "Fake/2" // and nobody can tell from outside; it runs
			}
			if n := build(NewMemory(disk, "1")); n != tt.others {
				t.Errorf("in another process %d prints, want %d", n, tt.others)
			}
		})
	}
}

// TestDamagedCache holds that a remembered print that was damaged is made anew.
func TestDamagedCache(t *testing.T) {
	for name, damage := range map[string]func(b []byte) []byte{
		"cut":     func(b []byte) []byte { return b[:len(b)/2] },
		"empty":   func([]byte) []byte { return nil },
		"changed": func(b []byte) []byte { b[len(b)-3] ^= 1; return b },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			disk, err := cache.Open(dir, 1<<20)
			if err != nil {
				t.Fatal(err)
			}
			f, w := newFake(t), world{files: files{"content/resume.md": simple}}
			first := w.build(t, f, NewMemory(disk, ""), w.files.lay(t))
			f.printed()
			err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() || len(d.Name()) != 64 {
					return err
				}
				b, err := os.ReadFile(p)
				if err != nil {
					return err
				}
				return os.WriteFile(p, damage(b), 0o600)
			})
			if err != nil {
				t.Fatal(err)
			}
			again := w.build(t, f, NewMemory(disk, ""), w.files.lay(t))
			if n := f.printed(); n != 2 {
				t.Errorf("%d prints, want 2", n)
			}
			a, _ := first.PDF("public")
			b, err := again.PDF("public")
			if err != nil || !slices.Equal(a, b) {
				t.Errorf("the print is another: %v", err)
			}
		})
	}
}

// TestRemembered holds that what comes from the cache is what was printed, spans and all.
func TestRemembered(t *testing.T) {
	disk, err := cache.Open(t.TempDir(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	f, w := newFake(t), world{files: files{"content/resume.md": simple}}
	blocks := func(r *Result) string {
		prints, err := r.Prints(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, p := range prints {
			if fmt.Fprintf(&b, "%s %q\n", p.Target, p.Print.Words); p.Print.Words == "" {
				t.Errorf("%s: nobody asked the second reader", p.Target)
			}
			for _, x := range p.Print.Blocks {
				if got, ok := r.Set.File(x.Span.Path()); !ok || got != x.Span.File {
					t.Errorf("%s: the span is of another build's file", p.Target)
				}
				fmt.Fprintf(&b, "%s %q %s\n", p.Target, x.Span.Text(), p.Print.Chrome)
			}
		}
		return b.String()
	}
	first := blocks(w.build(t, f, NewMemory(disk, ""), w.files.lay(t)))
	f.printed()
	again := blocks(w.build(t, f, NewMemory(disk, ""), w.files.lay(t)))
	if n := f.printed(); n != 0 || first != again || !strings.Contains(first, `(sent) "+44 20 7946 0018"`) && !strings.Contains(first, "Wrote notes") {
		t.Errorf("%d prints\n%s\n%s", n, first, again)
	}
}

// TestSelectRemembered holds that nothing is printed for a variant that is selected when nothing changed, not even to measure it.
func TestSelectRemembered(t *testing.T) {
	disk, err := cache.Open(t.TempDir(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	f, w := newFake(t), world{files: files{"content/jobs/a.md": "Requirements\n- Python\n",
		"content/resume.md":     simple + "\n### Analyst, Mill\n*2020 – present*\n\n" + strings.Repeat("- Wrote a program\n", 9), // more than a job bears
		"content/variants/a.md": "---\nposting: jobs/a.md\nselect: auto\n---\nHers alone.\n"}}
	w.build(t, f, NewMemory(disk, ""), w.files.lay(t))
	if n := f.printed(); n < 3 {
		t.Fatalf("%d prints at first", n)
	}
	w.build(t, f, NewMemory(disk, ""), w.files.lay(t))
	if n := f.printed(); n != 0 {
		t.Errorf("%d prints of what did not change", n)
	}
}

// TestEqualOnce holds that targets that are alike are printed once.
func TestEqualOnce(t *testing.T) {
	f, w := newFake(t), world{files: files{"content/resume.md": strings.Replace(simple, "private: [phone]\n", "", 1)}}
	r := w.build(t, f, NewMemory(nil, ""), w.files.lay(t))
	if n := f.printed(); n != 1 || len(r.prints) != 2 {
		t.Errorf("%d prints of %d targets, want 1 of 2", n, len(r.prints))
	}
}

// TestDropped holds that a print that a newer build gave up is made for the newer one.
func TestDropped(t *testing.T) {
	f := newFake(t)
	f.hold = make(chan struct{})
	set := files{"content/resume.md": strings.Replace(simple, "private: [phone]\n", "", 1)}.lay(t)
	memo := NewMemory(nil, "")
	opts := Options{Printer: f.printer("chrome")}
	old, cancel := context.WithCancel(t.Context())
	first := Build(old, set, memo, opts)
	<-f.came
	second := Build(t.Context(), set, memo, opts)
	cancel()
	if _, err := first.Prints(t.Context()); !errors.Is(err, context.Canceled) {
		t.Errorf("the first build: %v", err)
	}
	<-f.came
	close(f.hold)
	if prints, err := second.Prints(t.Context()); err != nil || len(prints) != 2 {
		t.Errorf("the second build has %d prints: %v", len(prints), err)
	}
	third := Build(t.Context(), set, memo, opts)
	if _, err := third.Prints(t.Context()); err != nil || len(f.came) > 0 {
		t.Errorf("the third build printed: %v", err)
	}
}

// broken is a browser that fails until it is mended.
type broken struct {
	*fake
	failing atomic.Bool
}

func (b *broken) Print(ctx context.Context, job chrome.Job) (chrome.Result, error) {
	if b.failing.Load() {
		return chrome.Result{}, errors.New("the tab is gone")
	}
	return b.fake.Print(ctx, job)
}

// TestFailure holds that a failure is not remembered.
func TestFailure(t *testing.T) {
	b := &broken{fake: newFake(t)}
	b.failing.Store(true)
	set := files{"content/resume.md": simple}.lay(t)
	memo := NewMemory(nil, "")
	opts := Options{Printer: PrinterOf(chrome.Binary{}, func() (Browser, error) { return b, nil })}
	var pe *PrintError
	if _, err := Build(t.Context(), set, memo, opts).Prints(t.Context()); !errors.As(err, &pe) {
		t.Errorf("%v", err)
	}
	b.failing.Store(false)
	if _, err := Build(t.Context(), set, memo, opts).Prints(t.Context()); err != nil {
		t.Errorf("mended: %v", err)
	}
	down := Options{Printer: PrinterOf(chrome.Binary{}, func() (Browser, error) { return nil, errors.New("no browser") })}
	if _, err := Build(t.Context(), set, NewMemory(nil, ""), down).Prints(t.Context()); err == nil {
		t.Error("a browser that does not start prints")
	}
	if v := down.Printer.Version(); v != "" || down.Printer.Notes() != nil {
		t.Errorf("version %q", v)
	}
	down.Printer.Close()
}

// TestMemoryBound rebuilds a thousand times and holds that what is remembered does not grow.
func TestMemoryBound(t *testing.T) {
	f := newFake(t)
	root := t.TempDir()
	write := func(p, text string) {
		t.Helper()
		name := filepath.Join(root, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("content/resume.md", simple)
	write("content/about.md", "# About\n")
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	memo := NewMemory(nil, "")
	Build(t.Context(), set, memo, Options{})
	before, _ := set.File("content/about.md")
	memo.render.Learn(document.Head(before))
	times := 1000
	if testing.Short() {
		times = 50
	}
	for i := range times {
		write("content/resume.md", simple+fmt.Sprintf("- Wrote %d notes\n", i))
		write("content/about.md", fmt.Sprintf("# About\n\n```go\nvar x = %d\n```\n", i))
		set, _ = set.Update([]string{"content"})
		r := Build(t.Context(), set, memo, Options{Printer: f.printer("chrome")})
		if _, err := r.Prints(t.Context()); err != nil {
			t.Fatal(err)
		}
		a, _ := r.Public.Find("about/index.html")
		if _, err := a.Open(); err != nil {
			t.Fatal(err)
		}
		if n := len(memo.prints.by); n > 2*(kept+2) {
			t.Fatalf("after %d builds %d prints are remembered", i+1, n)
		}
		f.printed()
	}
	if n := len(memo.parsed); n != 2 {
		t.Errorf("%d documents are remembered", n)
	}
	if memo.render.Facts(before) != nil {
		t.Error("the facts of a file that there is no more are remembered")
	}
}
