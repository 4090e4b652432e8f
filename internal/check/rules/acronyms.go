package rules

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
)

//go:embed acronyms.txt
var acronymText string

// knownAcronyms is those that need not be written out.
var knownAcronyms = sync.OnceValue(func() map[string]bool {
	known := make(map[string]bool, 1024)
	for line := range strings.Lines(acronymText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			known[w] = true
		}
	}
	return known
})

// The lengths of an acronym in letters: two are too many things, and more than six are sooner a word in capitals.
const leastOfAcronym, mostOfAcronym = 3, 6

// told reports whether the passage tells something in sentences: the summary, or what stands below an entry's head. Headings,
// heads and lists of skills, degrees and certificates are names.
func (t passage) told(names *area) bool {
	if t.kind != markup.Paragraph || len(t.Words) < 3 || t.allCapitals() || t.isList() {
		return false
	}
	return !names.contains(t.Whole())
}

// allCapitals reports whether the passage has hardly a small letter.
func (t passage) allCapitals() bool {
	upper, lower := 0, 0
	for _, r := range t.Plain {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	return upper > lower
}

// isList reports whether the passage is a list of names, as in "Stack: Go, NATS, EVPN": where commas part one or two words each.
func (t passage) isList() bool {
	_, items, labelled := strings.Cut(t.Plain, ":")
	if !labelled {
		items = t.Plain
	}
	n := 1 + strings.Count(items, ",") + strings.Count(items, ";") + strings.Count(items, " | ") + strings.Count(items, "·")
	return n > 1 && len(strings.Fields(items)) <= 2*n || n == 1 && labelled && len(strings.Fields(items)) <= 2
}

// acronymAt is the acronym at the word i without the s of its plural or its possessive; ok is false for another word, a part of one,
// a roman number, and code.
func (t passage) acronymAt(i int) (short string, ok bool) {
	w := t.Words[i]
	word := straight(t.Plain[w.Start:w.End])
	word, _ = strings.CutSuffix(strings.TrimSuffix(word, "s"), "'")
	if w.Code || len(word) < leastOfAcronym || len(word) > mostOfAcronym || strings.Trim(word, "IVXLCDM") == "" {
		return "", false
	}
	for _, c := range []byte(word) {
		if c < 'A' || c > 'Z' {
			return "", false
		}
	}
	if t.partOf(i) || t.partOf(i+1) || isCode(t.chunk(w.Start, w.End)) {
		return "", false
	}
	return word, true
}

// partOf reports whether something that makes one name joins the words i-1 and i: a digit, "&", "+", a hyphen before a number or
// a capital, as in "QPLR-1204" and "AB-XYZ"; "QPLR-based" is none.
func (t passage) partOf(i int) bool {
	if i <= 0 || i >= len(t.Words) || t.Spaced(i) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(t.Plain[t.Words[i].Start:])
	switch t.Between(i) {
	case "-", "‑", "–":
		return !unicode.IsLower(next) && (unicode.IsDigit(next) || t.upper(i-1))
	case "/", "(", ", ", "’", "'":
		return false
	}
	return t.Words[i-1].End == t.Words[i].Start || strings.ContainsAny(t.Between(i), "&+.@_#:")
}

// inName reports whether the acronym at i is part of a name: a word with a capital stands beside it ("QPLR Gateway", "the Acme QPLR"),
// or it is quoted.
func (t passage) inName(i int) bool {
	if i+1 < len(t.Words) && t.Between(i+1) == " " && t.upper(i+1) {
		return true
	}
	return i > 0 && t.Between(i) == " " && t.upper(i-1) && !t.begins(i-1)
}

// spells reports whether the words from i on have the initials of an acronym, small words between them let be: "Quality of Service"
// has those of QOS, and of QS.
func (t passage) spells(i int, short string) bool {
	n := 0
	for k := i; k < len(t.Words) && n < len(short); k++ {
		w := t.Words[k].Low
		if k > i && strings.Trim(t.Between(k), " -‑/&") != "" {
			return false
		}
		if upper := strings.ToUpper(w); len(w) > 1 && upper[0] == short[n] && upper != short {
			n++
		} else if k == i || len(w) > 3 {
			return false
		}
	}
	return n == len(short)
}
