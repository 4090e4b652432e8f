package prose

import (
	"strings"
)

// longestAddress is how far from a number, in bytes, what makes an address of it may stand.
const longestAddress = 200

// inAddress reports whether the word i stands in an address of the web, of mail or of a file.
func (t *Text) inAddress(i int) bool {
	s := t.Plain
	from, to := t.Words[i].Start, t.Words[i].End
	for from > 0 && t.Words[i].Start-from < longestAddress && s[from-1] != ' ' && s[from-1] != '(' {
		from--
	}
	for to < len(s) && to-from < 2*longestAddress && s[to] != ' ' && s[to] != ')' {
		to++
	}
	token := s[from:to]
	return strings.Contains(token, "://") || strings.Contains(token, "@") || strings.HasPrefix(token, "www.") || strings.Count(token, "/") > 2 ||
		strings.HasPrefix(token, "/") || strings.Count(token, ".") > 2 && strings.Count(token, ",") == 0
}

// mostGroups is the groups of digits on either side that may belong to a telephone number.
const mostGroups = 6

// telephone reports whether the word i is a group of digits of a telephone number: three or more groups that marks of
// such numbers part, or seven digits as 555-0148.
func (t *Text) telephone(i int) bool {
	joined := func(k int) bool {
		if k < 1 || k >= len(t.Words) {
			return false
		}
		switch strings.Trim(t.Between(k), " ") {
		case "", "-", ")", "(", ".", ") -", "/", "(0)":
			return t.digits(k) && t.digits(k-1)
		}
		return false
	}
	first, last := i, i
	for first > i-mostGroups && joined(first) {
		first--
	}
	for last < i+mostGroups && joined(last+1) {
		last++
	}
	n, thousands := 0, true
	for k := first; k <= last; k++ {
		n += len(t.Words[k].Low)
		thousands = thousands && (k == first || len(t.Words[k].Low) == 3)
	}
	if k := t.Words[first].Start; k > 0 && t.Plain[k-1] == '+' && n >= 8 {
		return true
	}
	if t.Words[first].Low[0] == '0' && n >= 8 {
		return true
	}
	switch last - first {
	case 0:
		return false
	case 1:
		return t.Glue(last) == '-' && len(t.Words[first].Low) == 3 && len(t.Words[last].Low) == 4
	}
	return n >= 9 && !thousands
}

// digits reports whether the word i is digits alone.
func (t *Text) digits(i int) bool {
	for _, c := range t.Words[i].Low {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

// big reports whether a number is too large, or written too exactly, for a version.
func big(num string) bool {
	return strings.Contains(num, ",") || len(num) >= 4 && !strings.Contains(num, ".") && !yearLike(num) && !strings.HasPrefix(num, "0")
}

func yearLike(num string) bool {
	return len(num) == 4 && (num[:2] == "19" || num[:2] == "20" && num[2] <= '4')
}

// inDate reports whether the number at the word i is a year or part of a date, unless it counts what follows.
func (t *Text) inDate(i int, num string, unit int) bool {
	if month(t.low(i-1)) && t.Spaced(i) || month(t.low(i+1)) && i+1 < len(t.Words) && t.Spaced(i+1) && len(num) <= 2 {
		return true
	}
	if t.clock(i) {
		return true
	}
	switch t.low(i + 1) {
	case "am", "pm", "a.m", "p.m", "o'clock":
		return true
	case "and", "to":
		if w := t.low(i + 3); w == "am" || w == "pm" || w == "a.m" || w == "p.m" {
			return true
		}
	}
	if glue := t.Glue(i); glue != 0 && i > 0 && (glue == '-' || glue == '/' || glue == '.') && yearLike(t.low(i-1)) {
		return true // "2021-03"
	}
	if i+1 < len(t.Words) && yearLike(t.low(i+1)) {
		switch t.Glue(i + 1) {
		case '-', '/', '.':
			return len(num) <= 4
		}
	}
	if !yearLike(num) {
		return false
	}
	if b, after := t.mark(i); after == '+' || b == '~' || strings.HasPrefix(t.Plain[t.Words[i].End:], "+") {
		return false
	}
	counts := unit > 0 || i+1 < len(t.Words) && t.Spaced(i+1) && Plural(t.low(i+1))
	if !counts {
		return true
	}
	switch t.low(i - 1) {
	case "in", "since", "during", "until", "from", "late", "early", "mid", "year", "fy", "of", "by", "before", "after", "the", "summer", "winter",
		"spring", "fall", "autumn", "for":
		return !strings.HasSuffix(num, "00") || t.low(i-1) == "in" || t.low(i-1) == "since"
	}
	return !strings.HasSuffix(num, "00") && !strings.HasSuffix(num, "48") && unit == 0
}

// clock reports whether the number at the word i is part of a time of day, or of a ratio: "14:30", "1:1".
func (t *Text) clock(i int) bool {
	rest := t.Plain[t.Words[i].End:]
	return len(rest) > 1 && rest[0] == ':' && isDigit(rune(rest[1])) || i > 0 && t.Between(i) == ":" && isDigit(rune(t.low(i - 1)[0]))
}

// month reports whether a word names a month.
func month(w string) bool {
	switch w {
	case "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "jan", "feb",
		"mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "may":
		return true
	}
	return false
}

// fraction reports whether the number at the word i is part of a set phrase with a slash or an "x": "24/7", "9/11".
func (t *Text) fraction(i int, num string) bool {
	other := -1
	switch {
	case i > 0 && t.Glue(i) == '/' && isDigit(rune(t.low(i - 1)[0])):
		other = i - 1
	case i+1 < len(t.Words) && t.Glue(i+1) == '/' && isDigit(rune(t.low(i + 1)[0])):
		other = i + 1
	default:
		return false
	}
	last := max(i, other)
	return !strings.Contains(num+t.low(other), ".") && t.low(last+1) != "of" && t.unitAt(last+1) == 0
}

// screen reports whether the word i is a resolution, not a quantity: "4K video", "8K player".
func (t *Text) screen(i int) bool {
	if w := t.word(i); w != "4K" && w != "8K" {
		return false
	}
	switch t.low(i + 1) {
	case "videos", "displays", "and":
		return true
	}
	return t.unitAt(i+1) == 0 && !t.counted(i+1)
}
