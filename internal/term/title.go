package term

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed stops.txt
var stopsText string

// stops is the words of stops.txt: true for those that name the document, false for those that
// stand beside them.
var stops = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	line := 0
	for text := range strings.Lines(stopsText) {
		if text[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(Fold(text)) {
			m[w] = line == 0
		}
		line++
	}
	return m
})

// TitleWord reports whether a word names the document and no person: "Resume", "CV", "Lebenslauf".
func TitleWord(word string) bool { return stops()[Fold(word)] }

// Title reports whether a text is the title of a document and nothing else: "My Résumé",
// "Curriculum Vitae", "Welcome".
func Title(text string) bool {
	words := strings.Fields(Fold(text))
	for _, w := range words {
		if _, ok := stops()[w]; !ok {
			return false
		}
	}
	return len(words) > 0
}

// Freelance reports whether a text says that one works for oneself, and so may stand where an employer would.
func Freelance(text string) bool {
	switch Fold(text) {
	case "freelance", "freelancer", "self employed", "selfemployed", "independent", "independent contractor", "independent consultant",
		"freiberuflich", "freiberufler", "selbststandig", "selbstandig", "independant", "en freelance", "autonomo", "por cuenta propia",
		"libero professionista", "freelancing", "zelfstandig", "zzp", "egenforetagare", "frilans", "frilansare", "wolny strzelec", "samozatrudnienie":
		return true
	}
	return false
}
