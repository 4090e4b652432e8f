package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

var textSpelling = &check.Rule{
	ID:     "text/spelling",
	Yields: []string{"text/casing"},
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
			if p.Said(t.wordSpan(i, word)) {
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
			if !right && !s.rightJoined(t, i) {
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

// rightJoined reports whether the word i is half of one with a hyphen that dictionaries have without it: "post-mortem".
func (s *speller) rightJoined(t passage, i int) bool {
	return t.Glue(i) == '-' && s.right(t.Words[i-1].Low+t.Words[i].Low) || t.Glue(i+1) == '-' && s.right(t.Words[i].Low+t.Words[i+1].Low)
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
