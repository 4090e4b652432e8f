package output

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// listName is the file in the output folder that names what resgen made there.
const listName = ".resgen.sha256"

const listHead = "# Made by resgen, which replaces and removes only files on this list. Proof: sha256sum -c " + listName + "\n"

// A list is what resgen made in a folder.
type list struct {
	entries []entry // sorted by path
	raw     []byte  // as it lies on disk; nil when there is none
}

// An entry is one file as resgen wrote it.
type entry struct {
	path string // slash-separated
	sum  [sha256.Size]byte
}

// readList reads the list in a folder. That there is none is no error.
func readList(dir string) (list, error) {
	raw, err := os.ReadFile(filepath.Join(dir, listName))
	if errors.Is(err, fs.ErrNotExist) {
		return list{}, nil
	}
	if err != nil {
		return list{}, err
	}
	return parseList(raw), nil
}

// parseList reads a list. It may have been edited, merged or made up by a stranger: a line
// that does not name a file inside of the folder is passed over, which only means that
// the file is not taken for ours.
func parseList(raw []byte) list {
	l := list{raw: raw, entries: make([]entry, 0, bytes.Count(raw, []byte("\n")))}
	if raw == nil {
		l.raw = []byte{}
	}
	for line := range strings.Lines(string(raw)) {
		line, ended := strings.CutSuffix(line, "\n")
		line, escaped := strings.CutPrefix(line, `\`)
		sum, p, ok := strings.Cut(line, "  ")
		if !ended || !ok || len(sum) != 2*sha256.Size {
			continue
		}
		if escaped {
			p = unescape.Replace(p)
		}
		e := entry{path: p}
		if _, err := hex.Decode(e.sum[:], []byte(sum)); err != nil {
			continue
		}
		first, _, _ := strings.Cut(p, "/")
		if p == "." || !fs.ValidPath(p) || !filepath.IsLocal(filepath.FromSlash(p)) || reserved(first) {
			continue
		}
		l.entries = append(l.entries, e)
	}
	byPath := func(a, b entry) int { return cmp.Compare(a.path, b.path) }
	if !slices.IsSortedFunc(l.entries, byPath) {
		slices.SortStableFunc(l.entries, byPath)
	}
	l.entries = slices.CompactFunc(l.entries, func(a, b entry) bool { return a.path == b.path })
	return l
}

// newList is the list of the entries, which must be sorted by path.
func newList(entries []entry) list {
	size := len(listHead)
	for _, e := range entries {
		size += 2*sha256.Size + len("  \n") + len(e.path)
	}
	raw := append(make([]byte, 0, size), listHead...)
	for _, e := range entries {
		p := escape.Replace(e.path)
		if p != e.path {
			raw = append(raw, '\\')
		}
		raw = hex.AppendEncode(raw, e.sum[:])
		raw = append(raw, "  "...)
		raw = append(raw, p...)
		raw = append(raw, '\n')
	}
	return list{entries, raw}
}

// Names with line breaks and backslashes, the way sha256sum writes them.
var (
	escape   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
	unescape = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r")
)

// find is the index of a path, or where it would stand.
func (l list) find(p string) (i int, ok bool) {
	return slices.BinarySearchFunc(l.entries, p, func(e entry, p string) int { return cmp.Compare(e.path, p) })
}

// same reports whether two lists are of the same files, or both of none.
func (l list) same(m list) bool { return (l.raw == nil) == (m.raw == nil) && bytes.Equal(l.raw, m.raw) }

// has reports whether a path is on the list.
func (l list) has(p string) bool {
	_, ok := l.find(p)
	return ok
}

// above reports whether some path on the list lies below p.
func (l list) above(p string) bool {
	i, _ := l.find(p + "/")
	return i < len(l.entries) && strings.HasPrefix(l.entries[i].path, p+"/")
}

// sumFile is the hash of a regular file's bytes.
func sumFile(file string) (sum [sha256.Size]byte, err error) {
	f, err := os.Open(file)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}
