// Package disktest makes what not every system lets tests make. It is for tests alone.
package disktest

import (
	"os"
	"runtime"
	"testing"
)

// HasModes reports whether files have the modes of Unix; those of Windows are writable or not.
const HasModes = runtime.GOOS != "windows"

// Link makes a symbolic link, or skips the test: on Windows that takes a right which few have.
func Link(t testing.TB, target, name string) {
	t.Helper()
	err := os.Symlink(target, name)
	if err == nil {
		_, err = os.Readlink(name) // Wine only says that it made one
	}
	if err != nil && runtime.GOOS == "windows" {
		t.Skipf("no symbolic links: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
}
