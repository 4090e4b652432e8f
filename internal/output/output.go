// Package output puts a set of artifacts into a folder on disk, all or nothing.
//
// In goes a folder, an [artifact.Set] and what an earlier run remembered of the folder;
// out comes the folder holding exactly the set, and whatever others keep there.
//
// # What is promised
//
//   - Nothing changed: nothing is touched. No file is written, made, linked or given a new
//     time, neither in the folder nor beside it; the folder may be read-only.
//   - The folder is never emptied. A file whose bytes stay the same keeps its inode and time.
//   - Whatever fails before the new files are put in place (a page that cannot be made, a
//     full disk, a folder that must not be written to, a cancelled context, kill -9) leaves
//     the old tree as it was. A kill while they are put in place leaves a tree that the next
//     run finishes before it does anything else.
//   - A file that resgen did not write is never overwritten or removed, and nor is one that
//     somebody edited and that is no longer made. Symbolic links in the folder are not followed.
//   - At most as many artifacts are in memory as there are workers.
//
// # Who owns what
//
// A list in the folder, .resgen.sha256, names what resgen made. It has the form that
// sha256sum -c reads, and depends only on the files, so that it may be committed with them
// and gives away nothing that they do not. It lies inside, because the folder is what people
// move, clone, cache and mount; a list beside it would be left behind.
//
// What only saves time (each file's size and time, and [artifact.Artifact].Key) is handed
// out as Result.State and back in as Options.State. Without it every artifact is made and
// every file read and compared. Keys never reach the folder: they can be hashes of private text.
//
// # Two ways
//
// New files are first written to .resgen-work inside the folder, in a tree of the same shape.
// Then one of two ways is taken; see [inPlaceMax] for the figures behind the choice.
//
// In place: the staged tree is renamed to .resgen-work/ready, which commits it, and its files
// are renamed over the old ones; then what is no longer made is removed, and at last the list is
// replaced. Each file changes in one step and the folder stays the same folder: a web server
// started inside of it, or a container that mounts it, goes on. A reader may see new files
// next to old ones for as long as the renames take, and after a kill until the next run.
//
// By exchange: unchanged files are linked into the staged tree, and it and the folder are
// exchanged by one system call. A reader, or a kill, sees the one tree or the other, never a mix.
// But it is another folder then. It is only done where no stranger's file lies in the
// folder, and where the system can: not on Windows, not for a mount point or a symbolic link.
//
// Only the list is synced to the disk. After a power cut other files may lack bytes; their
// sizes then tell, and the next run writes them again.
package output

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/resgen/resgen/internal/artifact"
)

// Options are what Write may be told. The zero value is valid.
type Options struct {
	// Protect names folders that Write must neither write to nor replace from above: it
	// refuses a target that is one of them or holds one. The site's root, its content and
	// the home folder belong here.
	Protect []string
	// Sources names folders that output must not lie in, or each build would read the one before: a
	// target that is one of them or lies below one is refused.
	Sources []string
	// State is the Result.State of the last Write to this folder, or nil. It only saves
	// time: one that is out of date or damaged is noticed and not used.
	State []byte

	// Confirm, when not nil, is asked once, when every artifact that had to be made was, and
	// before anything is put in place; also when nothing changed. Its error ends Write, which
	// then leaves everything as it was.
	Confirm func() error

	// Mine, when not nil, reports whether a regular file that no Write of this folder's put there may be replaced: one that
	// another command of resgen made.
	Mine func(name string) bool

	way way // auto, but in tests and benchmarks
}

// A way is how a finished tree is put in place.
type way int

const (
	auto way = iota
	inPlace
	byExchange // where it can be
)

// inPlaceMax is the number of files replaced and removed up to which a tree is always changed in
// place; beyond it an exchange is tried when most of the files are. Measured at 10,000 files in
// folders of their own (BenchmarkWrite; two busy cores, so read ratios), in place and by exchange:
//
//	changed    ext4                tmpfs
//	1          0.13 s   11.8 s     0.08 s   0.9 s
//	256        0.99 s   15.2 s     0.12 s   0.9 s
//	2,048      3.1 s    13.6 s     0.5 s    1.6 s
//	10,000     12.5 s    8.6 s     2.8 s    2.1 s
//
// An exchange links and unlinks every file that stays, so it is only cheaper when few do.
// What else it buys is that old and new files are never seen side by side; in place they
// are for the time of the renames, about 0.1 ms a file on tmpfs and 0.5 ms on ext4. Files that are
// added count for nothing: nobody knows of them yet.
const inPlaceMax = 256

// choose is the way in which a tree is put in place when both are open.
func choose(r Result) way {
	if n := r.Changed + r.Deleted; n > inPlaceMax && n >= r.Unchanged {
		return byExchange
	}
	return inPlace
}

