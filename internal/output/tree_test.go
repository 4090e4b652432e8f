package output

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/artifact"
)

// site is a set as a test writes it: path to bytes.
type site map[string]string

func (s site) set() artifact.Set {
	var all []artifact.Artifact
	for p, text := range s {
		all = append(all, artifact.Bytes(p, []byte(text)))
	}
	return artifact.NewSet(all)
}

// readTree is every file below dir but the list, path to bytes. A link is "-> where", and an
// empty folder has a slash behind its path.
func readTree(t testing.TB, dir string) site {
	t.Helper()
	got := site{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, file)
		p := filepath.ToSlash(rel)
		switch {
		case p == listName || p == ".":
		case d.IsDir():
			if in, _ := os.ReadDir(file); len(in) == 0 {
				got[p+"/"] = ""
			}
		case d.Type()&fs.ModeSymlink != 0:
			to, _ := os.Readlink(file)
			got[p] = "-> " + to
		default:
			b, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			got[p] = string(b)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// holds fails the test unless dir holds exactly the files of want, and nothing of ours lies beside it.
func holds(t testing.TB, dir string, want site) {
	t.Helper()
	if got := readTree(t, dir); !maps.Equal(got, want) {
		t.Fatalf("%s holds\n%swant\n%s", filepath.Base(dir), got, want)
	}
	beside, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".*"))
	if beside != nil {
		t.Fatalf("left beside: %v", beside)
	}
}

func (s site) String() string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(&b, "\t%s: %.40q\n", p, s[p])
	}
	return b.String()
}

// put writes files into dir behind resgen's back.
func put(t testing.TB, dir string, s site) {
	t.Helper()
	for p, text := range s {
		file := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// write writes a site and fails the test on an error.
func write(t testing.TB, dir string, s site, opts Options) Result {
	t.Helper()
	res, err := Write(t.Context(), dir, s.set(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// counts is the part of a Result that says what happened to how many files.
func (r Result) counts() string {
	return fmt.Sprintf("made %d changed %d unchanged %d deleted %d", r.Made, r.Changed, r.Unchanged, r.Deleted)
}

// bothWays runs a test once for each way.
func bothWays(t *testing.T, f func(t *testing.T, w way)) {
	t.Run("in place", func(t *testing.T) { f(t, inPlace) })
	t.Run("by exchange", func(t *testing.T) {
		if !canExchange {
			t.Skip("no exchange on this system")
		}
		f(t, byExchange)
	})
}
