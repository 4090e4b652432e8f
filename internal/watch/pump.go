package watch

import "github.com/fsnotify/fsnotify"

// mostWaiting is how many notifications wait to be looked at; the checkout of a branch has some thousands.
const mostWaiting = 1 << 16

// lostSome is a notification that others were lost.
var lostSome = fsnotify.Event{}

// pump passes notifications on, in order, and takes them at any time. On Windows fsnotify hands them over in the very thread that has to
// answer an Add: who adds a watch while nobody takes them waits forever. An error, which is mostly that some were lost, and more
// than can wait become lostSome. It ends with stop, or closes to when there will be no more.
func pump(from <-chan fsnotify.Event, errs <-chan error, to chan<- fsnotify.Event, stop <-chan struct{}) {
	var waiting []fsnotify.Event
	for from != nil || len(waiting) > 0 {
		var next fsnotify.Event
		var out chan<- fsnotify.Event
		if len(waiting) > 0 {
			next, out = waiting[0], to
		}
		select {
		case <-stop:
			return
		case out <- next:
			waiting = waiting[1:]
			continue
		case _, ok := <-errs:
			if !ok {
				errs = nil
				continue
			}
			waiting = waiting[:0] // all is looked at again
			waiting = append(waiting, lostSome)
		case e, ok := <-from:
			if !ok {
				from = nil
				continue
			}
			if len(waiting) == mostWaiting {
				waiting, e = nil, lostSome
			}
			waiting = append(waiting, e)
		}
	}
	close(to)
}