// A Result says what Write did.
type Result struct {
	Made, Changed, Unchanged, Deleted int   // files
	Bytes                             int64 // written to files made and changed

	// Kept are files that resgen once wrote and no longer makes, and left because somebody
	// edited them since; slash-separated, relative to the folder. They are not looked at again.
	Kept []string
	// Exchanged reports that the folder is another one of the same name. A process whose
	// working folder it was still sees the removed one.
	Exchanged bool
	// State is for the Options of the next Write to this folder: the very slice that was
	// given when nothing was learnt.
	State []byte
}

// Write makes the folder dir hold set. It makes dir, and the folders above it, if need be.
//
// When another run is writing to dir, Write waits for it. Its errors are, besides those of
// the disk (wrapped, with the path), the context and the artifacts: *[TargetError],
// *[ForeignError], *[ConflictError] and *[BusyError].
func Write(ctx context.Context, dir string, set artifact.Set, opts Options) (Result, error) {
	t, err := resolve(dir, opts)
	if err != nil {
		return Result{}, err
	}
	for _, a := range set.All() {
		if first, _, _ := strings.Cut(a.Path, "/"); reserved(first) || !filepath.IsLocal(filepath.FromSlash(a.Path)) {
			return Result{}, fmt.Errorf("write %s: no page or file may be put at %q", dir, a.Path)
		}
	}
	s := &session{target: t}
	defer s.end()
	for {
		res, err := s.attempt(ctx, set, opts)
		if errors.Is(err, errMoved) {
			continue // the lock is held now, so that this happens once
		}
		return res, err
	}
}

// Usable is why Write would refuse the folder dir, as far as that can be told without writing: *[TargetError],
// *[ForeignError], or that it cannot be read. It is nil for a folder that is not there.
func Usable(dir string, opts Options) error {
	t, err := resolve(dir, opts)
	if err != nil || !exists(t.dir) {
		return err
	}
	s := &session{target: t}
	old, err := readList(s.dir)
	if err != nil {
		return s.fail("read", listName, err)
	}
	return s.foreign(old)
}

// reserved reports whether a name at the top of the folder is never an artifact's: ours,
// and that of a git worktree.
func reserved(name string) bool {
	return strings.EqualFold(name, listName) || strings.EqualFold(name, workName) || strings.EqualFold(name, ".git")
}

// attempt does what Write says, and fails with errMoved when another run changed the folder
// meanwhile. The folder is compared without holding the lock, so that nothing is
// touched when nothing changed.
func (s *session) attempt(ctx context.Context, set artifact.Set, opts Options) (Result, error) {
	if s.leftovers() {
		if err := s.begin(ctx); err != nil {
			return Result{}, err
		}
	}
	old, err := readList(s.dir)
	if err != nil {
		return Result{}, s.fail("read", listName, err)
	}
	if err := s.foreign(old); err != nil {
		return Result{}, s.orMoved(ctx, old, err)
	}
	c := newComparison(s, set.All(), old, opts.State)
	c.mine = opts.Mine
	if err := c.run(ctx); err != nil {
		return Result{}, s.orMoved(ctx, old, err)
	}
	res, next := c.result(opts.State)
	differs := c.differs(next)
	if differs {
		if err := c.begin(ctx); err != nil {
			return Result{}, err
		}
	}
	if opts.Confirm != nil {
		if err := opts.Confirm(); err != nil {
			return Result{}, err
		}
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	if !differs {
		return res, nil
	}
	if err := s.writeList(next); err != nil {
		return Result{}, err
	}
	if cmp.Or(opts.way, choose(res)) == byExchange {
		done, err := c.exchange(ctx)
		if err != nil {
			return Result{}, err
		}
		if done {
			res.Exchanged = true
			return res, nil
		}
	}
	if err := s.writable(c.touched()); err != nil {
		return Result{}, err
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	if err := s.commit(); err != nil {
		return Result{}, err
	}
	if err := s.finish(old, next); err != nil {
		return Result{}, err
	}
	return res, nil
}

// orMoved is err, or errMoved when err may only be due to another run that was at work. Then
// the lock is taken.
func (s *session) orMoved(ctx context.Context, old list, err error) error {
	if s.lock != nil {
		return err
	}
	now, readErr := readList(s.dir)
	if !s.leftovers() && readErr == nil && now.same(old) {
		return err
	}
	if err := s.begin(ctx); err != nil {
		return err
	}
	return errMoved
}

// disk is the path on disk of a slash-separated path in the folder.
func (s *session) disk(p string) string { return filepath.Join(s.dir, filepath.FromSlash(p)) }

// shown is a path in the folder as people are told of it.
func (t target) shown(p string) string {
	return filepath.ToSlash(filepath.Join(t.name, filepath.FromSlash(path.Clean(p))))
}

// fail says what could not be done to which path of the folder, and why. The path that
// the system gives is left out: it may be that of a staged file, which nobody knows.
func (t target) fail(verb, p string, err error) error {
	return fmt.Errorf("%s %s: %w", verb, t.shown(p), cause(err))
}
