package edit

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/resgen/resgen/internal/disk"
)

// The reasons for which a file is left alone.
var (
	errChanged  = errors.New("it changed since it was read; try again")
	errOutside  = errors.New("it is a link that leaves the folder; mend the file that it points to")
	errReadOnly = errors.New("it is read-only")
	errNoFile   = errors.New("it is no ordinary file")
)

// Write puts the new bytes in place of the old ones, below root, in one step: the file is the old one or
// the new one, whatever happens. It keeps its mode, and a link that stays in the folder stays a link. The error
// names the file, and says why it is as it was.
func (c Change) Write(root string) error {
	if err := c.write(root); err != nil {
		return fmt.Errorf("mend %s: %w", c.Old.Path, err)
	}
	return nil
}

func (c Change) write(root string) error {
	top, err := filepath.EvalSymlinks(root)
	if err != nil {
		return cause(err)
	}
	name, err := filepath.EvalSymlinks(filepath.Join(top, filepath.FromSlash(c.Old.Path)))
	if err != nil {
		return cause(err)
	}
	if rel, err := filepath.Rel(top, name); err != nil || !filepath.IsLocal(rel) {
		return errOutside
	}
	info, err := os.Lstat(name)
	switch {
	case err != nil:
		return cause(err)
	case !info.Mode().IsRegular():
		return errNoFile
	case info.Mode().Perm()&0o200 == 0:
		return errReadOnly
	}
	return replace(name, c.New.Bytes, func() error {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if sha256.Sum256(b) != c.Old.Hash {
			return errChanged
		}
		return nil
	})
}

// Replace writes a file beside and renames it in place, so that the old one is whole until the new one is. A file that
// is there keeps its mode.
func Replace(name string, b []byte) error { return replace(name, b, nil) }

// Create is Replace for a file that must not be there yet; what came there meanwhile is kept, and the error is fs.ErrExist.
func Create(name string, b []byte) error {
	return replace(name, b, func() error {
		if _, err := os.Lstat(name); err == nil {
			return fs.ErrExist
		}
		return nil
	})
}

// replace asks last, just before the rename, whether it still may.
func replace(name string, b []byte, last func() error) (err error) {
	defer func() { err = cause(err) }()
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync() // else the new name may be on the disk before the bytes are
	}
	if err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if err := os.Chmod(f.Name(), mode); err != nil {
		return err
	}
	if last != nil {
		if err := last(); err != nil {
			return err
		}
	}
	return disk.Rename(f.Name(), name)
}

// cause takes the path out of an error that stands behind it already.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
