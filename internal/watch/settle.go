package watch

import (
	"context"
	"maps"
	"slices"
	"time"
)

// A settler gathers events until they have settled, and makes changes of them. It knows no file
// system but look, and no notifications.
type settler struct {
	quiet, limit time.Duration
	look         func(path string) state
	known        map[string]bool // the files that the receiver knows of
	pending      map[string]bool // paths of events since the last change was received: not settled yet?
	overflow     bool
	notice       string
}

func newSettler(quiet, limit time.Duration, look func(string) state, files []string) *settler {
	s := &settler{quiet: quiet, limit: limit, look: look, known: map[string]bool{}, pending: map[string]bool{}}
	for _, path := range files {
		s.known[path] = true
	}
	return s
}

// run makes changes of the events from in until ctx ends, then closes out. A change that nobody has
// received yet is taken back when more happens, so that the newest is received.
func (s *settler) run(ctx context.Context, in <-chan event, out chan<- Change) {
	defer close(out)
	timer := time.NewTimer(s.limit)
	timer.Stop()
	var began time.Time // of what is unsettled; zero when nothing is
	var offer chan<- Change
	var next settled
	for {
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case e := <-in:
			s.gather(e)
			if began.IsZero() {
				began = time.Now()
			}
			offer = nil
			timer.Reset(min(s.quiet, s.limit-time.Since(began)))
		case <-timer.C:
			if left := s.limit - time.Since(began); left > 0 && s.unfinished() {
				timer.Reset(min(s.quiet, left))
				continue
			}
			began = time.Time{}
			next = s.settle()
			select {
			case out <- next.Change: // first of all: in a storm, more events are waiting
				s.received(next)
			default:
				offer = out
			}
		case offer <- next.Change:
			s.received(next)
			offer = nil
		}
	}
}

// gather takes an event in.
func (s *settler) gather(e event) {
	for _, path := range e.paths {
		s.pending[path] = true
	}
	s.overflow = s.overflow || e.overflow
	if e.notice != "" {
		s.notice = e.notice
	}
}

// unfinished reports whether a file is likely being replaced right now: one that the receiver knows
// is away (an editor deleted or renamed it, and will write it anew), or one is empty (an editor
// truncated it). The same holds for the root.
func (s *settler) unfinished() bool {
	for path, fresh := range s.pending {
		if !fresh {
			continue // waited for already
		}
		switch s.look(path) {
		case missing:
			if s.known[path] || path == "." {
				return true
			}
		case empty:
			return true
		}
	}
	return false
}

// A settled is a change, and what the receiver knows once it has received it.
type settled struct {
	Change
	exists map[string]bool // by path of a file: whether it is there
}

// settle is the change that the pending events make. It may be asked for again.
func (s *settler) settle() settled {
	c := settled{Change: Change{Overflow: s.overflow, Notice: s.notice}, exists: map[string]bool{}}
	for path := range s.pending {
		s.pending[path] = false
		switch s.look(path) {
		case empty, whole:
			c.exists[path] = true
		case missing, folder:
			// Also when no file was ever seen there: one may have been, just when the receiver read.
			c.exists[path] = false
			s.gone(path, c.exists)
		}
	}
	if !s.overflow {
		c.Paths = slices.Sorted(maps.Keys(c.exists))
	}
	return c
}

// gone notes the known files of a folder that are there no more. The system says that a folder was
// removed, or moved away, but not what was in it.
func (s *settler) gone(folder string, exists map[string]bool) {
	for path := range s.known {
		if below(folder, path) {
			if at := s.look(path); at != empty && at != whole {
				exists[path] = false
			}
		}
	}
}

// received ends a change.
func (s *settler) received(c settled) {
	for path, exists := range c.exists {
		if exists {
			s.known[path] = true
		} else {
			delete(s.known, path)
		}
	}
	clear(s.pending)
	s.overflow, s.notice = false, ""
}
