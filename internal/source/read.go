package source

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// covers reports whether a path belongs to what the set is read from.
func (s *Set) covers(p string) bool {
	if s.Only != "" {
		return p == s.Only || slices.Contains(companions, p) || slices.Contains(s.pictures, p)
	}
	for name := range strings.SplitSeq(p, "/") {
		if Hidden(name) {
			return false
		}
	}
	return slices.ContainsFunc(folders, func(f string) bool { return p == f || strings.HasPrefix(p, f+"/") })
}

// read is the files at some paths and below them, sorted, each once, read with two workers. What cannot be used
// becomes a problem of the set's.
func (s *Set) read(paths []string) []*File {
	var found []string
	for _, p := range paths {
		info, err := os.Lstat(s.disk(p))
		if err != nil {
			continue
		}
		if !info.IsDir() {
			found = append(found, p)
			continue
		}
		filepath.WalkDir(s.disk(p), func(file string, d fs.DirEntry, err error) error {
			rel, relErr := filepath.Rel(s.Root, file)
			if relErr != nil {
				return nil
			}
			rel = filepath.ToSlash(rel)
			if err != nil {
				s.problem(Problem{Rule: "source/unreadable", Text: fmt.Sprintf("cannot be read: %v", cause(err)), Help: "check the permissions"}, rel)
				return nil
			}
			if Hidden(d.Name()) && rel != p {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !d.IsDir() {
				found = append(found, rel)
			}
			return nil
		})
	}
	slices.Sort(found)
	found = slices.Compact(found) // a folder and a file in it may both be named
	type result struct {
		file *File
		bad  *Problem
	}
	results := make([]result, len(found))
	var wg sync.WaitGroup
	const workers = 2
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(found); i += workers {
				results[i].file, results[i].bad = s.one(found[i])
			}
		})
	}
	wg.Wait()
	files := make([]*File, 0, len(found))
	for i, r := range results {
		switch {
		case r.bad != nil:
			s.problem(*r.bad, found[i])
		case r.file != nil:
			files = append(files, r.file)
		}
	}
	return files
}
