//go:build unix

package chrome

import (
	"os"
	"syscall"
)

// lockFile takes the file's lock, waiting for it or not. It is held until the file is closed or the
// process is dead; Chrome does not inherit it.
func lockFile(f *os.File, wait bool) error {
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	for {
		err := syscall.Flock(int(f.Fd()), how)
		if err != syscall.EINTR {
			return err
		}
	}
}
