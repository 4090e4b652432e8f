package spell

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of the search for suggestions.
const (
	mostSuggestions = 3
	mostGuesses     = 1500    // guesses that are looked up for one word
	mostSearch      = 300_000 // steps for all of them
	spread          = 8       // what a suggestion may cost more than the best one
)

// What a slip costs: the likelier, the less. The order is that of Kukich, Techniques for automatically correcting
// words in text (1992): most slips are one letter, a letter left out, doubled or swapped more often than another one
// in its place, and rarely at the beginning.
const (
	listedSlip  = 8  // the dictionary lists it (REP)
	doubledSlip = 8  // a letter doubled, or not doubled
	swapped     = 9  // two letters in the wrong order
	leftOut     = 12 // a letter too few
	tooMany     = 12 // a letter too many
	nearSlip    = 13 // a neighbour on the keyboard, or a vowel for a vowel
	wrongSlip   = 16 // any other letter
	noBlank     = 18 // two words without a blank
	twoSlips    = 26
	firstLetter = 7  // more, when the first letter differs
	frequent    = -7 // for a word that people write often
)

// rows is an American keyboard, for dictionaries without KEY.
var rows = [...]string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// A guess is what may have been meant.
type guess struct {
	word string
	cost int
}

// Suggest is up to three words that a wrong one was probably meant to be, the likeliest first; nil when nothing is
// near. also knows further words that are right, and frequent says of a word that people write it often; either
// may be nil. A suggestion has the capitals of the word.
func (d *Dictionary) Suggest(word string, also, frequent func(string) bool) []string {
	if word == "" || len(word) > longest || !utf8.ValidString(word) {
		return nil
	}
	no := func(string) bool { return false }
	if also == nil {
		also = no
	}
	if frequent == nil {
		frequent = no
	}
	s := &search{d: d, also: also, often: frequent, have: map[string]int{}, left: mostSearch}
	form := caseOf(word)
	base := d.rules.converted(word)
	if form != mixedCase {
		base = strings.ToLower(base)
	}
	found := s.best(base)
	if found == nil {
		found = s.far(base)
	}
	var out []string
	for _, g := range found {
		text := g.word
		switch {
		case form == firstCapital:
			text = capital(text)
		case form == allCapitals:
			text = strings.ToUpper(text)
		}
		if text != word && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out[:min(len(out), mostSuggestions)]
}

// A search is for one word.
type search struct {
	d     *Dictionary
	also  func(string) bool
	often func(string) bool
	have  map[string]int // guess -> its place in list
	list  []guess
	left  int // steps
}

func (s *search) add(word string, cost int) {
	if i, ok := s.have[word]; ok {
		s.list[i].cost = min(s.list[i].cost, cost)
		return
	}
	s.have[word] = len(s.list)
	s.list = append(s.list, guess{word, cost})
}

// right is the form in which a guess is right: as it is, or as the name that it is.
func (s *search) right(word string) (string, bool) {
	for part := range strings.SplitSeq(word, " ") {
		if !s.d.guess(part, &s.left) && !s.also(part) {
			if c := capital(part); part == word && (s.d.guess(c, &s.left) || s.also(c)) {
				return c, true
			}
			return "", false
		}
	}
	return word, true
}

// best is the guesses of one slip that are right, the cheapest first.
func (s *search) best(word string) []guess {
	s.guesses(word)
	for i := range s.list {
		if s.often(s.list[i].word) {
			s.list[i].cost += frequent
		}
	}
	slices.SortStableFunc(s.list, func(a, b guess) int { return cmp.Compare(a.cost, b.cost) })
	var out []guess
	for i, g := range s.list {
		if len(out) == mostSuggestions || i >= mostGuesses || len(out) > 0 && g.cost > out[0].cost+spread {
			break
		}
		if is, ok := s.right(g.word); ok {
			out = append(out, guess{is, g.cost})
		}
	}
	return out
}

// guesses adds everything that one slip would turn into the word.
func (s *search) guesses(word string) {
	for _, p := range s.d.rules.replace {
		s.listed(word, p)
	}
	r := []rune(word)
	with := func(cost, at int, parts ...[]rune) {
		if at == 0 {
			cost += firstLetter
		}
		s.add(string(slices.Concat(parts...)), cost)
	}
	letters := s.letters(word)
	for i := range r {
		if i+1 < len(r) && r[i] != r[i+1] {
			with(swapped, i, r[:i], []rune{r[i+1], r[i]}, r[i+2:])
		}
		cost := tooMany
		if i > 0 && r[i] == r[i-1] {
			cost = doubledSlip
		}
		if len(r) > 1 {
			with(cost, i, r[:i], r[i+1:])
		}
		for _, c := range letters {
			if c != r[i] {
				with(s.instead(r[i], c), i, r[:i], []rune{c}, r[i+1:])
			}
		}
	}
	for i := 0; i <= len(r); i++ {
		for _, c := range letters {
			cost := leftOut
			if i > 0 && r[i-1] == c || i < len(r) && r[i] == c {
				cost = doubledSlip
			}
			with(cost, i, r[:i], []rune{c}, r[i:])
		}
		if i >= 2 && i <= len(r)-2 {
			with(noBlank, i, r[:i], []rune{' '}, r[i:])
		}
	}
}

// listed adds what a slip that the dictionary lists would turn into the word.
func (s *search) listed(word string, p pair) {
	from, front := strings.CutPrefix(p.from, "^")
	from, back := strings.CutSuffix(from, "$")
	if from == "" {
		return
	}
	for i := 0; i+len(from) <= len(word); i++ {
		if strings.HasPrefix(word[i:], from) && (!front || i == 0) && (!back || i+len(from) == len(word)) {
			s.add(word[:i]+p.to+word[i+len(from):], listedSlip)
		}
	}
}

// letters is what is tried in a word: the letters of the dictionary's TRY in its case, else a to z.
func (s *search) letters(word string) []rune {
	var out []rune
	for _, c := range cmp.Or(s.d.rules.try, "esianrtolcdugmphbyfvkwzxqj") {
		if (unicode.IsLower(c) || c == '\'') && len(out) < 60 {
			out = append(out, c)
		}
	}
	for c := 'a'; c <= 'z' && len(out) < 60; c++ {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// instead is the cost of one letter in the place of another.
func (s *search) instead(a, b rune) int {
	const vowels = "aeiouyäöüáéíóúàèìòùâêîôû"
	if strings.ContainsRune(vowels, a) && strings.ContainsRune(vowels, b) {
		return nearSlip
	}
	near := func(row string) bool {
		i := strings.IndexRune(row, a)
		j := strings.IndexRune(row, b)
		return i >= 0 && j >= 0 && (i-j == 1 || j-i == 1)
	}
	for _, row := range s.d.rules.keys {
		if near(row) {
			return nearSlip
		}
	}
	for _, row := range rows {
		if len(s.d.rules.keys) == 0 && near(row) {
			return nearSlip
		}
	}
	return wrongSlip
}

// far is what two slips would turn into the word: stems that begin as it does.
func (s *search) far(word string) []guess {
	n := utf8.RuneCountInString(word)
	if n < 6 {
		return nil // two letters of five are a guess
	}
	var out []guess
	for _, end := range [...]string{"", "s", "es", "ed", "d", "ing", "ly"} {
		stem, ok := strings.CutSuffix(word, end)
		if !ok || len(stem) < 5 {
			continue
		}
		for near := range s.d.stems.near(stem, 2) {
			is := near + end
			if is == word || !s.d.guess(is, &s.left) {
				continue
			}
			cost := twoSlips
			if s.often(is) {
				cost += frequent
			}
			out = append(out, guess{is, cost})
		}
	}
	slices.SortStableFunc(out, func(a, b guess) int { return cmp.Compare(a.cost, b.cost) })
	if len(out) > mostSuggestions {
		out = out[:mostSuggestions]
	}
	return out
}
