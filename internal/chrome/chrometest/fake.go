package chrometest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/sheet"
)

// A Fake stands in for a browser where it matters what is printed, and when, and not how it looks. Each of its PDFs is one that
// Chrome wrote, with the hash of the HTML behind it: prints of different sheets differ, and those of equal ones are equal.
type Fake struct {
	pdf   []byte
	takes time.Duration
}

// NewFake is a browser that takes so long for a print. The test runs in a folder beside that of the package chrome, as Go runs
// those of the packages there.
func NewFake(t testing.TB, takes time.Duration) Fake {
	t.Helper()
	pdf, err := os.ReadFile(filepath.Join("..", "chrome", "testdata", "print.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return Fake{pdf, takes}
}

var srcPattern = regexp.MustCompile(`data-src="([^"]*)"`)

// Print gives the PDF, and each block that the HTML has, without a place.
func (f Fake) Print(ctx context.Context, job chrome.Job) (chrome.Result, error) {
	done := time.NewTimer(f.takes)
	defer done.Stop()
	select {
	case <-done.C:
	case <-ctx.Done():
		return chrome.Result{}, ctx.Err()
	}
	m := sheet.Measure{Width: 500, Height: 700, Faces: []string{"Liberation Serif"}}
	for _, src := range srcPattern.FindAllSubmatch(job.HTML, -1) {
		m.Blocks = append(m.Blocks, sheet.Block{Span: job.Resolve(string(src[1]))})
	}
	return chrome.Result{PDF: fmt.Appendf(f.pdf[:len(f.pdf):len(f.pdf)], "%% %x\n", sha256.Sum256(job.HTML)), Measure: m}, nil
}

// Screenshot gives the page's hash, and the size of the window.
func (f Fake) Screenshot(_ context.Context, job chrome.Job, view chrome.View) ([]byte, error) {
	return fmt.Appendf(nil, "%d x %d %x\n", view.Width, view.Height, sha256.Sum256(job.HTML)), nil
}

// Version is that of no browser.
func (Fake) Version() string { return "Fake/1" }

// Notes is nothing.
func (Fake) Notes() []string { return nil }

// Close has nothing to end.
func (Fake) Close() error { return nil }
