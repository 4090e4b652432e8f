package rules

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/spell"
	"github.com/resgen/resgen/internal/term"
)

// Here is when a word that may be a name is sooner the slip of a common word.

// slippedCapital is a word whose first two letters changed places with its capital, put right: "Docker" of "oDcker"; "" for any other
// word. Of "iPhone" it makes one that is none.
func slippedCapital(word string) string {
	if len(word) < 5 || !(word[0] >= 'a' && word[0] <= 'z') || !(word[1] >= 'A' && word[1] <= 'Z') || !isSmall(word[2:]) {
		return ""
	}
	right := word[1:2] + word[:1] + word[2:]
	if low := strings.ToLower(right); !spell.American().Right(low) && !technologyWords()[low] {
		return ""
	}
	return right
}

// Bounds of the work on words that are sooner names: on those that are held against each frequent word, and on those that are
// put through the search for suggestions, which takes about a millisecond, fourteen times as long.
const (
	mostNames      = 500
	mostTriedNames = 60
)

// slip reports whether an unknown word with a capital is no name: a common word or a technology is one letter off it, or it opens
// a bullet as a verb would.
func (s *speller) slip(m *misspelling, t passage, i int) bool {
	if right := slippedCapital(m.word); right != "" {
		m.near = []string{right}
		return true
	}
	opens := t.begins(i) && i+1 < len(t.Words) && t.Spaced(i+1) && !t.upper(i+1) && len(t.Words) > 3
	if len(m.word) < 5 && !opens {
		return false // one letter of four makes another word of any
	}
	low := strings.ToLower(straight(m.word))
	for _, k := range [...]int{i - 1, i + 1} {
		if !t.upper(k) || !t.Spaced(max(i, k)) {
			continue
		}
		// Two together are sooner a name, unless both are slips: "Actve Directroy".
		if w, ok := t.looked(k); ok && !s.right(w) && (len(low) < 8 || !s.slipped(low)) {
			w = strings.ToLower(straight(w))
			return s.nearFrequent(low, false) && s.nearFrequent(w, false)
		}
	}
	if s.nearFrequent(low, opens) || s.nearUsed(low) {
		return true
	}
	if m.near = s.inTitle(m.word, t); len(m.near) > 0 {
		return true
	}
	if len(low) < 7 {
		return false
	}
	if m.near = s.nearName(m.word); len(m.near) == 0 {
		return false
	}
	other := strings.ToLower(m.near[0])
	return len(other) > 7 && sooner(low, other, false) && (s.spelled(other) || s.spelled(m.near[0]))
}

// nearName is near for a word that is sooner a name: nothing when mostTriedNames were looked for.
func (s *speller) nearName(word string) []string {
	if _, known := s.sought[word]; !known && len(s.sought) >= mostTriedNames {
		return nil
	}
	return s.near(word)
}

// inTitle is what was meant by a word in the title of a section, if the title is one that is known with it.
func (s *speller) inTitle(word string, t passage) []string {
	at := t.Whole()
	i := slices.IndexFunc(s.titles, func(title resume.Value) bool { return title.Span.Known() && title.Span.Contains(at) })
	if i < 0 {
		return nil
	}
	near := s.nearName(word)
	if len(near) == 0 || !spell.Within(strings.ToLower(word), strings.ToLower(near[0]), 1) {
		return nil
	}
	if kind, _ := term.Section(strings.Replace(s.titles[i].Text, word, near[0], 1)); kind == "" || kind == string(resume.Other) {
		return nil
	}
	return near
}

// mostUsedWords is how many words of a résumé are held against each unknown one; ten sheets have fewer.
const mostUsedWords = 2000

// nearUsed reports whether a word is sooner the slip of one that the résumé has in small letters elsewhere than a name.
func (s *speller) nearUsed(low string) bool {
	near, known := s.repeated[low]
	if !known && len(s.repeated) < mostNames {
		near = s.besideUsed(low)
		s.repeated[low] = near
	}
	return near
}

