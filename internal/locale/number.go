package locale

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Number is a number that stands in digits in a text, with the word for thousands or millions behind it.
type Number struct {
	Start, End int // bytes
	Value      float64
	Whole      bool // without parts and without such a word
}

// A scale is a word for a power of ten.
type scale struct {
	word  string // in lower case
	power int
}

// customary is the words for powers of ten that people write in any language.
var customary = []scale{{"tsd.", 3}, {"tsd", 3}, {"k", 3}, {"mio.", 6}, {"mio", 6}, {"mln", 6}, {"mn", 6}, {"m", 6}, {"mrd.", 9}, {"mrd", 9}, {"mld", 9}, {"bn", 9}}

func scalesOf(text string) []scale {
	out := slices.Clone(customary)
	for item := range strings.SplitSeq(text, " | ") {
		power, word, _ := strings.Cut(item, "=")
		n, _ := strconv.Atoi(power)
		word = strings.ToLower(word)
		if i := slices.IndexFunc(out, func(s scale) bool { return s.word == word }); i >= 0 {
			out[i].power = n
		} else if n > 0 && word != "" {
			out = append(out, scale{word, n})
		}
	}
	slices.SortStableFunc(out, func(a, b scale) int { return cmp.Compare(len(b.word), len(a.word)) })
	return out
}

// Numbers is every number of a text, as the language writes them: "1.200" is 1200 in German and 1.2 in English, "2,5 Millionen" is 2500000.
// Digits that belong to a name (S3, p99, OAuth2, 2.0.1) are none; whatever cannot be in one way ("99.9" in German) is read in the other.
func (l Locale) Numbers(text string) []Number {
	var out []Number
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isDigit(r) {
			i += size
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		n, end, ok := l.number(text, i)
		if ok && (!unicode.IsLetter(before) || unwordly(before)) && before != '_' && !versionDash(text, i) {
			out = append(out, n)
		}
		i = end
	}
	return out
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// unwordly reports whether a letter is of a script that is written without blanks: digits behind it are no part of a word.
func unwordly(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Hebrew)
}

// versionDash reports whether the digits at i are joined to a name: "UTF-8", "GPT-4".
func versionDash(text string, i int) bool {
	if i < 2 || text[i-1] != '-' {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i-1])
	return unicode.IsLetter(r) && !unwordly(r)
}

// number reads the number that begins at i; end is where to go on. ok is false for what is none: 2.0.1.
func (l Locale) number(text string, i int) (n Number, end int, ok bool) {
	var digits strings.Builder // with "." before the parts
	at, marks := i, 0
	run := func(from int) int {
		to := from
		for to < len(text) && isDigit(rune(text[to])) {
			to++
		}
		return to
	}
	to := run(at)
	digits.WriteString(text[at:to])
	at, whole, odd := to, true, false
	for at < len(text) {
		sep, size := utf8.DecodeRuneInString(text[at:])
		next := run(at + size)
		length := next - at - size
		if length == 0 || !strings.ContainsRune(".,'’\u00a0\u202f ", sep) {
			break
		}
		blank := sep == ' ' || sep == '\u00a0' || sep == '\u202f'
		group := length == 3 && (sep == l.Group || sep == '\'' || sep == '’' || blank && (l.Group == '\u00a0' || sep != ' ')) && whole
		switch {
		case group:
		case blank || sep == '\'' || sep == '’':
			length = 0
		case whole:
			digits.WriteByte('.')
			whole = false
		default:
			odd = true // a version, or an address
		}
		if length == 0 {
			break
		}
		digits.WriteString(text[at+size : next])
		at, marks = next, marks+1
	}
	value, err := strconv.ParseFloat(digits.String(), 64)
	if odd || err != nil || math.IsInf(value, 0) {
		return n, at, false
	}
	n = Number{Start: i, End: at, Value: value, Whole: whole && marks == 0}
	if power, length := l.scale(text[at:]); power > 0 {
		n.Value, n.End, n.Whole = n.Value*math.Pow10(power), at+length, false
	}
	return n, n.End, true
}

// scale is the power of ten that a text begins with a word for, and the bytes of that with the blank before it.
func (l Locale) scale(text string) (power, length int) {
	rest := strings.TrimLeft(text, " \u00a0\u202f")
	blank := len(text) - len(rest)
	if blank > len("\u00a0") {
		return 0, 0
	}
	const longest = 40
	low := strings.ToLower(rest[:min(len(rest), longest)])
	for _, s := range l.data.scales {
		if !strings.HasPrefix(low, s.word) || blank > 0 && (s.word == "k" || s.word == "m") && strings.HasPrefix(rest, s.word) {
			continue // "5 m" are metres
		}
		if s.word == "m" && rest[0] == 'm' || len(s.word) > len(rest) {
			continue // "5m" are minutes or metres
		}
		next, _ := utf8.DecodeRuneInString(rest[len(s.word):])
		last, _ := utf8.DecodeLastRuneInString(s.word)
		if len(rest) > len(s.word) && (unicode.IsLetter(next) && !unwordly(last) || isDigit(next)) {
			continue
		}
		return s.power, blank + len(s.word)
	}
	return 0, 0
}
