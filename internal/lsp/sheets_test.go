package lsp_test

import (
	"context"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

// A fake is a browser that prints the same PDF whatever it is given.
type fake struct {
	pdf []byte

	mu      sync.Mutex
	hold    chan struct{} // when not nil, a print waits until it is closed, or given up
	prints  int
	givenUp int
	fail    error
	waits   *sync.Cond
}

func newFake(t testing.TB) *fake {
	t.Helper()
	pdf, err := os.ReadFile("../chrome/testdata/print.pdf")
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{pdf: pdf}
	f.waits = sync.NewCond(&f.mu)
	return f
}

var srcPattern = regexp.MustCompile(`data-src="([^"]*)"`)

func (f *fake) Print(ctx context.Context, job chrome.Job) (chrome.Result, error) {
	f.mu.Lock()
	f.prints++
	hold, fail := f.hold, f.fail
	f.waits.Broadcast()
	f.mu.Unlock()
	if fail != nil {
		return chrome.Result{}, fail
	}
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
			f.mu.Lock()
			f.givenUp++
			f.waits.Broadcast()
			f.mu.Unlock()
			return chrome.Result{}, ctx.Err()
		}
	}
	m := sheet.Measure{Width: 500, Height: 700, Faces: []string{"Liberation Serif"}}
	for _, src := range srcPattern.FindAllSubmatch(job.HTML, -1) {
		m.Blocks = append(m.Blocks, sheet.Block{Span: job.Resolve(string(src[1]))})
	}
	return chrome.Result{PDF: f.pdf, Measure: m}, nil
}

func (f *fake) Screenshot(context.Context, chrome.Job, chrome.View) ([]byte, error) { return nil, nil }
func (f *fake) Version() string                                                     { return "Fake/1" }
func (f *fake) Notes() []string                                                     { return nil }
func (f *fake) Close() error                                                        { return nil }

func (f *fake) printer() *build.Printer {
	return build.PrinterOf(chrome.Binary{Path: "fake"}, func() (build.Browser, error) { return f, nil })
}

// until waits until a condition of the fake holds.
func (f *fake) until(holds func() bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for !holds() {
		f.waits.Wait()
	}
}

// testRules are two rules: each reports the line that begins with "- Wrote", one of the text and one of the sheets. With a gate, a text
// that has the word "slow" is not checked before that is open.
func testRules(gate <-chan struct{}) []*check.Rule {
	report := func(what string) func(*check.Pass) {
		return func(p *check.Pass) {
			f, ok := p.Set.File("content/resume.md")
			if !ok {
				return
			}
			text := string(f.Bytes)
			if gate != nil && strings.Contains(text, "slow") {
				<-gate
			}
			if at := strings.Index(text, "- Wrote"); at >= 0 {
				line, _, _ := strings.Cut(text[at:], "\n")
				p.Reportf(f.Span(at, at+len(line)), "%s: %s", what, line)
			}
		}
	}
	return []*check.Rule{
		{ID: "test/sheet", Level: diag.Warning, Needs: check.Sheets, Run: report("on paper")},
		{ID: "test/text", Level: diag.Warning, Run: report("in the text")},
	}
}

func TestSheets(t *testing.T) {
	f := newFake(t)
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, rules: testRules(nil), printer: f.printer()})
	p.open("content/resume.md")
	p.has("content/resume.md:15:0 test/sheet on paper: - Wrote notes")
	p.hasNot("as of the last print")

	// A line above: it goes with its words, and is marked. The text's own finding is of the new text.
	p.set("content/resume.md", 2, strings.Replace(cv, "- 😀", "- First\n- 😀", 1))
	p.has("content/resume.md:16:0 test/sheet on paper: - Wrote notes, as of the last print")
	p.has("content/resume.md:16:0 test/text in the text: - Wrote notes")
	// As it was: it is what was printed.
	p.set("content/resume.md", 3, cv)
	p.hasNot("as of the last print")
	// In its words: nobody knows what the sheets show of those.
	p.set("content/resume.md", 4, strings.Replace(cv, "- Wrote notes", "- Wrote 12 notes", 1))
	p.hasNot("test/sheet")
	p.has("in the text: - Wrote 12 notes")
	// Saved: both stand together.
	p.save("content/resume.md")
	p.has("content/resume.md:15:0 test/sheet on paper: - Wrote 12 notes")
	p.has("content/resume.md:15:0 test/text in the text: - Wrote 12 notes")
	p.hasNot("as of the last print")

	// Of two saves the newer one counts, and what the older one still does is given up.
	f.mu.Lock()
	f.hold = make(chan struct{})
	f.prints = 0
	f.mu.Unlock()
	p.set("content/resume.md", 5, strings.Replace(cv, "- Wrote notes", "- Wrote 13 notes", 1))
	p.save("content/resume.md")
	p.has("in the text: - Wrote 13 notes")
	f.until(func() bool { return f.prints > 0 })
	p.set("content/resume.md", 6, strings.Replace(cv, "- Wrote notes", "- Wrote 14 notes", 1))
	p.save("content/resume.md")
	f.until(func() bool { return f.givenUp > 0 })
	// While it is being printed, one goes on typing: that print is for what was saved, and counts.
	f.until(func() bool { return f.prints > f.givenUp })
	p.set("content/resume.md", 7, strings.Replace(p.texts["content/resume.md"], "- 😀", "- First\n- 😀", 1))
	p.has("content/resume.md:16:0 test/text")
	f.mu.Lock()
	close(f.hold)
	f.hold = nil
	f.mu.Unlock()
	p.has("content/resume.md:16:0 test/sheet on paper: - Wrote 14 notes, as of the last print")
	p.end()
}

func TestNoBrowserIsSaidOnce(t *testing.T) {
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, noPrint: "no Chrome found"})
	p.open("content/resume.md")
	p.has("text/casing")
	for i := range 3 {
		p.set("content/resume.md", i+2, cv+"\n- Github\n")
		p.has("Github")
		p.set("content/resume.md", i+2, cv)
		p.hasNot("Github")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.notices) != 1 || !strings.Contains(p.notices[0], "no Chrome found") || !strings.Contains(p.notices[0], "resgen doctor") {
		t.Errorf("notices: %q", p.notices)
	}
}

func TestABrowserThatFails(t *testing.T) {
	f := newFake(t)
	f.fail = os.ErrDeadlineExceeded
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, printer: f.printer()})
	p.open("content/resume.md")
	p.has("text/casing")
	p.wait("the notice", func() bool { return len(p.notices) == 1 && strings.Contains(p.notices[0], "there is no print") })
}

// TestChrome has a real browser say what only a print shows.
func TestChrome(t *testing.T) {
	bin := chrometest.Binary(t)
	printer := build.NewPrinter(t.Context(), bin, chrome.Options{Dir: t.TempDir()})
	defer printer.Close()
	long := strings.Replace(cv, "- Wrote notes\n", strings.Repeat("- Wrote 40 notes for the engine within 3 weeks of 1843\n", 100), 1)
	p := start(t, setting{files: map[string]string{"content/resume.md": long}, printer: printer})
	p.open("content/resume.md")
	p.has("sheet/")
	p.end()
}
