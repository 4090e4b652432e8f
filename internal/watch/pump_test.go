package watch

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// TestPump: notifications are taken while nobody looks at them, come in order, and too many, or an error, are lost ones.
func TestPump(t *testing.T) {
	for _, test := range []struct {
		name   string
		events int
		err    bool
		first  fsnotify.Event
		count  int
	}{
		{"all that can wait", mostWaiting, false, fsnotify.Event{Name: "0"}, mostWaiting},
		{"one too many", mostWaiting + 1, false, lostSome, 1},
		{"an error", 3, true, lostSome, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			from, errs := make(chan fsnotify.Event), make(chan error)
			to, stop := make(chan fsnotify.Event), make(chan struct{})
			var done sync.WaitGroup
			done.Go(func() { pump(from, errs, to, stop) })
			for i := range test.events {
				from <- fsnotify.Event{Name: fmt.Sprint(i)}
			}
			if test.err {
				errs <- errors.New("lost")
			}
			close(errs)
			close(from)
			n := 0
			for e := range to {
				if n == 0 && e != test.first {
					t.Errorf("first %v, want %v", e, test.first)
				}
				if want := fmt.Sprint(n); e != lostSome && e.Name != want {
					t.Fatalf("%v comes as number %d", e, n)
				}
				n++
			}
			if n != test.count {
				t.Errorf("%d come, want %d", n, test.count)
			}
			done.Wait()
		})
	}
	t.Run("stopped", func(t *testing.T) {
		from, stop := make(chan fsnotify.Event), make(chan struct{})
		var done sync.WaitGroup
		done.Go(func() { pump(from, nil, make(chan fsnotify.Event), stop) })
		from <- fsnotify.Event{Name: "a"}
		close(stop)
		done.Wait()
	})
}
