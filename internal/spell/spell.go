// Package spell looks words up in dictionaries of the Hunspell form: a list of stems (.dic), and a file of
// rules that says which prefixes and suffixes each may take (.aff).
//
// In: the two files of a dictionary, as bytes. Out: a [Dictionary], which says whether a word is right and
// what was probably meant by one that is not. Nothing is unpacked: the stems stay in the sorted text that
// they came in and are found there by halving, and affixes are stripped from the word that is looked up; so
// a dictionary that the program brings ([American], [British], [Trade]) costs nothing until it is asked, and
// then next to nothing. A user's file is sorted when it is read.
//
// Of hunspell(5) these are read: SET (UTF-8, ISO8859-1, ISO8859-15), FLAG, AF, PFX and SFX with conditions, cross
// products, further flags and two suffixes in a row, NEEDAFFIX, FORBIDDENWORD, ONLYINCOMPOUND, KEEPCASE,
// NOSUGGEST, CIRCUMFIX, FULLSTRIP, COMPOUNDRULE, COMPOUNDFLAG, COMPOUNDBEGIN, -MIDDLE, -END, COMPOUNDMIN,
// COMPOUNDWORDMAX, COMPOUNDPERMITFLAG, COMPOUNDFORBIDFLAG, CHECKCOMPOUNDDUP, CHECKCOMPOUNDCASE,
// CHECKCOMPOUNDTRIPLE, CHECKSHARPS, BREAK, ICONV, IGNORE, REP, TRY and KEY. What else a file says is passed over.
//
// The package knows nothing of résumés, and never of files.
package spell

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of the work on one word.
const (
	longest   = 100    // bytes of a word that is looked at; Hunspell has the same number
	mostSteps = 20_000 // steps for one word, such as a look into the list of stems; compounds of any sense need far less
	mostParts = 10     // parts that a word is broken into
)

// A Dictionary is the words of one language. It does not change, and may be asked by several at once.
type Dictionary struct {
	rules  *rules
	stems  stems
	sieved bool   // each word is put through the sieve
	ruled  string // first bytes of the stems that a COMPOUNDRULE may use; most words have none of them
}

// Right reports whether a word is right. A word begins in any case that its stem allows: "house" stands for
// "House" and "HOUSE", "Paris" for "PARIS"; a word longer than 100 bytes is none. Numbers are right.
func (d *Dictionary) Right(word string) bool {
	l := &look{d: d, left: mostSteps, sieve: d.sieved}
	return l.word(word)
}

// RightOfMany is Right for who asks for hundreds of words, most of which are none. The first question takes longer.
func (d *Dictionary) RightOfMany(word string) bool {
	l := &look{d: d, left: mostSteps, sieve: true}
	return l.word(word)
}

// guess is Right for a word that somebody may be told to write, which may well be none. steps is how many there
// are left for it and its like.
func (d *Dictionary) guess(word string, steps *int) bool {
	l := &look{d: d, left: min(*steps, mostSteps), try: true, sieve: true}
	before := l.left
	ok := l.word(word)
	*steps -= before - l.left
	return ok
}

func (l *look) word(word string) bool {
	word = l.d.rules.converted(word)
	if word == "" || len(word) > longest || !utf8.ValidString(word) {
		return false
	}
	return l.right(word, mostParts)
}

// spent counts a step, and reports whether there are none left.
func (l *look) spent() bool {
	if l.left > 0 {
		l.left--
	}
	return l.left == 0
}

// A look is the search for one word.
type look struct {
	d         *Dictionary
	left      int  // steps that are left
	try       bool // words with NOSUGGEST are none
	sieve     bool // stems are put through the sieve first
	upper     bool // the word is in capitals: stems in mixed case are tried, too
	changed   bool // the case is not that of the word: stems with KEEPCASE are none
	forbidden bool // a stem said that the word is wrong
}

func (l *look) right(word string, parts int) bool {
	if isNumber(word) || l.cased(word) {
		return true
	}
	return !l.forbidden && !l.try && parts > 0 && l.broken(word, parts)
}

