package output

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/disk/disktest"
)

// oddName is the oddest name that this system lets a file have.
var oddName = map[bool]string{true: "a\nb", false: "a'b"}[runtime.GOOS != "windows"]

func TestWrite(t *testing.T) {
	type step struct {
		put    site     // what strangers write first
		del    []string // what strangers remove first
		site   site
		counts string
		want   site // nil: site
		kept   []string
	}
	v1 := site{"index.html": "home", "posts/a/index.html": "a", "posts/b/index.html": "b", "css/x.css": "x"}
	tests := []struct {
		name  string
		steps []step
	}{
		{"first, nothing changed, one changed, one made, one gone", []step{
			{site: v1, counts: "made 4 changed 0 unchanged 0 deleted 0"},
			{site: v1, counts: "made 0 changed 0 unchanged 4 deleted 0"},
			{site: site{"index.html": "home 2", "posts/a/index.html": "a", "posts/c/index.html": "c", "css/x.css": "x"},
				counts: "made 1 changed 1 unchanged 2 deleted 1"},
		}},
		{"same length", []step{
			{site: site{"a": "1"}, counts: "made 1 changed 0 unchanged 0 deleted 0"},
			{site: site{"a": "2"}, counts: "made 0 changed 1 unchanged 0 deleted 0"},
		}},
		{"to nothing and back", []step{
			{site: v1, counts: "made 4 changed 0 unchanged 0 deleted 0"},
			{site: site{}, counts: "made 0 changed 0 unchanged 0 deleted 4"},
			{site: v1, counts: "made 4 changed 0 unchanged 0 deleted 0"},
		}},
		{"a file becomes a folder and the reverse", []step{
			{site: site{"a": "1", "b/c": "2", "b/d/e": "3", "x/y": "4"}, counts: "made 4 changed 0 unchanged 0 deleted 0"},
			{site: site{"a/f/g": "1", "b": "2", "x/y": "4"}, counts: "made 1 changed 1 unchanged 1 deleted 3"},
			{site: site{"a": "1", "b/c": "2", "b/d/e": "3", "x/y": "4"}, counts: "made 2 changed 1 unchanged 1 deleted 2"},
		}},
		{"others' files are kept", []step{
			{site: v1, counts: "made 4 changed 0 unchanged 0 deleted 0"},
			{put: site{"CNAME": "example.com", "posts/a/notes.txt": "mine", ".git/HEAD": "ref"},
				site: site{"index.html": "home"}, counts: "made 0 changed 0 unchanged 1 deleted 3",
				want: site{"index.html": "home", "CNAME": "example.com", "posts/a/notes.txt": "mine", ".git/HEAD": "ref"}},
		}},
		{"a folder that holds only harmless things is taken over", []step{
			{put: site{".git": "gitdir: x", "CNAME": "example.com", ".nojekyll": "", "README.md": "r", "LICENSE": "l", ".gitignore": "g"},
				site: site{"index.html": "home"}, counts: "made 1 changed 0 unchanged 0 deleted 0",
				want: site{"index.html": "home", ".git": "gitdir: x", "CNAME": "example.com", ".nojekyll": "", "README.md": "r", "LICENSE": "l", ".gitignore": "g"}},
		}},
		{"a stranger's file with the very bytes becomes ours", []step{
			{put: site{"CNAME": "example.com"}, site: site{"CNAME": "example.com", "a": "1"}, counts: "made 1 changed 0 unchanged 1 deleted 0"},
			{site: site{"a": "1"}, counts: "made 0 changed 0 unchanged 1 deleted 1"},
		}},
		{"an edited file is replaced when still made", []step{
			{site: v1, counts: "made 4 changed 0 unchanged 0 deleted 0"},
			{put: site{"index.html": "h0me", "css/x.css": "longer"}, site: v1, counts: "made 0 changed 2 unchanged 2 deleted 0"},
		}},
		{"an edited file is kept when no longer made", []step{
			{site: v1, counts: "made 4 changed 0 unchanged 0 deleted 0"},
			{put: site{"css/x.css": "y"}, site: site{"index.html": "home"}, counts: "made 0 changed 0 unchanged 1 deleted 2",
				want: site{"index.html": "home", "css/x.css": "y"}, kept: []string{"css/x.css"}},
			{site: site{"index.html": "home"}, counts: "made 0 changed 0 unchanged 1 deleted 0",
				want: site{"index.html": "home", "css/x.css": "y"}},
		}},
		{"a removed file is made again", []step{
			{site: v1, counts: "made 4 changed 0 unchanged 0 deleted 0"},
			{del: []string{"posts", "index.html"}, site: v1, counts: "made 3 changed 0 unchanged 1 deleted 0"},
			{del: []string{"css"}, site: site{"index.html": "home"}, counts: "made 0 changed 0 unchanged 1 deleted 2"},
		}},
		{"an odd name", []step{
			{site: site{oddName: "1", "c d": "2", "ü/é": "3", "#": "4"}, counts: "made 4 changed 0 unchanged 0 deleted 0"},
			{site: site{oddName: "2", "ü/é": "3"}, counts: "made 0 changed 1 unchanged 1 deleted 2"},
		}},
	}
	for _, remember := range []bool{true, false} {
		for _, tt := range tests {
			t.Run(fmt.Sprintf("%s, state %v", tt.name, remember), func(t *testing.T) {
				bothWays(t, func(t *testing.T, w way) {
					dir := filepath.Join(t.TempDir(), "public")
					opts := Options{way: w}
					for i, s := range tt.steps {
						put(t, dir, s.put)
						for _, p := range s.del {
							os.RemoveAll(filepath.Join(dir, p))
						}
						res := write(t, dir, s.site, opts)
						if remember {
							opts.State = res.State
						}
						if got := res.counts(); got != s.counts {
							t.Errorf("step %d: %s, want %s", i, got, s.counts)
						}
						if !slices.Equal(res.Kept, s.kept) {
							t.Errorf("step %d: kept %v, want %v", i, res.Kept, s.kept)
						}
						want := s.want
						if want == nil {
							want = s.site
						}
						holds(t, dir, want)
					}
				})
			})
		}
	}
}

