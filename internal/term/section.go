package term

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
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

// Below shortestSlipped letters one slip makes another word of a heading ("Courses", "Sources"); from twoSlips on, two may be in it,
// if no letter was changed for another.
const (
	shortestSlipped = 8
	twoSlips        = 11
)

// sectionWords is the long words of the names of sections, and of the fillers, each once.
var sectionWords = sync.OnceValue(func() []string {
	all := map[string]bool{}
	for w := range fillers() {
		all[w] = true
	}
	for w := range strings.FieldsSeq("certificates certifications competencies accomplishments achievements") { // of which the names have the beginning
		all[w] = true
	}
	for line := range strings.Lines(sectionsText) {
		if line[0] != '#' && line[0] != '[' {
			for w := range strings.FieldsSeq(Fold(line)) {
				all[w] = true
			}
		}
	}
	maps.DeleteFunc(all, func(w string, _ bool) bool { return len(w) < shortestSlipped })
	return slices.Sorted(maps.Keys(all))
})

// SlippedSection is the kind of section that a heading names with slips in one or two of its long words: "Proffesional
// Experience". Put right, the heading must say nothing else; "" when it does not, or when it is [Contact]: a contract is no contact.
// It is for headings that [Section] does not know in whole.
func SlippedSection(heading string) string {
	if len(heading) > 80 {
		return ""
	}
	words := strings.Fields(Fold(heading))
	if len(words) > 5 {
		return ""
	}
	kind, _ := rightSection(words, 0, 2)
	if kind == Contact {
		return ""
	}
	return kind
}

// rightSection is the kind that words name in whole when at most so many of those from the place on are put right.
func rightSection(words []string, from, most int) (kind string, ok bool) {
	for i := from; i < len(words) && most > 0; i++ {
		for _, right := range slippedWords(words[i]) {
			put := slices.Clone(words)
			put[i] = right
			if kind, ok = Section(strings.Join(put, " ")); !ok {
				kind, ok = rightSection(put, i+1, most-1)
			}
			if ok {
				return kind, true
			}
		}
	}
	return "", false
}

// slippedWords is the words of sections' names that a long word may be a slip of: those that begin alike, the nearest first, three
// at most.
func slippedWords(word string) []string {
	if len(word) < shortestSlipped {
		return nil
	}
	most, changed := 1, 1
	if len(word) >= twoSlips {
		most, changed = 2, 2
	}
	var near [3][]string
	for _, w := range sectionWords() {
		if w[0] != word[0] || w == word || len(w)-len(word) > most || len(word)-len(w) > most {
			continue
		}
		if d := slips(word, w, changed); d <= most {
			near[d] = append(near[d], w)
		}
	}
	all := slices.Concat(near[:]...)
	return all[:min(len(all), 3)]
}

// slips is the number of letters to put in, take out or swap with their neighbour to make b of a, and of those to change, each
// of which counts as often as said.
func slips(a, b string, changed int) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			d := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				d += changed
			}
			d = min(d, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}

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
