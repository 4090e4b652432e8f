package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/edit"
)

// write copies the files, all of them or none.
func (e *ejection) write(force bool) error {
	for _, c := range e.copies {
		if err := e.clear(c.to); err != nil {
			return err
		}
		b, there, err := e.own(c.to)
		switch {
		case err != nil:
			return err
		case there && !force && bytes.Equal(b, c.bytes):
			return fmt.Errorf("eject: %s is there already, and is as the built-in one; nothing was written", c.to)
		case there && !force:
			return fmt.Errorf("eject: %s is there already, and is left as it is; nothing was written\n"+
				"`resgen eject --diff %s` shows how it differs from the built-in one; --force overwrites it", c.to, c.named())
		}
	}
	var undo []func()
	for _, c := range e.copies {
		name := filepath.Join(e.root, filepath.FromSlash(c.to))
		old, there, err := e.own(c.to)
		if err == nil {
			var folders []string
			folders, err = makeFolders(filepath.Dir(name))
			for _, f := range folders {
				undo = append(undo, func() { os.Remove(f) })
			}
		}
		switch {
		case err != nil:
		case force && there:
			if err = edit.Replace(name, c.bytes); err == nil {
				undo = append(undo, func() { edit.Replace(name, old) })
			}
		default:
			if err = edit.Create(name, c.bytes); err == nil {
				undo = append(undo, func() { os.Remove(name) })
			}
		}
		if err != nil {
			for _, u := range slices.Backward(undo) {
				u()
			}
			return fmt.Errorf("eject: write %s: %w", c.to, pathless(err))
		}
	}
	return e.done()
}

// clear reports what is in the way of a file: a folder of its path that is none, or that is a link, which resgen does not follow.
func (e *ejection) clear(to string) error {
	for dir := path.Dir(to); dir != "."; dir = path.Dir(dir) {
		info, err := os.Lstat(filepath.Join(e.root, filepath.FromSlash(dir)))
		switch {
		case err != nil:
		case info.Mode()&fs.ModeSymlink != 0:
			return fmt.Errorf("eject %s: %s is a link, which resgen does not follow; put a folder in its place", to, dir)
		case !info.IsDir():
			return fmt.Errorf("eject %s: %s is a file, where a folder must be", to, dir)
		}
	}
	return nil
}

// makeFolders makes a folder and those above it, and says which ones were not there.
func makeFolders(dir string) (made []string, err error) {
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || d == filepath.Dir(d) {
			break
		}
		made = append(made, d)
	}
	slices.Reverse(made)
	return made, os.MkdirAll(dir, 0o777)
}

// named is the arguments that ask for a copy again.
func (c ejected) named() string {
	if c.to == c.path {
		return c.path
	}
	return c.path + " --as " + quoted(c.to)
}

// done is the closing line.
func (e *ejection) done() error {
	a, c := e.app, e.copies[0]
	what := c.to
	if c.to != c.path {
		what = c.path + " to " + c.to
	}
	if n := len(e.copies); n > 1 {
		what = count(n, "file")
	}
	a.say("copied %s in %s", what, took(time.Since(a.started)))
	if name, ok := strings.CutPrefix(c.to, "static/themes/"); ok && c.to != c.path && len(e.copies) == 1 {
		key := "pdf"
		if page, ok := strings.CutPrefix(name, "site/"); ok {
			key, name = "site", page
		}
		if !strings.Contains(name, "/") { // one that lies deeper is no theme
			a.say("  next: choose it in content/resume.md, %s: {theme: %s}, and look at it with resgen serve", key, strings.TrimSuffix(name, path.Ext(name)))
		}
	}
	return nil
}