// TestListIsAProof also shows that the list depends on nothing but the files.
func TestListIsAProof(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	v := site{"index.html": "home", `odd\name`: "1", "posts/x": ""}
	if filepath.Separator == '\\' {
		delete(v, `odd\name`)
	}
	write(t, a, site{"gone": "1"}, Options{})
	write(t, a, v, Options{})
	write(t, b, v, Options{})
	la, lb := raw(t, a), raw(t, b)
	if la != lb {
		t.Errorf("two lists of the same files differ:\n%s\n%s", la, lb)
	}
	const want = "\n4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942  index.html\n"
	if !strings.Contains(la, want) {
		t.Errorf("list %q lacks %q", la, want)
	}
}

func raw(t *testing.T, dir string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, listName))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// stamp is all that a file system shows of every file and folder below dir and of dir's parent.
func stamp(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	see := func(p string) {
		info, err := os.Lstat(p)
		if err != nil {
			t.Fatal(err)
		}
		// Sys has inode, change time and link count, but also the access time, which reading may change.
		sys := reflect.ValueOf(info.Sys()).Elem()
		text := fmt.Sprint(info.Mode(), info.Size(), info.ModTime())
		for _, f := range []string{"Ino", "Nlink", "Ctim", "Ctimespec"} {
			if v := sys.FieldByName(f); v.IsValid() {
				text += fmt.Sprint(" ", v.Interface())
			}
		}
		got[p] = text
	}
	see(filepath.Dir(dir))
	if err := filepath.WalkDir(dir, func(p string, _ os.DirEntry, err error) error { see(p); return err }); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestNothingChangedTouchesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	v := site{"index.html": "home", "posts/a/index.html": "a"}
	res := write(t, dir, v, Options{})
	put(t, dir, site{"CNAME": "x"})
	before := stamp(t, dir)
	for name, opts := range map[string]Options{
		"with state":         {State: res.State},
		"without":            {},
		"with a damaged one": {State: append([]byte("x"), res.State...)},
		"cut":                {State: res.State[:len(res.State)-1]},
	} {
		got := write(t, dir, v, opts)
		if got.counts() != "made 0 changed 0 unchanged 2 deleted 0" {
			t.Errorf("%s: %s", name, got.counts())
		}
		if after := stamp(t, dir); !reflect.DeepEqual(before, after) {
			t.Errorf("%s: touched\n%v\n%v", name, before, after)
		}
	}
	if got := write(t, dir, v, Options{State: res.State}); &got.State[0] != &res.State[0] {
		t.Error("nothing was learnt, and there is another State")
	}
}

