package build

import (
	"testing"

	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
)

// realPrinter prints with the browser of this machine, for as long as the test runs; the test is skipped without one.
func realPrinter(t *testing.T) *Printer {
	t.Helper()
	p := NewPrinter(t.Context(), chrometest.Binary(t), chrome.Options{Dir: t.TempDir()})
	t.Cleanup(p.Close)
	return p
}
