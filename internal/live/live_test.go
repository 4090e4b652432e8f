package live_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

const resume = "---\nname: Ada Byron\n---\nWrites programs.\n\n## Experience\n\n### Engineer, Mill\n*1843*\n\n- Wrote one\n"

// write writes files below a folder; "" removes one.
func write(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if text == "" {
			if err := os.RemoveAll(name); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// A bench is a loop over a folder, and the changes that it is told of by hand.
type bench struct {
	*live.Loop
	t       *testing.T
	root    string
	changes chan watch.Change
	cancel  context.CancelFunc
	ended   chan struct{} // closed when Run has returned
}

// start runs a loop over files, in a synctest bubble, with no printer and the given rules.
func start(t *testing.T, files map[string]string, rules ...*check.Rule) *bench {
	t.Helper()
	b := &bench{t: t, root: t.TempDir(), changes: make(chan watch.Change), ended: make(chan struct{})}
	write(t, b.root, files)
	set, err := source.Read(b.root)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	b.cancel = cancel
	b.Loop = live.New(ctx, set, build.NewMemory(nil, "test"), options(rules...))
	go func() {
		defer close(b.ended)
		b.Run(ctx, b.changes)
	}()
	t.Cleanup(cancel)
	return b
}

func options(rules ...*check.Rule) live.Options {
	return live.Options{Build: func() build.Options { return build.Options{} }, Rules: rules, ID: "test", All: true, Notice: func(string) {}}
}

// save writes files and tells the loop; what comes of it is there when it returns.
func (b *bench) save(files map[string]string) {
	b.t.Helper()
	write(b.t, b.root, files)
	b.changes <- watch.Change{Paths: slices.Sorted(maps.Keys(files))}
	synctest.Wait()
}

// gated is a rule that reports the résumé's text, once it is let through for a text that has the word.
func gated(word string, gate <-chan struct{}) *check.Rule {
	return &check.Rule{ID: "test/gated", Level: diag.Warning, Run: func(p *check.Pass) {
		f, ok := p.Set.File("content/resume.md")
		if !ok {
			return
		}
		if strings.Contains(string(f.Bytes), word) {
			<-gate
		}
		p.Reportf(f.Top(), "%s", f.Bytes)
	}}
}

// found is what a report's only finding says.
func found(t *testing.T, r *check.Report) string {
	t.Helper()
	if r == nil || len(r.Findings) != 1 {
		t.Fatalf("want a report with one finding, got %+v", r)
	}
	return r.Findings[0].Message
}

func TestSiteComesBeforeItsFindings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		b := start(t, map[string]string{"content/resume.md": resume}, gated("slow", gate))
		synctest.Wait()
		first := b.Current()
		if first.Changed != nil || first.From != "" || found(t, first.Report) != resume || first.Last != first.Report {
			t.Errorf("the first state is %+v", first)
		}

		b.save(map[string]string{"content/resume.md": resume + "- slow\n"})
		site := b.Current()
		if site.Report != nil || site.From != first.ID || site.ID == first.ID {
			t.Errorf("while the check is on its way: %+v", site)
		}
		if site.Last != first.Report {
			t.Error("the findings of the build before are not at hand")
		}
		if diff := cmp.Diff([]string{"content/resume.md"}, site.Changed); diff != "" {
			t.Error(diff)
		}

		close(gate)
		synctest.Wait()
		done := b.Current()
		if done.ID != site.ID || done.Result != site.Result || found(t, done.Report) != resume+"- slow\n" {
			t.Errorf("with its findings: %+v", done)
		}
		if site.Report != nil {
			t.Error("a published state has changed")
		}
	})
}

func TestNewestSaveWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		b := start(t, map[string]string{"content/resume.md": resume}, gated("slow", gate))
		synctest.Wait()
		b.save(map[string]string{"content/resume.md": resume + "- slow\n"})
		slow := b.Current()
		b.save(map[string]string{"content/resume.md": resume + "- quick\n"})
		if s := b.Current(); s.ID == slow.ID || found(t, s.Report) != resume+"- quick\n" {
			t.Errorf("the newer save waits for the older one: %+v", s)
		}
		newest := b.Current()
		close(gate) // the old check comes to its end only now
		synctest.Wait()
		if b.Current() != newest {
			t.Errorf("an old build has replaced a newer one: %+v", b.Current())
		}
	})
}

// TestBackAgain saves A, B, A: the two As have one ID, and yet are not mistaken for each other.
func TestBackAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		b := start(t, map[string]string{"content/resume.md": resume + "- slow\n"}, gated("slow", gate))
		first := b.Current()
		b.save(map[string]string{"content/resume.md": resume})
		b.save(map[string]string{"content/resume.md": resume + "- slow\n"})
		again := b.Current()
		if again.ID != first.ID || again == first || again.Report != nil {
			t.Errorf("back again: %+v", again)
		}
		close(gate)
		synctest.Wait()
		if s := b.Current(); s.Result != again.Result || s.Report == nil {
			t.Errorf("findings of another build: %+v", s)
		}
	})
}

