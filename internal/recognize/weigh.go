package recognize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/term"
)

// A weight is what the words of a text say about it.
type weight struct{ title, org int }

// weigh counts the words of a text that make a title and those that make an organization.
func weigh(text string) weight {
	var space [24]term.Class
	cs := term.Classify(space[:0], text)
	if term.Freelance(text) {
		return weight{org: 2} // it stands where an employer would
	}
	var w weight
	weak := 0
	if i := joint(text); i > 0 { // "Trustee of a school", but not "University of Engineers"
		for _, c := range term.Classify(nil, text[:i]) {
			if c&(term.Role|term.Degree) != 0 {
				return weight{title: 2}
			}
			if c&(term.Organization|term.Company) != 0 {
				break
			}
		}
	}
	for i, c := range cs {
		if c&(term.Role|term.Degree) != 0 {
			w.title++
		}
		switch {
		case c&term.Organization != 0, c&term.Suffix != 0 && i == len(cs)-1 && i > 0:
			w.org += 2
		case c&term.Company != 0: // also what one may study
			weak = 1
		}
	}
	return weight{min(w.title, 2), min(max(w.org, weak), 2)}
}

// joint is where the first preposition of a text stands, with what a title is about behind it; 0 for none.
func joint(text string) int {
	for _, p := range [...]string{" of ", " for ", " in ", " de ", " der ", " des ", " für ", " von ", " pour "} {
		if i := strings.Index(text, p); i > 0 {
			return i
		}
	}
	return 0
}

// before is above 0 when the words say that a is the title and b the organization, below 0 when they say the reverse.
func before(a, b string) int {
	x, y := weigh(a), weigh(b)
	return x.title - y.title + y.org - x.org
}

// isPlace reports whether a text is the name of a place: each of its parts between commas is known to be one.
func isPlace(text string) bool { return knownPlace(text, false) }

// isTown is isPlace, but the first of two parts may be a town that nobody knows.
func isTown(text string) bool { return knownPlace(text, true) }

func knownPlace(text string, town bool) bool {
	if !placeForm(text) {
		return false
	}
	known := false
	parts := strings.Split(text, ", ")
	town = town && len(parts) == 2
	for i, part := range parts {
		var space [8]term.Class
		cs := term.Classify(space[:0], strings.Trim(part, "0123456789- "))
		places, other := 0, false
		for _, c := range cs {
			if c&(term.Place|term.Work) != 0 {
				places++
			}
			other = other || c&^(term.Place|term.Work|term.Mode) != 0
		}
		switch {
		case places == len(cs) && !(other && i == 0 && len(cs) > 1):
			known = known || places > 0
		case !town || i > 0 || places > 0 || other || len(cs) > 3:
			return false
		}
	}
	return known
}

// placeForm reports whether a text is written as the name of a place may be: up to five words, capitals, no figures but those
// of a postal code.
func placeForm(text string) bool {
	n := 0
	for w := range strings.FieldsSeq(text) {
		r, _ := utf8.DecodeRuneInString(strings.Trim(w, "(),"))
		switch {
		case unicode.IsUpper(r) || unicode.Is(unicode.Lo, r):
		case unicode.IsDigit(r):
			if len(w) > 7 {
				return false
			}
		case unicode.IsLower(r):
			if len(w) > 6 { // "remote", "am", "sur"
				return false
			}
		default:
			return false
		}
		n++
	}
	return n >= 1 && n <= 6
}

// isTitleCase reports whether a text begins with a capital.
func isTitleCase(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

// isMode reports whether a text says how one is employed and nothing else.
func isMode(text string) bool {
	var space [24]term.Class
	cs := term.Classify(space[:0], text)
	for _, c := range cs {
		if c&(term.Mode|term.Work) == 0 {
			return false
		}
	}
	return len(cs) > 0
}
