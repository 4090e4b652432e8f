package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// Here is which words of a passage are looked up in dictionaries, and which of them are set as names.

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
	if len(word) <= mostOfParticle && t.upper(before) && t.upper(after) && after-before <= 3 && !strings.ContainsAny(t.Plain[t.Words[before].End:t.Words[after].Start], ",;:()") {
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