func TestRunLeavesNothingBehind(t *testing.T) {
	for name, end := range map[string]func(*bench){
		"the context ends": func(b *bench) { b.cancel() },
		"the changes end":  func(b *bench) { close(b.changes) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left
				gate := make(chan struct{})
				b := start(t, map[string]string{"content/resume.md": resume}, gated("slow", gate))
				b.save(map[string]string{"content/resume.md": resume + "- slow\n"})
				end(b)
				synctest.Wait()
				select {
				case <-b.ended:
					t.Error("Run has returned, and its check still runs")
				default:
				}
				close(gate)
				<-b.ended
				if b.Current().Report != nil {
					t.Error("a build that was cancelled was reported")
				}
			})
		})
	}
}

// TestSubscribe holds that whoever looks when the channel says so has seen the newest state in the end,
// however slowly they look, and that nobody is waited for.
func TestSubscribe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := start(t, map[string]string{"content/resume.md": resume}, gated("nothing", nil))
		synctest.Wait()
		asleep, stop := b.Subscribe()
		defer stop()
		gone, leave := b.Subscribe()
		leave()
		for _, word := range []string{"one", "two", "three"} {
			b.save(map[string]string{"content/resume.md": resume + word})
		}
		<-asleep
		if got := found(t, b.Current().Report); got != resume+"three" {
			t.Errorf("it saw %q", got)
		}
		synctest.Wait()
		select {
		case <-asleep:
			t.Error("told twice of one state")
		case <-gone:
			t.Error("told after it left")
		default:
		}
	})
}

func TestChanges(t *testing.T) {
	files := map[string]string{"content/resume.md": resume, "content/posts/a.md": "# A\n", "static/custom.css": "a{}", "static/css/b.css": "b{}",
		"content/bad.md": "r\xe9sum\xe9"}
	for _, c := range []struct {
		name     string
		save     map[string]string
		tell     []string // nil for what was saved
		overflow bool
		changed  []string // nil for no new state
		css      []string
	}{
		{name: "nothing", save: map[string]string{"content/resume.md": resume}},
		{name: "what is no part of the site", save: map[string]string{"README.md": "x", "content/.resume.md.swp": "x", "content/resume.md~": "x"}},
		{name: "a page", save: map[string]string{"content/posts/a.md": "# B\n"}, changed: []string{"content/posts/a.md"}},
		{name: "a page goes and another comes", save: map[string]string{"content/posts/a.md": "", "content/posts/b.md": "# B\n"},
			changed: []string{"content/posts/a.md", "content/posts/b.md"}},
		{name: "a folder goes", save: map[string]string{"content/posts": ""}, changed: []string{"content/posts/a.md"}},
		{name: "events were lost", save: map[string]string{"content/posts/a.md": "# B\n"}, overflow: true, changed: []string{"content/posts/a.md"}},
		{name: "nothing, and events were lost", overflow: true},
		{name: "all goes", save: map[string]string{"content": "", "static": ""}, overflow: true,
			changed: []string{"content/bad.md", "content/posts/a.md", "content/resume.md", "static/css/b.css", "static/custom.css"}},
		{name: "style", save: map[string]string{"static/custom.css": "c{}"}, changed: []string{"static/custom.css"}, css: []string{"custom.css"}},
		{name: "two styles", save: map[string]string{"static/custom.css": "c{}", "static/css/b.css": "c{}"},
			changed: []string{"static/css/b.css", "static/custom.css"}, css: []string{"css/b.css", "custom.css"}},
		{name: "style and words", save: map[string]string{"static/custom.css": "c{}", "content/posts/a.md": "# B\n"},
			changed: []string{"content/posts/a.md", "static/custom.css"}},
		{name: "style of a page", save: map[string]string{"content/posts/a.css": "c{}"}, changed: []string{"content/posts/a.css"}},
		{name: "a style goes", save: map[string]string{"static/custom.css": ""}, changed: []string{"static/custom.css"}},
		{name: "a style comes", save: map[string]string{"static/c.css": "c{}"}, changed: []string{"static/c.css"}},
		{name: "a file becomes unusable", save: map[string]string{"content/posts/a.md": "\xff"}, changed: []string{"content/posts/a.md"}},
		{name: "a file stays unusable", save: map[string]string{"content/bad.md": "r\xe9sum\xe9"}, overflow: true},
		{name: "a file is unusable elsewhere", save: map[string]string{"content/bad.md": "re\xe9"}, changed: []string{"content/bad.md"}},
		{name: "a file becomes usable", save: map[string]string{"content/bad.md": "résumé"}, changed: []string{"content/bad.md"}},
		{name: "an unusable file goes", save: map[string]string{"content/bad.md": ""}, changed: []string{"content/bad.md"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := start(t, files)
				synctest.Wait()
				before := b.Current()
				write(t, b.root, c.save)
				change := watch.Change{Paths: slices.Sorted(maps.Keys(c.save))}
				if c.overflow {
					change = watch.Change{Overflow: true}
				}
				b.changes <- change
				synctest.Wait()
				s := b.Current()
				if c.changed == nil {
					if s != before {
						t.Errorf("a new state, for %q", s.Changed)
					}
					return
				}
				if s.From != before.ID || s.ID == before.ID {
					t.Errorf("from %s to %s, after %s", s.From, s.ID, before.ID)
				}
				if diff := cmp.Diff(c.changed, s.Changed); diff != "" {
					t.Errorf("changed (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(c.css, s.CSS); diff != "" {
					t.Errorf("stylesheets (-want +got):\n%s", diff)
				}
				same(t, b.root, s)
			})
		})
	}
}

