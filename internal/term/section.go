package term

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed sections.txt
var sectionsText string

// Contact is the kind of a section that says how to reach the person. It is no resume.Kind: what
// stands in it belongs to the head of the résumé.
const Contact = "contact"

// A section name is never longer than this many words; a longer heading is a sentence.
const longestName = 10

// names is sections.txt: phrases whose value is an index into kinds and weights.
type names struct {
	*phrases
	kinds   []string
	weights []int
}

var sectionNames = sync.OnceValue(func() names {
	n := names{phrases: newPhrases()}
	for line := range strings.Lines(sectionsText) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			var weight int
			kind, rest, _ := strings.Cut(line[1:len(line)-1], " ")
			if _, err := fmt.Sscan(rest, &weight); err != nil {
				panic("term: sections.txt: " + line)
			}
			n.kinds, n.weights = append(n.kinds, kind), append(n.weights, weight)
		default:
			n.add(line, len(n.kinds)-1)
		}
	}
	return n
})

// Words that say nothing about a section's kind: "Other relevant projects and more".
var fillers = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("and or of in the a my other more relevant recent previous past selected select additional key main core technical " +
		"professional personal related further und oder von der die das weitere meine et de du des la le les mes autres y e el los las mi mis o os as do da dos " +
		"i gli il miei altri en mijn van het overige och min mina ovriga z oraz moje inne for with at about me information history older earlier early latest current other notable major general various full brief short fruhere aktuelle anteriores anterior precedentes recientes recentes eerdere tidigare wczesniejsze") {
		m[w] = true
	}
	return m
})

// Section is the kind of section that a heading names, as a resume.Kind writes it, or Contact, or ""
// when no name of the data stands in it. whole is true when the heading says nothing else, so that "Software
// Engineer" (which has "software" in it) can be told from "Software".
func Section(heading string) (kind string, whole bool) {
	var space [160]byte
	var wordSpace [longestName + 2]span
	text, words := fold(space[:0], wordSpace[:0], heading)
	if len(words) == 0 || len(words) > longestName {
		return "", false
	}
	n := sectionNames()
	best, bestLen, exact := -1, 0, false
	covered := 0
	var hit [longestName]bool
	n.find(text, words, func(value, from, to int) {
		for i := from; i < to; i++ {
			if !hit[i] {
				hit[i] = true
				covered++
			}
		}
		full := to-from == len(words)
		switch {
		case best < 0, full && !exact:
		case full != exact, n.weights[value] < n.weights[best], n.weights[value] == n.weights[best] && to-from <= bestLen:
			return
		}
		best, bestLen, exact = value, to-from, full
	})
	if best < 0 {
		return "", false
	}
	for i, w := range words {
		if !hit[i] && fillers()[string(text[w.start:w.end])] {
			covered++
		}
	}
	return n.kinds[best], covered == len(words)
}
