package chrome

import (
	"os"

	"golang.org/x/sys/windows"
)

// lockFile takes the file's lock, waiting for it or not. It is held until the file is closed or the
// process is dead.
func lockFile(f *os.File, wait bool) error {
	flags := uint32(windows.LOCKFILE_EXCLUSIVE_LOCK)
	if !wait {
		flags |= windows.LOCKFILE_FAIL_IMMEDIATELY
	}
	return windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped))
}
