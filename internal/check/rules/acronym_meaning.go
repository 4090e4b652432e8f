package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// namesOf is the places of the résumé that have names and tell nothing: the heads of entries, and sections that are lists of
// skills, degrees and certificates.
func namesOf(r *resume.Resume) *area {
	var spans []source.Span
	for i := range r.Sections {
		sec := &r.Sections[i]
		switch sec.Kind {
		case resume.Summary, resume.Experience, resume.Projects, resume.Volunteer, resume.Other:
			for k := range sec.Entries {
				spans = append(spans, sec.Entries[k].Head)
			}
		default:
			spans = append(spans, sec.Span)
		}
	}
	return newArea(spans)
}

// explanations is which of some acronyms a résumé says the meaning of.
type explanations map[byte]map[string]bool // by the first letter; true: it does

// look makes an acronym one that is looked for.
func (e explanations) look(short string) {
	if e[short[0]] == nil {
		e[short[0]] = map[string]bool{}
	}
	e[short[0]][short] = false
}

// has reports whether a passage that was read says what the acronym stands for.
func (e explanations) has(short string) bool { return e[short[0]][short] }

// read looks in a passage for what acronyms stand for: words whose initials one is made of, in a row; or it stands in brackets
// behind words, or words in brackets behind it. Where a passage is a name, that it has the acronym is enough.
func (e explanations) read(t passage, told bool) {
	for i := range t.Words {
		if short, ok := t.acronymAt(i); ok && (!told || t.glossed(i)) {
			if _, wanted := e[short[0]][short]; wanted {
				e[short[0]][short] = true
			}
		}
		for short, known := range e[initial(t.Words[i].Low)] {
			if !known && t.spells(i, short) {
				e[short[0]][short] = true
			}
		}
	}
}

// initial is the first byte of a word in capitals.
func initial(low string) byte {
	if c := low[0]; c < utf8.RuneSelf {
		return byte(unicode.ToUpper(rune(c)))
	}
	return strings.ToUpper(low)[0]
}

// glossed reports whether words beside the acronym at i say what it is: it stands in brackets, words in brackets or a gloss
// stand behind it.
func (t passage) glossed(i int) bool {
	w := t.Words[i]
	before, after := t.Plain[:w.Start], t.Plain[w.End:]
	if strings.HasSuffix(before, "(") && (strings.HasPrefix(after, ")") || strings.HasPrefix(after, ",") || strings.HasPrefix(after, ";")) {
		return true
	}
	if strings.HasPrefix(after, " (") && i+1 < len(t.Words) && t.Words[i+1].Start == w.End+2 {
		return true
	}
	for _, gloss := range [...]string{", the ", ", a ", ", an ", ", our ", ", its ", ", their ", " – ", " — ", ": "} {
		if strings.HasPrefix(after, gloss) {
			return true
		}
	}
	return false
}
