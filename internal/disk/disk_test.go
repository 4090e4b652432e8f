package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func TestBusy(t *testing.T) {
	for _, test := range []struct {
		goos string
		err  error
		want bool
	}{
		{"windows", &fs.PathError{Op: "open", Err: syscall.Errno(32)}, true},
		{"windows", &os.LinkError{Op: "rename", Err: syscall.Errno(5)}, true},
		{"windows", fmt.Errorf("write: %w", syscall.Errno(33)), true},
		{"windows", syscall.Errno(303), true},
		{"windows", syscall.Errno(2), false},
		{"windows", errors.New("sharing violation"), false},
		{"windows", nil, false},
		{"linux", syscall.EPIPE, false}, // it has the number of a sharing violation
		{"darwin", syscall.EIO, false},
	} {
		if got := busy(test.goos, test.err); got != test.want {
			t.Errorf("on %s %v is busy: %v, want %v", test.goos, test.err, got, test.want)
		}
	}
}

func TestAcross(t *testing.T) {
	for _, test := range []struct {
		goos string
		err  error
		want bool
	}{
		{"windows", &os.LinkError{Op: "rename", Err: syscall.Errno(17)}, true},
		{"linux", syscall.Errno(17), false},
		{"linux", syscall.EXDEV, true},
		{"windows", syscall.Errno(2), false},
	} {
		if got := across(test.goos, test.err); got != test.want {
			t.Errorf("on %s %v is across disks: %v, want %v", test.goos, test.err, got, test.want)
		}
	}
}

func TestTry(t *testing.T) {
	errBusy, errOther := errors.New("busy"), errors.New("other")
	for _, test := range []struct {
		name  string
		errs  []error // of each call; the last one of all after it
		want  error
		calls int
	}{
		{"at once", []error{nil}, nil, 1},
		{"later", []error{errBusy, errBusy, errBusy, nil}, nil, 4},
		{"another error", []error{errBusy, errOther}, errOther, 2},
		{"never", []error{errBusy}, errBusy, 27},
	} {
		t.Run(test.name, func(t *testing.T) {
			calls := 0
			var waited time.Duration
			err := try(func() error {
				calls++
				return test.errs[min(calls, len(test.errs))-1]
			}, func(err error) bool { return err == errBusy }, func(d time.Duration) { waited += d })
			if err != test.want || calls != test.calls || waited > patience+100*time.Millisecond {
				t.Errorf("%v after %d calls and %v, want %v after %d", err, calls, waited, test.want, test.calls)
			}
		})
	}
}

// TestRenameOverOpen replaces and removes what is open for a moment, as scanners have it.
func TestRenameOverOpen(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	open := func(name string) {
		t.Helper()
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(30*time.Millisecond, func() { f.Close() })
	}
	for _, name := range []string{from, to} {
		if err := os.WriteFile(name, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	open(to)
	if err := Rename(from, to); err != nil {
		t.Error(err)
	}
	if b, err := os.ReadFile(to); err != nil || string(b) != from {
		t.Errorf("%q, %v", b, err)
	}
	open(to)
	if err := RemoveAll(dir); err != nil {
		t.Error(err)
	}
}
