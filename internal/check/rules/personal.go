package rules

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/term"
)

var (
	//go:embed personal.txt
	personalText string
	//go:embed habits.txt
	habitText string
)

// personalLabels is what the labels of personal.txt announce.
var personalLabels = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(personalText) {
		if kind, label, ok := strings.Cut(strings.TrimSpace(line), " "); ok && kind != "#" {
			out[label] = kind
		}
	}
	return out
})

// reserved is the countries of habits.txt.
var reserved = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(habitText) {
		if name := strings.TrimSpace(line); name != "" && name[0] != '#' {
			out[name] = true
		}
	}
	return out
})

// inReserved reports whether a location is in a country where such facts do not stand on a résumé: one of its last two parts
// names one. Two letters count in capitals only, and those of a state ("CO", which may be Colombia) in English only.
func inReserved(location, lang string) bool {
	parts := strings.FieldsFunc(location, func(r rune) bool { return strings.ContainsRune(",·|()/", r) })
	for _, part := range parts[max(0, len(parts)-2):] {
		folded := term.Fold(part)
		if len(folded) > 2 && reserved()[folded] {
			return true
		}
		for _, w := range strings.Fields(part) { // "CA 94103", "LS1 4AP England"
			low := strings.ToLower(w)
			switch {
			case !reserved()[low]:
			case len(w) > 3 && len(parts) > 1, w == "US", w == "UK", w == "USA":
				return true
			case len(w) == 2 && w == strings.ToUpper(w) && lang == "en" && len(parts) > 1:
				return true
			}
		}
	}
	return false
}
