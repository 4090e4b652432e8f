package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Figures is every quantity that the text states: a number with a unit, a currency, a per cent sign or a multiplier, or one
// that counts something, in digits or spelled out. No figures are years and dates, versions, ordinals, digits in names
// (S3, OAuth 2.0, Java 17, RFC 7231), telephone numbers, numbers of tickets, and "one".
func (t *Text) Figures() []Range {
	var out []Range
	for i := 0; i < len(t.Words); i++ {
		if t.Words[i].Code {
			continue
		}
		if n := t.figureAt(i); n > 0 {
			out = append(out, Range{t.figureStart(i), t.Words[i+n-1].End})
			i += n - 1
		}
	}
	return out
}

// HasFigure reports whether the text states a quantity.
func (t *Text) HasFigure() bool {
	for i := range t.Words {
		if !t.Words[i].Code && t.figureAt(i) > 0 {
			return true
		}
	}
	return false
}

// figureStart is where the figure at the word i begins, its currency included.
func (t *Text) figureStart(i int) int {
	at := t.Words[i].Start
	if r, size := utf8.DecodeLastRuneInString(t.Plain[:at]); unicode.Is(unicode.Sc, r) || r == '~' || r == '<' || r == '>' {
		return at - size
	}
	return at
}

// figureAt is the number of words of the figure that begins at the word i; 0 when none does.
func (t *Text) figureAt(i int) int {
	w := t.Words[i].Low
	if c := rune(w[0]); !isDigit(c) {
		return t.spelledAt(i)
	}
	num, suffix := cutNumber(w)
	if t.inAddress(i) || t.telephone(i) || chip(w) || t.setPhrase(i) {
		return 0
	}
	before, after := t.mark(i)
	switch {
	case unicode.Is(unicode.Sc, before), after == '%' || after == '‰', after == '×' && suffix == "":
		if next := t.low(i + 1); num == "100" && after == '%' && (next == "remote" || next == "remotely" || next == "confident" || next == "committed" || next == "sure") {
			return 0
		}
		return 1
	case before == '#' || before == '§' || before == '@' || before == '\'' || before == '’' || before == ':' && t.Glue(i) != 0:
		return 0
	case strings.Count(num, ".") > 1, len(num) == 7 && num[2] == '.' && yearLike(num[3:]), len(num) > 1 && num[0] == '0' && isDigit(rune(num[1])):
		return 0 // a version, a date or an address of a network
	}
	if suffix != "" {
		if yearLike(num) && suffix == "s" {
			return 0 // "the 1990s"
		}
		if scaleOrUnit(suffix, t.word(i)[len(num):]) && !t.screen(i) && !t.named(i, true) {
			return 1
		}
		return 0 // "3D", "2nd", "12c"
	}
	if t.noQuantity(i + 1) {
		return 0
	}
	unit := t.unitAt(i + 1)
	switch {
	case t.inDate(i, num, unit), t.fraction(i, num), t.named(i, unit > 0 || big(num)):
		return 0
	case unit > 0:
		return 1 + unit
	case t.low(i-1) == "the" && (i+1 == len(t.Words) || !t.Spaced(i+1) && t.Glue(i+1) != '-'): // "the 68000"
		return 0
	case i+1 == len(t.Words) && i == 0: // nothing but a number
		return 0
	case i == 0 && (strings.HasPrefix(t.Plain[t.Words[0].End:], ")") || strings.HasPrefix(t.Plain[t.Words[0].End:], ". ")):
		return 0 // the number of an item
	}
	return 1
}

// chip reports whether a number is the name of a thing by itself.
func chip(w string) bool {
	switch w {
	case "6502", "8051", "8086", "68000", "68k", "802.1x", "802.11":
		return true
	}
	return false
}

// setPhrase reports whether the number at the word i is part of a phrase or a name that counts nothing.
func (t *Text) setPhrase(i int) bool {
	w, next, prev := t.low(i), t.low(i+1), t.low(i-1)
	switch {
	case next == "under" && t.low(i+2) == w, prev == "under" && t.low(i-2) == w: // "30 under 30"
		return true
	case w == "0" && next == "to" && t.low(i+2) == "1": // "from 0 to 1"
		return !t.counted(i + 3)
	case w == "1" && prev == "to" && t.low(i-2) == "0":
		return !t.counted(i + 1)
	case w == "3m": // the company
		return !t.counted(i+1) && t.unitAt(i+1) == 0 && t.word(i) == "3M"
	case next == "cfr":
		return true
	case t.Glue(i+1) == '-' && next != "" && t.word(i+1) != next && len(next) > 3 && t.word(i + 1)[1:] == next[1:]: // "7-Eleven"
		return true
	case t.Glue(i) == '-' && prev == "to" && t.Glue(i-1) == '-': // "9-to-5"
		return true
	case len(w) == 1 && (t.Glue(i+1) == '-' && t.Glue(i+2) == '-' || t.Glue(i) == '-' && (t.Glue(i+1) == '-' || t.Glue(i-1) == '-')): // "3-2-1"
		return isDigit(rune((next + " ")[0])) || isDigit(rune((prev + " ")[0]))
	}
	return false
}

// cutNumber parts the digits that a word begins with from the letters behind.
func cutNumber(w string) (num, suffix string) {
	k := 0
	for k < len(w) && (isDigit(rune(w[k])) || (w[k] == '.' || w[k] == ',') && k+1 < len(w) && isDigit(rune(w[k+1]))) {
		k++
	}
	return w[:k], w[k:]
}

// mark is the characters right before and right behind the word i; 0 for blanks and for none.
func (t *Text) mark(i int) (before, after rune) {
	if s := t.Plain[:t.Words[i].Start]; s != "" {
		before, _ = utf8.DecodeLastRuneInString(s)
	}
	s := t.Plain[t.Words[i].End:]
	if b, ok := strings.CutPrefix(s, " "); ok && (strings.HasPrefix(b, "%") || strings.HasPrefix(b, "€") || strings.HasPrefix(b, "×")) {
		s = b
	}
	if b, ok := strings.CutPrefix(s, "\u00a0"); ok {
		s = b
	}
	s = strings.TrimPrefix(s, "+")
	if s != "" {
		if after, _ = utf8.DecodeRuneInString(s); unicode.Is(unicode.Sc, after) {
			before = after // "380 €"
		}
	}
	if unicode.IsSpace(before) {
		before = 0
	}
	return before, after
}

// noQuantity reports whether the word i makes no quantity of the number before it: "64-bit", "two-factor".
func (t *Text) noQuantity(i int) bool {
	if i >= len(t.Words) {
		return false
	}
	switch t.low(i) {
	case "degree":
		return t.low(i-1) == "360"
	case "bit", "factor", "tier", "phase", "way", "eyes", "stop", "dimensional", "sided", "handed", "level", "party", "step", "legged",
		"pizza", "wire", "tiered", "phased", "point", "state":
		return t.Glue(i) == '-' || t.Spaced(i)
	case "to", "on":
		return t.Glue(i) == '-' && t.Glue(i+1) != 0
	}
	return false
}
