package watch

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/disk/disktest"
)

// deadline is how long a test waits for what must come; only a test that fails waits so long.
const deadline = 20 * time.Second

// TestScripts plays each script in testdata on a real file system, notified and polling, in the
// manner of fsnotify's own tests. A script has a step a line, and below "Output:" what is
// reported: after each "settle" the paths, sorted, or "overflow", and an empty line. Paths at which there is and was no
// file are left out, as who reads them finds nothing new there.
//
//	mkdir PATH | write PATH TEXT | append PATH TEXT | rename FROM TO | remove PATH
//	chmod PATH | touch PATH | link TARGET PATH | many PATH N (files of one folder)
//	watch PATH (once; paths are then still those of the script's folder)
//	only MODE (the script says nothing of the other mode)
//	settle (write one more file, and wait for the change that has it)
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, name := range files {
		for mode, poll := range map[string]time.Duration{"notify": 0, "poll": 5 * time.Millisecond} {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txt")+"/"+mode, func(t *testing.T) {
				t.Parallel()
				b, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				steps, want, ok := strings.Cut(string(b), "\nOutput:\n")
				if !ok {
					t.Fatal("no Output:")
				}
				s := &script{t: t, dir: t.TempDir(), poll: poll}
				for line := range strings.Lines(steps) {
					f := strings.Fields(line)
					if len(f) == 2 && f[0] == "only" && f[1] != mode {
						return
					}
					if len(f) > 0 && f[0] != "#" && f[0] != "only" {
						s.step(f)
					}
				}
				if s.w != nil {
					s.w.Close()
				}
				want = strings.ReplaceAll(want, "\t", "")
				if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(s.output.String())); diff != "" {
					t.Errorf("output differs (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// A script is the state of one that is being played.
type script struct {
	t      *testing.T
	dir    string
	root   string // of the watcher
	poll   time.Duration
	w      *Watcher
	known  map[string]bool // files that were there when the script watched or settled last
	marks  int
	output strings.Builder
}

func (s *script) step(f []string) {
	s.t.Helper()
	at := func(i int) string {
		if i >= len(f) {
			s.t.Fatalf("too few words: %q", f)
		}
		return filepath.Join(s.dir, filepath.FromSlash(f[i]))
	}
	var err error
	switch f[0] {
	case "mkdir":
		err = os.MkdirAll(at(1), 0o777)
	case "write":
		err = os.WriteFile(at(1), []byte(strings.Join(f[2:], " ")), 0o666)
	case "append":
		var file *os.File
		if file, err = os.OpenFile(at(1), os.O_APPEND|os.O_WRONLY, 0); err == nil {
			_, err = file.WriteString(f[2])
			err = cmpErr(err, file.Close())
		}
	case "rename":
		err = os.Rename(at(1), at(2))
	case "remove":
		err = os.RemoveAll(at(1))
	case "chmod":
		err = os.Chmod(at(1), 0o600)
	case "link":
		disktest.Link(s.t, filepath.FromSlash(f[1]), at(2))
	case "many":
		var n int
		if _, err = fmt.Sscan(f[2], &n); err == nil {
			for i := range n {
				err = cmpErr(err, os.WriteFile(filepath.Join(at(1), fmt.Sprintf("%03d.md", i)), []byte("x"), 0o666))
			}
		}
	case "watch":
		s.root = at(1)
		s.known = s.files()
		// More patient than by default, so that a script's steps are one change on a busy machine.
		s.w, err = New(Options{
			Root: s.root, Quiet: 30 * time.Millisecond, Limit: 100 * time.Millisecond, Poll: s.poll,
			Ignore: func(path string) bool { return path == "public" },
		})
		if err == nil {
			s.t.Cleanup(s.w.Close)
		}
	case "settle":
		s.settle()
	default:
		s.t.Fatalf("unknown step %q", f)
	}
	if err != nil {
		s.t.Fatalf("%v: %v", f, err)
	}
}

// files is the files below the root.
func (s *script) files() map[string]bool {
	out := map[string]bool{}
	tree{root: s.root}.walk(".", func(rel string, d fs.DirEntry) bool {
		out[rel] = isFile(d.Type())
		return true
	})
	return out
}

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// settle writes to the output what was reported since the last time. Events come in order: when
// the mark has been reported, all else has been.
func (s *script) settle() {
	s.t.Helper()
	got := map[string]bool{}
	mark := ""
	renew := func() {
		s.marks++
		mark = fmt.Sprintf("mark%d", s.marks)
		if err := os.WriteFile(filepath.Join(s.root, mark), []byte("x"), 0o666); err != nil {
			mark = "" // the root is gone: that is what is waited for
		}
	}
	timeout := time.After(deadline)
	for renew(); ; {
		select {
		case c, ok := <-s.w.Changes():
			if !ok || c.Notice != "" {
				s.t.Fatalf("change %+v, open %v", c, ok)
			}
			done := false
			for _, path := range c.Paths {
				if !strings.HasPrefix(path, "mark") {
					got[path] = true
				}
				done = done || path == mark
			}
			if c.Overflow {
				got["overflow"] = true
				done = mark == ""
				renew() // the mark may have been lost too
			}
			if done {
				if got["overflow"] {
					got = map[string]bool{"overflow": true} // how much was reported before it is chance
				}
				now := s.files()
				for _, path := range slices.Sorted(maps.Keys(got)) {
					if now[path] || s.known[path] || path == "overflow" { // makes a difference to who reads it
						fmt.Fprintln(&s.output, path)
					}
				}
				s.known = now
				s.output.WriteByte('\n')
				return
			}
		case <-timeout:
			s.t.Fatalf("no change with %q after %v; so far %v", mark, deadline, got)
		}
	}
}
