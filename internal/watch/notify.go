package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// returnPoll is how often a root that is gone is looked for.
const returnPoll = 100 * time.Millisecond

var errEnded = errors.New("file notifications ended")

// A notifier makes events of the system's notifications. fsnotify watches single folders; the
// notifier keeps a watch on each folder of the tree.
type notifier struct {
	tree    tree
	base    string // the root without links: what the names of notifications begin with
	notify  *fsnotify.Watcher
	events  chan fsnotify.Event // by way of pump
	stop    chan struct{}       // ends pump
	pumping sync.WaitGroup
	folders map[string]bool // relative paths of the folders that are watched
}

// newNotifier watches every folder of the tree and gives the files in it. The error is that the
// system has no notifications, or not enough.
func newNotifier(t tree) (*notifier, []string, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, nil, fmt.Errorf("file notifications: %w", err)
	}
	n := &notifier{tree: t, notify: w, events: make(chan fsnotify.Event), stop: make(chan struct{}), folders: map[string]bool{}}
	n.pumping.Go(func() { pump(w.Events, w.Errors, n.events, n.stop) })
	files, err := n.renew()
	if err != nil {
		n.close()
		return nil, nil, err
	}
	return n, files, nil
}

func (n *notifier) close() {
	close(n.stop)
	n.pumping.Wait()
	_ = n.notify.Close()
}

// run sends events until ctx ends; then it returns nil. Any error is the end of notifications.
func (n *notifier) run(ctx context.Context, out chan<- event) error {
	defer n.close()
	look := time.NewTimer(returnPoll) // runs while the root is gone
	look.Stop()
	for {
		var e event
		var err error
		lost := false // the root, or notifications
		select {
		case <-ctx.Done():
			return nil
		case <-look.C:
			lost = true
		case raw, ok := <-n.events:
			if !ok {
				return errEnded
			}
			if lost = raw == lostSome || n.isRoot(raw); !lost {
				e.paths, err = n.handle(raw)
			}
		}
		if lost {
			was := n.folders["."]
			e.paths, err = n.renew()
			is := n.folders["."]
			if was || is {
				e.overflow, e.paths = true, append(e.paths, ".")
			}
			look.Stop()
			if !is {
				look.Reset(returnPoll)
			}
		}
		if err != nil {
			return err
		}
		if (e.overflow || len(e.paths) > 0) && !send(ctx, out, e) {
			return nil
		}
	}
}

// isRoot reports whether a notification says that the root itself was made, moved or removed.
func (n *notifier) isRoot(raw fsnotify.Event) bool {
	return (raw.Name == n.tree.root || raw.Name == n.base) && raw.Op&(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) != 0
}

// handle gives the paths that a notification is about, and keeps the watches up to date.
func (n *notifier) handle(raw fsnotify.Event) (paths []string, err error) {
	rel, err := filepath.Rel(n.base, raw.Name)
	if err != nil || !filepath.IsLocal(rel) || rel == "." {
		return nil, nil // beside the root
	}
	rel = filepath.ToSlash(rel)
	if raw.Op&(fsnotify.Create|fsnotify.Write|fsnotify.Remove|fsnotify.Rename) == 0 || n.tree.ignores(rel) {
		return nil, nil
	}
	if raw.Op&(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) != 0 && n.folders[rel] {
		n.drop(rel)
	}
	paths = []string{rel}
	if raw.Has(fsnotify.Create) && n.tree.look(rel) == folder {
		// Files may have been made in it before it was watched.
		files, err := n.watch(rel)
		return append(paths, files...), err
	}
	return paths, nil
}

// renew watches the tree from its root on, as if for the first time, and gives all its files; none
// when the root is gone.
func (n *notifier) renew() (files []string, err error) {
	n.drop(".")
	base, err := filepath.EvalSymlinks(n.tree.root)
	if err != nil {
		return nil, nil // gone
	}
	n.base = base
	if runtime.GOOS == "linux" || runtime.GOOS == "windows" {
		// inotify is silent about the end of a folder that some process works in (its inode lives
		// on), and Windows about a folder's own new name, so the folder around it is asked as well. That
		// may be out of reach. kqueue has no such gap, and would open every file there.
		_ = n.notify.Add(filepath.Dir(base))
		_ = n.notify.Add(filepath.Dir(n.tree.root))
	}
	return n.watch(".")
}

// watch puts watches on a folder and all below, and gives the files in them. A folder is watched
// before it is read, so that no file is missed. Folders that have gone, or may not be read, are
// passed over.
func (n *notifier) watch(rel string) (files []string, err error) {
	if err := n.add(rel); err != nil || !n.folders[rel] {
		return nil, err
	}
	n.tree.walk(rel, func(child string, d fs.DirEntry) bool {
		if isFile(d.Type()) {
			files = append(files, child)
		}
		if err == nil && d.IsDir() {
			err = n.add(child)
		}
		return n.folders[child]
	})
	return files, err
}

// add puts a watch on one folder, if that can be.
func (n *notifier) add(rel string) error {
	err := n.notify.Add(filepath.Join(n.base, filepath.FromSlash(rel)))
	switch {
	case err == nil:
		n.folders[rel] = true
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
	default:
		return fmt.Errorf("watch %s: %w", rel, err)
	}
	return nil
}

// drop takes the watches off a folder and all below. The system does so by itself for folders that
// were removed, but not for those that were moved, whose notifications would have the old names.
//
// On Windows they have the new ones, and fsnotify must not be asked: when something happens just as it takes a watch off it closes the
// folder's handle twice, and the second time that may be the handle of a file which another goroutine has opened meanwhile.
func (n *notifier) drop(rel string) {
	for f := range n.folders {
		if f == rel || below(rel, f) {
			delete(n.folders, f)
			if runtime.GOOS != "windows" {
				_ = n.notify.Remove(filepath.Join(n.base, filepath.FromSlash(f)))
			}
		}
	}
}
