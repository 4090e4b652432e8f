package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A target is the folder that is written to.
type target struct {
	name   string // as the caller wrote it
	dir    string // absolute; may not be there yet
	linked bool   // name is a symbolic link to dir
}

// resolve finds the folder, and refuses one that must not be written to.
func resolve(name string, opts Options) (target, error) {
	t := target{name: name}
	if name == "" {
		return t, &TargetError{name, "it has no name"}
	}
	dir, err := filepath.Abs(name)
	if err != nil {
		return t, fmt.Errorf("write %s: %w", name, err)
	}
	t.dir = dir
	if filepath.Dir(dir) == dir {
		return t, &TargetError{name, "it is the root of the disk"}
	}
	if err := t.below(opts.Sources); err != nil {
		return t, err
	}
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil // what is not there cannot hold a protected folder
	}
	if err != nil {
		return t, fmt.Errorf("write %s: %w", name, cause(err))
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		t.linked = true
		if t.dir, err = filepath.EvalSymlinks(dir); err != nil {
			return t, &TargetError{name, "it is a link to nothing"}
		}
		if info, err = os.Stat(t.dir); err != nil {
			return t, fmt.Errorf("write %s: %w", name, cause(err))
		}
		if filepath.Dir(t.dir) == t.dir {
			return t, &TargetError{name, "it is a link to the root of the disk"}
		}
	}
	if !info.IsDir() {
		return t, &TargetError{name, "it is a file"}
	}
	for _, p := range opts.Protect {
		if err := t.holds(info, p); err != nil {
			return t, err
		}
	}
	return t, nil
}

// below fails when the target is one of the folders or lies in one, through whatever links and, on disks that ignore case, in
// whatever spelling.
func (t target) below(sources []string) error {
	dir := resolved(t.dir)
	for _, s := range sources {
		own, err := filepath.Abs(s)
		if err != nil {
			return fmt.Errorf("write %s: %w", t.name, err)
		}
		rel, err := filepath.Rel(resolved(own), dir)
		inside := err == nil && filepath.IsLocal(rel)
		if info, err := os.Stat(own); err == nil {
			for at := dir; !inside; at = filepath.Dir(at) {
				have, err := os.Stat(at)
				inside = err == nil && os.SameFile(have, info)
				if filepath.Dir(at) == at {
					break
				}
			}
		}
		if inside {
			return &TargetError{t.name, "it lies in " + filepath.Base(s) + "/, which is what the site is made of"}
		}
	}
	return nil
}

// resolved is a path with the links in it resolved, as far as it is there.
func resolved(p string) string {
	if r, err := filepath.EvalSymlinks(p); err == nil {
		return r
	}
	up := filepath.Dir(p)
	if up == p {
		return p
	}
	return filepath.Join(resolved(up), filepath.Base(p))
}

// holds fails when the target, known by its info, is the protected folder or lies above it.
// Folders are compared and not their names: there are links, and disks that ignore case.
func (t target) holds(info fs.FileInfo, protected string) error {
	at, err := filepath.Abs(protected)
	if err != nil {
		return fmt.Errorf("write %s: %w", t.name, err)
	}
	if real, err := filepath.EvalSymlinks(at); err == nil {
		at = real
	}
	for first := true; ; first = false {
		if have, err := os.Stat(at); err == nil && os.SameFile(have, info) {
			if first {
				return &TargetError{t.name, "it is " + protected + ", which is not for output"}
			}
			return &TargetError{t.name, "it holds " + protected}
		}
		up := filepath.Dir(at)
		if up == at {
			return nil
		}
		at = up
	}
}

// harmless are names, in lower case, that may lie in a folder before resgen first writes to
// it: what git, forges and desktops put there. "x*" is any name that begins with x.
var harmless = []string{".git", ".gitignore", ".gitattributes", ".gitkeep", ".nojekyll", "cname",
	"readme*", "license*", "licence*", ".ds_store", "thumbs.db", "desktop.ini", "lost+found"}

// foreign is a *ForeignError when the folder is somebody else's: there is no list of ours,
// and it holds more than what is harmless.
func (t target) foreign(l list) error {
	if l.raw != nil {
		return nil
	}
	found, err := os.ReadDir(t.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return t.fail("read", ".", err)
	}
	var names []string
	for _, e := range found {
		if isHarmless(e.Name()) {
			continue
		}
		if e.IsDir() {
			names = append(names, e.Name()+"/")
		} else {
			names = append(names, e.Name())
		}
	}
	if names == nil {
		return nil
	}
	return &ForeignError{t.name, names}
}

func isHarmless(name string) bool {
	name = strings.ToLower(name)
	if name == workName {
		return true
	}
	for _, h := range harmless {
		if begin, any := strings.CutSuffix(h, "*"); name == h || any && strings.HasPrefix(name, begin) {
			return true
		}
	}
	return false
}
