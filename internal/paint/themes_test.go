//go:build !race

package paint

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

// TestThemes holds the pictures of the starter in every theme against poppler's. Whole pixels of 96 dpi are too coarse for the
// mean of a sheet full of small type.
func TestThemes(t *testing.T) {
	chrometest.Tool(t, "pdftoppm")
	b, dir := browser(t), t.TempDir()
	for name, pdf := range starters(t) {
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, pdf, 0o666); err != nil {
			t.Fatal(err)
		}
		likePoppler(t, b, file, 150)
	}
}

// starters is the prints of the starter in every theme, by its name.
func starters(t *testing.T) map[string][]byte {
	t.Helper()
	p := build.NewPrinter(t.Context(), chrometest.Binary(t), chrome.Options{Dir: t.TempDir()})
	defer p.Close()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), content.FS()); err != nil {
		t.Fatal(err)
	}
	set, err := source.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, th := range build.Themes(set) {
		r := build.Build(t.Context(), set, build.NewMemory(nil, ""), build.Options{Options: compose.Options{Theme: th.Name}, Printer: p})
		if out[th.Name], err = r.PDF(compose.Public); err != nil {
			t.Fatal(err)
		}
		r.Wait()
	}
	return out
}
