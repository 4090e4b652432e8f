package output

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync"
	"syscall"

	"github.com/resgen/resgen/internal/artifact"
)

// A comparison is the artifacts held against what lies in the folder. In the same pass what
// differs is staged, so that no artifact is made twice or held longer than it takes to write it.
type comparison struct {
	mine  func(name string) bool // Options.Mine
	s     *session
	set   []artifact.Artifact
	old   list
	marks []mark // of old's entries; nil when none are remembered
	prev  []int  // by artifact: its index in old, or -1

	results []compared // by artifact
	deletes []string   // no longer made, and on disk as resgen left them
	kept    []string   // no longer made, and edited
	folders folders    // of the target
	staged  made       // folders of the staged tree
	byFold  func() map[string]string

	beginOnce sync.Once
	beginErr  error

	mu        sync.Mutex
	conflicts []Conflict
}

type verdict uint8

const (
	unchanged verdict = iota // the file on disk has the artifact's bytes
	fresh                    // staged; nothing lies at its path
	replaced                 // staged; a file of ours lies at its path
	conflict                 // somebody else's file lies there
)

type compared struct {
	verdict verdict
	sum     [sha256.Size]byte
	mark    mark
	bytes   int64 // staged
}

func newComparison(s *session, set []artifact.Artifact, old list, state []byte) *comparison {
	c := &comparison{s: s, set: set, old: old, marks: decodeState(old, state),
		prev: make([]int, len(set)), results: make([]compared, len(set)),
		folders: folders{dir: s.dir}, staged: made{top: s.work(newName)}}
	j := 0
	for i, a := range set {
		for j < len(old.entries) && old.entries[j].path < a.Path {
			j++
		}
		c.prev[i] = -1
		if j < len(old.entries) && old.entries[j].path == a.Path {
			c.prev[i] = j
		}
	}
	c.byFold = sync.OnceValue(func() map[string]string { return foldedNames(old) })
	return c
}

// run compares and stages all artifacts, then looks for what is no longer made.
func (c *comparison) run(ctx context.Context) error {
	err := each(ctx, len(c.set), func(ctx context.Context, i int) error { return c.one(ctx, i) })
	if err != nil {
		return err
	}
	if err := c.rest(); err != nil {
		return err
	}
	if c.conflicts != nil {
		slices.SortFunc(c.conflicts, func(a, b Conflict) int {
			return cmp.Or(cmp.Compare(a.Found, b.Found), cmp.Compare(a.Path, b.Path))
		})
		return &ConflictError{c.s.name, c.conflicts}
	}
	return nil
}

// one compares one artifact with the file at its path, and stages it when they differ.
func (c *comparison) one(ctx context.Context, i int) error {
	a, file := c.set[i], c.s.disk(c.set[i].Path)
	info, err := lstat(file)
	if err != nil {
		return c.s.fail("read", a.Path, err)
	}
	var was mark // of the file as we left it, when that is remembered and it is still so
	owned := c.prev[i] >= 0
	if owned && c.marks != nil && c.marks[c.prev[i]].is(info) {
		was = c.marks[c.prev[i]]
	}
	if a.Key != ([32]byte{}) && was.key == a.Key {
		c.results[i] = compared{sum: c.old.entries[c.prev[i]].sum, mark: was}
		return nil
	}

	b, err := a.Open()
	if err != nil {
		return fmt.Errorf("make %s: %w", a.Path, err)
	}
	sum := sha256.Sum256(b)
	recased := !owned && info != nil && c.recased(a.Path, info)
	if info != nil && info.Mode().IsRegular() && info.Size() == int64(len(b)) && !recased {
		same := was != mark{} && c.old.entries[c.prev[i]].sum == sum
		if was == (mark{}) {
			have, err := os.ReadFile(file)
			same = err == nil && bytes.Equal(have, b) // what cannot be read is written again
		}
		if same { // a stranger's file with these very bytes becomes ours
			c.results[i] = compared{sum: sum, mark: markOf(info, a.Key)}
			return nil
		}
	}

	verdict, err := c.way(a.Path, info, owned || recased)
	if err != nil || verdict == conflict {
		c.results[i].verdict = verdict
		return err
	}
	if err := c.begin(ctx); err != nil {
		return err
	}
	m, err := c.stage(a, b)
	if err != nil {
		return err
	}
	c.results[i] = compared{verdict, sum, m, int64(len(b))}
	return nil
}

// lstat is the info of a file, nil when there is none.
func lstat(file string) (fs.FileInfo, error) {
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, nil
	}
	return info, err
}

// begin takes the lock, once, and makes sure that what is compared still lies there.
func (c *comparison) begin(ctx context.Context) error {
	c.beginOnce.Do(func() {
		held := c.s.lock != nil
		if c.beginErr = c.s.begin(ctx); c.beginErr != nil || held {
			return
		}
		now, err := readList(c.s.dir)
		switch {
		case err != nil:
			c.beginErr = c.s.fail("read", listName, err)
		case !now.same(c.old):
			c.beginErr = errMoved
		}
	})
	return c.beginErr
}

// stage writes an artifact's bytes into the staged tree.
func (c *comparison) stage(a artifact.Artifact, b []byte) (mark, error) {
	if err := c.staged.folder(path.Dir(a.Path)); err != nil {
		return mark{}, c.s.fail("write", a.Path, err)
	}
	f, err := os.OpenFile(c.s.work(newName, a.Path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return mark{}, c.s.fail("write", a.Path, err)
	}
	_, err = f.Write(b)
	info, statErr := f.Stat()
	if err := cmp.Or(err, statErr, f.Close()); err != nil {
		return mark{}, c.s.fail("write", a.Path, err)
	}
	return markOf(info, a.Key), nil
}

// rest looks at what is on the list and no longer made.
func (c *comparison) rest() error {
	i := 0
	for _, e := range c.old.entries {
		for i < len(c.set) && c.set[i].Path < e.path {
			i++
		}
		if i < len(c.set) && c.set[i].Path == e.path {
			continue
		}
		info, err := lstat(c.s.disk(e.path))
		if err != nil {
			return c.s.fail("read", e.path, err)
		}
		plain, err := c.folders.plain(path.Dir(e.path))
		if err != nil {
			return c.s.fail("read", e.path, err)
		}
		switch {
		case info == nil || info.IsDir() || !plain: // gone, and what is there now is not ours
		case c.intact(e.path):
			c.deletes = append(c.deletes, e.path)
		default:
			c.kept = append(c.kept, e.path)
		}
	}
	return nil
}

// result is what was found, and the list of the folder as it is to be.
func (c *comparison) result(state []byte) (Result, list) {
	res := Result{Deleted: len(c.deletes), Kept: c.kept, State: state}
	entries := make([]entry, len(c.set))
	marks := make([]mark, len(c.set))
	for i, r := range c.results {
		entries[i] = entry{c.set[i].Path, r.sum}
		marks[i] = r.mark
		res.Bytes += r.bytes
		switch r.verdict {
		case unchanged:
			res.Unchanged++
		case fresh:
			res.Made++
		case replaced:
			res.Changed++
		}
	}
	next := newList(entries)
	if c.marks == nil || !slices.Equal(marks, c.marks) || !next.same(c.old) {
		res.State = encodeState(next, marks)
	}
	return res, next
}

// differs reports whether the folder is not yet as it is to be.
func (c *comparison) differs(next list) bool {
	return len(c.deletes) > 0 || !next.same(c.old) ||
		slices.ContainsFunc(c.results, func(r compared) bool { return r.verdict != unchanged })
}
