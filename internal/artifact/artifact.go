// Package artifact is output files as data: a path, a hash, and a way to the bytes.
//
// An artifact's bytes may be made when they are asked for, so that a site of
// 10,000 pages is streamed to disk or served from memory without being collected.
// The package never touches the disk.
package artifact

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// An Artifact is one output file. It never changes.
type Artifact struct {
	Path string // slash-separated, relative to the output folder; clean, never absolute, never with ".."
	// Key is the hash of everything that the bytes are made from, when that is known before
	// they are made; two artifacts of one path and one non-zero Key have the same bytes.
	Key  [32]byte
	Open func() ([]byte, error) // the bytes; may be called more than once and from several goroutines
}

// Bytes is an artifact whose bytes are at hand. Its Key is their hash.
func Bytes(path string, b []byte) Artifact {
	return Artifact{Path: path, Key: sha256.Sum256(b), Open: func() ([]byte, error) { return b, nil }}
}

// A Set is a set of artifacts with distinct paths, sorted by path.
type Set struct{ list []Artifact }

// NewSet sorts the artifacts into a Set. Paths that are not clean and relative, or two of one path, are our bug:
// compose names what collides as findings first.
func NewSet(list []Artifact) Set {
	list = sorted(list)
	for i, a := range list {
		if !clean(a.Path) {
			panic(fmt.Sprintf("artifact: path %q is not clean", a.Path))
		}
		if i > 0 && list[i-1].Path == a.Path {
			panic(fmt.Sprintf("artifact: two artifacts at %q", a.Path))
		}
	}
	return Set{list}
}

// sorted is a copy of the list, by path. The pages of a large site come nearly in order, and so at each save: those
// that are out of it are sorted by themselves, and merged.
func sorted(list []Artifact) []Artifact {
	byPath := func(a, b Artifact) int { return strings.Compare(a.Path, b.Path) }
	out := make([]Artifact, 0, len(list))
	var rest []Artifact
	for _, a := range list {
		if len(out) > 0 && a.Path < out[len(out)-1].Path {
			rest = append(rest, a)
		} else {
			out = append(out, a)
		}
	}
	slices.SortFunc(rest, byPath)
	// From the back, so that each moves once and no third list is needed.
	at := len(out)
	out = append(out, rest...)
	for end := len(out); len(rest) > 0; end-- {
		if last := len(rest) - 1; at > 0 && byPath(out[at-1], rest[last]) > 0 {
			at--
			out[end-1] = out[at]
		} else {
			out[end-1], rest = rest[last], rest[:last]
		}
	}
	return out
}

// clean reports whether a path is relative and has no empty, "." or ".." element. It is asked of
// each page at each save, and so makes no new string, as path.Clean would.
func clean(p string) bool {
	for name := range strings.SplitSeq(p, "/") {
		if name == "" || name == "." || name == ".." {
			return false
		}
	}
	return true
}

// All is every artifact, sorted by path. The slice must not be changed.
func (s Set) All() []Artifact { return s.list }

// Len is the number of artifacts.
func (s Set) Len() int { return len(s.list) }

// Find is the artifact at a path; ok is false when there is none.
func (s Set) Find(path string) (a Artifact, ok bool) {
	i, ok := slices.BinarySearchFunc(s.list, path, func(a Artifact, p string) int { return strings.Compare(a.Path, p) })
	if !ok {
		return Artifact{}, false
	}
	return s.list[i], true
}
