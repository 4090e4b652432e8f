package cache

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/disk/disktest"
)

const mb = 1 << 20

func open(t testing.TB, dir string, limit int64) *Cache {
	t.Helper()
	c, err := Open(dir, limit)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func key(i int) Key { return NewKey([]byte("test"), []byte(strconv.Itoa(i))) }

// value is the one value of key(i), of size bytes and not all alike.
func value(i, size int) []byte {
	return bytes.Repeat([]byte(fmt.Sprintf("%016d", i)), size/16)
}

func TestNewKey(t *testing.T) {
	b := func(s string) []byte { return []byte(s) }
	keys := map[Key]string{}
	for name, parts := range map[string][][]byte{
		"nothing": {}, "empty": {nil}, "two empty": {nil, nil}, "abc": {b("abc")}, "ab c": {b("ab"), b("c")},
		"a bc": {b("a"), b("bc")}, "abc and empty": {b("abc"), nil}, "empty and abc": {nil, b("abc")},
		"a length": {b("\x01\x00\x00\x00\x00\x00\x00\x00a")}, "a": {b("a")},
	} {
		k := NewKey(parts...)
		if other, ok := keys[k]; ok {
			t.Errorf("%s and %s have one key", name, other)
		}
		keys[k] = name
	}
	const want = "cf6ab613e3942391f88ed698557e1680f160bd10e88c6b668c50360c10930e2b"
	if got := fmt.Sprintf("%x", NewKey(b("a"), b("b"))); got != want {
		t.Errorf("key %s, want %s: all that people remember is lost", got, want)
	}
}

func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "cache")
	c := open(t, dir, mb)
	if _, ok := c.Get(key(1)); ok {
		t.Error("a value that was never put")
	}
	for i, v := range [][]byte{{}, []byte("x"), value(2, 100_000)} {
		c.Put(key(i), v)
		for _, c := range []*Cache{c, open(t, dir, mb)} {
			if got, ok := c.Get(key(i)); !ok || !bytes.Equal(got, v) {
				t.Errorf("value %d: %t %.20q", i, ok, got)
			}
		}
	}
	if err := c.Err(); err != nil {
		t.Error(err)
	}
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			t.Fatal(err)
		}
		info, _ := d.Info()
		if disktest.HasModes && (d.IsDir() && info.Mode().Perm() != 0o700 || !d.IsDir() && info.Mode().Perm() != 0o600) {
			t.Errorf("%s has mode %v", p, info.Mode())
		}
		return nil
	})
}

func TestNil(t *testing.T) {
	var c *Cache
	c.Put(key(1), []byte("x"))
	if _, ok := c.Get(key(1)); ok || c.Err() != nil {
		t.Error("a nil cache remembers")
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	open(t, dir, mb)
	if info, _ := os.Stat(dir); disktest.HasModes && info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v", info.Mode())
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(file, "cache"), mb); err == nil {
		t.Error("opened below a file")
	}
}

// TestDamaged damages an entry in every way that a disk, or a person, can.
func TestDamaged(t *testing.T) {
	for name, damage := range map[string]func(entry []byte) []byte{
		"empty":            func([]byte) []byte { return nil },
		"cut":              func(b []byte) []byte { return b[:len(b)-1] },
		"cut to a part":    func(b []byte) []byte { return b[:10] },
		"longer":           func(b []byte) []byte { return append(b, 0) },
		"a bit in the sum": func(b []byte) []byte { b[0] ^= 1; return b },
		"a bit":            func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		"zeros":            func(b []byte) []byte { return make([]byte, len(b)) },
	} {
		c := open(t, t.TempDir(), mb)
		c.Put(key(1), value(1, 1000))
		file := c.file(key(1))
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, damage(b), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Get(key(1)); ok {
			t.Errorf("%s: got %.20q", name, got)
		}
		if _, err := os.Stat(file); err == nil {
			t.Errorf("%s: the entry is still there", name)
		}
		c.Put(key(1), value(1, 1000))
		if _, ok := c.Get(key(1)); !ok || c.Err() != nil {
			t.Errorf("%s: not remembered again: %v", name, c.Err())
		}
	}
}

// TestMisplaced has an entry under the name of another.
func TestMisplaced(t *testing.T) {
	c := open(t, t.TempDir(), mb)
	c.Put(key(1), value(1, 1000))
	c.Put(key(2), value(2, 1000))
	if err := os.Rename(c.file(key(1)), c.file(key(2))); err != nil {
		t.Fatal(err)
	}
	if got, ok := c.Get(key(2)); ok {
		t.Errorf("got %.20q", got)
	}
}

// taken is the number of bytes in all entries, and of entries.
func taken(t *testing.T, dir string) (size int64, n int) {
	t.Helper()
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if info, err := d.Info(); err == nil && !d.IsDir() && len(d.Name()) == 64 {
			size += info.Size()
			n++
		}
		return nil
	})
	return size, n
}

func TestBound(t *testing.T) {
	dir := t.TempDir()
	for _, size := range []int{10, 5000, 100_000} {
		for round := range 3 { // each as a new process
			c := open(t, dir, mb)
			for i := range 300 {
				c.Put(key(1000*round+i), value(i, size))
				if got, _ := taken(t, dir); i%20 == 0 && got > mb {
					t.Fatalf("values of %d bytes: %d bytes are taken", size, got)
				}
			}
			if err := c.Err(); err != nil {
				t.Fatal(err)
			}
			if _, ok := c.Get(key(1000*round + 299)); !ok {
				t.Errorf("values of %d bytes: the last is not remembered", size)
			}
		}
	}
	c := open(t, dir, mb)
	c.Put(key(1), value(1, 2*mb))
	if _, ok := c.Get(key(1)); ok {
		t.Error("a value larger than the bound is remembered")
	}
}

