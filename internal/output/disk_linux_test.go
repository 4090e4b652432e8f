package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// inNamespace runs the calling test again in a process of its own, as a user who is not root, or
// as root who may mount, and reports whether this is that process.
func inNamespace(t *testing.T, uid int) bool {
	t.Helper()
	const env = "RESGEN_OUTPUT_NAMESPACE"
	if os.Getenv(env) != "" {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), env+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: uid, HostID: os.Geteuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: uid, HostID: os.Getegid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Skipf("no namespaces here: %v", err)
	}
	t.Logf("%s", out)
	if err != nil {
		t.Error("failed in the namespace")
	}
	return false
}

// mount mounts a small disk on a new folder.
func mount(t *testing.T, options string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("resgen-test", dir, "tmpfs", 0, options); err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

func TestDiskFull(t *testing.T) {
	if !inNamespace(t, 0) {
		return
	}
	small, big := site{"keep": "1", "gone": "1"}, site{"keep": "1"}
	for i := range 40 {
		small[fmt.Sprintf("p/%02d", i)] = "x"
		big[fmt.Sprintf("p/%02d", i)] = strings.Repeat("x", 10_000)
	}
	many := site{}
	for i := range 200 {
		many[fmt.Sprintf("q/%03d", i)] = ""
	}
	bothWays(t, func(t *testing.T, w way) {
		for options, next := range map[string]site{"size=320k": big, "nr_inodes=120": many} {
			dir := filepath.Join(mount(t, options), "public")
			write(t, dir, small, Options{way: w})
			_, err := Write(t.Context(), dir, next.set(), Options{way: w})
			if !errors.Is(err, syscall.ENOSPC) || !strings.HasPrefix(err.Error(), "write "+dir+"/") ||
				strings.Contains(err.Error(), workName) {
				t.Errorf("%s: error %v", options, err)
			}
			holds(t, dir, small)
			small["keep"] = "2"
			write(t, dir, small, Options{way: w})
			holds(t, dir, small)
		}
	})
}

func TestMountPoint(t *testing.T) {
	if !inNamespace(t, 0) {
		return
	}
	bothWays(t, func(t *testing.T, w way) {
		dir := mount(t, "size=1m")
		write(t, dir, site{"a": "1", "b": "1"}, Options{way: w})
		if res := write(t, dir, site{"a": "2"}, Options{way: w}); res.Exchanged {
			t.Error("exchanged")
		}
		holds(t, dir, site{"a": "2"})
	})
}

// TestMountInside has another disk below the folder, to which no file can be renamed.
func TestMountInside(t *testing.T) {
	if !inNamespace(t, 0) {
		return
	}
	bothWays(t, func(t *testing.T, w way) {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, site{"a": "1", "b/c": "1"}, Options{way: w})
		b := filepath.Join(dir, "b")
		if err := unix.Mount("resgen-test", b, "tmpfs", 0, "size=1m"); err != nil {
			t.Skip(err)
		}
		defer unix.Unmount(b, unix.MNT_DETACH)
		for _, next := range []site{{"a": "1", "b/c": "1", "b/d/e": "1"}, {"a": "2", "b/c": "2", "b/d/e": "2", "b/d/f/g": "1"}} {
			write(t, dir, next, Options{way: w})
			holds(t, dir, next)
		}
	})
}

func TestReadOnlyDisk(t *testing.T) {
	if !inNamespace(t, 0) {
		return
	}
	bothWays(t, func(t *testing.T, w way) {
		disk := mount(t, "size=1m")
		dir := filepath.Join(disk, "public")
		v := site{"a": "1", "b/c": "1"}
		write(t, dir, v, Options{way: w})
		if err := unix.Mount("", disk, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
			t.Skip(err)
		}
		write(t, dir, v, Options{way: w}) // nothing changed: nothing to write
		_, err := Write(t.Context(), dir, site{"a": "2"}.set(), Options{way: w})
		if !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), dir) {
			t.Errorf("error %v", err)
		}
		holds(t, dir, v)
	})
}

func TestPermissions(t *testing.T) {
	if os.Geteuid() == 0 && !inNamespace(t, 1000) {
		return
	}
	chmod := func(mode fs.FileMode, elem ...string) {
		t.Helper()
		if err := os.Chmod(filepath.Join(elem...), mode); err != nil {
			t.Fatal(err)
		}
	}
	bothWays(t, func(t *testing.T, w way) {
		v := site{"a": "1", "b/c": "1", "b/d": "1", "e/f": "1"}
		change := site{"a": "2", "b/c": "2", "b/d": "1"}
		for name, tt := range map[string]struct {
			locked string
			next   site
			where  string // that the error names; "" when it works
		}{
			"the folder":                        {".", change, ""},
			"a folder where one changes":        {"b", change, "/b"},
			"a folder where one goes":           {"e", change, "/e"},
			"a folder where nothing changes":    {"b", site{"a": "2", "b/c": "1", "b/d": "1"}, "ok"},
			"the folder above":                  {"..", change, "ok"},
			"a folder in which another appears": {"b", site{"a": "1", "b/c": "1", "b/d": "1", "b/x/y": "1", "e/f": "1"}, "/b"},
		} {
			dir := filepath.Join(t.TempDir(), "top", "public")
			write(t, dir, v, Options{way: w})
			chmod(0o555, dir, tt.locked)
			write(t, dir, v, Options{way: w})
			_, err := Write(t.Context(), dir, tt.next.set(), Options{way: w})
			if tt.where == "ok" {
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				holds(t, dir, tt.next)
			} else {
				if want := "write " + dir + tt.where + ": permission denied"; err == nil || err.Error() != want {
					t.Errorf("%s: error %v, want %s", name, err, want)
				}
				holds(t, dir, v)
			}
			chmod(0o755, dir, tt.locked)
		}

		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, v, Options{way: w})
		chmod(0o000, dir, "a")
		write(t, dir, v, Options{way: w}) // what cannot be read is written again
		holds(t, dir, v)
		chmod(0o000, dir, "a") // and, when it is no longer made, is left
		if res := write(t, dir, site{"b/c": "1"}, Options{way: w}); !slices.Equal(res.Kept, []string{"a"}) {
			t.Errorf("kept %v", res.Kept)
		}
		chmod(0o644, dir, "a")
		holds(t, dir, site{"a": "1", "b/c": "1"})
	})
}