// TestVanishes takes the whole site away and brings it back, as a switch of branches may.
func TestVanishes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := start(t, map[string]string{"content/resume.md": resume, "content/about.md": "# About\n"})
		synctest.Wait()
		first := b.Current()
		away := b.root + "-away"
		if err := os.Rename(b.root, away); err != nil {
			t.Fatal(err)
		}
		b.changes <- watch.Change{Overflow: true}
		synctest.Wait()
		if s := b.Current(); s.ID == first.ID || s.Report == nil || len(s.Result.Documents) != 0 {
			t.Errorf("after it vanished: %+v", s)
		}
		if err := os.Rename(away, b.root); err != nil {
			t.Fatal(err)
		}
		b.changes <- watch.Change{Overflow: true}
		synctest.Wait()
		if s := b.Current(); s.ID != first.ID {
			t.Errorf("it came back as another: %v", s.Changed)
		}
		same(t, b.root, b.Current())
	})
}

// TestMissedBeforeRun changes a file between the reading and the watching.
func TestMissedBeforeRun(t *testing.T) {
	root := t.TempDir()
	write(t, root, map[string]string{"content/resume.md": resume})
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	loop := live.New(t.Context(), set, build.NewMemory(nil, "test"), options())
	write(t, root, map[string]string{"content/resume.md": resume + "- more\n"})
	changes := make(chan watch.Change)
	close(changes)
	loop.Run(t.Context(), changes)
	same(t, root, loop.Current())
}

func TestID(t *testing.T) {
	root := t.TempDir()
	write(t, root, map[string]string{"content/resume.md": resume})
	id := func(option string) string {
		set, err := source.Read(root)
		if err != nil {
			t.Fatal(err)
		}
		o := options()
		o.ID = option
		return live.New(t.Context(), set, build.NewMemory(nil, "test"), o).Current().ID
	}
	first, again := id("a"), id("a")
	if first != again {
		t.Error("the same content has another ID after a restart")
	}
	if first == id("b") {
		t.Error("other options, and the same ID")
	}
}

func TestNotice(t *testing.T) {
	root := t.TempDir()
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	var heard []string
	o := options()
	o.Notice = func(n string) { heard = append(heard, n) }
	changes := make(chan watch.Change, 1)
	changes <- watch.Change{Notice: "looking every 500 ms"}
	close(changes)
	live.New(t.Context(), set, build.NewMemory(nil, "test"), o).Run(t.Context(), changes)
	if diff := cmp.Diff([]string{"looking every 500 ms"}, heard); diff != "" {
		t.Error(diff)
	}
}

// same holds that a state is what a fresh build of the folder makes, to the byte.
func same(t *testing.T, root string, got *live.State) {
	t.Helper()
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	want := live.New(t.Context(), set, build.NewMemory(nil, "test"), options()).Current()
	if got.ID != want.ID {
		t.Errorf("the state has ID %s, a fresh build %s", got.ID, want.ID)
	}
	if diff := cmp.Diff(output(t, want.Result), output(t, got.Result)); diff != "" {
		t.Errorf("the state is not a fresh build (-fresh +state):\n%.2000s", diff)
	}
}

// output is all files of a site by path.
func output(t *testing.T, r *build.Result) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, a := range r.Public.All() {
		b, err := a.Open()
		if err != nil {
			t.Fatalf("%s: %v", a.Path, err)
		}
		out[a.Path] = string(b)
	}
	return out
}
