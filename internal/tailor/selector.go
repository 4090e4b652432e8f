package tailor

import (
	"slices"

	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A unit is what is in or out as a whole: a bullet, the head of an entry, the heading of a section.
type unit struct {
	span    source.Span
	parent  int // the unit that it stands in; -1 for none
	kind    unitKind
	section *resume.Section
	entry   *resume.Entry // nil for a section and its items
	age     age
	height  float64
	terms   []int // of the report's evidence, that it proves
	worth   float64
	must    reason  // why it is in before any is chosen; "" when it need not be
	base    float64 // what a bullet is worth wherever it stands in its list
	banned  bool    // it is not there: what would be without it
	in      bool
	turn    int // in which it was chosen, 0-based
}

type unitKind uint8

const (
	aSection unitKind = iota
	anEntry
	aBullet
)

// A reason is why a unit is in.
type reason string

const (
	pinned reason = "pinned" // keep: names it
	alive  reason = "alive"  // it keeps a recent job alive, or dates without a gap
	proves reason = "proves" // it proves what the posting wants
	room   reason = "room"   // there was room for it
)

type selector struct {
	r       *resume.Resume
	report  *Report
	heights Heights
	o       Options
	units   []unit
	kids    [][]int // of each unit, those that stand in it
	worth   []float64
	proofs  []int // of each term, how many proofs are in
	told    []int // of each unit, how many of its bullets are in
	line    float64
	fixed   float64 // height of what is always in
	used    float64
	room    float64
	turn    int
	buffer  []int
	start   []unit // before any was chosen
}

// slack is what sums of heights may be off by, in points.
const slack = 1e-6

// gain is what units would be worth now, taken in together.
func (s *selector) gain(all []int) float64 {
	sum := 0.0
	for _, i := range all {
		sum += s.units[i].worth
		for _, t := range s.units[i].terms {
			if n := s.proofs[t]; n < len(again) {
				sum += s.worth[t] * again[n]
			}
			s.proofs[t]++ // those that come with it prove it once more
		}
	}
	for _, i := range all {
		for _, t := range s.units[i].terms {
			s.proofs[t]--
		}
	}
	return sum
}

func (s *selector) height(all []int) float64 {
	sum := 0.0
	for _, i := range all {
		sum += s.units[i].height
	}
	return sum
}

// take puts units in.
func (s *selector) take(why reason, all ...int) {
	for _, i := range all {
		u := &s.units[i]
		if u.in {
			continue
		}
		if u.in, u.turn = true, s.turn; u.must == "" {
			u.must = why
		}
		s.turn++
		s.used += u.height
		for _, t := range u.terms {
			s.proofs[t]++
		}
		if u.kind == aBullet && u.parent >= 0 {
			s.told[u.parent]++
		}
	}
}

// bundle is a unit with those that must come in with it: what it stands in, and the heads of the jobs above, for there would be a gap without
// them. It is empty when the unit can't come in by itself, and lies in a buffer that the next call uses again.
func (s *selector) bundle(i int) []int {
	u := &s.units[i]
	switch {
	case u.in || u.banned:
		return nil
	case u.kind == aBullet && s.bounded(i):
		return nil
	case u.kind != aBullet && slices.ContainsFunc(s.kids[i], s.comes):
		return nil // it comes in with the first of those that stand in it
	}
	out := append(s.buffer[:0], i)
	for p := u.parent; p >= 0 && !s.units[p].in; p = s.units[p].parent {
		out = append(out, p)
	}
	out = s.earlier(out)
	s.buffer = out
	return out
}

// comes reports whether a unit, or one that stands in it, can come in by itself.
func (s *selector) comes(i int) bool {
	if s.units[i].banned {
		return false
	}
	return s.units[i].kind != aBullet || s.units[i].entry == nil || s.units[i].section.Kind != resume.Experience || s.o.Bounds.most(s.units[i].age) > 0
}

// earlier adds the heads of the jobs above one that comes in.
func (s *selector) earlier(all []int) []int {
	for _, i := range all {
		if u := &s.units[i]; u.kind == anEntry && u.section.Kind == resume.Experience {
			for _, k := range s.kids[u.parent] {
				if k < i && !s.units[k].in && !slices.Contains(all, k) {
					all = append(all, k)
				}
			}
		}
	}
	return all
}

// bounded reports whether a bullet's job has as many as it bears.
func (s *selector) bounded(i int) bool {
	u := &s.units[i]
	return u.parent >= 0 && u.entry != nil && u.section.Kind == resume.Experience && s.told[u.parent] >= s.o.Bounds.most(u.age)
}
