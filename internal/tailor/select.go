package tailor

import (
	"cmp"
	"slices"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// Options is what a selection is held to.
type Options struct {
	Pages  int           // sheets that it must fill, and not exceed
	Room   float64       // points that there are; 0 for all of those sheets
	Pins   []source.Span // sections, entries and bullets that must be in; of an entry, that it is told
	Bounds Bounds
	Today  date.Date
}

// A Selection is what of a résumé is in a version of it.
type Selection struct {
	Resume  *resume.Resume // in the order of the given one
	Choices []Choice       // of every bullet and entry that could have been out, in the order of the résumé
	Height  float64        // points that it takes, as far as the measures tell
	Over    float64        // points by which what must be in takes more room than there is; 0 when it does not
	Line    float64        // points of an ordinary line
}

// What a proof is worth, by class; beside it, a bullet that proves nothing new is worth about 1. The second proof of a term is worth a third of the
// first, and the third a tenth: what is proven needs no more room.
var (
	worth = map[posting.Class]float64{posting.Required: 10, posting.Preferred: 5, posting.Mentioned: 1.5}
	again = [...]float64{1, 0.3, 0.1}
)

// Select picks the bullets and entries that prove most of what a posting wants, for the room that there is. It keeps each recent job alive, holds
// jobs to their bounds, and never changes an order. report holds the same résumé against the posting, and heights are of a print of it.
// Pure: the same arguments give the same selection.
//
// The problem is a knapsack whose values are submodular, since a second proof is worth less; greedy choice by worth for its height is within a
// constant of the best (Sviridenko, 2004), and unlike the best it moves little when the posting changes a little.
func Select(r *resume.Resume, report *Report, heights Heights, o Options) *Selection {
	s := newSelector(r, report, heights, o)
	s.musts()
	s.fill()
	return s.selection()
}

// A unit is what is in or out as a whole: a bullet, the head of an entry, the heading of a section.
type unit struct {
	span     source.Span
	parent   int // the unit that it stands in; -1 for none
	kind     unitKind
	section  *resume.Section
	entry    *resume.Entry // nil for a section and its items
	place    int           // among its siblings
	siblings int
	age      age
	height   float64
	terms    []int // of the report's evidence, that it proves
	worth    float64
	must     reason // why it is in before any is chosen; "" when it need not be
	in       bool
	turn     int // in which it was chosen, 0-based
}

type unitKind uint8

const (
	aSection unitKind = iota
	anEntry
	aBullet
)

// A reason is why a unit is in or out.
type reason string

const (
	pinned  reason = "pinned"  // keep: names it
	alive   reason = "alive"   // it keeps a recent job alive, or dates without a gap
	proves  reason = "proves"  // it proves what the posting wants
	room    reason = "room"    // there was room for it
	bounded reason = "bounded" // its job has as many bullets as its age bears
	full    reason = "full"    // there was no room
	without reason = "without" // what it stands in is not in
)

type selector struct {
	r       *resume.Resume
	report  *Report
	heights Heights
	o       Options
	units   []unit
	proofs  []int       // of each term, how many proofs are in
	told    map[int]int // by entry's unit: bullets that are in
	fixed   float64     // height of what is always in
	used    float64
	room    float64
	turn    int
}

// gain is what a unit would be worth now, with those that must come with it.
func (s *selector) gain(all ...int) float64 {
	sum := 0.0
	var now []int // proofs that come with those before
	for _, i := range all {
		u := &s.units[i]
		sum += u.worth
		for _, t := range u.terms {
			n := s.proofs[t]
			for _, x := range now {
				if x == t {
					n++
				}
			}
			if n < len(again) {
				sum += worth[s.report.Evidence[t].Class] * again[n]
			}
			now = append(now, t)
		}
	}
	return sum
}

func (s *selector) height(all ...int) float64 {
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

// bundle is a unit with those that must come in with it: what it stands in, and of an entry that has bullets the best one. It is nil when it
// can't come in.
func (s *selector) bundle(i int) []int {
	u := &s.units[i]
	if u.in || u.kind == aBullet && s.bounded(i) {
		return nil
	}
	out := []int{i}
	for p := u.parent; p >= 0 && !s.units[p].in; p = s.units[p].parent {
		out = append(out, p)
	}
	if u.kind == aBullet {
		return s.earlier(out)
	}
	if u.kind == aSection && len(s.children(i)) > 0 {
		return nil // it comes in with the first of its entries or items
	}
	if best := s.best(i, out); best >= 0 {
		out = append(out, best)
	}
	return s.earlier(out)
}

// earlier adds the heads of the jobs above one that comes in: without them there would be a gap.
func (s *selector) earlier(all []int) []int {
	for _, i := range all {
		u := &s.units[i]
		if u.kind != anEntry || u.section.Kind != resume.Experience {
			continue
		}
		for _, k := range s.children(u.parent) {
			if k < i && !s.units[k].in && !slices.Contains(all, k) {
				all = append(all, k)
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

func (s *selector) children(i int) []int {
	var out []int
	for k := i + 1; k < len(s.units) && s.units[k].parent >= i; k++ {
		if s.units[k].parent == i {
			out = append(out, k)
		}
	}
	return out
}

// best is the child of a unit that is worth most beside some others; -1 when all of them are in, or there are none.
func (s *selector) best(i int, with []int) int {
	best, most := -1, 0.0
	for _, k := range s.children(i) {
		if s.units[k].in || s.units[k].kind != aBullet || s.bounded(k) {
			continue
		}
		if v := s.gain(append(slices.Clone(with), k)...) / (s.units[k].height + s.heights.Line()); best < 0 || v > most {
			best, most = k, v
		}
	}
	return best
}

// musts takes in what must be: pins, and of each recent job as many bullets as keep it alive.
func (s *selector) musts() {
	for i := range s.units {
		if s.units[i].must == "" {
			continue
		}
		for p := s.units[i].parent; p >= 0; p = s.units[p].parent {
			s.take(s.units[i].must, p)
		}
		s.take(s.units[i].must, i)
	}
	for i := range s.units {
		u := &s.units[i]
		if u.kind != anEntry || !u.in || u.section.Kind != resume.Experience {
			continue
		}
		for s.told[i] < s.o.Bounds.least(u.age) {
			k := s.best(i, nil)
			if k < 0 {
				break
			}
			s.take(alive, k)
		}
	}
}

// fill takes in what is worth most for its height, for as long as something fits.
func (s *selector) fill() {
	for {
		var best []int
		most := 0.0
		for i := range s.units {
			b := s.bundle(i)
			h := s.height(b...)
			if b == nil || s.used+h > s.room {
				continue
			}
			if v := s.gain(b...) / (h + 1); v > most { // 1: what takes no room is no reason to divide by nothing
				best, most = b, v
			}
		}
		if best == nil {
			return
		}
		why := room
		if s.shows(best) {
			why = proves
		}
		slices.Sort(best) // what it stands in comes first
		s.take(why, best...)
	}
}

// shows reports whether units prove something that is not proven twice.
func (s *selector) shows(all []int) bool {
	return slices.ContainsFunc(all, func(i int) bool {
		return slices.ContainsFunc(s.units[i].terms, func(t int) bool { return s.proofs[t] < 2 && s.report.Evidence[t].Class != posting.Mentioned })
	})
}

// Same reports whether two selections of one résumé have the same in them.
func (s *Selection) Same(o *Selection) bool {
	return slices.EqualFunc(s.Choices, o.Choices, func(a, b Choice) bool { return a.Span == b.Span && a.In == b.In })
}

func (s *selector) selection() *Selection {
	out := &Selection{Resume: s.prune(), Height: s.used, Line: s.heights.Line()}
	out.Over = max(0, s.needs()-s.room)
	out.Choices = s.choices()
	return out
}

// needs is the room that what must be in takes.
func (s *selector) needs() float64 {
	sum := s.fixed
	for _, u := range s.units {
		if u.in && (u.must == pinned || u.must == alive) {
			sum += u.height
		}
	}
	return sum
}

// sorted is the units that are in, in the order in which they were chosen.
func (s *selector) sorted() []int {
	var out []int
	for i := range s.units {
		if s.units[i].in {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Compare(s.units[a].turn, s.units[b].turn) })
	return out
}
