package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// exchange completes the staged tree with links to the unchanged files and exchanges it and
// the folder in one step. Where that cannot be, done is false, and the staged tree is as good for
// being put in place as before: a link renamed over its own file changes nothing.
// The error is only ever that of the context.
func (c *comparison) exchange(ctx context.Context) (done bool, err error) {
	s := c.s
	info, err := os.Lstat(s.dir)
	if err != nil || s.linked || !canExchange || exists(s.swap()) || len(c.kept) > 0 || !s.alone(info, c.old) {
		return false, nil
	}
	err = each(ctx, len(c.set), func(_ context.Context, i int) error {
		if c.results[i].verdict != unchanged {
			return nil
		}
		if err := c.staged.folder(path.Dir(c.set[i].Path)); err != nil {
			return err
		}
		return os.Link(s.disk(c.set[i].Path), s.work(newName, c.set[i].Path))
	})
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil || os.Chmod(s.work(newName), info.Mode()) != nil {
		return false, nil
	}
	if os.Rename(s.work(newName), s.swap()) != nil {
		return false, nil
	}
	if swapFolders(s.swap(), s.dir) != nil {
		// If even this fails, the staged tree is lost to us, and commit says so.
		os.Rename(s.swap(), s.work(newName))
		return false, nil
	}
	// The work folder, which is our lock, went along with the old tree.
	s.lock.path = filepath.Join(s.swap(), workName)
	s.drain(s.swap(), s.lock)
	s.lock = nil
	return true, nil
}

// alone reports whether the folder holds nothing but what the list names, and may be given up
// wholly: it and the folders in it are this user's, writable, and on one disk.
func (s *session) alone(top fs.FileInfo, l list) bool {
	errNot := errors.New("not alone")
	err := fs.WalkDir(os.DirFS(s.dir), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p == workName:
			return fs.SkipDir
		case p == listName:
			return nil
		case d.IsDir() && (p == "." || l.above(p)):
			info, err := d.Info()
			if err != nil || !mine(info, top) {
				return errNot
			}
			return mayWrite(s.disk(p))
		case d.Type().IsRegular() && l.has(p):
			return nil
		}
		return errNot
	})
	return err == nil
}

// drain removes an old tree that another one took the place of, and its lock with it. A file
// that came into it after it was last looked at goes to where it was meant to be. One
// that cannot go there stays, and so does the tree.
func (s *session) drain(tree string, l *lock) {
	old, err := readList(tree)
	live, liveErr := readList(s.dir)
	root, rootErr := os.OpenRoot(s.dir)
	if err != nil || liveErr != nil || rootErr != nil {
		l.release(false)
		return
	}
	defer root.Close()
	var dirs []string
	left := false
	filepath.WalkDir(tree, func(file string, d fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(tree, file)
		if err != nil || relErr != nil {
			left = true
			return nil
		}
		p := filepath.ToSlash(rel)
		switch {
		case p == workName:
			return fs.SkipDir
		case p == "." || p == listName:
		case d.IsDir():
			dirs = append(dirs, file)
		case d.Type().IsRegular() && old.has(p) && (live.has(p) || asWritten(old, p, file)):
			left = os.Remove(file) != nil || left
		default:
			left = !moveInto(root, s.dir, p, file) || left
		}
		return nil
	})
	for i := range dirs {
		os.Remove(dirs[len(dirs)-1-i])
	}
	if left {
		l.release(false)
		return
	}
	os.Remove(filepath.Join(tree, listName))
	os.RemoveAll(filepath.Join(tree, workName, newName))
	os.RemoveAll(filepath.Join(tree, workName, readyName))
	l.release(true)
	os.Remove(tree)
}

func asWritten(l list, p, file string) bool {
	i, _ := l.find(p)
	sum, err := sumFile(file)
	return err == nil && sum == l.entries[i].sum
}

// moveInto moves a file to a path in a folder where nothing lies.
func moveInto(root *os.Root, dir, p, file string) bool {
	if root.MkdirAll(path.Dir(p), 0o755) != nil {
		return false
	}
	if _, err := root.Lstat(p); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return os.Rename(file, filepath.Join(dir, filepath.FromSlash(p))) == nil
}
