package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/source"
)

func TestSpots(t *testing.T) {
	file := &source.File{Bytes: make([]byte, 100)}
	var ps spots
	for _, s := range [][2]int{{40, 50}, {10, 20}, {12, 15}, {20, 30}, {70, 80}} {
		ps.add(file.Span(s[0], s[1]))
	}
	if len(ps) != 4 || !slices.IsSortedFunc(ps, func(a, b source.Span) int { return a.Start - b.Start }) {
		t.Errorf("places: %v", ps)
	}
	for s, want := range map[[2]int]bool{{10, 20}: true, {12, 15}: true, {10, 21}: false, {9, 12}: false, {20, 22}: true, {35, 36}: false,
		{0, 1}: false, {79, 80}: true, {90, 91}: false} {
		if got := ps.cover(file.Span(s[0], s[1])); got != want {
			t.Errorf("cover(%v) is %v", s, got)
		}
	}
	if other := (&source.File{Bytes: make([]byte, 100)}); ps.cover(other.Span(12, 15)) {
		t.Error("a place of another file is covered")
	}
}

// TestEndless holds what looks around a word, or compares jobs, to a bound: without one, the time grows with the square of a
// text without blanks, and of a career without end.
func TestEndless(t *testing.T) {
	text := strings.Repeat("ledger", 100_000)
	p := passage{Text: prose.Of([]markup.Inline{{Kind: markup.Text, Text: text}})}
	if n := len(p.chunk(300_000, 300_006)); n != 2*longestChunk+6 {
		t.Errorf("a chunk of %d bytes", n)
	}
	if p := (passage{Text: prose.Of([]markup.Inline{{Kind: markup.Text, Text: "see go.dev/x now"}})}); p.chunk(7, 10) != "go.dev/x" {
		t.Errorf("chunk %q", p.chunk(7, 10))
	}
	if at := placeholders("[" + strings.Repeat("a", longestSlot) + "] and [your name]"); len(at) != 1 {
		t.Errorf("places to be filled in: %v", at)
	}
	var b strings.Builder
	b.WriteString("---\nname: Ada Byron\n---\n\n## Experience\n")
	for i := range 40 { // 780 pairs
		fmt.Fprintf(&b, "\n### Analyst, Lovelace %c%c\n*January 2012 – May 2020*\n\n- Solved 40 equations\n", 'A'+i%20, 'A'+i/20)
	}
	found := check.Run([]*check.Rule{dateOverlap}, inputOfText(t, []byte(b.String()))).Findings
	if n := len(found); n != 101 || found[n-1].Message != "100 more findings of this rule in this file are not listed" {
		t.Errorf("%d findings, the last: %s", n, found[n-1].Message)
	}
}
