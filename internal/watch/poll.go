package watch

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"
)

// A poller makes events by looking through the tree at intervals.
type poller struct {
	tree     tree
	interval time.Duration
	seen     map[string]fs.FileInfo // by path of a file
	gone     bool                   // the root
}

// newPoller takes the tree as it is now for known.
func newPoller(t tree, interval time.Duration) *poller {
	p := &poller{tree: t, interval: interval}
	p.look()
	return p
}

// files are the paths of all files seen, sorted.
func (p *poller) files() []string { return slices.Sorted(maps.Keys(p.seen)) }

// run sends the first event, unless it is empty, and then an event for each look that found
// something changed, until ctx ends. Looking takes a tenth of the time at most, whatever the
// interval.
func (p *poller) run(ctx context.Context, first event, out chan<- event) {
	if (first.overflow || first.notice != "") && !send(ctx, out, first) {
		return
	}
	timer := time.NewTimer(p.interval)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		start := time.Now()
		e := p.look()
		timer.Reset(max(p.interval, 9*time.Since(start)))
		if len(e.paths) > 0 && !send(ctx, out, e) {
			return
		}
	}
}

// look is what has changed since the last look.
func (p *poller) look() event {
	now := map[string]fs.FileInfo{}
	p.tree.walk(".", func(rel string, d fs.DirEntry) bool {
		if isFile(d.Type()) {
			if info, err := os.Lstat(p.tree.abs(rel)); err == nil {
				now[rel] = info
			}
		}
		return true
	})
	gone := p.tree.look(".") == missing
	e := event{paths: differ(p.seen, now)}
	if gone != p.gone {
		e.overflow, e.paths = true, append(e.paths, ".")
	}
	p.seen, p.gone = now, gone
	return e
}

// differ are the paths that were made, changed or removed between two looks. A file is the same
// when its size, its time and its inode are.
func differ(before, now map[string]fs.FileInfo) (paths []string) {
	for path, a := range now {
		b, ok := before[path]
		if !ok || a.Size() != b.Size() || !a.ModTime().Equal(b.ModTime()) || !os.SameFile(a, b) {
			paths = append(paths, path)
		}
	}
	for path := range before {
		if _, ok := now[path]; !ok {
			paths = append(paths, path)
		}
	}
	return paths
}
