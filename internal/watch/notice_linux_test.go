package watch

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestNotice(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("watch a: %w", syscall.ENOSPC), "sudo sysctl fs.inotify.max_user_watches="},
		{syscall.EMFILE, "sudo sysctl fs.inotify.max_user_instances="},
		{syscall.ENFILE, "ulimit -n"},
		{errors.New("not here"), "not here: looking for changes every 500ms instead"},
	} {
		if got := notice(test.err, fallbackPoll); !strings.Contains(got, test.want) || strings.Contains(got, "\n") {
			t.Errorf("notice(%v) is %q, want %q in it", test.err, got, test.want)
		}
	}
}

// TestLimits runs out of inotify watches for real: this test again, in a user namespace of its own
// whose limits are low. It is skipped where namespaces are not to be had.
func TestLimits(t *testing.T) {
	const limit = "/proc/sys/user/max_inotify_watches"
	if os.Getenv("RESGEN_TEST_LIMITS") == "" {
		t.Parallel()
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestLimits$", "-test.v")
		cmd.Env = append(os.Environ(), "RESGEN_TEST_LIMITS=1")
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
		}
		out, err := cmd.CombinedOutput()
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EINVAL) || strings.Contains(string(out), "--- SKIP") {
			t.Skipf("no user namespaces: %v\n%s", err, out)
		}
		if err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	if err := os.WriteFile(limit, []byte("8"), 0); err != nil {
		t.Skip(err)
	}

	t.Run("later", func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "content", "a.md")
		w := start(t, Options{Root: dir})
		put(t, dir, "content", "a.md")
		if c := next(t, w); c.Notice != "" || c.Overflow {
			t.Fatalf("there are enough watches: %+v", c)
		}
		many(t, dir)
		polls(t, w, dir, true)
	})
	t.Run("from the start", func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "content", "a.md")
		many(t, dir)
		polls(t, start(t, Options{Root: dir}), dir, false)
	})
}

// many makes more folders than there are watches.
func many(t *testing.T, dir string) {
	for i := range 10 {
		put(t, dir, "new", fmt.Sprint(i), "b.md")
	}
}

// polls fails unless the watcher says that it polls, and does.
func polls(t *testing.T, w *Watcher, dir string, overflow bool) {
	c := next(t, w)
	for c.Notice == "" {
		c = next(t, w)
	}
	if !strings.Contains(c.Notice, "max_user_watches") || c.Overflow != overflow {
		t.Errorf("change %+v", c)
	}
	put(t, dir, "new", "9", "c.md")
	for !slices.Contains(next(t, w).Paths, "new/9/c.md") {
	}
	if err := os.Chtimes(filepath.Join(dir, "content", "a.md"), time.Time{}, time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	for !slices.Contains(next(t, w).Paths, "content/a.md") {
	}
	if err := os.Remove(filepath.Join(dir, "new", "9", "c.md")); err != nil {
		t.Fatal(err)
	}
	for !slices.Contains(next(t, w).Paths, "new/9/c.md") {
	}
}
