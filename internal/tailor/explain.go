package tailor

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A Choice is what became of one bullet or entry, and why.
type Choice struct {
	Span  source.Span
	Under string // the entry or section that it stands in
	Text  string // of a bullet, or the title of an entry
	Entry bool   // it is an entry as a whole
	In    bool
	Why   string   // "proves Go, Kafka"
	Bring string   // what would bring it in; "" of what is in, and of what could not; only [Selection.Explained] says it
	Terms []string // of the posting, that it proves
	Lines float64  // that it takes; 0 when nobody measured it
}

// choices tells of each bullet, and of each entry that is out or need not be in.
func (s *selector) choices() []Choice {
	var out []Choice
	order := s.sorted()
	for i := range s.units {
		u := &s.units[i]
		if u.kind == aSection || u.kind == anEntry && u.in {
			continue
		}
		c := Choice{Span: u.span, Under: s.under(u), Text: s.text(u), Entry: u.kind == anEntry, In: u.in, Terms: s.named(u.terms)}
		if u.height > 0 {
			c.Lines = u.height / s.line
		}
		if u.in {
			c.Why = s.whyIn(i, order)
		} else {
			c.Why = s.whyOut(i)
		}
		out = append(out, c)
	}
	return out
}

func (s *selector) named(terms []int) []string {
	var out []string
	for _, t := range terms {
		out = append(out, s.report.Evidence[t].Name)
	}
	return out
}

// under is the name of what a unit stands in.
func (s *selector) under(u *unit) string {
	if u.kind == anEntry || u.entry == nil {
		return u.section.Title.Text
	}
	return entryName(u.entry)
}

func entryName(e *resume.Entry) string {
	if e.Organization.Known() && e.Title.Known() {
		return e.Title.Text + ", " + e.Organization.Text
	}
	return e.Title.Text + e.Organization.Text
}

func (s *selector) text(u *unit) string {
	if u.kind == anEntry {
		return entryName(u.entry)
	}
	var bodies [][]markup.Block
	if u.entry != nil {
		bodies = [][]markup.Block{u.entry.Body}
	} else {
		bodies = [][]markup.Block{u.section.Intro}
	}
	for _, bs := range bodies {
		for _, item := range topItems(bs) {
			if item.Span == u.span {
				for b := range markup.Blocks(item.Blocks) {
					if len(b.Inlines) > 0 {
						return markup.Plain(b.Inlines)
					}
				}
			}
		}
	}
	return ""
}

// whyIn is why a unit is in: what it was the first to prove, when it was chosen.
func (s *selector) whyIn(i int, order []int) string {
	u := &s.units[i]
	proofs := map[int]int{}
	for _, k := range order {
		if k == i {
			break
		}
		for _, t := range s.units[k].terms {
			proofs[t]++
		}
	}
	var first, more []int
	for _, t := range u.terms {
		if proofs[t] == 0 {
			first = append(first, t)
		} else {
			more = append(more, t)
		}
	}
	what := ""
	switch {
	case len(first) > 0 && len(more) > 0:
		what = fmt.Sprintf("proves %s, and once more %s", strings.Join(s.named(first), ", "), strings.Join(s.named(more), ", "))
	case len(first) > 0:
		what = "proves " + strings.Join(s.named(first), ", ")
	case len(more) > 0:
		what = "proves " + strings.Join(s.named(more), ", ") + " once more"
	}
	why := map[reason]string{pinned: "keep: names it", alive: "keeps a recent job alive"}[u.must]
	if u.must == alive && u.kind == aBullet && u.parent >= 0 && s.units[u.parent].must == pinned {
		why = "tells of what keep: names"
	}
	switch {
	case why != "" && what != "":
		return why + "; " + what
	case why != "":
		return why
	case what != "":
		return what
	}
	return "there was room for it"
}

// whyOut is why a unit is out.
func (s *selector) whyOut(i int) string {
	u := &s.units[i]
	fresh := 0
	for _, t := range u.terms {
		if s.proofs[t] == 0 {
			fresh++
		}
	}
	what := "proves nothing that the posting asks for"
	switch {
	case fresh > 0:
		what = "proves " + strings.Join(s.named(u.terms), ", ")
	case len(u.terms) > 0:
		what = "only repeats the proof of " + strings.Join(s.named(u.terms), ", ")
	}
	if u.kind == aBullet && u.parent >= 0 && !s.units[u.parent].in {
		return what + "; what it stands in is out"
	}
	if u.kind == aBullet && s.bounded(i) {
		return fmt.Sprintf("%s; its job has the %s that its age bears", what, bullets(s.told[u.parent]))
	}
	all := s.bundle(i)
	if len(all) == 0 { // an entry, with the first of its bullets that there would be room for
		all = []int{i}
		for p := u.parent; p >= 0 && !s.units[p].in; p = s.units[p].parent {
			all = append(all, p)
		}
		all = s.earlier(all)
		if k := s.best(i); k >= 0 {
			all = append(all, k)
		}
	}
	return fmt.Sprintf("%s; it takes %s, and there was room for %s", what, Lines(s.height(all)/s.line), Lines(max(0, s.room-s.used)/s.line))
}

// id is the id by which a variant can name a unit; "" when it has none.
func (s *selector) id(u *unit) string {
	if u.kind == anEntry {
		return u.entry.ID
	}
	bs := u.section.Intro
	if u.entry != nil {
		bs = u.entry.Body
	}
	for _, item := range topItems(bs) {
		if item.Span == u.span {
			return item.Attrs.ID
		}
	}
	return ""
}

// Lines is a number of lines, for people: to the half.
func Lines(n float64) string {
	n = float64(int(n*2+0.5)) / 2
	if n == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%g lines", n)
}

func bullets(n int) string {
	if n == 1 {
		return "1 bullet"
	}
	return fmt.Sprintf("%d bullets", n)
}
