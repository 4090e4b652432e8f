// Package disk does what a busy file delays on Windows: it renames and removes with patience.
//
// There a file that somebody has open can mostly not be replaced, renamed or removed, and somebody has each file open for a moment after it
// was written: a scanner for viruses, the index for searches, a cloud's synchronisation, an editor, another resgen. Unix knows
// nothing like it, so that nothing is waited for there.
package disk

import (
	"errors"
	"os"
	"runtime"
	"syscall"
	"time"
)

// patience is how long a busy file is waited for; Go's own command waits as long.
const patience = 2 * time.Second

// Busy reports whether an error says that a file could not be had because somebody has it open. Windows says the same
// of a file that may not be touched at all.
func Busy(err error) bool { return busy(runtime.GOOS, err) }

// The errors of Windows; on other systems the numbers mean something else.
const (
	accessDenied     = syscall.Errno(5) // of a rename over a file that is open, and of a file that goes when it is closed
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
	deletePending    = syscall.Errno(303)
)

func busy(goos string, err error) bool {
	var number syscall.Errno
	if goos != "windows" || !errors.As(err, &number) {
		return false
	}
	switch number {
	case accessDenied, sharingViolation, lockViolation, deletePending:
		return true
	}
	return false
}

// Across reports whether an error says that a file cannot be renamed to another disk.
func Across(err error) bool { return across(runtime.GOOS, err) }

func across(goos string, err error) bool {
	const notSameDevice = syscall.Errno(17) // of Windows; EEXIST elsewhere
	return errors.Is(err, syscall.EXDEV) || goos == "windows" && errors.Is(err, notSameDevice)
}

// Rename is os.Rename.
func Rename(from, to string) error { return Try(func() error { return os.Rename(from, to) }) }

// RemoveAll is os.RemoveAll.
func RemoveAll(name string) error { return Try(func() error { return os.RemoveAll(name) }) }

// Try does something again while it fails because a file is busy, for two seconds at most. Its error is the last one.
func Try(do func() error) error { return try(do, Busy, time.Sleep) }

func try(do func() error, busy func(error) bool, wait func(time.Duration)) error {
	pause, waited := time.Millisecond, time.Duration(0)
	for {
		err := do()
		if err == nil || !busy(err) || waited >= patience {
			return err
		}
		wait(pause)
		waited += pause
		pause = min(2*pause, 100*time.Millisecond)
	}
}
