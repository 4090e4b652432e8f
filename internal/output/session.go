package output

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// What lies in the folder while a run changes it, and after a run that was killed:
//
//	.resgen-work/         also the lock: whoever holds it may change the folder
//	.resgen-work/new/     the staged tree; worth nothing
//	.resgen-work/ready/   the staged tree, committed: it must be put in place
//
// and beside a folder NAME:
//
//	.NAME.resgen-swap/    the new tree just before the exchange, the old one after it.
//	                      The old one is told by the .resgen-work in it.
const (
	workName  = ".resgen-work"
	newName   = "new"
	readyName = "ready"
	swapTail  = ".resgen-swap"
)

// A session is one run's hold on a folder. It holds nothing until begin.
type session struct {
	target
	lock *lock
	made []string // folders that were made so that there is a target, innermost last
}

// work is a path in the work folder.
func (s *session) work(elem ...string) string {
	p := filepath.Join(s.dir, workName)
	for _, e := range elem {
		p = filepath.Join(p, filepath.FromSlash(e))
	}
	return p
}

// swap is where the other tree lies in an exchange.
func (s *session) swap() string {
	return filepath.Join(filepath.Dir(s.dir), "."+filepath.Base(s.dir)+swapTail)
}

// leftovers reports whether another run is at work, or was killed.
func (s *session) leftovers() bool {
	return exists(s.work()) || exists(filepath.Join(s.swap(), workName)) || exists(filepath.Join(s.swap(), listName))
}

func exists(p string) bool {
	_, err := os.Lstat(p)
	return err == nil
}

// How long begin waits for another run, and how often it looks.
const (
	lockWait  = time.Minute
	lockEvery = 20 * time.Millisecond
)

var errBusy = errors.New("locked")

// begin makes the folder if need be, takes the lock, and finishes or sweeps up what a killed
// run left. It does nothing when the lock is held already.
func (s *session) begin(ctx context.Context) error {
	if s.lock != nil {
		return nil
	}
	start := time.Now()
	for {
		err := s.tryBegin()
		if err == nil {
			return s.repair()
		}
		waited := time.Since(start)
		// What is not there may be what another run has just removed; but it may be a link to nothing.
		removed := errors.Is(err, fs.ErrNotExist) && waited < time.Second
		if !errors.Is(err, errBusy) && !removed {
			return s.fail("write", ".", err)
		}
		if waited > lockWait {
			return &BusyError{s.name}
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(lockEvery):
		}
	}
}

func (s *session) tryBegin() (err error) {
	var missing []string
	for d := s.dir; !exists(d); d = filepath.Dir(d) {
		missing = append(missing, d)
	}
	slices.Reverse(missing)
	for _, d := range missing {
		if err := os.Mkdir(d, 0o755); err == nil {
			s.made = append(s.made, d)
		} else if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	if err := os.Mkdir(s.work(), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	s.lock, err = tryLock(s.work())
	return err
}

// repair brings the folder into a state that some run wanted: what was committed is
// finished, what was not is removed.
func (s *session) repair() error {
	next, err := readList(s.work(readyName))
	if err != nil {
		return s.fail("read", listName, err)
	}
	if next.raw != nil {
		old, err := readList(s.dir)
		if err != nil {
			return s.fail("read", listName, err)
		}
		if err := s.finish(old, next); err != nil {
			return err
		}
	}
	s.sweep()
	l, err := tryLock(filepath.Join(s.swap(), workName))
	switch {
	case err == nil:
		s.drain(s.swap(), l)
	case errors.Is(err, fs.ErrNotExist) && exists(filepath.Join(s.swap(), listName)):
		os.RemoveAll(s.swap()) // a new tree that was never put in place
	default:
		os.Remove(s.swap()) // nothing of it is left but an empty folder, if that
	}
	// What cannot be removed does not matter now: it is tried again by the next run, and
	// until then there is no exchange.
	return nil
}

// sweep removes staged trees.
func (s *session) sweep() {
	os.RemoveAll(s.work(newName))
	os.RemoveAll(s.work(readyName))
}

// end gives the folder back. What was committed and could not be finished stays for the next run.
func (s *session) end() {
	if s.lock == nil {
		return
	}
	unfinished := exists(s.work(readyName, listName))
	if !unfinished {
		s.sweep()
	}
	s.lock.release(!unfinished)
	s.lock = nil
	for _, d := range slices.Backward(s.made) {
		os.Remove(d) // fails, as it should, on folders that hold something
	}
}

// writeList stages the list. It alone is synced: without it the folder would be a stranger's.
func (s *session) writeList(l list) (err error) {
	defer func() {
		if err != nil {
			err = s.fail("write", listName, err)
		}
	}()
	if err := (&made{top: s.work(newName)}).folder("."); err != nil {
		return err
	}
	f, err := os.OpenFile(s.work(newName, listName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(l.raw)
	if err == nil {
		err = f.Sync()
	}
	return cmp.Or(err, f.Close())
}
