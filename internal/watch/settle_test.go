package watch

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A stage is a settler with files that exist only in the test, and a clock that does.
type stage struct {
	t       *testing.T
	mu      sync.Mutex
	files   map[string]state
	in      chan event
	out     chan Change
	started time.Time
}

// play runs a test of the settler, with the default patience, in a bubble of its own.
func play(t *testing.T, known string, test func(s *stage)) {
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, files: map[string]state{".": folder}, in: make(chan event), out: make(chan Change), started: time.Now()}
		for _, path := range strings.Fields(known) {
			s.files[path] = whole
		}
		ctx, stop := context.WithCancel(t.Context())
		settler := newSettler(defaultQuiet, defaultLimit, s.look, strings.Fields(known))
		done := make(chan bool)
		go func() {
			settler.run(ctx, s.in, s.out)
			close(done)
		}()
		test(s)
		stop()
		<-done
		if _, ok := <-s.out; ok {
			t.Error("the channel is not closed at the end")
		}
	})
}

func (s *stage) look(path string) state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.files[path]
}

// set puts something at a path and tells of it.
func (s *stage) set(path string, to state) {
	s.mu.Lock()
	s.files[path] = to
	s.mu.Unlock()
	s.in <- event{paths: []string{path}}
}

// at is the time since the start.
func (s *stage) at() time.Duration { return time.Since(s.started) }

// expect fails unless the next change has these paths, at this time.
func (s *stage) expect(at time.Duration, paths ...string) {
	s.t.Helper()
	select {
	case c := <-s.out:
		if got := s.at(); got != at {
			s.t.Errorf("the change came after %v, want %v", got, at)
		}
		if diff := cmp.Diff(paths, c.Paths); diff != "" || c.Overflow {
			s.t.Errorf("overflow %v, paths differ (-want +got):\n%s", c.Overflow, diff)
		}
	case <-time.After(time.Second):
		s.t.Errorf("no change, want %v after %v", paths, at)
	}
}

// silence fails if there is another change.
func (s *stage) silence() {
	s.t.Helper()
	select {
	case c := <-s.out:
		s.t.Errorf("unexpected change %+v after %v", c, s.at())
	case <-time.After(10 * defaultLimit):
	}
}

const ms = time.Millisecond

func TestOneSave(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.set("a.md", whole)
		s.expect(10*ms, "a.md")
		s.silence()
	})
}

// A burst is one change; its paths are sorted, each once.
func TestBurst(t *testing.T) {
	play(t, "a.md b.md", func(s *stage) {
		for _, path := range []string{"b.md", "a.md", "b.md", "c.md"} {
			s.set(path, whole)
			time.Sleep(5 * ms)
		}
		s.expect(25*ms, "a.md", "b.md", "c.md")
		s.silence()
	})
}

// A storm is told of after 100 ms, and what comes later in it after it.
func TestStorm(t *testing.T) {
	play(t, "", func(s *stage) {
		go func() {
			for i := range 30 { // an event each 5 ms, the last at 145 ms
				s.set(fmt.Sprintf("%02d", i), whole)
				time.Sleep(5 * ms)
			}
		}()
		var all []string
		for _, at := range []time.Duration{100 * ms, 155 * ms} {
			c := <-s.out
			if got := s.at(); got != at {
				t.Errorf("change %v after %v, want %v", c.Paths, got, at)
			}
			all = append(all, c.Paths...)
		}
		if !slices.IsSorted(all) || len(all) != 30 {
			t.Errorf("paths %v", all)
		}
		s.silence()
	})
}

// An editor truncates, and writes later.
func TestTruncateAndWrite(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.set("a.md", empty)
		time.Sleep(40 * ms)
		s.set("a.md", whole)
		s.expect(50*ms, "a.md")
		s.silence()
	})
}

// A file that stays empty is told of in the end.
func TestEmptyFile(t *testing.T) {
	play(t, "", func(s *stage) {
		s.set("a.md", empty)
		s.expect(100*ms, "a.md")
		s.silence()
	})
}

// An editor deletes, or renames to a backup, and writes anew.
func TestDeleteAndCreate(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.set("a.md", missing)
		time.Sleep(60 * ms)
		s.set("a.md", whole)
		s.expect(70*ms, "a.md")
		s.silence()
	})
}