// TestUnchangedKeepsItsInode is what rsync, make and browsers with If-Modified-Since go by.
func TestUnchangedKeepsItsInode(t *testing.T) {
	bothWays(t, func(t *testing.T, w way) {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, site{"a/same": "1", "other": "1"}, Options{way: w})
		before, err := os.Stat(filepath.Join(dir, "a/same"))
		if err != nil {
			t.Fatal(err)
		}
		top, _ := os.Stat(dir)
		res := write(t, dir, site{"a/same": "1", "other": "2"}, Options{way: w})
		after, err := os.Stat(filepath.Join(dir, "a/same"))
		if err != nil {
			t.Fatal(err)
		}
		if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
			t.Error("an unchanged file is another one now")
		}
		now, _ := os.Stat(dir)
		if other := !os.SameFile(top, now); other != res.Exchanged || other != (w == byExchange) {
			t.Errorf("another folder: %v, Exchanged: %v", other, res.Exchanged)
		}
	})
}

func TestFolderKeepsItsMode(t *testing.T) {
	if !disktest.HasModes {
		t.Skip("folders have no modes here")
	}
	bothWays(t, func(t *testing.T, w way) {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, site{"a": "1"}, Options{way: w})
		if err := os.Chmod(dir, 0o711); err != nil {
			t.Fatal(err)
		}
		write(t, dir, site{"a": "2"}, Options{way: w})
		if info, _ := os.Stat(dir); info.Mode().Perm() != 0o711 {
			t.Errorf("mode %v", info.Mode())
		}
	})
}

// TestChoice takes the way that the figures at inPlaceMax speak for.
func TestChoice(t *testing.T) {
	if !canExchange {
		t.Skip("no exchange on this system")
	}
	text := func(changed, of int) site {
		s := site{}
		for i := range of {
			s[fmt.Sprintf("p/%04d", i)] = "old"
			if i < changed {
				s[fmt.Sprintf("p/%04d", i)] = "new"
			}
		}
		return s
	}
	for _, tt := range []struct {
		before, after site
		stranger      bool
		exchanged     bool
	}{
		{before: site{}, after: text(0, 400)},
		{before: text(0, 30), after: text(30, 30)},
		{before: text(0, 1000), after: text(300, 1000)},
		{before: text(0, 500), after: text(300, 500), exchanged: true},
		{before: text(0, 500), after: text(0, 150), exchanged: true},
		{before: text(0, 500), after: text(300, 500), stranger: true},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, tt.before, Options{})
		want := maps.Clone(tt.after)
		if tt.stranger {
			put(t, dir, site{".git": "gitdir: x"})
			want[".git"] = "gitdir: x"
		}
		res := write(t, dir, tt.after, Options{})
		if res.Exchanged != tt.exchanged {
			t.Errorf("%s: exchanged: %v", res.counts(), res.Exchanged)
		}
		holds(t, dir, want)
	}
}

// keyed counts how often artifacts are made.
func keyed(made *atomic.Int32, key byte, s site) artifact.Set {
	var all []artifact.Artifact
	for p, text := range s {
		all = append(all, artifact.Artifact{Path: p, Key: [32]byte{key}, Open: func() ([]byte, error) {
			made.Add(1)
			return []byte(text), nil
		}})
	}
	return artifact.NewSet(all)
}

