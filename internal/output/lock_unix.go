//go:build unix

package output

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// A lock is a hold on a work folder that ends with the process at the latest.
type lock struct {
	path string
	f    *os.File
}

// tryLock locks a folder. The error is errBusy when it is locked, fs.ErrNotExist when it is gone.
//
// File systems that know no locks (some network ones) do not keep runs apart.
func tryLock(path string) (*lock, error) {
	f, err := os.OpenFile(path, syscall.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOLCK) {
		err = nil
	}
	if errors.Is(err, unix.EWOULDBLOCK) || errors.Is(err, unix.EINTR) {
		err = errBusy
	}
	if err == nil {
		// The holder before us removed the folder before it let go: then ours is no longer there.
		mine, mineErr := f.Stat()
		there, thereErr := os.Lstat(path)
		if mineErr != nil || thereErr != nil || !os.SameFile(mine, there) {
			err = errBusy
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &lock{path, f}, nil
}

// release ends the lock. It removes the folder, if it is empty and that is wanted, while the lock
// is still held, so that nobody can begin in a folder that goes away.
func (l *lock) release(remove bool) {
	if remove {
		os.Remove(l.path)
	}
	l.f.Close()
}

// mayWrite is an error when files in a folder may not be made and removed.
func mayWrite(dir string) error { return unix.Access(dir, unix.W_OK|unix.X_OK) }
