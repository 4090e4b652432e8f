package chrome

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/resgen/resgen/internal/disk"
)

// A runDir is the folder of one run: Chrome's profile and all of its temporary files. While the
// process that made it lives it is locked, so that others can tell it from one that was left behind.
type runDir struct {
	path string
	lock *os.File
}

const (
	runPrefix = "run-"
	lockName  = "lock"
)

// newRunDir makes a folder below dir, and takes away those whose makers died without doing so. The
// system lets go of a dead process's locks, also after kill -9.
func newRunDir(dir string) (*runDir, error) {
	dir, err := filepath.Abs(dir) // Chrome has another working folder
	if err != nil {
		return nil, fmt.Errorf("make a folder for Chrome's profile: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make a folder for Chrome's profile: %w", err)
	}
	// One at a time: a folder that is not yet locked looks like one that was left behind.
	gate, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make a folder for Chrome's profile: %w", err)
	}
	defer gate.Close()
	if err := lockFile(gate, true); err == nil { // a file system without locks: nothing is swept
		sweep(dir)
	}
	path, err := os.MkdirTemp(dir, runPrefix) // mode 0700
	if err != nil {
		return nil, fmt.Errorf("make a folder for Chrome's profile: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(path, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make a folder for Chrome's profile: %w", err), os.RemoveAll(path))
	}
	_ = lockFile(lock, false) // as above
	return &runDir{path, lock}, nil
}

// sweep removes the folders of runs that are over. What cannot be removed now is left for the next time.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), runPrefix) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		lock, err := os.OpenFile(filepath.Join(path, lockName), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			continue
		}
		err = lockFile(lock, false)
		lock.Close()
		if err == nil {
			_ = os.RemoveAll(path)
		}
	}
}

// remove takes the folder away; Chrome must be dead by then.
func (d *runDir) remove() error {
	d.lock.Close()
	if err := disk.RemoveAll(d.path); err != nil { // on Windows the last of its processes hold it for a moment
		return fmt.Errorf("remove Chrome's profile: %w", err)
	}
	return nil
}
