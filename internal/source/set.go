package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// The largest files that are read; beyond them a file is a [Problem].
const (
	MaxText  = 4 << 20  // bytes of a Markdown, YAML, HTML, CSS or other text file
	MaxOther = 25 << 20 // bytes of a picture, font or anything else; GitHub warns above 50 MB, mail servers above 25
)

// A Problem is a file of the user's that could not be used.
type Problem struct {
	Rule string // the rule that it falls under, such as "source/encoding"
	Span Span   // the place; of a file that was not read, its top
	Text string // what is wrong: one line, lower case
	Help string // what to do
}

// like reports whether two problems of one path are the same: the same words about the same bytes.
func (p Problem) like(q Problem) bool {
	return p.Rule == q.Rule && p.Text == q.Text && p.Help == q.Help &&
		p.Span.Start == q.Span.Start && p.Span.End == q.Span.End && p.Span.File.Hash == q.Span.File.Hash
}

// A Set is the files of one site, or one file by itself. It never changes;
// [Set.Update] makes another.
type Set struct {
	Root     string   // absolute, links resolved
	Only     string   // the one file that the set was read from, relative to Root; "" for a site
	list     []*File  // sorted by path; a save copies it, and so it is no map
	pictures []string // of one file by itself: those that it names, below its folder
	problems map[string]Problem
}

// folders are the parts of a site that are read; see DESIGN 2. The words that are right may also stand at its root.
var folders = []string{"content", "dictionary.txt", "layouts", "static"}

// Read reads the site below root: content/, layouts/ and static/. That there is no
// content/ is no error here. A file that cannot be used becomes a Problem. The error is
// for a root that cannot be read at all.
func Read(root string) (*Set, error) {
	abs, err := resolve(root)
	if err != nil {
		return nil, err
	}
	s := &Set{Root: abs, problems: map[string]Problem{}}
	s.list = s.read(s.Roots())
	return s, nil
}

// companions are the files that belong to a résumé and are read with it when it stands alone.
var companions = []string{"private.yaml", "dictionary.txt"}

// ReadFile reads one Markdown file and what belongs to it: private.yaml and dictionary.txt
// beside it.
func ReadFile(file string) (*Set, error) {
	abs, err := resolve(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, cause(err))
	}
	if info.IsDir() {
		return nil, fmt.Errorf("read %s: it is a folder; name a Markdown file", file)
	}
	s := &Set{Root: abs, Only: filepath.Base(file), problems: map[string]Problem{}}
	s.list = s.read(s.Roots())
	s.readPictures()
	return s, nil
}

// cause takes the path out of an error that already stands behind a path.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func resolve(root string) (string, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", root, err)
	}
	info, err := os.Stat(abs)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", root, cause(err))
	}
	real, err := filepath.EvalSymlinks(abs)
	if err != nil { // some disks of Windows that are no real ones know no such thing
		real = abs
	}
	if !info.IsDir() {
		return "", fmt.Errorf("read %s: it is a file; name the folder that holds content/", root)
	}
	return real, nil
}

// Update is the set after the named paths changed on disk: each is read anew, be it a file or
// a folder, made, changed or removed. Files that did not change keep their *File.
// Paths outside of what a site is made of are passed over; changed is false when nothing differs.
func (s *Set) Update(paths []string) (next *Set, changed bool) {
	n := &Set{Root: s.Root, Only: s.Only, pictures: s.pictures, problems: maps.Clone(s.problems)}
	var again []string
	kept := slices.Clone(s.list) // nil where a file is read anew
	for _, p := range paths {
		p = path.Clean(p)
		if !n.covers(p) {
			continue
		}
		again = append(again, p)
		from, to := s.span(p)
		clear(kept[from:to])
		if f, ok := s.File(p); ok {
			kept[s.at(f.Path)] = nil
		}
		for have := range n.problems {
			if have == p || strings.HasPrefix(have, p+"/") {
				delete(n.problems, have)
			}
		}
	}
	if again == nil {
		return s, false
	}
	fresh := n.read(again)
	same := 0
	for i, f := range fresh {
		if old, ok := s.File(f.Path); ok && old.Hash == f.Hash {
			fresh[i] = old
			same++
		}
	}
	for at, p := range n.problems {
		if old, ok := s.problems[at]; ok && old.like(p) {
			n.problems[at] = old
		}
	}
	kept = slices.DeleteFunc(kept, func(f *File) bool { return f == nil })
	n.list = merge(kept, fresh)
	n.readPictures()
	if len(n.list) == len(s.list) && same == len(fresh) && maps.Equal(n.problems, s.problems) {
		return s, false
	}
	return n, true
}

// With is the set with files in place of those that it has at their paths; others of them are passed over. Nothing is
// read.
func (s *Set) With(files []*File) *Set {
	n := *s
	n.list = slices.Clone(s.list)
	for _, f := range files {
		if i := s.at(f.Path); i < len(n.list) && n.list[i].Path == f.Path {
			n.list[i] = f
		}
	}
	return &n
}

