package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/spell"
)

var textSpelling = &check.Rule{
	ID:     "text/spelling",
	Level:  diag.Warning,
	Langs:  []string{"en"},
	Spells: true,
	Limits: []*check.Limit{unknownWords},
	Doc: check.Doc{
		What: "A word is in no dictionary: neither American nor British English knows it, it is no term of the trade and no technology, no name " +
			"of the résumé's own, and not in dictionary.txt. A name with a capital counts only when it is one letter off a common word. Where over 40 % of the words are unknown, " +
			"the text is taken for one in another language, and that is said instead.",
		Why: "A misspelt word is the cheapest reason to put a résumé aside, and a search for the right one does not find it.",
		Bad: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Implmented the ledger's nightly reconcilation in Go, and halved its run
`,
		Good: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Implemented the ledger's nightly reconciliation in Go, and halved its run
`,
		Mend: "Write it right. A word that is right goes into content/dictionary.txt, one a line; code, commands and identifiers belong into a code span. " +
			"`dictionaries: {de: german.dic}` in the front matter brings the spelling of another language: a dictionary of Hunspell's form, with its .aff beside it.",
	},
	Run: func(p *check.Pass) {
		texts := passages(p)
		if len(texts) == 0 {
			return
		}
		s := newSpeller(p, texts)
		found, foreign := s.misspelt(p, texts)
		if foreign != nil {
			p.Report(*foreign)
			return
		}
		for i, m := range found {
			p.Report(m.diagnostic(s, i < mostSuggested, dictionaries(p)[0]))
		}
	},
}

// mostSuggested is how many words of a résumé get suggestions: they take their time, and with more the words are no slips.
const mostSuggested = 20

// A misspelling is a word that is wrong, and its places.
type misspelling struct {
	word   string
	places []source.Span
	near   []string // when it was looked for already
}

// misspelt is the words that are wrong in order, each once. foreign is the finding instead when most words are.
func (s *speller) misspelt(p *check.Pass, texts []passage) (found []*misspelling, foreign *diag.Diagnostic) {
	verdict := map[string]bool{} // word -> right
	by := map[string]*misspelling{}
	words, unknown := 0, 0
	for _, t := range texts {
		var wrong []int
		lower := 0
		for i := range t.Words {
			word, ok := t.looked(i)
			if !ok {
				continue
			}
			right, seen := verdict[word]
			if !seen {
				right = s.right(word)
				verdict[word] = right
			}
			if small := isSmall(word); small {
				if lower++; !seen {
					words++
					if !right {
						unknown++
					}
				}
			}
			if !right {
				wrong = append(wrong, i)
			}
		}
		if s.own == nil && t.otherLanguage(wrong, lower) {
			continue
		}
		for _, i := range wrong {
			word, _ := t.looked(i)
			m := by[word]
			if m == nil {
				m = &misspelling{word: word}
				if (!isSmall(word) || t.named(i)) && !s.slip(m, t, i) {
					continue
				}
				by[word] = m
				found = append(found, m)
			}
			m.places = append(m.places, t.wordSpan(i, word))
		}
	}
	if limit := p.Limit(unknownWords); words >= 20 && s.own == nil && float64(unknown)*100 > limit*float64(words) {
		return nil, &diag.Diagnostic{Span: p.Site.Master.File.Top(), Help: "if it is, write it into the front matter, as in `lang: de`",
			Message: fmt.Sprintf("%d of %d words are in no English dictionary; is the résumé in another language?", unknown, words)}
	}
	return found, nil
}

// looked is the word i as it is looked up; ok is false for one that is no word of a language: code, a number, an
// identifier, an acronym.
func (t passage) looked(i int) (word string, ok bool) {
	w := t.Words[i]
	word = t.Plain[w.Start:w.End]
	if w.Code || len(word) < 3 || strings.ContainsAny(word, "_.+#0123456789") || isCode(t.chunk(w.Start, w.End)) {
		return "", false
	}
	lower, letters, inner := 0, 0, false
	for k, r := range word {
		switch {
		case unicode.IsUpper(r):
			letters++
			inner = inner || k > 0
		case r >= 0x250 && !unicode.IsMark(r) && r != '’':
			return "", false // a script that no dictionary of ours has
		default:
			lower++
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	switch {
	case letters < 3:
		return "", false
	case slippedCapital(word) != "":
		return word, true
	case inner && lower > 0: // an identifier, or the plural of an acronym
		return "", false
	case lower == 0 && (len(word) < 6 || t.kind != markup.Heading):
		return "", false // an acronym
	case i > 0 && t.Glue(i) == '\'', t.digitBeside(i):
		return "", false
	}
	return word, true
}

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

// digitBeside reports whether a number is joined to the word i: "x86-based" is looked up, "802.11ac" is not.
func (t passage) digitBeside(i int) bool {
	return i > 0 && t.Words[i-1].End == t.Words[i].Start
}

func isSmall(word string) bool { return strings.ToLower(word) == word }

// named reports whether the word i is set as a name, a title or a word of another language is: in italics, in bold at the
// beginning, by itself, with letters that English has not, or as a small part of a name: "Ludwig van Beethoven", "Hye-jin".
func (t passage) named(i int) bool {
	w := t.Words[i]
	word := t.Plain[w.Start:w.End]
	if len(t.Words) == 1 || strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII && r != '’' }) {
		return true
	}
	if t.upper(i-1) && t.Glue(i) == '-' && len(word) <= mostOfParticle {
		return true
	}
	before, after := i-1, i+1
	for before >= 0 && len(t.Words[before].Low) <= mostOfParticle && !t.upper(before) {
		before--
	}
	for after < len(t.Words) && len(t.Words[after].Low) <= mostOfParticle && !t.upper(after) {
		after++
	}
	if len(word) <= mostOfParticle && t.upper(before) && t.upper(after) && after-before <= 3 {
		return true
	}
	return t.set(t.inlines, t.Span(w.Start, w.End), true)
}

