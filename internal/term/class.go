package term

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed heads.txt
var headsText string

//go:embed places.txt
var placesText string

// A Class says what a word is used for in the head of an entry; a set of bits, as words have several uses.
type Class uint8

// The classes.
const (
	Role         Class = 1 << iota // "engineer": part of a position's title
	Degree                         // "BSc": part of a degree's title
	Organization                   // "university": part of a school's or employer's name
	Suffix                         // "GmbH": the end of a company's name
	Place                          // "Sweden": a town, state or country
	Mode                           // "full-time": how one is employed
	Work                           // "remote": stands where a place would
	Company                        // "solutions": part of an employer's name, and of what one may study
)

var classNames = map[string]Class{"role": Role, "degree": Degree, "organization": Organization, "suffix": Suffix, "mode": Mode, "work": Work, "company": Company}

var classes = sync.OnceValue(func() *phrases {
	p := newPhrases()
	class := Class(0)
	for line := range strings.Lines(headsText) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			class = classNames[strings.Trim(line, "[]")]
		default:
			addAll(p, line, class)
		}
	}
	for line := range strings.Lines(placesText) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			addAll(p, line, Place)
		}
	}
	return p
})

func addAll(p *phrases, line string, class Class) {
	for text := range strings.SplitSeq(line, ",") {
		if text = strings.TrimSpace(text); text != "" {
			p.add(text, int(class))
		}
	}
}

// Classify appends the classes of each word of the text to dst; a word that the data does not know
// has none. Words are what Fold makes: "B.Sc." is two.
func Classify(dst []Class, text string) []Class {
	var space [256]byte
	var wordSpace [32]span
	folded, words := fold(space[:0], wordSpace[:0], text)
	start := len(dst)
	for range words {
		dst = append(dst, 0)
	}
	classes().find(folded, words, func(value, from, to int) {
		for i := from; i < to; i++ {
			dst[start+i] |= Class(value)
		}
	})
	return dst
}
