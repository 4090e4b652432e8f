package chrome

import (
	"os"
	"path/filepath"
	"testing"
)

func TestVersionBeside(t *testing.T) {
	dir := t.TempDir()
	exe := filepath.Join(dir, "chrome.exe")
	for _, step := range []struct{ folder, want string }{{"Dictionaries", ""}, {"156.0.8078.108", "156.0.8078.108"}, {"156.0.8078.110", ""}} {
		if err := os.Mkdir(filepath.Join(dir, step.folder), 0o777); err != nil {
			t.Fatal(err)
		}
		if got := VersionBeside(exe); got != step.want {
			t.Errorf("with %s: have %q, want %q", step.folder, got, step.want)
		}
	}
	if got := VersionBeside(filepath.Join(dir, "gone", "chrome.exe")); got != "" {
		t.Errorf("of a folder that is not there: %q", got)
	}
}