func TestKeySavesTheMaking(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var state []byte
	for i, step := range []struct {
		key  byte
		site site
		put  site
		drop bool // the state
		made int32
		sum  string
	}{
		{key: 1, site: site{"a": "1", "b": "2"}, made: 2, sum: "made 2 changed 0 unchanged 0 deleted 0"},
		{key: 1, site: site{"a": "1", "b": "2"}, made: 0, sum: "made 0 changed 0 unchanged 2 deleted 0"},
		{key: 2, site: site{"a": "1", "b": "2"}, made: 2, sum: "made 0 changed 0 unchanged 2 deleted 0"}, // same bytes, made of something else
		{key: 2, site: site{"a": "1", "b": "2"}, made: 0, sum: "made 0 changed 0 unchanged 2 deleted 0"},
		{key: 2, site: site{"a": "1", "b": "2"}, put: site{"a": "x"}, made: 1, sum: "made 0 changed 1 unchanged 1 deleted 0"},
		{key: 2, site: site{"a": "1", "b": "2", "c": "3"}, made: 1, sum: "made 1 changed 0 unchanged 2 deleted 0"},
		{key: 2, site: site{"a": "1", "b": "2"}, drop: true, made: 2, sum: "made 0 changed 0 unchanged 2 deleted 1"},
		{key: 0, site: site{"a": "1", "b": "2"}, made: 2, sum: "made 0 changed 0 unchanged 2 deleted 0"}, // no key
		{key: 0, site: site{"a": "1", "b": "2"}, made: 2, sum: "made 0 changed 0 unchanged 2 deleted 0"},
	} {
		put(t, dir, step.put)
		if step.drop {
			state = nil
		}
		var made atomic.Int32
		res, err := Write(t.Context(), dir, keyed(&made, step.key, step.site), Options{State: state})
		if err != nil {
			t.Fatal(err)
		}
		state = res.State
		if made.Load() != step.made || res.counts() != step.sum {
			t.Errorf("step %d: %d artifacts made, %s; want %d, %s", i, made.Load(), res.counts(), step.made, step.sum)
		}
	}
}

// TestStateOfAnotherFolder must not hide that this one differs.
func TestStateOfAnotherFolder(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	res := write(t, a, site{"x": "1"}, Options{})
	write(t, b, site{"x": "2"}, Options{})
	write(t, b, site{"x": "1"}, Options{State: res.State})
	holds(t, b, site{"x": "1"})
}

func TestArtifactFails(t *testing.T) {
	bad := errors.New("layout broke")
	bothWays(t, func(t *testing.T, w way) {
		dir := filepath.Join(t.TempDir(), "public")
		v1 := site{"a": "1", "b": "2", "d": "4"}
		write(t, dir, v1, Options{way: w})
		before := stamp(t, dir)
		set := artifact.NewSet([]artifact.Artifact{
			artifact.Bytes("a", []byte("new")),
			{Path: "c", Open: func() ([]byte, error) { return nil, bad }},
		})
		_, err := Write(t.Context(), dir, set, Options{way: w})
		if !errors.Is(err, bad) || err.Error() != "make c: layout broke" {
			t.Errorf("error %v", err)
		}
		holds(t, dir, v1)
		for p, was := range before {
			if info, _ := os.Stat(p); !info.IsDir() && stamp(t, dir)[p] != was {
				t.Errorf("%s was touched", p)
			}
		}
	})
}

// TestFailedFirst leaves no trace of folders that were made for the run.
func TestFailedFirst(t *testing.T) {
	top := t.TempDir()
	bad := errors.New("bad")
	set := artifact.NewSet([]artifact.Artifact{
		artifact.Bytes("a", []byte("1")),
		{Path: "b", Open: func() ([]byte, error) { return nil, bad }},
	})
	if _, err := Write(t.Context(), filepath.Join(top, "x/y/public"), set, Options{}); !errors.Is(err, bad) {
		t.Fatal(err)
	}
	if in, _ := os.ReadDir(top); len(in) > 0 {
		t.Errorf("left: %v", in)
	}
}

func TestCancelled(t *testing.T) {
	bothWays(t, func(t *testing.T, w way) {
		dir := filepath.Join(t.TempDir(), "public")
		v1, v2 := site{}, site{}
		for i := range 50 {
			v1[fmt.Sprintf("p/%02d", i)] = "old"
			v2[fmt.Sprintf("p/%02d", i)] = "new"
		}
		write(t, dir, v1, Options{way: w})
		ctx, cancel := context.WithCancel(t.Context())
		all := slices.Clone(v2.set().All())
		all[30].Open = func() ([]byte, error) { cancel(); return []byte("new"), nil }
		if _, err := Write(ctx, dir, artifact.NewSet(all), Options{way: w}); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		holds(t, dir, v1)
	})
}

