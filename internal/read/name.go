package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// A nameRange says where in a line the name stands, and what is left for the headline.
type nameRange struct{ i, j, rest int }

func (n nameRange) known() bool { return n.i < n.j }

// nameRange finds the name in a line: "Maya Lindqvist", "Maya Lindqvist's Resume", "CV – Maya
// Lindqvist", "Maya Lindqvist - Backend Engineer".
func (rd *reader) nameRange(l *line) nameRange {
	text := l.text
	i, j := nameIn(text, 0, len(text))
	n := nameRange{i, j, len(text)}
	if k := nameEnd(text, i, j); k > i {
		n.rest = k
		_, n.j = trim(text, i, k, isMargin)
	}
	n.i, n.j = nameIn(text, n.i, n.j)
	if !isName(text[n.i:n.j]) {
		return nameRange{}
	}
	return n
}

// name takes the name from a line, and the headline from what stands behind it.
func (rd *reader) name(l *line) bool {
	n := rd.nameRange(l)
	if !n.known() {
		return false
	}
	r := rd.resume
	v := l.value(n.i, n.j)
	behind := l.value(trim(l.text, n.rest, len(l.text), isMargin))
	if term.Title(behind.Text) {
		behind.Text = ""
	}
	switch {
	case !r.Name.Known():
		r.Name = v
	case !sameWords(v.Text, r.Name.Text):
		return false
	default:
		rd.drop(v.Span, resume.Again)
	}
	if behind.Known() {
		rd.plainHeadline(l, n.rest)
	}
	return true
}

// plainHeadline takes the text behind the name as the headline, or keeps it with the contact data.
func (rd *reader) plainHeadline(l *line, from int) {
	start, end := trim(l.text, from, len(l.text), isMargin)
	v := l.value(start, end)
	if f, ok := recognize(l, start, end, resume.Value{}); ok {
		rd.fact(f)
		return
	}
	switch {
	case sameWords(v.Text, rd.resume.Headline.Text):
		rd.drop(v.Span, resume.Again)
	case rd.resume.Headline.Known():
		rd.plain(v, false)
	default:
		rd.resume.Headline = v
	}
}

// nameIn narrows a text to the name in it: words like "Resume of" and "'s CV" go.
func nameIn(text string, i, j int) (int, int) {
	for {
		i, j = trim(text, i, j, func(r rune) bool { return !isWordRune(r) && r != '.' && r != ')' && r != '(' })
		first, last := i, j
		if k := strings.IndexFunc(text[i:j], func(r rune) bool { return unicode.IsSpace(r) || r == ':' }); k > 0 {
			first = i + k
		}
		if k := strings.LastIndexFunc(text[i:j], unicode.IsSpace); k >= 0 {
			_, size := utf8.DecodeRuneInString(text[i+k:])
			last = i + k + size
		}
		word := strings.Trim(text[i:first], " :-–—|")
		switch {
		case first > i && (term.TitleWord(word) || isPreposition(word)):
			i = first
		case last < j && term.TitleWord(text[last:j]):
			j = last
		default:
			for _, s := range [...]string{"'s", "’s"} { // "Maya Lindqvist's personal"
				if k := strings.Index(text[i:j], s); k > 0 && (i+k+len(s) == j || text[i+k+len(s)] == ' ' && term.Title(text[i+k+len(s):])) {
					return i, i + k
				}
			}
			return i, j
		}
	}
}

func isPreposition(word string) bool {
	switch strings.ToLower(word) {
	case "of", "von", "de", "for", "about":
		return word == strings.ToLower(word) && word != "von" && word != "de" // "von Arnim" and "de Vries" are names
	}
	return false
}

// nameEnd is where a separator ends the name, 0 when nothing does.
func nameEnd(text string, i, j int) int {
	for k := i; k < j; k++ {
		if n, g := separator(text, k); n > 0 && g >= dash && k > i {
			return k
		}
	}
	return 0
}

// isName reports whether a text may be a person's name: one to six words that begin with letters, no digits.
func isName(text string) bool {
	n := 0
	for w := range strings.FieldsSeq(text) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(\"“"))
		if !unicode.IsLetter(r) || strings.ContainsAny(w, "0123456789@/!?") {
			return false
		}
		n++
	}
	if n == 0 || n > 6 || term.Title(text) {
		return false
	}
	_, section := term.Section(text)
	return !section
}
