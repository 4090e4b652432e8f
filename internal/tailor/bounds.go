package tailor

import (
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/resume"
)

// Bounds is how many bullets a job bears by its age: readers remember three or four things of one, and an old one takes attention from the new.
// The rule content/too-many-bullets holds every résumé against the same numbers.
type Bounds struct {
	RecentYears, MiddleYears, OlderYears             float64 // how long ago it ended
	RecentBullets, MiddleBullets, OlderBullets, Rest int     // at most
}

// UsualBounds is the bounds that hold when the user sets no others. They are the advice on résumés: 4 to 6 bullets for the current job, fewer for
// each before, one line for what is older than ten years (evidence/field.md).
func UsualBounds() Bounds {
	return Bounds{RecentYears: 3, MiddleYears: 7, OlderYears: 10, RecentBullets: 6, MiddleBullets: 4, OlderBullets: 2, Rest: 1}
}

// An age is how long ago an entry ended.
type age uint8

const (
	recent age = iota // it goes on, or nobody can tell
	middle
	older
	oldest
)

func (b Bounds) age(e *resume.Entry, today date.Date) age {
	months, ok := e.EndedAgo(today)
	years := float64(months) / 12
	switch {
	case !ok || years < b.RecentYears:
		return recent
	case years < b.MiddleYears:
		return middle
	case years < b.OlderYears:
		return older
	}
	return oldest
}

// most is how many bullets an entry of an age may have, and least how many keep it alive.
func (b Bounds) most(a age) int {
	return [...]int{b.RecentBullets, b.MiddleBullets, b.OlderBullets, b.Rest}[a]
}

func (b Bounds) least(a age) int { return min([...]int{2, 1, 0, 0}[a], b.most(a)) }
