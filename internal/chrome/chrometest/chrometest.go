// Package chrometest gives tests the browser that is there. A test that needs one is skipped without it, and under -short, so
// that the rest can be tested anywhere; with RESGEN_REQUIRE_CHROME set nothing is skipped, and a missing browser fails the test:
// a green run under it has printed. Only tests import this package; those of chrome itself cannot, and say the same in their
// own chrome_test.go.
package chrometest

import (
	"os"
	"os/exec"
	"testing"

	"github.com/resgen/resgen/internal/chrome"
)

// Look is the browser of this machine, if it has one. The test fails when it has none and RESGEN_REQUIRE_CHROME is set.
func Look(t testing.TB) (chrome.Binary, bool) {
	t.Helper()
	bin, err := chrome.Find(os.Getenv)
	if err != nil && required() {
		t.Fatalf("RESGEN_REQUIRE_CHROME is set: %v", err)
	}
	return bin, err == nil
}

// Binary is the browser of this machine; the test is skipped, or fails, without one.
func Binary(t testing.TB) chrome.Binary {
	t.Helper()
	bin, ok := Look(t)
	if !ok || testing.Short() && !required() {
		t.Skip("needs a browser")
	}
	return bin
}

// Tool is a program that such tests hold against what the browser made, in the PATH; the test is skipped, or fails, without it.
func Tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && required() {
		t.Fatalf("RESGEN_REQUIRE_CHROME is set: %v", err)
	}
	if err != nil {
		t.Skip("no " + name)
	}
	return path
}

func required() bool { return os.Getenv("RESGEN_REQUIRE_CHROME") != "" }
