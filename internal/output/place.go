package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/disk"
)

// touched is the folders in which putting the staged tree in place makes and removes files,
// as far as they are there already.
func (c *comparison) touched() []string {
	dirs := []string{"."}
	add := func(d string) {
		for ; d != dirs[len(dirs)-1]; d = path.Dir(d) {
			if plain, err := c.folders.plain(d); plain && err == nil {
				dirs = append(dirs, d)
				return
			}
		}
	}
	for i, r := range c.results {
		if r.verdict != unchanged {
			add(path.Dir(c.set[i].Path))
		}
	}
	for _, p := range c.deletes {
		add(path.Dir(p))
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

// writable fails when a folder may not be written to. It is asked before the first file is put in
// place, so that a folder of another user's leaves the old tree whole.
func (s *session) writable(dirs []string) error {
	for _, d := range dirs {
		if err := mayWrite(s.disk(d)); err != nil {
			return s.fail("write", d, err)
		}
	}
	return nil
}

// commit makes the staged tree one that must be put in place.
func (s *session) commit() error {
	if err := disk.Rename(s.work(newName), s.work(readyName)); err != nil {
		return s.fail("write", ".", err)
	}
	return nil
}

// finish puts a committed tree in place, removes what is no longer made, and puts the new
// list in place of the old one. It may have been begun, by a run that was killed at any
// point: what is no longer in the tree is in place already. It heeds no context, as it
// is short, and stopping it would help nobody.
func (s *session) finish(old, next list) (err error) {
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return s.fail("write", ".", err)
	}
	defer root.Close()
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s is half way between two builds until the next one finishes it: %w", s.name, err)
		}
	}()
	f := finisher{s: s, root: root, folders: folders{dir: s.dir}}
	var late []removal
	for _, r := range removals(old, next) {
		if r.instead != "" && exists(s.work(readyName, r.instead)) {
			if err := f.remove(r.entry); err != nil {
				return err
			}
		} else {
			late = append(late, r)
		}
	}
	f.folders = folders{dir: s.dir} // files may have made room for folders, and the reverse
	if err := f.merge("."); err != nil {
		return err
	}
	for _, r := range late {
		if f.recased(r) {
			continue
		}
		if err := f.remove(r.entry); err != nil {
			return err
		}
	}
	if err := f.rename(path.Join(workName, readyName, listName), listName); err != nil {
		return s.fail("write", listName, err)
	}
	return nil
}

// A removal is a file that is no longer made.
type removal struct {
	entry
	instead string // path in the new tree that it stands in the way of; "" for none
}

// removals is what stands on the old list and not on the next one.
func removals(old, next list) []removal {
	var gone []removal
	for _, e := range old.entries {
		if !next.has(e.path) {
			gone = append(gone, removal{entry: e})
		}
	}
	if gone == nil {
		return nil
	}
	folded := foldedNames(next)
	for i, r := range gone {
		if next.above(r.path) { // a file where a folder is needed
			gone[i].instead = r.path
		}
		for d := path.Dir(r.path); d != "."; d = path.Dir(d) {
			if next.has(d) { // in a folder where a file is needed
				gone[i].instead = d
			}
		}
		if p, ok := folded[strings.ToLower(r.path)]; ok { // the same file, if the disk ignores case
			gone[i].instead = p
		}
	}
	return gone
}

// A finisher changes the folder. It goes through an os.Root, so that nothing outside of the folder
// can be reached.
type finisher struct {
	s       *session
	root    *os.Root
	folders folders
}

// merge moves what the committed tree holds at p, a folder, to the same place in the folder:
// a file over the file there, a folder as a whole where there is none.
func (f *finisher) merge(p string) error {
	staged, err := os.ReadDir(f.s.work(readyName, p))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return f.s.fail("read", p, err)
	}
	for _, e := range staged {
		at := path.Join(p, e.Name())
		if at == listName {
			continue // it goes last
		}
		if e.IsDir() {
			info, err := f.root.Lstat(at)
			switch {
			case err == nil && info.IsDir():
				if err := f.merge(at); err != nil {
					return err
				}
				continue
			case err == nil: // a file came here after the comparison
				return f.s.fail("write", at, fs.ErrExist)
			case !errors.Is(err, fs.ErrNotExist):
				return f.s.fail("write", at, err)
			}
		}
		err := f.rename(path.Join(workName, readyName, at), at)
		if disk.Across(err) {
			err = f.carry(at, e)
		}
		if err != nil {
			return f.s.fail("write", at, err)
		}
	}
	return nil
}

func (f *finisher) rename(from, to string) error {
	return disk.Try(func() error { return f.root.Rename(from, to) })
}

// carry does what a rename cannot, as another disk is mounted inside of the folder. A kill
// before its rename leaves the file beside, which the next run then uses.
func (f *finisher) carry(at string, staged fs.DirEntry) error {
	if staged.IsDir() {
		if err := f.root.Mkdir(at, 0o755); err != nil {
			return err
		}
		return f.merge(at)
	}
	b, err := os.ReadFile(f.s.work(readyName, at))
	if err != nil {
		return err
	}
	beside := path.Join(path.Dir(at), "."+path.Base(at)+".resgen-new")
	if err := f.root.WriteFile(beside, b, 0o644); err != nil {
		return err
	}
	return f.rename(beside, at)
}

// recased reports whether a file that is no longer made is one that was just put in place,
// because the disk ignores case.
func (f *finisher) recased(r removal) bool {
	if r.instead == "" {
		return false
	}
	gone, err := f.root.Lstat(r.path)
	if err != nil {
		return false
	}
	now, err := f.root.Lstat(r.instead)
	return err == nil && os.SameFile(gone, now)
}

// remove removes a file that is still as resgen wrote it, and the folders that are empty
// then, or were left empty by a run that was killed here.
func (f *finisher) remove(e entry) error {
	plain, err := f.folders.plain(path.Dir(e.path))
	if err != nil {
		return f.s.fail("read", path.Dir(e.path), err)
	}
	if plain {
		if err := f.removeFile(e); err != nil {
			return err
		}
	}
	for d := path.Dir(e.path); d != "."; d = path.Dir(d) {
		if kind, err := f.folders.kind(d); err != nil || kind == blocked {
			break // a link, say, that somebody put there
		}
		if err := f.root.Remove(d); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break // it holds something
		}
	}
	return nil
}

func (f *finisher) removeFile(e entry) error {
	info, err := f.root.Lstat(e.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return f.s.fail("read", e.path, err)
	}
	if !info.Mode().IsRegular() {
		return nil
	}
	if sum, err := f.sum(e.path); err != nil || sum != e.sum {
		return nil // somebody edited it, or keeps it from us
	}
	if err := disk.Try(func() error { return f.root.Remove(e.path) }); err != nil {
		return f.s.fail("remove", e.path, err)
	}
	return nil
}

func (f *finisher) sum(p string) (sum [sha256.Size]byte, err error) {
	file, err := f.root.Open(p)
	if err != nil {
		return sum, err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}
