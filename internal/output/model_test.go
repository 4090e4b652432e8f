package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/artifact"
)

// A model is what the folder must hold, kept by the rules of the package comment in their
// plainest form.
type model struct {
	disk site // what lies in the folder
	ours site // what is on the list, as it was written
}

func (m *model) intact(p string) bool {
	have, ok := m.disk[p]
	was, own := m.ours[p]
	return ok && own && have == was
}

// write is what Write does to the folder: the paths in conflict, or the files kept.
func (m *model) write(s site) (conflicts []Conflict, kept []string) {
	for p, text := range s {
		in := ""
		for d := path.Dir(p); d != "."; d = path.Dir(d) {
			if _, ok := m.disk[d]; ok && !m.intact(d) {
				in = d
			}
		}
		for _, q := range slices.Sorted(maps.Keys(m.disk)) {
			if strings.HasPrefix(q, p+"/") && !m.intact(q) && in == "" {
				in = q
			}
		}
		have, there := m.disk[p]
		if _, own := m.ours[p]; there && !own && have != text {
			in = p
		}
		if in != "" {
			conflicts = append(conflicts, Conflict{in, p})
		}
	}
	if conflicts != nil {
		slices.SortFunc(conflicts, func(a, b Conflict) int { return strings.Compare(a.Found+" "+a.Path, b.Found+" "+b.Path) })
		return conflicts, nil
	}
	for p := range m.ours {
		if _, made := s[p]; made {
			continue
		}
		if m.intact(p) {
			delete(m.disk, p)
		} else if _, there := m.disk[p]; there {
			kept = append(kept, p)
		}
	}
	slices.Sort(kept)
	maps.Copy(m.disk, s)
	m.ours = maps.Clone(s)
	return nil, kept
}

// paths are few, so that they meet, and can be file and folder by turns.
var paths = []string{"a", "a/b", "a/b/c", "a/d", "b", "c/a", "c/b", "d/e/f/g", "d/e/f/h", "e"}

// randomPath is a path that fits with the others of a site: it is none's folder, and none is its.
func randomPath(r *rand.Rand, s site) string {
	for range 20 {
		p := paths[r.IntN(len(paths))]
		if !slices.ContainsFunc(slices.Collect(maps.Keys(s)), func(q string) bool {
			return strings.HasPrefix(p, q+"/") || strings.HasPrefix(q, p+"/")
		}) {
			return p
		}
	}
	return ""
}

func randomSite(r *rand.Rand) site {
	s := site{}
	for range r.IntN(8) {
		if p := randomPath(r, s); p != "" {
			s[p] = fmt.Sprint("text ", r.IntN(3))
		}
	}
	return s
}

// TestAgainstModel does to a folder what people and runs do, in random order.
func TestAgainstModel(t *testing.T) {
	const sequences, steps = 30, 30
	for seed := range uint64(sequences) {
		r := rand.New(rand.NewPCG(seed, 1))
		dir := filepath.Join(t.TempDir(), "public")
		m := model{site{}, site{}}
		var state []byte
		var told []string
		do := func(format string, args ...any) { told = append(told, fmt.Sprintf(format, args...)) }
		next := site{}
		for range steps {
			switch r.IntN(10) {
			case 0, 1: // a stranger writes, or edits
				if p := randomPath(r, m.disk); p != "" {
					m.disk[p] = fmt.Sprint("text ", r.IntN(5))
					put(t, dir, site{p: m.disk[p]})
					do("stranger writes %s: %s", p, m.disk[p])
				}
			case 2: // a stranger removes, with the folders that are empty then
				if all := slices.Sorted(maps.Keys(m.disk)); len(all) > 0 {
					p := all[r.IntN(len(all))]
					delete(m.disk, p)
					os.Remove(filepath.Join(dir, p))
					for d := path.Dir(p); d != "." && os.Remove(filepath.Join(dir, d)) == nil; d = path.Dir(d) {
					}
					do("stranger removes %s", p)
				}
			case 3:
				state = nil
				do("the state is lost")
			case 4: // a run that is cancelled, or fails, at some artifact
				failing := slices.Clone(next.set().All())
				if len(failing) == 0 {
					continue
				}
				ctx, cancel := context.WithCancel(t.Context())
				i, bad := r.IntN(len(failing)), errors.New("bad")
				if r.IntN(2) == 0 {
					bad = context.Canceled
				}
				failing[i] = artifact.Artifact{Path: failing[i].Path, Open: func() ([]byte, error) {
					cancel()
					return nil, bad
				}}
				Write(ctx, dir, artifact.NewSet(failing), Options{State: state, way: way(r.IntN(3))})
				do("a run fails at %s", failing[i].Path)
			default:
				next = randomSite(r)
				w := way(r.IntN(3))
				_, listed := os.Stat(filepath.Join(dir, listName))
				if listed != nil && len(m.disk) > 0 {
					continue // a stranger's folder: TestForeign
				}
				do("write %v way %d", next, w)
				conflicts, kept := m.write(next)
				res, err := Write(t.Context(), dir, next.set(), Options{State: state, way: w})
				var conflict *ConflictError
				switch {
				case conflicts != nil && (!errors.As(err, &conflict) || !slices.Equal(conflict.Conflicts, conflicts)):
					t.Fatalf("seed %d: error %v, want a conflict at %v, after\n%s", seed, err, conflicts, strings.Join(told, "\n"))
				case conflicts == nil && err != nil:
					t.Fatalf("seed %d: %v, after\n%s", seed, err, strings.Join(told, "\n"))
				case err == nil && !slices.Equal(res.Kept, kept):
					t.Fatalf("seed %d: kept %v, want %v, after\n%s", seed, res.Kept, kept, strings.Join(told, "\n"))
				case err == nil:
					state = res.State
					again := write(t, dir, next, Options{State: state})
					if again.Made+again.Changed+again.Deleted > 0 || !bytes.Equal(again.State, state) {
						t.Fatalf("seed %d: written again: %s, after\n%s", seed, again.counts(), strings.Join(told, "\n"))
					}
				}
			}
			if exists(dir) {
				if got := readTree(t, dir); !maps.Equal(got, m.disk) {
					t.Fatalf("seed %d: the folder holds\n%swant\n%safter\n%s", seed, got, m.disk, strings.Join(told, "\n"))
				}
			} else if len(m.disk) > 0 {
				t.Fatalf("seed %d: the folder is gone", seed)
			}
		}
	}
}
