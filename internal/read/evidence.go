package read

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/term"
)

// evidence is what the words of a part say about it.
type evidence struct {
	role, degree, org, school, suffix, suffixOnly, freelance bool
	place                                                    bool // every word of it may be of a place
	known                                                    bool // and every word of it is known to be of one
	mode                                                     bool // every word of it says how one is employed
	placeLike                                                bool // it is written as the name of a place might be
	lower                                                    bool // it begins with a small letter
}

func isTitle(p *part) bool { return p.role || p.degree }
func isOrg(p *part) bool   { return p.org || p.suffix || p.link != nil }
func isPlace(p *part) bool { return p.place }

// weigh gathers the evidence of a text.
func weigh(text string) evidence {
	var space [24]term.Class
	classes := term.Classify(space[:0], text)
	e := evidence{place: len(classes) > 0, mode: len(classes) > 0, suffixOnly: len(classes) > 0}
	placed := false
	for _, c := range classes {
		e.role = e.role || c&term.Role != 0
		e.degree = e.degree || c&term.Degree != 0
		e.org = e.org || c&(term.Organization|term.Company) != 0
		e.school = e.school || c&term.Organization != 0
		e.place = e.place && (c&(term.Place|term.Work) != 0 || c == 0 && len(classes) > 1)
		placed = placed || c&(term.Place|term.Work) != 0
		e.mode = e.mode && c&term.Mode != 0
		e.suffixOnly = e.suffixOnly && c&term.Suffix != 0
	}
	if n := len(classes); n > 0 {
		e.suffix = classes[n-1]&term.Suffix != 0
		known := 0
		for _, c := range classes {
			if c&(term.Place|term.Work) != 0 {
				known++
			}
		}
		// A postal code or a part of the town may stand beside a known place.
		e.known = known == n
		e.place = placed && (known == n || e.place && known*2 >= n && !e.org && !e.role && !e.degree && !acronym(text) && !codeFirst(text))
	}
	first, _ := utf8.DecodeRuneInString(text)
	if grade().MatchString(text) {
		return evidence{mode: true} // no field
	}
	e.freelance = (e.role || e.mode) && term.Freelance(text)
	e.lower = unicode.IsLower(first) && !e.freelance
	e.placeLike = looksLikePlace(text)
	return e
}

// grade is how well one did, which is neither title nor organization: "GPA 3.7/4.0", "Note: 1,3", "68.4%".
var grade = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:(?:c?gpa|(?:overall |final )?grade|average|note|nota|abschlussnote|gesamtnote|media|percentage)\b[ :]*)?[\d.,]+ ?(?:%|(?:/|of|von|sur|de) ?[\d.,]+|gpa)$|^(?:c?gpa|(?:overall |final )?grade|note|nota|abschlussnote|gesamtnote)\b[ :]*[\d.,]+$`)
})

// looksLikePlace reports whether a text has the form of a place: at most four words with capitals, no
// digits but a postal code's.
func looksLikePlace(text string) bool {
	n := 0
	for w := range strings.FieldsSeq(text) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "("))
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsDigit(r):
			if len(w) > 6 || strings.Trim(w, "0123456789-") != "" {
				return false
			}
		case unicode.IsLower(r):
			if len(w) > 3 {
				return false // not "de", "am", "sur"
			}
		default:
			return false
		}
	}
	return n >= 1 && n <= 4
}

// acronym reports whether a text begins with three capitals or more, as the name of an organization may: "IHK Hannover".
func acronym(text string) bool {
	first, _, more := strings.Cut(text, " ")
	return more && len(first) >= 3 && strings.ToUpper(first) == first && !strings.ContainsAny(first, "0123456789")
}

// codeFirst reports whether a text begins with two capitals and goes on: "IT Support" is not in Italy.
func codeFirst(text string) bool {
	first, _, more := strings.Cut(text, " ")
	return more && len(first) == 2 && strings.ToUpper(first) == first
}
