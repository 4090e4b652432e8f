package artifact

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func paths(list []Artifact) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Path)
	}
	return out
}

// TestSorted sorts lists as they come: all in order, a few out of it, none in it.
func TestSorted(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 0))
		list := make([]Artifact, r.IntN(40))
		for i := range list {
			list[i].Path = fmt.Sprintf("p%03d/index.html", i)
		}
		for range r.IntN(len(list)*2 + 1) {
			i, j := r.IntN(len(list)), r.IntN(len(list))
			list[i], list[j] = list[j], list[i]
		}
		before := paths(list)
		want := slices.Sorted(slices.Values(before))
		if got := paths(NewSet(list).All()); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %q sorted is %q", seed, before, got)
		}
		if !slices.Equal(paths(list), before) {
			t.Fatalf("seed %d: the caller's list was changed", seed)
		}
	}
}

func TestFind(t *testing.T) {
	s := NewSet([]Artifact{{Path: "b"}, {Path: "a/index.html"}, {Path: "c/d"}})
	if a, ok := s.Find("a/index.html"); !ok || a.Path != "a/index.html" {
		t.Errorf("found %q, %v", a.Path, ok)
	}
	if _, ok := s.Find("a"); ok {
		t.Error("found a folder")
	}
}

func TestBadPaths(t *testing.T) {
	for _, list := range [][]string{{"/a"}, {"a/../b"}, {"a//b"}, {""}, {"a/"}, {"./a"}, {"a", "a"}} {
		func() {
			defer func() {
				if msg, _ := recover().(string); !strings.HasPrefix(msg, "artifact: ") {
					t.Errorf("%q are accepted", list)
				}
			}()
			var in []Artifact
			for _, p := range list {
				in = append(in, Artifact{Path: p})
			}
			NewSet(in)
		}()
	}
}
