package watch

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/resgen/resgen/internal/source"
)

// A tree is the watched folder as it lies on disk. Paths in it are slash-separated and relative to
// its root, which is ".".
type tree struct {
	root   string // absolute; may be a link
	ignore func(path string) bool
}

// abs is the path of a file as the system takes it.
func (t tree) abs(rel string) string { return filepath.Join(t.root, filepath.FromSlash(rel)) }

// ignores reports whether a path is of no interest.
func (t tree) ignores(rel string) bool {
	return source.Hidden(path.Base(rel)) || t.ignore != nil && t.ignore(rel)
}

// A state is what is at a path.
type state uint8

const (
	missing state = iota // nothing
	empty                // a file without content, as a file is that is being written
	whole                // a file with content, or a link
	folder               // a folder, or something else that is not a file
)

// look is what is at a path now.
func (t tree) look(rel string) state {
	name := t.abs(rel)
	info, err := os.Lstat(name)
	if err == nil && rel == "." {
		info, err = os.Stat(name)
	}
	switch {
	case err != nil:
		return missing
	case !isFile(info.Mode()):
		return folder
	case info.Mode().IsRegular() && info.Size() == 0:
		return empty
	}
	return whole
}

func isFile(m fs.FileMode) bool { return m.IsRegular() || m.Type() == fs.ModeSymlink }

// walk visits everything below the folder rel, a folder before what is in it. Folders that visit
// refuses, or that cannot be read, are passed over: the caller of this package meets them when it
// reads.
func (t tree) walk(rel string, visit func(rel string, d fs.DirEntry) (enter bool)) {
	entries, _ := os.ReadDir(t.abs(rel)) // what could be read before an error is of use
	for _, d := range entries {
		child := path.Join(rel, d.Name())
		if !t.ignores(child) && visit(child, d) && d.IsDir() {
			t.walk(child, visit)
		}
	}
}

// below reports whether a path is in a folder.
func below(folder, path string) bool {
	return folder == "." || len(path) > len(folder) && path[len(folder)] == '/' && strings.HasPrefix(path, folder)
}