func (s *speller) besideUsed(low string) bool {
	if s.used == nil {
		s.used = map[string]bool{}
		for _, t := range s.texts {
			for i := range t.Words {
				if w, ok := t.looked(i); ok && len(s.used) < mostUsedWords && isSmall(w) && len(w) > 4 && s.spelled(w) {
					s.used[w] = true
				}
			}
		}
	}
	for w := range s.used {
		if n := len(w) - len(low); -1 <= n && n <= 1 && spell.Within(low, w, 1) && sooner(low, w, false) {
			return true
		}
	}
	return false
}

// A slipKey is a word in small letters, and whether it stands where a bullet has its verb.
type slipKey struct {
	low   string
	opens bool
}

// nearFrequent reports whether a word is sooner the slip of a frequent word or a technology than a name. opens says that it stands where
// a bullet has its verb.
func (s *speller) nearFrequent(low string, opens bool) bool {
	key := slipKey{low, opens}
	near, known := s.frequent[key]
	if !known && len(s.frequent) < mostNames {
		near = nearFrequent(low, opens)
		s.frequent[key] = near
	}
	return near
}

func nearFrequent(low string, opens bool) bool {
	for w := range spell.NearCommon(low) {
		if sooner(low, w, opens) {
			return true
		}
	}
	for w := range technologyWords() {
		if n := len(w) - len(low); -1 <= n && n <= 1 && spell.Within(low, w, 1) && sooner(low, w, false) {
			return true
		}
	}
	return false
}

// sooner reports whether a word that may be a name is sooner the slip of another one. Two letters that changed places are no
// accident; what differs at the end alone ("Institut", "Diplom", brands) or is short may be a name after all.
func sooner(low, other string, opens bool) bool {
	switch {
	case len(other) < 5 || !spell.Within(low, other, 1):
		return false
	case swapped(low, other):
		return true
	case low == other+other[len(other)-1:]:
		return true
	case strings.HasPrefix(low, other), strings.HasPrefix(other, low), low[0] != other[0] && len(other) < 8:
		return false
	}
	if v, ok := prose.Lookup(other); opens && ok && v.Form&prose.Past != 0 {
		return true
	}
	return len(other) > 5 && len(low) > 4 || len(low) > 5
}

// swapped reports whether two words differ in two neighbours that changed places.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// slipped reports whether a word of a name is sooner the slip of a common word: two letters in the wrong order ("Univeristy of Leeds"),
// or another slip in a long word that no other language makes of it ("Nacional").
func (s *speller) slipped(low string) bool {
	if len(low) < 5 || s.addresses[low] {
		return false
	}
	for w := range spell.NearCommonAlike(low) {
		if swapped(low, w) || len(w) >= leastSlipped(low, w) && sooner(low, w, false) && !cognate(low, w) {
			return !s.spelled(low) && !s.spelled(upperFirst(low))
		}
	}
	return false
}

// leastSlipped is how long a common word must be for a name to be its slip: one letter in another's place makes a name more
// often than one too few or too many.
func leastSlipped(low, w string) int {
	if len(low) == len(w) {
		return 7
	}
	return 6
}

// cognate reports whether two words differ as a word of another language may from the English one: a consonant of a long word that
// is not doubled ("profesional"), another letter at the end, -ie, or k for c, c for t, z for s, i for y.
func cognate(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) != len(b) && strings.HasSuffix(a, "ie") { // "Energie", "Chemie"
		return true
	}
	if len(a) != len(b) {
		return len(a) < len(b) && len(b) > 8 && i > 0 && b[i] == b[i-1]
	}
	return i == len(a)-1 && strings.IndexByte("aeioky", a[i]) >= 0 || i < len(a) && strings.Contains("kc ct zs iy vw fp", string([]byte{a[i], b[i]}))
}