func TestConfirm(t *testing.T) {
	bothWays(t, func(t *testing.T, w way) {
		dir := filepath.Join(t.TempDir(), "public")
		v1 := site{"a": "1", "b": "1"}
		asked, answer := 0, errors.New("held back")
		opts := Options{way: w, Confirm: func() error { asked++; return answer }}
		if _, err := Write(t.Context(), dir, v1.set(), opts); err != answer || asked != 1 || exists(dir) {
			t.Errorf("first: error %v, asked %d times", err, asked)
		}
		write(t, dir, v1, Options{way: w})
		for _, next := range []site{{"a": "2", "b": "1"}, {"a": "1"}, v1} {
			asked = 0
			if _, err := Write(t.Context(), dir, next.set(), opts); err != answer || asked != 1 {
				t.Errorf("error %v, asked %d times", err, asked)
			}
			holds(t, dir, v1)
		}
		answer = nil
		write(t, dir, site{"a": "2"}, opts)
		holds(t, dir, site{"a": "2"})
	})
}

// TestStreams holds Write to a few artifacts in memory: none is opened while many others are
// not yet written.
func TestStreams(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var opened atomic.Int32
	var all []artifact.Artifact
	const n = 200
	for i := range n {
		all = append(all, artifact.Artifact{Path: fmt.Sprintf("%03d", i), Open: func() ([]byte, error) {
			before := int(opened.Add(1)) - 1
			staged, _ := os.ReadDir(filepath.Join(dir, workName, newName))
			if before-len(staged) > 4 {
				t.Errorf("artifact %d is made while %d were made and %d written", i, before, len(staged))
			}
			return []byte("x"), nil
		}})
	}
	if _, err := Write(t.Context(), dir, artifact.NewSet(all), Options{}); err != nil {
		t.Fatal(err)
	}
	if opened.Load() != n {
		t.Errorf("%d artifacts opened", opened.Load())
	}
}

// TestAtOnce runs several writers of different sites on one folder. Whoever is last wins, and
// the folder is wholly theirs.
func TestAtOnce(t *testing.T) {
	bothWays(t, func(t *testing.T, w way) {
		dir := filepath.Join(t.TempDir(), "public")
		sites := make([]site, 3)
		for k := range sites {
			sites[k] = site{}
			for i := range 20 {
				sites[k][fmt.Sprintf("p%d/%02d", i%4, i+k)] = fmt.Sprintf("site %d", k)
			}
		}
		var wg sync.WaitGroup
		for k := range sites {
			wg.Go(func() {
				for range 10 {
					if _, err := Write(t.Context(), dir, sites[k].set(), Options{way: w}); err != nil {
						t.Errorf("site %d: %v", k, err)
					}
				}
			})
		}
		wg.Wait()
		got := readTree(t, dir)
		if !slices.ContainsFunc(sites, func(s site) bool { return reflect.DeepEqual(s, got) }) {
			t.Errorf("a mix:\n%s", got)
		}
		holds(t, dir, got)
	})
}

func TestBusy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, site{"a": "1"}, Options{})
	work := filepath.Join(dir, workName)
	if err := os.Mkdir(work, 0o755); err != nil {
		t.Fatal(err)
	}
	l, err := tryLock(work)
	if err != nil {
		t.Fatal(err)
	}
	put(t, work, site{"new/half": "of another run"})
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := Write(t.Context(), dir, site{"a": "2"}.set(), Options{})
		var busy *BusyError
		if !errors.As(err, &busy) || time.Since(start) < lockWait {
			t.Errorf("after %v: %v", time.Since(start), err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := Write(ctx, dir, site{"a": "2"}.set(), Options{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	})
	if _, err := os.Stat(filepath.Join(work, "new/half")); err != nil {
		t.Errorf("the live run's tree was swept: %v", err)
	}
	l.release(false)
	write(t, dir, site{"a": "2"}, Options{})
	holds(t, dir, site{"a": "2"})
}