// And is the set with files in place of those that it has at their paths, or beside them. Nothing is read.
func (s *Set) And(files ...*File) *Set {
	n := *s
	fresh := slices.Clone(files)
	slices.SortFunc(fresh, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	kept := slices.DeleteFunc(slices.Clone(s.list), func(f *File) bool {
		return slices.ContainsFunc(fresh, func(g *File) bool { return g.Path == f.Path })
	})
	n.list = merge(kept, fresh)
	return &n
}

// merge is two lists of different files, each sorted by path, as one.
func merge(a, b []*File) []*File {
	out := make([]*File, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].Path < b[0].Path {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// Roots is the paths from which everything is read: what to hand to Update to read all anew.
func (s *Set) Roots() []string {
	if s.Only != "" {
		return append(append([]string{s.Only}, companions...), s.pictures...)
	}
	return folders
}

func (s *Set) disk(p string) string { return filepath.Join(s.Root, filepath.FromSlash(p)) }

func (s *Set) problem(p Problem, file string) {
	if !p.Span.Known() {
		p.Span = NewFile(file, nil).Top()
	}
	s.problems[file] = p
}

var textExt = map[string]bool{".md": true, ".markdown": true, ".yaml": true, ".yml": true, ".html": true, ".css": true,
	".js": true, ".txt": true, ".xml": true, ".json": true, ".svg": true}

// Text reports whether a file of this path must be UTF-8 text.
func Text(p string) bool { return textExt[strings.ToLower(path.Ext(p))] }

// one reads one file. Both results are nil when it went away meanwhile.
func (s *Set) one(p string) (*File, *Problem) {
	disk := s.disk(p)
	info, err := os.Lstat(disk)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		real, err := filepath.EvalSymlinks(disk)
		if err != nil {
			return nil, &Problem{Rule: "source/unreadable", Text: "is a link to nothing", Help: "remove the link, or mend where it points"}
		}
		if rel, err := filepath.Rel(s.Root, real); err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return nil, &Problem{Rule: "source/outside", Text: "is a link that leaves the site's folder, and is not followed", Help: "copy the file in place of the link"}
		}
		if info, err = os.Stat(disk); err == nil && info.IsDir() {
			return nil, &Problem{Rule: "source/outside", Text: "is a link to a folder, and is not followed", Help: "move the folder here in place of the link"}
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &Problem{Rule: "source/unreadable", Text: fmt.Sprintf("cannot be read: %v", cause(err)), Help: "check the permissions"}
	}
	if !info.Mode().IsRegular() {
		return nil, &Problem{Rule: "source/unreadable", Text: "is no ordinary file", Help: "move it out of the site's folder"}
	}
	if bad := tooLarge(p, info.Size()); bad != nil {
		return nil, bad
	}
	b, err := os.ReadFile(disk)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &Problem{Rule: "source/unreadable", Text: fmt.Sprintf("cannot be read: %v", cause(err)), Help: "check the permissions"}
	}
	return usable(p, b)
}

// tooLarge is what is wrong with a file of so many bytes; nil when nothing is.
func tooLarge(p string, size int64) *Problem {
	limit := int64(MaxOther)
	if Text(p) {
		limit = MaxText
	}
	if size <= limit {
		return nil
	}
	return &Problem{Rule: "source/too-large",
		Text: fmt.Sprintf("is %.1f MB; the limit for such a file is %d MB", float64(size)/(1<<20), limit>>20),
		Help: "make it smaller, or keep it elsewhere and link to it"}
}

// usable is a file of these bytes, or what is wrong with them.
func usable(p string, b []byte) (*File, *Problem) {
	f := NewFile(p, b)
	if Text(p) && !utf8.Valid(b) {
		at := 0
		for at < len(b) {
			r, n := utf8.DecodeRune(b[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		return nil, &Problem{Rule: "source/encoding", Span: f.Span(at, at+1),
			Text: fmt.Sprintf("is not UTF-8: byte 0x%02x", b[at]),
			Help: "save it as UTF-8, for example with `iconv -f latin1 -t utf-8`"}
	}
	return f, nil
}

// at is the place of the first file whose path is p or comes after it.
func (s *Set) at(p string) int {
	i, _ := slices.BinarySearchFunc(s.list, p, func(f *File, p string) int { return strings.Compare(f.Path, p) })
	return i
}

// span is the places of the files below a folder: "0" is the byte behind "/".
func (s *Set) span(folder string) (from, to int) { return s.at(folder + "/"), s.at(folder + "0") }

// File is the file at a path; ok is false when the set has none.
func (s *Set) File(p string) (f *File, ok bool) {
	if i := s.at(p); i < len(s.list) && s.list[i].Path == p {
		return s.list[i], true
	}
	return nil, false
}

// Under is every file below a folder, sorted by path. The slice must not be changed.
func (s *Set) Under(folder string) []*File {
	from, to := s.span(folder)
	return s.list[from:to]
}

// All is every file, sorted by path. The slice must not be changed.
func (s *Set) All() []*File { return s.list }

// Problems is what could not be used, sorted by path.
func (s *Set) Problems() []Problem {
	return slices.SortedFunc(maps.Values(s.problems), func(a, b Problem) int { return cmp.Compare(a.Span.Path(), b.Span.Path()) })
}

// Unusable reports whether the file at a path is there and is a Problem.
func (s *Set) Unusable(p string) bool {
	_, ok := s.problems[p]
	return ok
}
