package output

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"strings"
)

// recased reports whether the file at a path that is not on the list is one that is,
// because the disk ignores case and only the case of its name has changed.
func (c *comparison) recased(p string, info fs.FileInfo) bool {
	was, ok := c.byFold()[strings.ToLower(p)]
	if !ok {
		return false
	}
	have, err := os.Lstat(c.s.disk(was))
	return err == nil && os.SameFile(have, info)
}

// foldedNames is the paths of a list by themselves in lower case.
func foldedNames(l list) map[string]string {
	m := make(map[string]string, len(l.entries))
	for _, e := range l.entries {
		m[strings.ToLower(e.path)] = e.path
	}
	return m
}

// way says what putting a file at p would do to what lies there and above it, and notes
// what is somebody else's.
func (c *comparison) way(p string, info fs.FileInfo, ours bool) (verdict, error) {
	in, err := c.blocking(p)
	if err != nil {
		return conflict, err
	}
	switch {
	case in != "":
	case info == nil:
		return fresh, nil
	case info.IsDir():
		in, err = c.stranger(p)
		if err != nil {
			return conflict, c.s.fail("read", p, err)
		}
	case !ours && !c.made(p, info):
		in = p
	}
	if in == "" {
		return replaced, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conflicts = append(c.conflicts, Conflict{in, p})
	return conflict, nil
}

// made reports whether another command of resgen made the file at a path, which no list names.
func (c *comparison) made(p string, info fs.FileInfo) bool {
	_, listed := c.old.find(p)
	return c.mine != nil && !listed && info.Mode().IsRegular() && c.mine(c.s.disk(p))
}

// blocking is somebody else's file or link that lies where a folder above p is needed; "" when
// there is none. A file of ours there is removed before.
func (c *comparison) blocking(p string) (string, error) {
	top := ""
	for d := path.Dir(p); ; d = path.Dir(d) {
		kind, err := c.folders.kind(d)
		if err != nil {
			return "", c.s.fail("read", d, err)
		}
		if kind == folder {
			break
		}
		if kind == blocked {
			top = d // or what is above it
		}
	}
	if top == "" || c.intact(top) {
		return "", nil
	}
	return top, nil
}

// intact reports whether a path on the list still holds the very file that resgen wrote.
func (c *comparison) intact(p string) bool {
	i, ok := c.old.find(p)
	if !ok {
		return false
	}
	info, err := os.Lstat(c.s.disk(p))
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	if c.marks != nil && c.marks[i].is(info) {
		return true
	}
	sum, err := sumFile(c.s.disk(p))
	return err == nil && sum == c.old.entries[i].sum
}

// stranger is the first file below the folder p that is not resgen's, or else the first
// folder; "" when all of it is.
func (c *comparison) stranger(p string) (string, error) {
	file, empty := "", ""
	err := fs.WalkDir(os.DirFS(c.s.dir), p, func(at string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if empty == "" && !c.old.above(at) {
				empty = at
			}
		case !c.intact(at):
			file = at
			return fs.SkipAll
		}
		return nil
	})
	return cmp.Or(file, empty), err
}
