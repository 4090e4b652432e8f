package chrome

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestLibraryHint(t *testing.T) {
	const debian12, debian13, ubuntu = "ID=debian\nVERSION_ID=\"12\"\n", "ID=debian\nVERSION_ID=\"13\"\n", "NAME=\"Ubuntu\"\nID=ubuntu\nVERSION_ID=\"24.04\"\n"
	names := []string{"libasound.so.2", "libglib-2.0.so.0", "libgobject-2.0.so.0", "libnss3.so"}
	for _, tt := range []struct {
		has, release string
		names        []string
		want         string
	}{
		{"apt", debian12, names, "sudo apt install libasound2 libglib2.0-0 libnss3"},
		{"apt", debian13, names, "sudo apt install libasound2t64 libglib2.0-0t64 libnss3"},
		{"apt", "ID=debian\nVERSION_CODENAME=sid\n", names, "sudo apt install libasound2t64 libglib2.0-0t64 libnss3"},
		{"apt", ubuntu, names, "sudo apt install libasound2t64 libglib2.0-0t64 libnss3"},
		{"apt", "ID=ubuntu\nVERSION_ID=\"22.04\"\n", names, "sudo apt install libasound2 libglib2.0-0 libnss3"},
		{"dnf", "", names[2:], "sudo dnf install 'libgobject-2.0.so.0()(64bit)' 'libnss3.so()(64bit)'"},
		{"zypper", "", names[3:], "sudo zypper install 'libnss3.so()(64bit)'"},
		{"pacman", "", names, "sudo pacman -S alsa-lib glib2 nss"},
		{"apt", debian12, []string{"libnss3.so", "libodd.so.1"}, "sudo apt install libnss3\ninstall what your system calls the package of libodd.so.1"},
		{"", "", names[3:], "install what your system calls the package of libnss3.so"},
	} {
		got := libraryHint(tt.names, tt.release, func(name string) (string, error) {
			if name == tt.has {
				return "/usr/bin/" + name, nil
			}
			return "", fs.ErrNotExist
		})
		if got != tt.want {
			t.Errorf("%s with %q: %q, want %q", tt.has, tt.release, got, tt.want)
		}
	}
}

func TestVersion(t *testing.T) {
	for name, tt := range map[string]struct {
		script, want string
		err          string
	}{
		"of Chrome for Testing": {script: "echo 'Google Chrome for Testing 156.0.8078.108 '\n", want: "156.0.8078.108"},
		"lacks a library": {script: "echo \"$0: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file or directory\" >&2\nexit 127\n",
			err: "this system lacks libnss3.so, which Chrome is linked with\n"},
		"fails":           {script: "echo 'no such thing' >&2\nexit 3\n", err: "no such thing"},
		"without a word":  {script: "exit 3\n", err: "it ended at once, without a word"},
		"says no version": {script: "exit 0\n", err: "did not start"}, // and speaks no protocol
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Version(t.Context(), fake(t, tt.script).Path, Options{Dir: t.TempDir(), LaunchTimeout: 5 * time.Second})
			if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%q, %v", got, err)
			}
			var lack *LibraryError
			if errors.As(err, &lack) != (name == "lacks a library") {
				t.Errorf("%v", err)
			}
		})
	}
	t.Run("of another system", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "chrome")
		if err := os.WriteFile(path, []byte("\x7fELF and nothing else"), 0o755); err != nil {
			t.Fatal(err)
		}
		if got, err := Version(t.Context(), path, Options{Dir: t.TempDir()}); err == nil {
			t.Errorf("it says %q", got)
		}
	})
}

func TestVersionOfChrome(t *testing.T) {
	bin := binary(t)
	said, err := Version(t.Context(), bin.Path, Options{Dir: t.TempDir()})
	if err != nil || !versionText().MatchString(said) {
		t.Fatalf("%q, %v", said, err)
	}
	if v, err := started(t.Context(), bin.Path, Options{Dir: t.TempDir(), NoSandbox: os.Geteuid() == 0}); err != nil || v != said {
		t.Errorf("started, it says %q, %v; with --version %q", v, err, said)
	}
}

func TestLoads(t *testing.T) {
	none := func(string) (fs.FileInfo, error) { return nil, fs.ErrNotExist }
	there := func(string) (fs.FileInfo, error) { return nil, nil }
	if err := Loads("linux", "amd64", none); err == nil || !strings.Contains(err.Error(), "/lib64/ld-linux-x86-64.so.2") {
		t.Error(err)
	}
	if Loads("linux", "arm64", there) != nil || Loads("darwin", "arm64", none) != nil || Loads("windows", "amd64", none) != nil {
		t.Error("a system that loads it does not")
	}
}
