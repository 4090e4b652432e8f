// Package tooltest finds other programs that tests ask for a second opinion. It is for tests alone.
package tooltest

import (
	"os"
	"os/exec"
	"testing"
)

// Need is the path of a program. Without it the test is skipped; with RESGEN_REQUIRE_TOOLS set, as `make test` does after .ci/tools
// installed them all, it fails: a green run must not be one that looked at less.
func Need(t testing.TB, name string) string {
	t.Helper()
	file, err := exec.LookPath(name)
	switch {
	case err == nil:
	case os.Getenv("RESGEN_REQUIRE_TOOLS") != "":
		t.Fatalf("%s is not installed; .ci/tools installs it", name)
	default:
		t.Skipf("%s is not installed", name)
	}
	return file
}
