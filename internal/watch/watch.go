// Package watch turns what happens to the files of a folder into settled changes.
//
// In: a folder. Out: a channel of [Change] values, each the paths that were made,
// changed or removed since the one before, given once they have been quiet for a
// moment. A save by rename, a burst of saves and the checkout of a branch are one
// change each; a file that an editor is just replacing is waited for. When events
// were lost the change says so, and the caller reads everything again.
//
// It looks at names, sizes and times, never at what is in a file, and does not say
// whether a file was made, changed or removed: the caller reads it and sees. It
// watches folders, not files, since editors replace files. Links are not followed,
// but the root may be one. Where the system has no notifications, or has run out
// of them, the folder is looked through at intervals instead, and a change says
// so. No other package imports fsnotify.
package watch

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const (
	defaultQuiet = 10 * time.Millisecond
	defaultLimit = 100 * time.Millisecond
	fallbackPoll = 500 * time.Millisecond // when notifications fail
)

// Options say what is watched, and how patiently.
type Options struct {
	Root string // the folder; it may go and come back while it is watched
	// Ignore reports that a path is of no interest: slash-separated, relative to Root, of a file, or
	// of a folder, which is then not entered. What version control, package managers and editors
	// keep for themselves is ignored in any case. It may be nil; it is called by one goroutine at a
	// time.
	Ignore func(path string) bool
	Quiet  time.Duration // a change has settled when nothing happened for so long; 0 for 10 ms
	Limit  time.Duration // and in any case when it began so long ago; 0 for 100 ms
	Poll   time.Duration // look at this interval, and ask for no notifications; 0 to be notified
}

// A Change is what has changed since the change before.
type Change struct {
	// Paths are the files that were made, changed or removed: slash-separated, relative to the root,
	// sorted, each once. A folder that came or went is given with the files in it. There may be
	// nothing at a path, and have been nothing before: a file that came and went is named, because who
	// received the change before may have read it in between.
	Paths []string
	// Overflow says that events were lost, or that the root itself went or came: read everything
	// again. Paths is nil then.
	Overflow bool
	// Notice is what a person should know about how their files are watched, in one line; mostly "".
	// A change may have nothing else.
	Notice string
}

// A Watcher watches one folder until it is closed.
type Watcher struct {
	changes chan Change
	stop    context.CancelFunc
	done    sync.WaitGroup
}

// New begins to watch: whatever happens after it has returned is reported. The error is of a root
// that is not a folder, or cannot be read. When notifications can't be had the watcher polls, and
// its first change has a notice.
func New(o Options) (*Watcher, error) {
	root, err := filepath.Abs(o.Root)
	if err == nil {
		_, err = os.ReadDir(root)
	}
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", o.Root, err)
	}
	t := tree{root: root, ignore: o.Ignore}

	var n *notifier
	var p *poller
	var files []string
	first := event{}
	if o.Poll <= 0 {
		if n, files, err = newNotifier(t); err != nil {
			n, first.notice = nil, notice(err, fallbackPoll)
		}
	}
	if n == nil {
		p = newPoller(t, cmp.Or(max(o.Poll, 0), fallbackPoll))
		files = p.files()
	}

	ctx, stop := context.WithCancel(context.Background())
	w := &Watcher{changes: make(chan Change), stop: stop}
	events := make(chan event)
	s := newSettler(cmp.Or(o.Quiet, defaultQuiet), cmp.Or(o.Limit, defaultLimit), t.look, files)
	w.done.Go(func() { s.run(ctx, events, w.changes) })
	w.done.Go(func() {
		if n != nil {
			err := n.run(ctx, events)
			if err == nil {
				return
			}
			p = newPoller(t, fallbackPoll)
			first = event{paths: append(p.files(), "."), overflow: true, notice: notice(err, fallbackPoll)}
		}
		p.run(ctx, first, events)
	})
	return w, nil
}

// Changes gives each settled change to one receiver. While nobody receives, changes become one:
// what is received is always up to date. The channel is closed by Close.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Close ends the watcher. When it returns, nothing of it is left running.
func (w *Watcher) Close() {
	w.stop()
	w.done.Wait()
}

// An event is something that happened: paths as in a Change, but folders as well, "." for the
// root, and not yet looked at.
type event struct {
	paths    []string
	overflow bool
	notice   string
}

// send gives an event to out; it is false when ctx ended first.
func send(ctx context.Context, out chan<- event, e event) bool {
	select {
	case out <- e:
		return true
	case <-ctx.Done():
		return false
	}
}
