package output

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/disk/disktest"
)

func TestForeign(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "docs")
	theirs := site{"index.html": "theirs", "css/x.css": "x", ".git/HEAD": "ref", "a": "", "b": ""}
	put(t, dir, theirs)
	before := stamp(t, dir)
	_, err := Write(t.Context(), dir, site{"x": "1"}.set(), Options{})
	var foreign *ForeignError
	if !errors.As(err, &foreign) {
		t.Fatalf("error %v", err)
	}
	if want := []string{"a", "b", "css/", "index.html"}; !slices.Equal(foreign.Found, want) {
		t.Errorf("found %v, want %v", foreign.Found, want)
	}
	if want := dir + " was not made by resgen and holds a, b, css/ and 1 more; move that away or delete the folder, or choose another"; err.Error() != want {
		t.Errorf("error %q", err)
	}
	if !reflect.DeepEqual(before, stamp(t, dir)) {
		t.Error("the folder was touched")
	}
}

func TestConflict(t *testing.T) {
	tests := []struct {
		name string
		ours site // written first
		put  site // by strangers, then
		link [2]string
		next site
		want []Conflict
	}{
		{"a file", site{"a": "1"}, site{"b": "theirs", "d": "theirs"}, [2]string{}, site{"a": "2", "b": "ours", "d": "x"}, []Conflict{{"b", "b"}, {"d", "d"}}},
		{"a file where a folder is needed", site{"a": "1"}, site{"b": "theirs"}, [2]string{}, site{"b/c/d": "ours"}, []Conflict{{"b", "b/c/d"}}},
		{"a folder where a file is needed", site{"a": "1"}, site{"b/c": "theirs"}, [2]string{}, site{"a": "1", "b": "ours"}, []Conflict{{"b/c", "b"}}},
		{"a stranger in a folder of ours that is to be a file", site{"b/c": "1"}, site{"b/d": "theirs"}, [2]string{}, site{"b": "ours"}, []Conflict{{"b/d", "b"}}},
		{"an edited file in a folder of ours that is to be a file", site{"b/c": "1"}, site{"b/c": "edited"}, [2]string{}, site{"b": "ours"}, []Conflict{{"b/c", "b"}}},
		{"an edited file of ours that is to be a folder", site{"b": "1"}, site{"b": "edited"}, [2]string{}, site{"b/c": "ours"}, []Conflict{{"b", "b/c"}}},
		{"a link to a folder outside", site{"a": "1"}, nil, [2]string{"b", ".."}, site{"b/c": "ours"}, []Conflict{{"b", "b/c"}}},
		{"a link to a folder inside", site{"a/x": "1"}, nil, [2]string{"b", "a"}, site{"a/x": "1", "b/y/c": "ours"}, []Conflict{{"b", "b/y/c"}}},
		{"a link to a file", site{"a": "1"}, nil, [2]string{"b", "a"}, site{"b": "1"}, []Conflict{{"b", "b"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bothWays(t, func(t *testing.T, w way) {
				dir := filepath.Join(t.TempDir(), "public")
				write(t, dir, tt.ours, Options{way: w})
				put(t, dir, tt.put)
				if tt.link[0] != "" {
					disktest.Link(t, tt.link[1], filepath.Join(dir, tt.link[0]))
				}
				before := readTree(t, dir)
				_, err := Write(t.Context(), dir, tt.next.set(), Options{way: w})
				var conflict *ConflictError
				if !errors.As(err, &conflict) || !slices.Equal(conflict.Conflicts, tt.want) {
					t.Fatalf("error %v, want a conflict at %v", err, tt.want)
				}
				for _, c := range tt.want {
					if !strings.Contains(err.Error(), c.String()) {
						t.Errorf("%q does not name %s", err, c)
					}
				}
				holds(t, dir, before)
			})
		})
	}
}

// TestLinkInPlaceOfOurs replaces the link and not what it points to.
func TestLinkInPlaceOfOurs(t *testing.T) {
	bothWays(t, func(t *testing.T, w way) {
		top := t.TempDir()
		dir := filepath.Join(top, "public")
		put(t, top, site{"precious": "theirs"})
		write(t, dir, site{"a": "1", "b": "2"}, Options{way: w})
		for _, p := range []string{"a", "b"} {
			os.Remove(filepath.Join(dir, p))
			disktest.Link(t, "../precious", filepath.Join(dir, p))
		}
		res := write(t, dir, site{"a": "1"}, Options{way: w})
		if !slices.Equal(res.Kept, []string{"b"}) {
			t.Errorf("kept %v", res.Kept)
		}
		holds(t, dir, site{"a": "1", "b": "-> ../precious"})
		holds(t, top, site{"precious": "theirs", "public/a": "1", "public/b": "-> ../precious", "public/" + listName: raw(t, dir)})
	})
}

// TestLinkInPlaceOfOurFolder must not lead to removals elsewhere.
func TestLinkInPlaceOfOurFolder(t *testing.T) {
	bothWays(t, func(t *testing.T, w way) {
		top := t.TempDir()
		dir := filepath.Join(top, "public")
		put(t, top, site{"elsewhere/x": "1"})
		write(t, dir, site{"a": "1", "b/x": "1"}, Options{way: w})
		os.RemoveAll(filepath.Join(dir, "b"))
		disktest.Link(t, "../elsewhere", filepath.Join(dir, "b"))
		write(t, dir, site{"a": "1"}, Options{way: w})
		holds(t, filepath.Join(top, "elsewhere"), site{"x": "1"})
		holds(t, dir, site{"a": "1", "b": "-> ../elsewhere"})
	})
}

func TestTarget(t *testing.T) {
	top := t.TempDir()
	put(t, top, site{"site/content/x.md": "x", "file": "x", "other/x": ""})
	disktest.Link(t, "site", filepath.Join(top, "link"))
	disktest.Link(t, "nothing", filepath.Join(top, "dangling"))
	disktest.Link(t, "/", filepath.Join(top, "root"))
	at := func(p string) string { return filepath.Join(top, p) }
	protect := []string{at("site"), at("site/content"), at("home")}
	for _, tt := range []struct{ dir, why string }{
		{"", "it has no name"},
		{"/", "it is the root of the disk"},
		{at("root"), "it is a link to the root of the disk"},
		{at("file"), "it is a file"},
		{at("dangling"), "it is a link to nothing"},
		{at("site"), "it is " + at("site") + ", which is not for output"},
		{at("other/../site/."), "it is " + at("site") + ", which is not for output"},
		{at("link"), "it is " + at("site") + ", which is not for output"},
		{at("link/content"), "it is " + at("site/content") + ", which is not for output"},
		{top, "it holds " + at("site")},
	} {
		_, err := Write(t.Context(), tt.dir, site{"a": "1"}.set(), Options{Protect: protect})
		var target *TargetError
		if !errors.As(err, &target) {
			t.Errorf("%s: error %v", tt.dir, err)
		} else if target.Why != tt.why {
			t.Errorf("%s: %q, want %q", tt.dir, target.Why, tt.why)
		}
	}
	for _, dir := range []string{at("site/public"), at("new/public"), at("link/out")} {
		if _, err := Write(t.Context(), dir, site{"a": "1"}.set(), Options{Protect: protect}); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func TestReservedPaths(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	for _, p := range []string{listName, ".git/hooks/post-merge", ".GIT/config", workName + "/new/x"} {
		if _, err := Write(t.Context(), dir, site{p: "x"}.set(), Options{}); err == nil || !strings.Contains(err.Error(), p) {
			t.Errorf("%s: error %v", p, err)
		}
	}
	if exists(dir) {
		t.Error("the folder was made")
	}
}

func TestNoWayThere(t *testing.T) {
	top := t.TempDir()
	put(t, top, site{"file": "x"})
	disktest.Link(t, "nothing", filepath.Join(top, "dangling"))
	for _, p := range []string{"file/public", "dangling/public"} {
		dir := filepath.Join(top, p)
		if _, err := Write(t.Context(), dir, site{"a": "1"}.set(), Options{}); err == nil || !strings.HasPrefix(err.Error(), "write "+filepath.ToSlash(dir)+": ") {
			t.Errorf("%s: error %v", p, err)
		}
	}
	holds(t, top, site{"file": "x", "dangling": "-> nothing"})
}

// TestLinkedTarget writes to where the link points and leaves the link.
func TestLinkedTarget(t *testing.T) {
	bothWays(t, func(t *testing.T, w way) {
		top := t.TempDir()
		if err := os.Mkdir(filepath.Join(top, "real"), 0o755); err != nil {
			t.Fatal(err)
		}
		link := filepath.Join(top, "public")
		disktest.Link(t, "real", link)
		write(t, link, site{"a": "1", "b": "1"}, Options{way: w})
		res := write(t, link, site{"a": "2"}, Options{way: w})
		if res.Exchanged {
			t.Error("exchanged")
		}
		if to, err := os.Readlink(link); err != nil || to != "real" {
			t.Errorf("the link is gone: %v", err)
		}
		holds(t, filepath.Join(top, "real"), site{"a": "2"})
	})
}

// TestListOfAStranger shows that a list that came with somebody's repository gives no power
// over other files.
func TestListOfAStranger(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	put(t, top, site{"precious": "1", "public/.git/HEAD": "1", "public/mine": "mine"})
	const one = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b" // of "1"
	list := ""
	for _, p := range []string{"../precious", filepath.Join(top, "precious"), ".git/HEAD", "a/../../precious", "mine", "", ".", "a//b"} {
		list += one + "  " + p + "\n"
	}
	put(t, dir, site{listName: list})
	res := write(t, dir, site{"a": "1"}, Options{})
	if !slices.Equal(res.Kept, []string{"mine"}) { // it is not what the list says
		t.Errorf("kept %v", res.Kept)
	}
	holds(t, dir, site{"a": "1", ".git/HEAD": "1", "mine": "mine"})
	if got := readTree(t, top)["precious"]; got != "1" {
		t.Error("a file outside of the folder is gone")
	}
}

// TestRecased stands for a disk that ignores case: two names of one file. That it has two
// names is told from the file itself, so that links show the same.
func TestRecased(t *testing.T) {
	for _, text := range []string{"same", "other"} {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, dir, site{"About": "same", "x": "1"}, Options{})
		if err := os.Link(filepath.Join(dir, "About"), filepath.Join(dir, "about")); err != nil {
			t.Skip(err)
		}
		res := write(t, dir, site{"about": text, "x": "1"}, Options{})
		if res.counts() != "made 0 changed 1 unchanged 1 deleted 1" {
			t.Error(res.counts())
		}
		holds(t, dir, site{"about": text, "x": "1"})
	}
}

func FuzzList(f *testing.F) {
	f.Add([]byte(listHead))
	f.Add(newList([]entry{{path: "a"}, {path: "b\nc"}, {path: `d\e`}}).raw)
	f.Add([]byte("<<<<<<< HEAD\n" + strings.Repeat("0", 64) + "  ../x\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		l := parseList(b)
		if l.raw == nil {
			t.Error("a list that is there was taken for none")
		}
		for i, e := range l.entries {
			if i > 0 && l.entries[i-1].path >= e.path {
				t.Errorf("%q stands before %q", l.entries[i-1].path, e.path)
			}
			if !filepath.IsLocal(filepath.FromSlash(e.path)) || strings.HasPrefix(strings.ToLower(e.path), ".git/") {
				t.Errorf("path %q", e.path)
			}
			if !l.has(e.path) {
				t.Errorf("%q is not found", e.path)
			}
		}
		if again := parseList(newList(l.entries).raw); !slices.Equal(again.entries, l.entries) {
			t.Errorf("written and read again:\n%q\n%q", l.entries, again.entries)
		}
	})
}
