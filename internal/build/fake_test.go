package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// A fake is a browser that prints the same PDF whatever it is given, and counts.
type fake struct {
	pdf  []byte
	hold chan struct{} // when not nil, a print waits until it is closed

	faces   []string        // families of the page's own faces; the PDF is set in Liberation Serif
	missing []sheet.Request // what goes wrong with every print
	version string

	blind bool // it takes no pictures

	mu    sync.Mutex
	html  []string     // what was printed
	jobs  []chrome.Job // prints and pictures
	shots int          // pictures that were asked for
	came  chan struct{}
}

// newFake is a fake that prints a PDF that Chrome wrote.
func newFake(t testing.TB) *fake {
	t.Helper()
	pdf, err := os.ReadFile("../chrome/testdata/print.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return &fake{pdf: pdf, came: make(chan struct{}, 100), faces: []string{"Liberation Serif"}, version: "Fake/1"}
}

var srcPattern = regexp.MustCompile(`data-src="([^"]*)"`)

func (f *fake) Print(ctx context.Context, job chrome.Job) (chrome.Result, error) {
	f.mu.Lock()
	f.html = append(f.html, string(job.HTML))
	f.jobs = append(f.jobs, job)
	hold := f.hold
	f.mu.Unlock()
	f.came <- struct{}{}
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
			return chrome.Result{}, ctx.Err()
		}
	}
	m := sheet.Measure{Width: 500, Height: 700, Faces: f.faces, Missing: f.missing}
	for _, src := range srcPattern.FindAllSubmatch(job.HTML, -1) {
		m.Blocks = append(m.Blocks, sheet.Block{Span: job.Resolve(string(src[1]))})
	}
	return chrome.Result{PDF: f.pdf, Measure: m}, nil
}

// Screenshot is the page itself, with the size of the window.
func (f *fake) Screenshot(_ context.Context, job chrome.Job, view chrome.View) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.shots++
	f.jobs = append(f.jobs, job)
	if f.blind {
		return nil, errors.New("a fake browser that sees nothing")
	}
	return fmt.Appendf(nil, "%d x %d\n%s", view.Width, view.Height, job.HTML), nil
}
func (f *fake) Version() string { return f.version }
func (f *fake) Notes() []string { return nil }
func (f *fake) Close() error    { return nil }

// printed is how many prints were made since the last call.
func (f *fake) printed() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := len(f.html)
	f.html = nil
	for len(f.came) > 0 {
		<-f.came
	}
	return n
}

// printer is a printer of the fake, whose binary has a name.
func (f *fake) printer(name string) *Printer {
	return PrinterOf(chrome.Binary{Path: name}, func() (Browser, error) { return f, nil })
}

// files is a site by path.
type files map[string]string

// with is the site with other files; an empty text removes one.
func (fs files) with(changed files) files {
	out := files{}
	for p, text := range fs {
		out[p] = text
	}
	for p, text := range changed {
		if out[p] = text; text == "" {
			delete(out, p)
		}
	}
	return out
}

// lay writes the site into a new folder and reads it.
func (fs files) lay(t testing.TB) *source.Set {
	t.Helper()
	root := t.TempDir()
	for p, text := range fs {
		name := filepath.Join(root, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// archive is the site of a txtar file.
func archive(t testing.TB, name string) files {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	out := files{}
	for _, f := range a.Files {
		out[f.Name] = string(f.Data)
	}
	return out
}

// checked is the findings of a build, every page rendered.
func checked(t testing.TB, r *Result) check.Report {
	t.Helper()
	rep, err := r.Check(t.Context(), rules.All(), true)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// has reports whether findings are of a rule and hold a text, and how many.
func has(rep check.Report, rule, text string) int {
	n := 0
	for _, d := range rep.Findings {
		if d.Rule == rule && strings.Contains(d.Message, text) {
			n++
		}
	}
	return n
}

const simple = "---\nname: Ada Byron\nphone: +44 20 7946 0018\nprivate: [phone]\n---\n\nWrites programs.\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – present*\n\n- Wrote notes\n"

// printOf is a PDF read back.
func printOf(t testing.TB, pdf []byte) *sheet.Print {
	t.Helper()
	p, err := readback.Read(pdf, sheet.Measure{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
