package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Home is the root of the site that a file is part of: the nearest folder above it that has a content/resume.md and, with the
// file's path below it, covers the file. ok is false when there is none. The file itself need not be there.
func Home(file string) (root, path string, ok bool) {
	file, err := filepath.Abs(file)
	if err != nil {
		return "", "", false
	}
	for dir := filepath.Dir(file); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, "content", "resume.md")); err == nil && info.Mode().IsRegular() {
			rel, err := filepath.Rel(dir, file)
			rel = filepath.ToSlash(rel)
			first, _, below := strings.Cut(rel, "/")
			// The folders have a /, the words that are right have none.
			return dir, rel, err == nil && slices.Contains(folders, first) && below == (first != "dictionary.txt")
		}
		if dir == filepath.Dir(dir) {
			return "", "", false
		}
	}
}
