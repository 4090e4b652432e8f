package term

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed cues.txt
var cuesText string

// A Cue is what a word in the head of an entry, or in its dates, says of it; a set of bits.
type Cue uint8

// The cues.
const (
	Side     Cue = 1 << iota // work that people do beside other work: "part-time", "freelance", "founder"
	Expected                 // a time known not to have come yet: "expected May 2027"
	Senior                   // a position of somebody with years behind them: "Staff Engineer"
	Course                   // what is studied beside a degree: "Certificate in Technical Writing"
	Season                   // a part of the year: "Fall 2023"
	Learning                 // what somebody does not claim to know well: "Rust (learning)"
)

var cueNames = map[string]Cue{"side": Side, "expected": Expected, "senior": Senior, "course": Course, "season": Season, "learning": Learning}

var cues = sync.OnceValue(func() *phrases {
	p := newPhrases()
	cue := Cue(0)
	for line := range strings.Lines(cuesText) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			cue = cueNames[strings.Trim(line, "[]")]
		default:
			for text := range listed(line) {
				p.add(text, int(cue))
			}
		}
	}
	return p
})

// Cues is all that the words of a text say.
func Cues(text string) Cue {
	var space [256]byte
	var wordSpace [32]span
	folded, words := fold(space[:0], wordSpace[:0], text)
	all := Cue(0)
	cues().find(folded, words, func(value, _, _ int) { all |= Cue(value) })
	return all
}