// TestOldestGoes ages entries by their files' times.
func TestOldestGoes(t *testing.T) {
	c := open(t, t.TempDir(), 100*block)
	old := time.Now().Add(-48 * time.Hour)
	for i := range 90 {
		c.Put(key(i), value(i, 1000))
		if err := os.Chtimes(c.file(key(i)), old, old.Add(time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 10 { // the oldest, used again
		if _, ok := c.Get(key(i)); !ok {
			t.Fatalf("value %d is gone", i)
		}
	}
	for i := range 20 {
		c.Put(key(100+i), value(i, 1000))
	}
	for i := range 10 {
		if _, ok := c.Get(key(i)); !ok {
			t.Errorf("value %d was just used, and is gone", i)
		}
	}
	for i := range 10 {
		if _, ok := c.Get(key(10 + i)); ok {
			t.Errorf("value %d was not used for longest, and is there", 10+i)
		}
	}
}

// TestUseIsNotedOnceADay keeps Get from writing each time.
func TestUseIsNotedOnceADay(t *testing.T) {
	c := open(t, t.TempDir(), mb)
	c.Put(key(1), value(1, 1000))
	file := c.file(key(1))
	for _, tt := range []struct {
		age   time.Duration
		noted bool
	}{{23 * time.Hour, false}, {25 * time.Hour, true}} {
		then := time.Now().Add(-tt.age).Truncate(time.Second)
		if err := os.Chtimes(file, then, then); err != nil {
			t.Fatal(err)
		}
		c.Get(key(1))
		if info, _ := os.Stat(file); info.ModTime().Equal(then) == tt.noted {
			t.Errorf("used after %v: noted: %v", tt.age, !tt.noted)
		}
	}
}

// TestSizeLost counts anew when the count is gone.
func TestSizeLost(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, 100*block)
	for i := range 90 {
		c.Put(key(i), value(i, 1000))
	}
	if err := os.Remove(filepath.Join(dir, sizeName)); err != nil {
		t.Fatal(err)
	}
	c = open(t, dir, 100*block)
	for i := range 90 {
		c.Put(key(100+i), value(i, 1000))
	}
	if _, n := taken(t, dir); n > 100 {
		t.Errorf("%d entries", n)
	}
}

func TestStaleTemporary(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * time.Hour)
	for name, when := range map[string]time.Time{"put-dead": old, "put-live": time.Now(), "theirs": old} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, when, when); err != nil {
			t.Fatal(err)
		}
	}
	open(t, dir, mb).Put(key(1), nil)
	for name, there := range map[string]bool{"put-dead": false, "put-live": true, "theirs": true} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestUnwritable has a cache whose folder was taken away and cannot come back.
func TestUnwritable(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	c := open(t, dir, mb)
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c.Put(key(1), []byte("x"))
	first := c.Err()
	if first == nil {
		t.Fatal("no error")
	}
	c.Put(key(2), []byte("x"))
	if _, ok := c.Get(key(1)); ok || c.Err() != first {
		t.Errorf("then %v", c.Err())
	}
}

const childDir = "RESGEN_CACHE_CHILD_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		c, err := Open(dir, 200*block)
		if err == nil {
			err = hammer(c, 2000)
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// hammer puts and gets some of 400 values, and fails on a wrong one.
func hammer(c *Cache, times int) error {
	for range times {
		i := rand.IntN(400)
		want := value(i, 16*(1+i*3))
		if got, ok := c.Get(key(i)); !ok {
			c.Put(key(i), want)
		} else if !bytes.Equal(got, want) {
			return fmt.Errorf("value %d is %.20q", i, got)
		}
	}
	return c.Err()
}

// TestAtOnce has processes and goroutines on one folder that trim it all the time.
func TestAtOnce(t *testing.T) {
	dir := t.TempDir()
	var children []*exec.Cmd
	for range 2 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childDir+"="+dir)
		cmd.Stdout = os.Stdout
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		children = append(children, cmd)
	}
	c := open(t, dir, 200*block)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if err := hammer(c, 2000); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, cmd := range children {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	if size, n := taken(t, dir); size > 220*block {
		t.Errorf("%d bytes in %d entries", size, n)
	}
}

func BenchmarkGet(b *testing.B) {
	c := open(b, b.TempDir(), 64*mb)
	for _, size := range []int{1000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			c.Put(key(size), value(1, size))
			b.SetBytes(int64(size))
			for b.Loop() {
				if _, ok := c.Get(key(size)); !ok {
					b.Fatal("a miss")
				}
			}
		})
	}
	b.Run("miss", func(b *testing.B) {
		for b.Loop() {
			c.Get(key(1))
		}
	})
}

func BenchmarkPut(b *testing.B) {
	c := open(b, b.TempDir(), 64*mb)
	for _, size := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			v := value(1, size)
			for i := 0; b.Loop(); i++ {
				c.Put(key(i), v)
			}
			if err := c.Err(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
