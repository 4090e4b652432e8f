// Package tailor holds a résumé against a posting.
//
// In: a resume.Resume and a [posting.Posting]. Out: a [Report]: of each term of the posting whether the résumé proves it, only lists it, says
// it in other words, or lacks it, with the places. It adds nothing to a résumé, and gives no score: a share of proven terms is
// told beside what it is a share of, and not at all where a posting says too little. [Select] picks what of a résumé fills the sheets that it may
// have, by the heights of a print, [Words] puts skills in a posting's order and words, and [Facts] is the gate: what a text says that a résumé
// does not. Pure: the same arguments give the same report, and the same selection.
package tailor

import (
	"cmp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// A State is what a résumé has of a term.
type State string

// The states.
const (
	Proven  State = "proven"  // a bullet, a project or the summary shows it, in the posting's word
	Near    State = "near"    // the résumé shows it, or lists it, in another word: mirror theirs
	Listed  State = "listed"  // it stands in a list of skills and nowhere else
	Missing State = "missing" // it is not there
)

// A Place is where a résumé has a term.
type Place struct {
	Span   source.Span      // the word
	Text   string           // the bullet, or whatever it stands in
	Proof  bool             // it is more than a list
	Bullet bool             // it is a bullet of an entry
	Word   string           // as the résumé has it
	Within *term.Technology // another technology that it names, which shows the term: S3 shows AWS; nil for the term itself
}

// Evidence is what a résumé has of one term of a posting.
type Evidence struct {
	posting.Term
	State  State
	Shown  bool    // something shows it: of a near one, more than a list has it
	Places []Place // proofs first, in the order of the résumé
}

// Count is how many terms of a class are in which state.
type Count struct{ All, Proven, Near, Listed, Missing int }

// Share is the part of the terms that something shows, 0 to 1, in whatever word; 1 when there are none.
func (r *Report) Share(c posting.Class) float64 {
	all, shown := 0, 0
	for _, e := range r.Evidence {
		if e.Class == c {
			all++
			if e.Shown {
				shown++
			}
		}
	}
	if all == 0 {
		return 1
	}
	return float64(shown) / float64(all)
}

// A Report is a résumé held against a posting.
type Report struct {
	Posting      *posting.Posting
	Evidence     []Evidence // as the posting's terms
	Years        float64    // of experience that the résumé's dates come to, without what ran side by side twice
	Title        TitleState
	TitleAt      resume.Value // the headline or the role that is nearest to the posting's title
	Inconclusive string       // why the report says little; "" when it does not
}

// A TitleState is how a résumé's titles stand to a posting's.
type TitleState string

// The states of titles.
const (
	SameTitle  TitleState = "same"  // the headline or a role says it
	NearTitle  TitleState = "near"  // one shares the role, and something else
	OtherTitle TitleState = "other" // none does
	NoTitle    TitleState = ""      // the posting has none
)

// leastTerms is how many terms a posting must ask for, for shares to mean something: of fewer, one more or less is a fifth.
const leastTerms = 5

// Read holds a résumé against a posting. today ends what goes on; unknown leaves it out of the years.
func Read(r *resume.Resume, p *posting.Posting, today date.Date) *Report {
	out := &Report{Posting: p, Years: years(r, today)}
	out.Title, out.TitleAt = titles(r, p.Title.Text)
	told := places(r)
	for _, t := range p.Terms {
		out.Evidence = append(out.Evidence, evidence(t, told))
	}
	wanted := len(p.Of(posting.Required)) + len(p.Of(posting.Preferred))
	switch {
	case p.Lang != "" && p.Lang != "en":
		out.Inconclusive = "the posting is not in English: which of its terms are required cannot be told"
	case len(p.Terms) == 0:
		out.Inconclusive = "the posting names no technology or practice that resgen knows"
	case wanted == 0:
		out.Inconclusive = "the posting does not say what it requires"
	case wanted < leastTerms:
		out.Inconclusive = "the posting asks for too few terms for a share to mean much"
	}
	return out
}

// Count is how many terms of a class are in which state.
func (r *Report) Count(c posting.Class) Count {
	var n Count
	for _, e := range r.Evidence {
		if e.Class != c {
			continue
		}
		n.All++
		switch e.State {
		case Proven:
			n.Proven++
		case Near:
			n.Near++
		case Listed:
			n.Listed++
		case Missing:
			n.Missing++
		}
	}
	return n
}

// A told is a technology that a résumé names.
type told struct {
	tech *term.Technology
	Place
}

// places is every technology that a résumé names, in its order.
func places(r *resume.Resume) []told {
	var out []told
	var space [32]term.Mention
	add := func(text string, span func(i, j int) source.Span, proof, bullet bool) {
		for _, m := range term.Mentions(space[:0], text) {
			out = append(out, told{m.Technology, Place{Span: span(m.Start, m.End), Text: text, Proof: proof, Bullet: bullet, Word: text[m.Start:m.End]}})
		}
	}
	value := func(v resume.Value, proof bool) {
		add(v.Text, func(int, int) source.Span { return v.Span }, proof, false)
	}
	body := func(bs []markup.Block, proof, bullets bool) {
		for b := range markup.Blocks(bs) {
			if len(b.Inlines) > 0 {
				t := prose.Of(b.Inlines)
				add(t.Plain, t.Span, proof, bullets && b.Kind == markup.Item)
			}
		}
	}
	value(r.Headline, true)
	body(r.Summary, true, false)
	for i := range r.Sections {
		s := &r.Sections[i]
		list := s.Kind == resume.Skills || s.Kind == resume.Interests
		if s.Kind == resume.Languages || s.Kind == resume.References {
			continue
		}
		body(s.Intro, !list, false)
		for _, e := range s.Entries {
			value(e.Title, true)
			body(e.Body, true, true)
		}
		for _, e := range s.Listed {
			value(e.Title, true)
		}
		for _, g := range s.Groups {
			for _, item := range g.Items {
				if t, _ := term.FindTechnology(item.Text); t != nil { // an item is a name as it stands, whatever its case
					out = append(out, told{t, Place{Span: item.Span, Text: item.Text, Proof: !list, Word: item.Text}})
					continue
				}
				value(item, !list)
			}
		}
		body(s.Outro, !list, false)
	}
	return out
}

// evidence is what the places say of a term.
func evidence(t posting.Term, all []told) Evidence {
	e := Evidence{Term: t, State: Missing}
	same, shown := false, false // the posting's word; that something shows it
	for _, at := range all {
		if !at.tech.Proves(t.Technology) {
			continue
		}
		p := at.Place
		if at.tech != t.Technology {
			p.Within = at.tech
		} else if strings.EqualFold(folded(p.Word), folded(t.Written)) {
			same = true
		}
		shown = shown || p.Proof
		e.Places = append(e.Places, p)
	}
	slices.SortStableFunc(e.Places, func(a, b Place) int {
		rank := func(p Place) int {
			n := 0
			if !p.Proof {
				n += 4
			}
			if p.Within != nil {
				n += 2
			}
			if !p.Bullet {
				n++
			}
			return n
		}
		return cmp.Compare(rank(a), rank(b))
	})
	e.Shown = shown
	switch {
	case len(e.Places) == 0:
	case !same:
		e.State = Near
	case shown:
		e.State = Proven
	default:
		e.State = Listed
	}
	return e
}

// folded is a word as it is compared: a hyphen is a blank, and a plural's s does not count.
func folded(s string) string {
	return strings.TrimSuffix(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == '\n' || r == '\u00a0' }), " "), "s")
}
