package diff

import (
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/tailor"
)

// A Covering is what two résumés show of one posting.
type Covering struct {
	Posting   *posting.Posting
	Why       string // the report says little, and why; "" when it does not
	Required  [2]tailor.Count
	Preferred [2]tailor.Count
	Shown     [2][2]int // how many terms something shows, in whatever word: of the first and the second résumé, required and preferred
	Gained    []Turn    // required first
	Lost      []Turn
}

// A Turn is a term that stands otherwise than it stood.
type Turn struct {
	Term    tailor.Evidence // in the second résumé
	Was, Is tailor.State
}

// Coverage compares two reports on one posting.
func Coverage(a, b *tailor.Report) Covering {
	c := Covering{Posting: b.Posting, Why: b.Inconclusive}
	for i, r := range []*tailor.Report{a, b} {
		c.Required[i], c.Preferred[i] = r.Count(posting.Required), r.Count(posting.Preferred)
		for _, e := range r.Evidence {
			switch {
			case !e.Shown:
			case e.Class == posting.Required:
				c.Shown[i][0]++
			case e.Class == posting.Preferred:
				c.Shown[i][1]++
			}
		}
	}
	for _, class := range []posting.Class{posting.Required, posting.Preferred, posting.Mentioned} {
		for i, e := range b.Evidence {
			if e.Class != class || i >= len(a.Evidence) {
				continue
			}
			t := Turn{e, a.Evidence[i].State, e.State}
			switch was, is := worth(a.Evidence[i]), worth(e); {
			case is > was:
				c.Gained = append(c.Gained, t)
			case is < was:
				c.Lost = append(c.Lost, t)
			}
		}
	}
	return c
}

// worth orders what a résumé has of a term: a proof in another word is less than one in the posting's, and more than a list.
func worth(e tailor.Evidence) int {
	switch {
	case e.State == tailor.Proven:
		return 3
	case e.Shown:
		return 2
	case e.State != tailor.Missing:
		return 1
	}
	return 0
}
