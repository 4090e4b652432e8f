package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

type folderKind uint8

const (
	absent  folderKind = iota + 1
	folder             // and all above it are folders as well
	blocked            // it, or something above it, is a file or a symbolic link
)

// folders knows what lies in a tree where folders are needed, and looks at each path once.
// It is safe for use from several goroutines.
type folders struct {
	dir   string
	known sync.Map // of string to folderKind
}

// kind says what lies at a slash-separated path.
func (f *folders) kind(p string) (folderKind, error) {
	if p == "." {
		return folder, nil
	}
	if k, ok := f.known.Load(p); ok {
		return k.(folderKind), nil
	}
	k, err := f.kind(path.Dir(p))
	if err != nil {
		return 0, err
	}
	if k == folder {
		info, err := lstat(filepath.Join(f.dir, filepath.FromSlash(p)))
		switch {
		case err != nil:
			return 0, err
		case info == nil:
			k = absent
		case !info.IsDir():
			k = blocked
		}
	}
	f.known.Store(p, k)
	return k, nil
}

// plain reports whether a path is a folder that is reached through folders only.
func (f *folders) plain(p string) (bool, error) {
	k, err := f.kind(p)
	return k == folder, err
}

// made makes the folders of a new tree, each once. It is safe for use from several goroutines.
type made struct {
	top   string
	known sync.Map // of string to struct{}
}

// folder makes the folder at a slash-separated path below the top, "." being the top
// itself, and those above it.
func (m *made) folder(p string) error {
	if _, ok := m.known.Load(p); ok {
		return nil
	}
	if p != "." {
		if err := m.folder(path.Dir(p)); err != nil {
			return err
		}
	}
	if err := os.Mkdir(filepath.Join(m.top, filepath.FromSlash(p)), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	m.known.Store(p, struct{}{})
	return nil
}
