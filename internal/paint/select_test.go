package paint

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/sheet"
)

// TestSelection holds that what is selected on a sheet is its lines as text, one a line: that is what is copied.
func TestSelection(t *testing.T) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chrometest.Binary(t).Path), chromedp.UserDataDir(t.TempDir()))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(end)

	pdf, err := os.ReadFile("../readback/testdata/resume.pdf")
	if err != nil {
		t.Fatal(err)
	}
	p, err := readback.Read(pdf, sheet.Measure{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := readback.Draw(pdf)
	if err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(t.TempDir(), "page.html")
	svg := SVG(d, 0, Options{Print: p})
	if err := os.WriteFile(page, append([]byte("<!doctype html><meta charset=utf-8>"), svg...), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+page)); err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string]("getSelection().selectAllChildren(document.querySelector('.lines')), getSelection().toString()"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, l := range p.Sheets[0].Lines {
		want = append(want, strings.Join(strings.Fields(l.Text), " "))
	}
	var lines []string
	for line := range strings.Lines(got) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	if got, want := strings.Join(lines, "\n"), strings.Join(want, "\n"); got != want {
		t.Errorf("selected:\n%s\nwant:\n%s", got, want)
	}
}
