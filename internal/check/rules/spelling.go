package rules

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/spell"
	"github.com/resgen/resgen/internal/term"
)

// A speller knows the words that are right in one résumé.
type speller struct {
	own       *spell.Dictionary // the user's for another language than English; nil
	names     map[string]bool   // of people, organizations, places and links, in small letters
	addresses map[string]bool   // words of links and of the e-mail address
	allowed   map[string]bool   // of dictionary.txt: as written, and in small letters what has no capitals
	texts     []passage
	used      map[string]bool     // words of texts in small letters that a dictionary has; nil until they are asked for
	titles    []resume.Value      // of sections
	sought    map[string][]string // what near found, by word
	frequent  map[slipKey]bool    // what nearFrequent found
	repeated  map[string]bool     // what nearUsed found
}

// technologyWords is each word of each right writing of a technology, in small letters.
var technologyWords = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool, 4096)
	for _, t := range term.Technologies() {
		for _, w := range t.Writings {
			for part := range strings.FieldsFuncSeq(strings.ToLower(w), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
				words[part] = true
			}
		}
	}
	return words
})

func newSpeller(p *check.Pass, texts []passage) *speller {
	s := &speller{own: p.Dictionary(), names: map[string]bool{}, addresses: map[string]bool{}, allowed: map[string]bool{}, texts: texts,
		sought: map[string][]string{}, frequent: map[slipKey]bool{}, repeated: map[string]bool{}}
	for _, file := range dictionaries(p) {
		if f, ok := p.Set.File(file); ok {
			s.allow(string(f.Bytes))
		}
	}
	r := p.Resume()
	addresses := []string{r.Email.Text}
	for _, l := range r.Links {
		addresses = append(addresses, l.URL)
	}
	for _, t := range texts {
		for in := range markup.Walk(t.inlines) {
			if in.Kind == markup.Link {
				addresses = append(addresses, in.URL)
			}
		}
	}
	for _, a := range addresses {
		for w := range strings.FieldsFuncSeq(strings.ToLower(a), func(r rune) bool { return !unicode.IsLetter(r) }) {
			s.addresses[w] = true
		}
	}
	for _, v := range []string{r.Name.Text, r.Location.Text, r.Email.Text} {
		s.name(v)
	}
	for _, l := range r.Links {
		s.name(l.Label)
		s.name(l.Text)
	}
	for _, c := range r.Contact {
		s.name(c.Value.Text)
	}
	for _, l := range coverLetters(p) {
		s.name(l.To.Text)
		for _, line := range l.Address {
			s.name(line.Text)
		}
		company, _ := p.Addressee(l)
		s.name(company)
	}
	for _, v := range ownSummaries(p) {
		if ad := p.Posting(v); ad != nil {
			s.name(ad.Company.Text)
		}
	}
	for _, sec := range r.Sections {
		s.titles = append(s.titles, sec.Title)
		for _, e := range sec.Entries {
			s.name(e.Organization.Text)
			s.name(e.Location.Text)
		}
	}
	for _, t := range texts {
		for in := range markup.Walk(t.inlines) {
			if in.Kind == markup.Link {
				s.name(markup.Plain(in.Inlines))
			}
		}
	}
	return s
}

// dictionaries is where the user's own words may stand: beside the résumé, and at the site's root.
func dictionaries(p *check.Pass) []string {
	if p.Set == nil || p.Set.Only != "" {
		return []string{"dictionary.txt"}
	}
	return []string{"content/dictionary.txt", "dictionary.txt"}
}

// allow takes in the words of a dictionary.txt: one a line, behind "#" a comment.
func (s *speller) allow(text string) {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for w := range strings.FieldsSeq(line) {
			s.allowed[straight(w)] = true
		}
	}
}

// name takes in the words of a name that are written with a capital, and those of a name in small letters throughout.
func (s *speller) name(text string) {
	small := strings.ToLower(text) == text
	foreign := strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) // "École de technologie supérieure"
	for w := range strings.FieldsFuncSeq(straight(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		first, _ := utf8.DecodeRuneInString(w)
		if low := strings.ToLower(w); len(w) > 2 && (foreign && unicode.IsLower(first) || (small || unicode.IsUpper(first)) && !s.slipped(low)) {
			s.names[low] = true
		}
	}
}

