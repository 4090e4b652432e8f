package tailor

import (
	"cmp"
	"slices"
	"sync"

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

	from      *selector
	explained func() []Choice // once
}

// What a proof is worth, by class; beside it, a bullet that proves nothing new is worth about 1. The second proof of a term is worth a third of the
// first, and the third a tenth: what is proven needs no more room.
var (
	worths = map[posting.Class]float64{posting.Required: 10, posting.Preferred: 4, posting.Mentioned: 1.5}
	again  = [...]float64{1, 0.3, 0.1}
)

// Select picks the bullets and entries that prove most of what a posting wants, for the room that there is. It keeps each recent job alive, holds
// jobs to their bounds, and never changes an order. report holds the same résumé against the posting, and heights are of a print of it.
// Pure: the same arguments give the same selection.
//
// The problem is a knapsack whose values are submodular, since a second proof is worth less. Greedy choice by worth for its height comes within
// a hundredth of the best on the average (the tests hold it to brute force), and moves little when the posting changes a little. Where it passes over
// the one unit that is worth most, because small ones left no room for it, what begins with that unit is tried, too: without that greedy choice can
// be any far from the best (Khuller, Moss and Naor, 1999). Exchanges of what was chosen were tried: they gained a thousandth.
func Select(r *resume.Resume, report *Report, heights Heights, o Options) *Selection {
	s := newSelector(r, report, heights, o)
	s.run()
	return s.selection()
}

// run selects.
func (s *selector) run() {
	s.musts()
	large, worth := s.largest()
	before := *s
	before.units, before.proofs, before.told, before.buffer = slices.Clone(s.units), slices.Clone(s.proofs), slices.Clone(s.told), nil
	gained := s.fill()
	if !slices.ContainsFunc(large, func(i int) bool { return !s.units[i].in }) {
		return
	}
	before.take(proves, large...)
	if worth+before.fill() > gained {
		*s = before
	}
}

// largest is the bundle that is worth most of those that fit, and what it is worth.
func (s *selector) largest() (bundle []int, worth float64) {
	for i := range s.units {
		b := s.bundle(i)
		if len(b) == 0 || s.used+s.height(b) > s.room+slack {
			continue
		}
		if v := s.gain(b); v > worth {
			bundle, worth = append(bundle[:0], b...), v
		}
	}
	slices.Sort(bundle) // what it stands in comes first
	return bundle, worth
}

// musts takes in what must be: pins, and of each recent job, and of what is pinned, as many bullets as keep it alive.
func (s *selector) musts() {
	for i := range s.units {
		u := &s.units[i]
		if u.must == "" || u.banned {
			continue
		}
		all := []int{i}
		for p := u.parent; p >= 0; p = s.units[p].parent {
			all = append(all, p)
		}
		why := u.must
		all = s.earlier(all)
		slices.Sort(all)
		s.take(why, all...)
	}
	for i := range s.units {
		u := &s.units[i]
		if u.kind != anEntry || !u.in {
			continue
		}
		least := 0
		if u.section.Kind == resume.Experience {
			least = s.o.Bounds.least(u.age)
		}
		if u.must == pinned && s.pinned(u.span) {
			least = max(least, 1) // it is to be told
		}
		for s.told[i] < least {
			k := s.best(i)
			if k < 0 {
				break
			}
			s.take(alive, k)
		}
	}
}

// best is the bullet of an entry that is worth most for its height; -1 when all of them are in, or there are none.
func (s *selector) best(i int) int {
	best, most := -1, 0.0
	for _, k := range s.kids[i] {
		if s.units[k].in || s.units[k].banned || s.bounded(k) {
			continue
		}
		if v := s.gain([]int{k}) / (s.units[k].height + s.line); best < 0 || v > most {
			best, most = k, v
		}
	}
	return best
}

// fill takes in what is worth most for its height, for as long as something fits, and gives what that is worth in all.
func (s *selector) fill() (gained float64) {
	var best []int
	for {
		// The height counts as a line and a half more than it is: else short bullets push out the others, and a small change of the posting
		// exchanges three of them for one.
		best = best[:0]
		most := 0.0
		for i := range s.units {
			if s.used+s.units[i].height > s.room+slack {
				continue
			}
			b := s.bundle(i)
			if len(b) == 0 {
				continue
			}
			h := s.height(b)
			if s.used+h > s.room+slack {
				continue
			}
			if v := s.gain(b) / (h + 1.5*s.line); v > most {
				most, best = v, append(best[:0], b...)
			}
		}
		if len(best) == 0 {
			return gained
		}
		gained += s.gain(best)
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

// Taking is the selection with what a print of it says: how much it takes of how much room, in points.
func (s *Selection) Taking(used, room float64) *Selection {
	t := *s
	t.Height, t.Over = used, max(0, used-room)
	return &t
}

func (s *selector) selection() *Selection {
	out := &Selection{Resume: s.prune(), Height: s.used, Line: s.line, from: s}
	out.Over = max(0, s.needs()-s.room)
	out.Choices = s.choices()
	out.explained = sync.OnceValue(func() []Choice { return s.explain(out.Choices) })
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
