package prose

import (
	"strings"
	"sync"
)

// small is the small words of languages that few texts of another have. Those that two of the languages share are left out.
var small = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for lang, words := range map[string]string{
		"en": "the of and with to by for from that this which who was were our their into its at as on or is are",
		"de": "und der die das für mit von zur zum im bei ein eine einer durch sowie auf als nach über wurde werden den dem des",
		"fr": "et les des du pour avec dans sur une aux par au à chez ainsi cette leurs depuis est",
		"es": "y los las del para con por una el en desde más como sus según hasta",
		"pt": "e os das dos da do com uma em à às ao no na nos nas não são mais pela pelo",
		"it": "il lo gli della dello dei degli delle nel nella con per che sono una di alla",
		"nl": "en het een van voor met bij naar door tot op zijn uit aan ook",
		"sv": "och för med av till på som från ett är hos inom samt vid den det",
		"da": "og for med af til på som fra et er hos inden samt ved den det",
		"pl": "i w z na do oraz dla przez się po od przy jako",
	} {
		for w := range strings.FieldsSeq(words) {
			if _, twice := m[w]; twice {
				m[w] = ""
			} else {
				m[w] = lang
			}
		}
	}
	return m
})

// The least evidence for a language: so many of its small words, and so many times those of any other. On less, a list of
// technologies would have one.
const (
	leastWords = 8
	leastTimes = 2
)

// Language is the language that a text is written in, as far as its small words tell: "en", "de", "fr", "es", "pt", "it", "nl",
// "sv", "da", "pl", or "" when they do not tell clearly.
func Language(text string) string {
	counts := map[string]int{}
	known := small()
	for word := range strings.FieldsSeq(text) {
		if lang := known[strings.ToLower(strings.Trim(word, ".,;:!?()*_[]\"'»«„“"))]; lang != "" {
			counts[lang]++
		}
	}
	best, second := "", ""
	for lang, n := range counts {
		switch {
		case best == "" || n > counts[best] || n == counts[best] && lang < best:
			best, second = lang, best
		case second == "" || n > counts[second]:
			second = lang
		}
	}
	if best == "" || counts[best] < leastWords || second != "" && counts[best] < leastTimes*counts[second] {
		return ""
	}
	return best
}
