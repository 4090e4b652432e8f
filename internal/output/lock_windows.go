package output

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// A lock is a hold on a work folder that ends with the process at the latest: a file in it that is
// open for nobody else, and that the system removes when it is closed.
type lock struct {
	path   string
	handle windows.Handle
}

// tryLock locks a folder. The error is errBusy when it is locked, fs.ErrNotExist when it is gone.
func tryLock(path string) (*lock, error) {
	name, err := windows.UTF16PtrFromString(filepath.Join(path, "lock"))
	if err != nil {
		return nil, err
	}
	const alone = 0 // share with nobody
	h, err := windows.CreateFile(name, windows.GENERIC_WRITE|windows.DELETE, alone, nil, windows.OPEN_ALWAYS,
		windows.FILE_ATTRIBUTE_NORMAL|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	switch {
	case errors.Is(err, windows.ERROR_SHARING_VIOLATION), errors.Is(err, windows.ERROR_DELETE_PENDING):
		return nil, errBusy
	case err != nil:
		return nil, err
	}
	return &lock{path, h}, nil
}

// release ends the lock, and removes the folder if it is empty and that is wanted. It is not
// empty when another run has taken the lock meanwhile.
func (l *lock) release(remove bool) {
	windows.CloseHandle(l.handle)
	if remove {
		os.Remove(l.path)
	}
}

// mayWrite is an error when files in a folder may not be made and removed; Windows tells only
// the one who tries.
func mayWrite(string) error { return nil }
