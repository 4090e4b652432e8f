package tailor

import (
	"slices"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// newSelector takes a résumé apart.
func newSelector(r *resume.Resume, report *Report, heights Heights, o Options) *selector {
	s := &selector{r: r, report: report, heights: heights, o: o, proofs: make([]int, len(report.Evidence)), line: heights.Line()}
	for _, e := range report.Evidence {
		s.worth = append(s.worth, worths[e.Class])
	}
	for i := range r.Sections {
		s.section(&r.Sections[i])
	}
	s.kids, s.told = make([][]int, len(s.units)), make([]int, len(s.units))
	for i, u := range s.units {
		if u.parent >= 0 {
			s.kids[u.parent] = append(s.kids[u.parent], i)
		}
	}
	s.rank()
	s.prove()
	s.measure()
	s.used, s.start = s.fixed, slices.Clone(s.units)
	if s.room = o.Room; s.room == 0 {
		s.room = float64(o.Pages) * heights.Area
	}
	return s
}

// rank gives each bullet of an entry its worth: the first ones are those that the person thinks most of.
func (s *selector) rank() {
	for i := range s.units {
		if s.units[i].kind != anEntry {
			continue
		}
		n, k := 0, 0
		for _, b := range s.kids[i] {
			if !s.units[b].banned {
				n++
			}
		}
		for _, b := range s.kids[i] {
			if u := &s.units[b]; !u.banned {
				u.worth = u.base * (1 + 0.5*float64(n-k)/float64(n))
				k++
			}
		}
	}
}

// What a section is worth in which nothing is proven, and each of its entries or items. Those that are not here are always in.
var sectionWorth = map[resume.Kind]float64{resume.Projects: 1, resume.Volunteer: 0.6, resume.Awards: 0.8, resume.Publications: 0.6, resume.Other: 0.5,
	resume.Interests: 0.15, resume.References: 0.05}

func (s *selector) section(sec *resume.Section) {
	at := len(s.units)
	value, optional := sectionWorth[sec.Kind]
	u := unit{span: sec.Span, parent: -1, kind: aSection, section: sec, worth: value / 4}
	if !optional {
		u.must = alive
	}
	s.add(u)
	if len(sec.Entries) == 0 {
		if optional && len(sec.Groups) == 0 {
			for _, b := range topItems(sec.Intro) {
				s.add(unit{span: b.Span, parent: at, kind: aBullet, section: sec, worth: value * figured(b)})
			}
		}
		return
	}
	for i := range sec.Entries {
		e := &sec.Entries[i]
		a := s.o.Bounds.age(e, s.o.Today)
		entry := len(s.units)
		u := unit{span: e.Span, parent: at, kind: anEntry, section: sec, entry: e, age: a, worth: value}
		if !optional && (sec.Kind != resume.Experience || a != oldest || i == 0) {
			u.must = alive // a job that is left out makes a gap, unless it is the last
		}
		s.add(u)
		for _, b := range topItems(e.Body) {
			w := figured(b) * [...]float64{1, 0.7, 0.4, 0.2}[a]
			if optional {
				w *= 0.8
			}
			s.add(unit{span: b.Span, parent: entry, kind: aBullet, section: sec, entry: e, age: a, base: w})
		}
	}
	// Old jobs may only be left out from the last one up.
	if sec.Kind == resume.Experience {
		for i := len(s.units) - 1; i > at; i-- {
			if u := &s.units[i]; u.kind == anEntry && u.age != oldest {
				for k := at; k < i; k++ {
					if s.units[k].kind == anEntry && s.units[k].must == "" {
						s.units[k].must = alive
					}
				}
				break
			}
		}
	}
}

func (s *selector) add(u unit) {
	inside := func(pin source.Span) bool { return u.kind == aBullet && u.span.Contains(pin) } // a bullet within a bullet, which is in with it
	if s.pinned(u.span) || slices.ContainsFunc(s.o.Pins, inside) {
		u.must = pinned
	}
	s.units = append(s.units, u)
}

func (s *selector) pinned(at source.Span) bool { return slices.Contains(s.o.Pins, at) }

// figured is what an item is worth by itself: twice as much with a figure in it.
func figured(b *markup.Block) float64 {
	for x := range markup.Blocks(b.Blocks) {
		if prose.Of(x.Inlines).HasFigure() {
			return 1.4
		}
	}
	return 0.7
}

// topItems is the items of the lists among some blocks, without those within them.
func topItems(bs []markup.Block) []*markup.Block {
	var out []*markup.Block
	for i := range bs {
		if bs[i].Kind == markup.List {
			for k := range bs[i].Blocks {
				out = append(out, &bs[i].Blocks[k])
			}
		}
	}
	return out
}

// at is the innermost unit that a place stands in; -1 for none.
func (s *selector) at(span source.Span) int {
	best := -1
	for i := range s.units {
		if u := s.units[i].span; u.File == span.File && u.Contains(span) {
			best = i // what stands inside comes later
		}
	}
	return best
}

// prove notes which unit proves which term; the head of an entry does, too.
func (s *selector) prove() {
	for t, e := range s.report.Evidence {
		for _, p := range e.Places {
			if !p.Proof {
				continue
			}
			if i := s.at(p.Span); i >= 0 && s.units[i].kind != aSection && !slices.Contains(s.units[i].terms, t) {
				s.units[i].terms = append(s.units[i].terms, t)
			} // what the headline or the summary says is a claim, and a bullet still has to show it
		}
	}
}

// measure gives each unit the lines that stand in it. What several jobs share, as the name of their employer, stands once in the source and with
// each of them on paper: such a line goes with the entry of the line before, or when it begins one with that of the line after.
func (s *selector) measure() {
	known := map[source.Span]int{}
	shared := s.shared()
	entryOf := func(i int) int {
		for i >= 0 && s.units[i].kind == aBullet {
			i = s.units[i].parent
		}
		return i
	}
	before := -1
	all := s.heights.lines
	for n, l := range all {
		i, ok := known[l.span]
		if !ok {
			i = s.at(l.span)
			known[l.span] = i
		}
		if shared[l.span] {
			if i = entryOf(before); l.heads && n+1 < len(all) {
				i = entryOf(s.at(all[n+1].span))
			}
		}
		before = i
		if i < 0 || s.units[i].kind == aSection && s.units[i].must == alive && len(s.kids[i]) == 0 {
			s.fixed += l.room
			continue
		}
		if p := s.units[i].parent; p >= 0 && s.units[i].kind == aBullet {
			s.units[i].height -= l.lead
			s.units[p].height += l.lead
		}
		s.units[i].height += l.room
	}
}

// shared is the places that more than one entry names.
func (s *selector) shared() map[source.Span]bool {
	seen, out := map[source.Span]int{}, map[source.Span]bool{}
	for i := range s.units {
		u := &s.units[i]
		if u.kind != anEntry {
			continue
		}
		for _, v := range append([]resume.Value{u.entry.Organization, u.entry.Location, u.entry.DatesText}, u.entry.Extra...) {
			if v.Span.Known() {
				if seen[v.Span]++; seen[v.Span] > 1 || !u.span.Contains(v.Span) {
					out[v.Span] = true
				}
			}
		}
	}
	return out
}

// prune is the résumé with what is in.
func (s *selector) prune() *resume.Resume {
	out := map[source.Span]bool{}
	for _, u := range s.units {
		if !u.in {
			out[u.span] = true
		}
	}
	r := *s.r
	r.Sections = nil
	for _, sec := range s.r.Sections {
		if out[sec.Span] {
			continue
		}
		entries := sec.Entries
		sec.Entries = nil
		for _, e := range entries {
			if !out[e.Span] {
				e.Body = less(e.Body, out)
				sec.Entries = append(sec.Entries, e)
			}
		}
		if len(entries) == 0 {
			sec.Intro = less(sec.Intro, out)
		}
		r.Sections = append(r.Sections, sec)
	}
	return &r
}

// less is some blocks without the items of their lists that are out.
func less(bs []markup.Block, out map[source.Span]bool) []markup.Block {
	var kept []markup.Block
	for _, b := range bs {
		if b.Kind == markup.List {
			b.Blocks = slices.DeleteFunc(slices.Clone(b.Blocks), func(item markup.Block) bool { return out[item.Span] })
			if len(b.Blocks) == 0 {
				continue
			}
		}
		kept = append(kept, b)
	}
	return kept
}
