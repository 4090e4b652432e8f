package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// manyNames is a résumé with many words that nobody knows, each twice and with a capital, as names are.
func manyNames(n int) []byte {
	var b strings.Builder
	b.WriteString("---\nname: Ada Byron\n---\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – 2021*\n\n")
	for i := range n {
		word := "Tor"
		for k := i; len(word) < 12; k /= 7 {
			word += []string{"ba", "ki", "lu", "mo", "ne", "ri", "so"}[k%7]
		}
		fmt.Fprintf(&b, "- We moved the ledger of %s to the queue, as %s asked\n", word, word)
	}
	return []byte(b.String())
}

// TestSpellingWork holds that a résumé of names is not searched for what each may have been meant to be.
func TestSpellingWork(t *testing.T) {
	p := &check.Pass{Input: inputOfText(t, manyNames(2000))}
	texts := passages(p)
	s := newSpeller(p, texts)
	found, foreign := s.misspelt(p, texts)
	if len(found) > 0 || foreign != nil {
		t.Errorf("%d names are taken for slips", len(found))
	}
	if len(s.sought) != mostTriedNames || len(s.frequent) != mostNames || len(s.repeated) != mostNames {
		t.Errorf("looked for what was meant by %d, held %d against frequent words and %d against those of the résumé", len(s.sought), len(s.frequent), len(s.repeated))
	}
}

// TestArea holds an area to what it stands for: whether any of its places contains another one.
func TestArea(t *testing.T) {
	a, b := source.NewFile("a.md", make([]byte, 40)), source.NewFile("b.md", make([]byte, 40))
	spans := []source.Span{a.Span(20, 30), a.Span(2, 12), a.Span(4, 6), b.Span(0, 3), {}, b.Span(8, 9)}
	area := newArea(slices.Clone(spans))
	for _, f := range []*source.File{a, b} {
		for i := range 40 {
			for j := i; j <= 40; j++ {
				at := f.Span(i, j)
				if want := slices.ContainsFunc(spans, func(s source.Span) bool { return s.Contains(at) }); area.contains(at) != want {
					t.Fatalf("%s %d to %d: %v", f.Path, i, j, !want)
				}
			}
		}
	}
	if area.contains(source.Span{}) || newArea(nil).contains(a.Span(0, 1)) {
		t.Error("nothing is contained")
	}
}

// TestNamesOf holds that heads and lists of skills are names, and bullets are not.
func TestNamesOf(t *testing.T) {
	p := &check.Pass{Input: inputOfText(t, []byte("---\nname: Ada Byron\n---\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – 2021*\n\n- Moved the ledger\n\n## Skills\n\n- Go, Java\n"))}
	names := namesOf(p.Resume())
	for _, sec := range p.Resume().Sections {
		if got := names.contains(sec.Span); got != (sec.Kind == resume.Skills) {
			t.Errorf("%s: %v", sec.Kind, got)
		}
		for _, e := range sec.Entries {
			if !names.contains(e.Head) || names.contains(e.Body[0].Span) {
				t.Errorf("%q: a head is a name, and its bullets are none", e.Title.Text)
			}
		}
	}
}