func TestDelete(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.set("a.md", missing)
		s.expect(100*ms, "a.md")
		s.set("a.md", whole)
		s.expect(110*ms, "a.md")
		s.silence()
	})
}

// A temporary file holds nothing up. It is reported, though it is gone: who receives may have read it meanwhile.
func TestTemporaryFile(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.set("sedX1", whole)
		s.set("a.md", whole)
		s.set("sedX1", missing)
		s.expect(10*ms, "a.md", "sedX1")
		s.set("sedX2", whole)
		s.set("sedX2", missing)
		s.expect(20*ms, "sedX2")
		s.silence()
	})
}

// A file that is removed and made anew just while the change is read, and then removed for good, is reported gone.
func TestReadInBetween(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.set("a.md", missing)
		s.expect(100*ms, "a.md")
		s.set("a.md", whole)   // now the receiver reads it
		s.set("a.md", missing) // before it is told of it
		s.expect(110*ms, "a.md")
		s.silence()
	})
}

// A file that came while nobody listened, and went, is reported, for the same reason.
func TestGoneBeforeReceived(t *testing.T) {
	play(t, "", func(s *stage) {
		s.set("a.md", whole)
		s.set("b.md", whole)
		time.Sleep(time.Second)
		s.set("b.md", missing)
		time.Sleep(time.Second)
		s.expect(2000*ms, "a.md", "b.md")
		s.set("a.md", missing)
		s.expect(2100*ms, "a.md")
		s.silence()
	})
}

// While nobody receives, changes become one, and what is received is settled.
func TestSlowReceiver(t *testing.T) {
	play(t, "a.md b.md c.md", func(s *stage) {
		s.set("a.md", whole)
		time.Sleep(time.Second)
		s.set("b.md", missing)
		time.Sleep(time.Second)
		s.set("c.md", whole)
		time.Sleep(5 * ms)
		s.expect(2010*ms, "a.md", "b.md", "c.md")
		s.silence()
	})
}

// A folder that goes is given with its files, those that stay are not named.
func TestFolderGone(t *testing.T) {
	play(t, "a/1.md a/b/2.md ab/3.md", func(s *stage) {
		s.mu.Lock()
		s.files = map[string]state{".": folder, "ab": folder, "ab/3.md": whole}
		s.mu.Unlock()
		s.in <- event{paths: []string{"a"}}
		s.expect(10*ms, "a", "a/1.md", "a/b/2.md")
		s.set("ab", folder) // nothing in it went
		s.expect(20*ms, "ab")
		s.silence()
	})
}

// A folder takes the place of a file, and the other way round.
func TestFileBecomesFolder(t *testing.T) {
	play(t, "a", func(s *stage) {
		s.set("a", folder)
		s.set("a/1.md", whole)
		s.expect(10*ms, "a", "a/1.md")
		s.set("a/1.md", missing)
		s.set("a", whole)
		s.expect(110*ms, "a", "a/1.md")
		s.silence()
	})
}

// Lost events are told of without paths; the files of later changes are known all the same.
func TestOverflow(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.mu.Lock()
		maps.Copy(s.files, map[string]state{"a.md": missing, "b.md": whole})
		s.mu.Unlock()
		s.in <- event{overflow: true, paths: []string{".", "b.md"}, notice: "why"}
		c := <-s.out
		if diff := cmp.Diff(Change{Overflow: true, Notice: "why"}, c); diff != "" || s.at() != 10*ms {
			t.Errorf("after %v; differs (-want +got):\n%s", s.at(), diff)
		}
		s.set("b.md", missing)
		s.expect(110*ms, "b.md")
		s.silence()
	})
}

// The root is waited for; when it stays away that is an overflow.
func TestRootGone(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.mu.Lock()
		s.files = map[string]state{}
		s.mu.Unlock()
		s.in <- event{overflow: true, paths: []string{"."}}
		if c := <-s.out; !c.Overflow || s.at() != 100*ms {
			t.Errorf("%+v after %v", c, s.at())
		}
		s.silence()
	})
}

// A notice alone is a change.
func TestNoticeAlone(t *testing.T) {
	play(t, "a.md", func(s *stage) {
		s.in <- event{notice: "polling"}
		if diff := cmp.Diff(Change{Notice: "polling"}, <-s.out); diff != "" {
			t.Errorf("differs (-want +got):\n%s", diff)
		}
		s.silence()
	})
}