// cased looks for the word in the forms that its capitals allow.
func (l *look) cased(word string) bool {
	l.upper, l.changed, l.forbidden = false, false, false
	if l.plain(word) {
		return true
	}
	if l.forbidden {
		return false
	}
	switch caseOf(word) {
	case allCapitals:
		l.upper, l.changed = true, true
		lower := strings.ToLower(word)
		if before, after, ok := strings.Cut(lower, "'"); ok && after != "" && l.plain(capital(before)+"'"+capital(after)) {
			return true
		}
		if l.plain(capital(lower)) || l.plain(lower) || l.mixed(word) {
			return true
		}
		return l.d.rules.sharps && l.sharp(lower)
	case firstCapital:
		l.changed = true
		return l.plain(strings.ToLower(word))
	}
	return false
}

// sharp looks for a German word in capitals, which writes SS for ß.
func (l *look) sharp(lower string) bool {
	for i := 0; ; {
		at := strings.Index(lower[i:], "ss")
		if at < 0 {
			return false
		}
		i += at
		if s := lower[:i] + "ß" + lower[i+2:]; l.plain(s) || l.plain(capital(s)) {
			return true
		}
		i += 2
	}
}

// mixed looks for a word in capitals among stems in mixed case: "MCDONALD".
func (l *look) mixed(word string) bool {
	for _, stem := range l.d.stems.mixed()[word] {
		if l.plain(stem) {
			return true
		}
	}
	return false
}

// broken looks for the parts of a word on both sides of a break, such as a hyphen.
func (l *look) broken(word string, parts int) bool {
	for _, b := range l.d.rules.breaks {
		switch rest, ok := "", false; {
		case strings.HasPrefix(b, "^") && len(b) > 1:
			if rest, ok = strings.CutPrefix(word, b[1:]); ok && rest != "" && l.right(rest, parts-1) {
				return true
			}
		case strings.HasSuffix(b, "$") && len(b) > 1:
			if rest, ok = strings.CutSuffix(word, b[:len(b)-1]); ok && rest != "" && l.right(rest, parts-1) {
				return true
			}
		default:
			for i := 1; i < len(word); i++ {
				if strings.HasPrefix(word[i:], b) && i+len(b) < len(word) && !l.spent() &&
					l.right(word[:i], parts-1) && l.right(word[i+len(b):], parts-1) {
					return true
				}
			}
		}
	}
	return false
}

// isNumber reports whether a word is digits, with single signs between them.
func isNumber(word string) bool {
	sign := true
	for i := range len(word) {
		switch c := word[i]; {
		case '0' <= c && c <= '9':
			sign = false
		case (c == '.' || c == ',' || c == '-') && !sign:
			sign = true
		default:
			return false
		}
	}
	return !sign
}

// A casing is how a word is written.
type casing uint8

const (
	noCapital    casing = iota // "word"
	firstCapital               // "Word"
	allCapitals                // "WORD"
	mixedCase                  // "wOrd", "WoRd"
)

func caseOf(word string) casing {
	upper, lower, first := 0, 0, false
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLower(r):
			lower++
		}
	}
	switch {
	case upper == 0:
		return noCapital
	case lower == 0:
		if upper == 1 && utf8.RuneCountInString(word) == 1 {
			return firstCapital
		}
		return allCapitals
	case upper == 1 && first:
		return firstCapital
	}
	return mixedCase
}

// capital is a word with its first letter as a capital.
func capital(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	if u := unicode.ToUpper(r); u != r && r != utf8.RuneError {
		return string(u) + word[n:]
	}
	return word
}

// converted is a word in the letters that the dictionary has.
func (r *rules) converted(word string) string {
	if r.ignore != "" && strings.ContainsAny(word, r.ignore) {
		word = strings.Map(func(c rune) rune {
			if strings.ContainsRune(r.ignore, c) {
				return -1
			}
			return c
		}, word)
	}
	if !slices.ContainsFunc(r.iconv, func(p pair) bool { return strings.Contains(word, p.from) }) {
		return word
	}
	var b strings.Builder
	for i := 0; i < len(word) && b.Len() <= longest; {
		best := pair{from: word[i : i+1], to: word[i : i+1]}
		found := false
		for _, p := range r.iconv {
			if strings.HasPrefix(word[i:], p.from) && (!found || len(p.from) > len(best.from)) {
				best, found = p, true
			}
		}
		b.WriteString(best.to)
		i += len(best.from)
	}
	return b.String()
}