// upper reports whether the word i begins with a capital.
func (t passage) upper(i int) bool {
	if i < 0 || i >= len(t.Words) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.Plain[t.Words[i].Start:])
	return unicode.IsUpper(r)
}

// mostOfParticle is how many letters a small part of a name has: "van", "del", "auf".
const mostOfParticle = 4

// mostOfName is how many words a name has that begins a passage in bold.
const mostOfName = 3

// set reports whether a place lies in italics, in one bold word, or in a few that begin the passage.
func (t passage) set(in []markup.Inline, at source.Span, first bool) bool {
	for i := range in {
		n := &in[i]
		if n.Span.Contains(at) {
			switch {
			case n.Kind == markup.Emphasis:
				return true
			case n.Kind == markup.Strong:
				words := len(strings.Fields(markup.Plain(n.Inlines)))
				if words == 1 || first && words <= mostOfName {
					return true
				}
			}
			return t.set(n.Inlines, at, first)
		}
		first = first && strings.TrimSpace(markup.Plain(in[i:i+1])) == ""
	}
	return false
}

// otherLanguage reports whether a passage with these unknown words, of so many in small letters, is not in English.
func (t passage) otherLanguage(wrong []int, lower int) bool {
	n := 0
	for _, i := range wrong {
		if isSmall(t.Plain[t.Words[i].Start:t.Words[i].End]) {
			n++
		}
	}
	return n >= 3 && n*3 > lower
}

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
	beside := false
	for _, k := range [...]int{i - 1, i + 1} {
		if t.upper(k) && t.Spaced(max(i, k)) {
			w, ok := t.looked(k)
			beside = beside || ok && !s.right(w)
		}
	}
	low := strings.ToLower(straight(m.word))
	if beside { // two together are sooner a name
		return len(low) >= 8 && s.slipped(low)
	}
	if nearFrequent(low, opens) {
		return true
	}
	if len(low) < 7 {
		return false
	}
	if m.near = s.near(m.word); len(m.near) == 0 {
		return false
	}
	other := strings.ToLower(m.near[0])
	return len(other) > 7 && sooner(low, other, false) && (s.spelled(other) || s.spelled(m.near[0]))
}

// nearFrequent reports whether a word is sooner the slip of a frequent word or a technology than a name. opens says that it stands where
// a bullet has its verb.
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

// wordSpan is the place of a word.
func (t passage) wordSpan(i int, word string) source.Span {
	w := t.Words[i]
	return t.Span(w.Start, w.Start+len(word))
}

func (m *misspelling) diagnostic(s *speller, suggest bool, file string) diag.Diagnostic {
	d := diag.Diagnostic{Span: m.places[0], Message: fmt.Sprintf("%q is in no dictionary", m.word), Help: "if it is right, add it to " + file}
	if m.near == nil && suggest {
		m.near = s.near(m.word)
	}
	if len(m.near) > 0 {
		var quoted []string
		for _, w := range m.near {
			quoted = append(quoted, fmt.Sprintf("%q", w))
		}
		d.Message += "; was " + strings.Replace(list(quoted), " and ", " or ", 1) + " meant?"
	}
	for _, at := range m.places[1:] {
		d.Notes = append(d.Notes, diag.Note{Span: at, Text: "here, too"})
	}
	if len(m.near) == 1 {
		d.Fix = &diag.Fix{Message: fmt.Sprintf("write %q", m.near[0])}
		for _, at := range m.places {
			if at.Text() == m.word {
				d.Fix.Edits = append(d.Fix.Edits, diag.Edit{Span: at, New: m.near[0]})
			}
		}
		if len(d.Fix.Edits) == 0 {
			d.Fix = nil
		}
	}
	return d
}
