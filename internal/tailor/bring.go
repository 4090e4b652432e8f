package tailor

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/source"
)

// mostTried is how many bullets are tried, each by a selection of its own, to find one whose absence would bring another in.
const mostTried = 4

// Explained is the choices with what would bring in what is out. Nothing is guessed: each answer was tried, by as many selections more, when it
// was first asked for.
func (s *Selection) Explained() []Choice {
	if s.explained == nil {
		return s.Choices
	}
	return s.explained()
}

func (s *selector) explain(choices []Choice) []Choice {
	out := slices.Clone(choices)
	at := map[source.Span]int{}
	for i, u := range s.units {
		at[u.span] = i
	}
	for n := range out {
		if c := &out[n]; !c.In {
			c.Bring = s.bring(at[c.Span])
		}
	}
	return out
}

// bring is what would bring a unit in.
func (s *selector) bring(i int) string {
	text := "keep: [ID], with an id behind it"
	if id := s.id(&s.units[i]); id != "" {
		text = fmt.Sprintf("keep: [%s]", id)
	}
	if t := s.afresh(i, -1); t.needs() > t.room+slack {
		text = ""
	}
	for _, k := range s.weakest(i) {
		t := s.afresh(-1, k)
		if !t.units[i].in {
			continue
		}
		drop := fmt.Sprintf("to drop line %d", s.units[k].span.Position().Line)
		if id := s.id(&s.units[k]); id != "" {
			drop = fmt.Sprintf("drop: [%s], line %d", id, s.units[k].span.Position().Line)
		}
		if text == "" {
			return drop
		}
		return text + ", or " + drop
	}
	return text
}

// afresh is the selection of the same things once more, with one of them pinned, and without one; -1 for none.
func (s *selector) afresh(pin, ban int) *selector {
	t := *s
	t.units, t.start = slices.Clone(s.start), nil
	t.proofs, t.told, t.buffer = make([]int, len(s.proofs)), make([]int, len(s.told)), nil
	t.used, t.turn = s.fixed, 0
	if pin >= 0 {
		t.units[pin].must = pinned
		t.o.Pins = append(slices.Clone(t.o.Pins), t.units[pin].span)
	}
	if ban >= 0 {
		t.units[ban].banned = true
		t.rank()
	}
	t.run()
	return &t
}

// weakest is the bullets that a unit may stand back for, the first ones worth least: those of its job when that has as many as it bears.
func (s *selector) weakest(i int) []int {
	u := &s.units[i]
	lost := map[int]float64{}
	var out []int
	for k := range s.units {
		x := &s.units[k]
		if !x.in || x.kind != aBullet || x.must == pinned || u.kind == aBullet && s.bounded(i) && x.parent != u.parent {
			continue
		}
		for _, t := range x.terms {
			s.proofs[t]--
		}
		lost[k] = s.gain([]int{k})
		for _, t := range x.terms {
			s.proofs[t]++
		}
		out = append(out, k)
	}
	slices.SortStableFunc(out, func(a, b int) int {
		high := func(k int) int { // what gives too little room comes last
			if s.used-s.units[k].height+u.height > s.room {
				return 1
			}
			return 0
		}
		other := func(k int) int { // what proves the same makes this one worth more
			if slices.ContainsFunc(s.units[k].terms, func(t int) bool { return slices.Contains(u.terms, t) }) {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(high(a), high(b)), cmp.Compare(other(a), other(b)), cmp.Compare(lost[a], lost[b]))
	})
	return out[:min(len(out), mostTried)]
}
