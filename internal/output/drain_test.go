package output

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/resgen/resgen/internal/disk/disktest"
)

// swapped makes what a run leaves that was killed after the exchange: dir holds now, and
// beside it lies the old tree with what strangers did to it at the last moment.
func swapped(t *testing.T, now, was, late site) (dir, swap string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	if !canExchange {
		t.Skip("no folders are exchanged here")
	}
	swap = filepath.Join(filepath.Dir(dir), ".public"+swapTail)
	write(t, dir, now, Options{})
	write(t, swap, was, Options{})
	put(t, swap, late)
	if err := os.Mkdir(filepath.Join(swap, workName), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir, swap
}

// TestLateStranger loses no file that came into the old tree after it was last looked at.
func TestLateStranger(t *testing.T) {
	now := site{"a": "2", "new/x": "1"}
	dir, swap := swapped(t, now, site{"a": "1", "b": "1", "c/d": "1"}, site{
		"b":        "edited",   // was no longer made
		"a":        "edited",   // is made: replaced
		"c/e/late": "stranger", // in a folder that is gone
	})
	disktest.Link(t, "a", filepath.Join(swap, "link"))
	write(t, dir, now, Options{})
	holds(t, dir, site{"a": "2", "new/x": "1", "b": "edited", "c/e/late": "stranger", "link": "-> a"})
}

// TestLateStrangerInTheWay stays where it is, as the new tree has a file of its name.
func TestLateStrangerInTheWay(t *testing.T) {
	now := site{"a": "2", "new/x": "1"}
	dir, swap := swapped(t, now, site{"a": "1"}, site{"new": "stranger", "new2": "stranger"})
	for range 2 {
		write(t, dir, now, Options{})
		if got := readTree(t, dir); !maps.Equal(got, site{"a": "2", "new/x": "1", "new2": "stranger"}) {
			t.Errorf("the folder holds\n%s", got)
		}
		if got := readTree(t, swap)["new"]; got != "stranger" {
			t.Error("the stranger's file is lost")
		}
	}
	write(t, dir, site{"a": "3"}, Options{way: byExchange}) // must do without
	if got := readTree(t, dir); !maps.Equal(got, site{"a": "3", "new2": "stranger"}) {
		t.Errorf("the folder holds\n%s", got)
	}
}

// TestOtherRunDrains leaves the old tree to the run that is just removing it.
func TestOtherRunDrains(t *testing.T) {
	now := site{"a": "2"}
	dir, swap := swapped(t, now, site{"a": "1"}, site{"late": "stranger"})
	l, err := tryLock(filepath.Join(swap, workName))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, site{"a": "3"}, Options{way: byExchange})
	if got := readTree(t, swap)["late"]; got != "stranger" {
		t.Error("the other run's tree was drained")
	}
	s := &session{target: target{name: dir, dir: dir}}
	s.drain(swap, l)
	holds(t, dir, site{"a": "3", "late": "stranger"})
}

// TestSweep removes a new tree that never was put in place, and what was staged.
func TestSweep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	swap := filepath.Join(filepath.Dir(dir), ".public"+swapTail)
	now := site{"a": "1"}
	write(t, dir, now, Options{})
	write(t, swap, site{"a": "2", "b": "2"}, Options{})
	put(t, dir, site{workName + "/new/c": "half"})
	write(t, dir, now, Options{})
	holds(t, dir, now)
}

// TestForeignSwap leaves alone what is not resgen's, whatever its name.
func TestForeignSwap(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	swap := filepath.Join(filepath.Dir(dir), ".public"+swapTail)
	put(t, swap, site{"precious": "1"})
	for _, text := range []string{"1", "2"} {
		if res := write(t, dir, site{"a": text}, Options{way: byExchange}); res.Exchanged {
			t.Error("exchanged")
		}
	}
	if got := readTree(t, swap); !maps.Equal(got, site{"precious": "1"}) {
		t.Errorf("left: %s", got)
	}
}