// straight is a word with straight apostrophes.
func straight(w string) string { return strings.ReplaceAll(w, "’", "'") }

// right reports whether a word is right, its plural and its possessive included.
func (s *speller) right(word string) bool {
	word = straight(word)
	if slippedCapital(word) != "" {
		return s.allowed[word]
	}
	if s.known(word) {
		return true
	}
	base, owned := strings.CutSuffix(word, "'s")
	if !owned {
		base, owned = strings.CutSuffix(word, "s'")
	}
	if owned && s.known(base) {
		return true
	}
	for _, end := range [...]string{"s", "es"} {
		if one, ok := strings.CutSuffix(base, end); ok && s.listed(one) {
			return true
		}
	}
	if one, ok := strings.CutSuffix(base, "s"); ok && strings.HasSuffix(one, "tion") && one != "information" && s.spelled(one) {
		return true // dictionaries leave out the plural of many: "activations"
	}
	if rest, ok := prefixed(strings.ToLower(word)); ok && s.spelled(rest) && (spell.Common(rest) || !nearFrequent(strings.ToLower(word), false)) { // "relases" is no second lasing
		return true
	}
	if plain := unaccented(word); plain != word {
		return s.spelled(plain)
	}
	return false
}

func (s *speller) known(word string) bool { return s.spelled(word) || s.listed(word) }

// spelled reports whether a dictionary has a word.
func (s *speller) spelled(word string) bool {
	return spell.American().Right(word) || spell.Trade().Right(word) || spell.British().Right(word) || s.own != nil && s.own.Right(word)
}

// listed reports whether a word is a name, a technology or one of the user's own.
func (s *speller) listed(word string) bool {
	low := strings.ToLower(word)
	return s.allowed[word] || s.allowed[low] || s.names[low] || technologyWords()[low]
}

// prefixes is what makes a new word of nearly any other.
var prefixes = [...]string{"auto", "cross", "geo", "hyper", "inter", "meta", "micro", "mini", "multi", "non", "over", "post", "pre", "pseudo", "re",
	"semi", "sub", "super", "ultra", "under"}

// prefixed is a word without its prefix; what is left must be long, so that no slip passes for a prefix.
func prefixed(low string) (rest string, ok bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(low, p); ok && len(rest) >= 5 {
			return rest, true
		}
	}
	return "", false
}

// unaccented is a word without the marks above its vowels that English may leave out: "résumé", "naïve".
func unaccented(w string) string {
	return strings.Map(func(r rune) rune {
		const with, without = "éèêëàâäáïîíöôóüûúçñ", "eeeeaaaaiiiooouuucn"
		i := 0
		for _, c := range with {
			if c == r {
				return rune(without[i])
			}
			i++
		}
		return r
	}, w)
}

// near is what was probably meant by a word that is wrong, the likeliest first.
func (s *speller) near(word string) []string {
	if found, known := s.sought[word]; known {
		return found
	}
	found := s.search(word)
	s.sought[word] = found
	return found
}

func (s *speller) search(word string) []string {
	d := spell.American()
	if s.own != nil {
		d = s.own
	}
	spelled := func(w string) bool {
		return spell.American().RightOfMany(w) || spell.Trade().RightOfMany(w) || spell.British().RightOfMany(w) || s.own != nil && s.own.RightOfMany(w)
	}
	also := func(w string) bool { return spelled(w) || len(w) > 3 && s.listed(w) }
	often := func(w string) bool { return spell.Common(w) || len(w) > 4 && (s.names[w] || technologyWords()[w]) }
	found := d.Suggest(straight(word), also, often)
	found = slices.DeleteFunc(found, func(w string) bool { // two words that are rare stand together by chance
		for part := range strings.FieldsSeq(w) {
			if part != w && !spell.Common(strings.ToLower(part)) && len(part) > 1 {
				return true
			}
		}
		return false
	})
	for i, w := range found {
		if t, right := term.FindTechnology(w); t != nil && !spell.American().Right(w) {
			if right == "" && strings.EqualFold(t.Name, w) {
				right = t.Name
			}
			if right != "" {
				found[i] = right
			}
		}
	}
	return found
}

// upperFirst is a word with a capital.
func upperFirst(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}
