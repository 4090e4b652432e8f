package date

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed words.txt
var wordsText string

// A use is what a word may stand for in a date; a word has as many as the languages give it.
type use uint16

const (
	season   use = 1 << iota // spring, early, Q1: a year without a month
	present                  // the open end
	joint                    // "of", "the": may stand inside of a date
	to                       // joins two dates
	since                    // what follows starts and goes on
	from                     // what follows starts
	until                    // what follows ends
	expected                 // what follows or precedes is not yet
	length                   // a unit of time, or a word between such
	name                     // what follows is the number of something
	count                    // what precedes is how many of something, or the number of a house
	after                    // may follow a lone year without counting it
	bound                    // the open end behind "in", "en" or "em"
)

var uses = map[string]use{"season": season, "present": present, "joint": joint, "to": to, "since": since, "from": from,
	"until": until, "expected": expected, "length": length, "name": name, "count": count, "after": after, "bound": bound}

// A word is what the data says of one word.
type word struct {
	month uint8 // 1..12, 0 for none
	is    use
}

// A vocabulary is the words of all languages together; a résumé mixes them.
type vocabulary struct {
	words  map[string]word
	months []string // names long enough to be recognized when misspelt
}

// Names shorter than this are one letter away from too many other words ("March", "match").
const longName = 7

var lexicon = sync.OnceValue(func() vocabulary {
	v := vocabulary{words: map[string]word{}}
	for line := range strings.Lines(wordsText) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		month, err := strconv.Atoi(fields[0])
		for _, text := range fields[1:] {
			w := v.words[text]
			if err != nil {
				w.is |= uses[fields[0]]
			} else {
				w.month = uint8(month)
				if utf8.RuneCountInString(text) >= longName {
					v.months = append(v.months, text)
				}
			}
			v.words[text] = w
		}
	}
	return v
})

// look finds a word in any case.
func (v *vocabulary) look(text string) word {
	var space [40]byte // no word of the data is longer
	lower := space[:0]
	for _, r := range text {
		if len(lower)+utf8.UTFMax > len(space) {
			return word{}
		}
		lower = utf8.AppendRune(lower, unicode.ToLower(r))
	}
	return v.words[string(lower)]
}

// misspelt is the month whose name is one slip away from the text: a letter too many, too few,
// wrong, or two in the wrong order. 0 for none.
func (v *vocabulary) misspelt(text string) uint8 {
	got := []rune(strings.ToLower(text))
	if len(got) < longName-1 || len(got) > 20 {
		return 0
	}
	for _, name := range v.months {
		if want := []rune(name); want[0] == got[0] && oneSlip(got, want) {
			return v.words[name].month
		}
	}
	return 0
}

// oneSlip reports whether a and b differ by one insertion, deletion, substitution or swap.
func oneSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return string(a[i:]) == string(b[i+1:])
	}
	if i == len(a) {
		return true
	}
	if string(a[i+1:]) == string(b[i+1:]) {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
}
