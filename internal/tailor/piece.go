package tailor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/resgen/resgen/internal/prose"
)

// A piece is a word or a number of a text as facts are compared.
type piece struct {
	start, end int // bytes of the text; of a number with its unit
	key        string
	number     bool
	shared     string // the number with the unit of the next one: of 480 in "from 480 to 95 ms"; else ""
	amount     amount
}

// pieces is the words and numbers of a text.
func pieces(t *prose.Text) []piece {
	var out []piece
	at := 0
	for i := 0; i < len(t.Words); {
		out = signs(out, t.Plain, at, t.Words[i].Start)
		p, n := numberAt(t, i, at)
		if n == 0 {
			w := t.Words[i]
			p, n = piece{start: w.Start, end: w.End, key: key(t.Plain[w.Start:w.End])}, 1
			if strings.IndexFunc(p.key, unicode.IsNumber) >= 0 { // "p99"
				p.number, p.amount = true, exactly
			}
		}
		out = append(out, p)
		i += n
		at = p.end
	}
	out = signs(out, t.Plain, at, len(t.Plain))
	for i := len(out) - 2; i >= 0; i-- { // "from 480 to 95 ms", "40-50 %"
		p, next := &out[i], i+1
		if !strings.Contains(p.key, " ") && p.number {
			if !out[next].number && joins(out[next].key) && next+1 < len(out) {
				next++
			}
			q := out[next]
			if _, unit, ok := strings.Cut(q.key, " "); ok && q.number && len(t.Plain[p.end:q.start]) <= len(" and ") {
				p.shared = p.key + " " + unit
			}
		}
	}
	return out
}

// joins reports whether a word may stand between two numbers of one unit.
func joins(w string) bool { return w == "to" || w == "and" || w == "or" || w == "down" || w == "up" }

// signs appends the characters of a part of the text that are numbers and no part of a word: "½", "²".
func signs(out []piece, text string, i, j int) []piece {
	for k, r := range text[min(i, j):j] {
		if unicode.IsNumber(r) {
			at := min(i, j) + k
			out = append(out, piece{start: at, end: at + utf8.RuneLen(r), key: string(r), number: true, amount: exactly})
		}
	}
	return out
}

// numberAt is the number that begins at the word i, in digits or spelled out, and how many words it takes; 0 when none does. What stands before
// the byte floor belongs to others.
func numberAt(t *prose.Text, i, floor int) (p piece, n int) {
	w := t.Words[i]
	num, suffix, n := digits(t, i)
	if n == 0 {
		if num, n = spelledNumber(t, i); n == 0 {
			return p, 0
		}
	}
	p = piece{start: w.Start, end: t.Words[i+n-1].End, number: true, amount: exactly}
	if moreThan(t, i) || strings.HasPrefix(t.Plain[p.end:], "+") {
		p.amount = andMore
	}
	unit := ""
	before, size := utf8.DecodeLastRuneInString(t.Plain[:p.start])
	if unicode.Is(unicode.Sc, before) && p.start-size >= floor {
		unit = string(before)
		p.start -= size
	}
	if suffix != "" {
		if zeros, ok := scales[suffix]; ok {
			num = scaled(num, zeros)
		} else {
			unit += unitKey(suffix)
		}
	}
	for last := i + n + mostScales; i+n < min(last, len(t.Words)) && t.Spaced(i+n); { // "2 million"
		zeros, ok := scales[t.Words[i+n].Low]
		if !ok || len(t.Words[i+n].Low) < 2 {
			break
		}
		num = scaled(num, zeros)
		p.end = t.Words[i+n].End
		n++
	}
	if unit == "" || scales[suffix] > 0 {
		rest := strings.TrimPrefix(t.Plain[p.end:], "+")
		sign, size := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0\u2009\u202f"))
		size += len(rest) - len(strings.TrimLeft(rest, " \u00a0\u2009\u202f")) + len(t.Plain[p.end:]) - len(rest)
		switch {
		case beginsWithDigit(t.Plain[p.end+size:]): // "3 $5": it is the next one's
		case sign == '%' || sign == '‰' || unicode.Is(unicode.Sc, sign) && unit == "":
			unit += string(sign)
			p.end += size
		case sign == '×':
			unit += "x"
			p.end += size
		case i+n < len(t.Words) && (t.Spaced(i+n) || t.Glue(i+n) == '-' || strings.Trim(t.Between(i+n), "+ ") == ""):
			if u, words := t.Measure(i + n); words > 0 && !counted[key(u)] {
				unit += unitKey(u)
				p.end = t.Words[i+n+words-1].End
				n += words
			}
		}
	}
	p.key = num
	if unit != "" {
		p.key += " " + unit
	}
	return p, n
}

// mostScales is how many words that multiply a number may stand behind it: "two hundred thousand million".
const mostScales = 3

// digits is the number in digits at the word i, without the commas and blanks between thousands, the letters behind it, and how many words it takes;
// 0 when none is there.
func digits(t *prose.Text, i int) (num, suffix string, n int) {
	w := norm.NFKC.String(t.Plain[t.Words[i].Start:t.Words[i].End])
	k := 0
	for k < len(w) && (isDigit(w[k]) || (w[k] == '.' || w[k] == ',') && k+1 < len(w) && isDigit(w[k+1]) && k > 0) {
		k++
	}
	if k == 0 {
		return "", "", 0
	}
	num, suffix, n = w[:k], w[k:], 1
	if suffix == "" && len(num) <= 3 && !strings.ContainsAny(num, ".,") {
		for i+n < len(t.Words) && isThousands(t.Between(i+n)) { // "12 000", "12'000"
			group := t.Plain[t.Words[i+n].Start:t.Words[i+n].End]
			if len(group) != 3 || strings.Trim(group, "0123456789") != "" {
				break
			}
			num += group
			n++
		}
	}
	if grouped(num) {
		num = strings.ReplaceAll(num, ",", "")
	}
	return num, suffix, n
}

func beginsWithDigit(s string) bool { return s != "" && isDigit(s[0]) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isThousands(between string) bool {
	switch between {
	case " ", "\u00a0", "\u2009", "\u202f", "'", "’":
		return true
	}
	return false
}

// grouped reports whether the commas of a number part thousands.
func grouped(num string) bool {
	whole, _, _ := strings.Cut(num, ".")
	groups := strings.Split(whole, ",")
	if len(groups) == 1 || len(groups[0]) > 3 {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

// scales is the letters and words that multiply a number, and by how many zeros.
var scales = map[string]int{"k": 3, "K": 3, "M": 6, "B": 9, "bn": 9, "mn": 6, "mio": 6, "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}

// scaled is a number with so many zeros behind it: 1.2 and 6 make 1200000.
func scaled(num string, zeros int) string {
	whole, part, _ := strings.Cut(num, ".")
	if len(part) > zeros {
		return whole + part[:zeros] + "." + part[zeros:]
	}
	return strings.TrimLeft(whole+part+strings.Repeat("0", zeros-len(part)), "0")
}

// counted is units that only count, as any noun does: words may stand between them and the number, and so they are no part of it.
var counted = map[string]bool{"core": true, "node": true, "row": true, "record": true, "request": true, "query": true, "event": true, "message": true, "transaction": true, "user": true,
	"people": true, "fte": true, "nine": true}

// unitKey is a unit as it is compared. Short ones keep their case: Mb is no MB.
func unitKey(u string) string {
	switch low := strings.ToLower(u); low {
	case "percent", "pct", "per cent":
		return "%"
	case "x", "times":
		return "x"
	default:
		if len(u) > 3 {
			return key(low)
		}
		return u
	}
}

// ones and tens are the numbers that people spell out. "One" is an ordinary word.
var ones = map[string]string{"zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
	"twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "hundred": "100", "thousand": "1000",
	"million": "1000000", "billion": "1000000000"}

var tens = map[string]string{"twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9"}

// amounts is words that tell how much without a number.
var amounts = map[string]bool{"half": true, "halve": true, "halved": true, "halves": true, "halving": true, "double": true, "doubled": true, "doubles": true, "doubling": true, "triple": true, "tripled": true, "triples": true, "tripling": true, "quadruple": true,
	"quadrupled": true, "quadrupling": true, "quintupled": true, "twice": true, "thrice": true, "twofold": true, "threefold": true, "fourfold": true, "fivefold": true, "sixfold": true, "tenfold": true, "hundredfold": true,
	"dozen": true, "dozens": true, "hundreds": true, "thousands": true, "millions": true, "billions": true, "trillions": true, "quarter": true, "two-thirds": true, "thirds": true}

// part reports whether the word i is a part of a whole: "by a third", not "a third team".
func part(t *prose.Text, i int) bool {
	switch t.Words[i].Low {
	case "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "hundredth", "thousandth", "fraction":
	default:
		return false
	}
	if i == 0 || t.Words[i-1].Low != "a" && t.Words[i-1].Low != "one" {
		return false
	}
	if i+1 == len(t.Words) || !t.Spaced(i+1) {
		return true
	}
	switch t.Words[i+1].Low {
	case "of", "less", "more", "fewer", "faster", "in", "within", "and", "at", "for", "by", "with", "over", "to", "on", "as":
		return true
	}
	return false
}

// spelledNumber is the number that the word i spells out, and how many words it takes; 0 when it spells none.
func spelledNumber(t *prose.Text, i int) (num string, n int) {
	w := t.Words[i].Low
	if num := ones[w]; num != "" {
		return num, 1
	}
	if ten := tens[w]; ten != "" {
		if i+1 < len(t.Words) && (t.Glue(i+1) == '-' || t.Spaced(i+1)) {
			if one := ones[t.Words[i+1].Low]; len(one) == 1 && one != "0" {
				return ten + one, 2
			}
			if t.Words[i+1].Low == "one" && t.Glue(i+1) == '-' {
				return ten + "1", 2
			}
		}
		return ten + "0", 1
	}
	if amounts[w] || part(t, i) {
		return w, 1
	}
	return "", 0
}

// moreThan reports whether what stands before the word i says that it is more than the number there.
func moreThan(t *prose.Text, i int) bool {
	before := strings.TrimRightFunc(t.Plain[:t.Words[i].Start], func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Sc, r) })
	if strings.HasSuffix(before, ">") || strings.HasSuffix(before, "≥") || strings.HasSuffix(before, ">=") {
		return true
	}
	if i == 0 || !t.Spaced(i) && strings.TrimFunc(t.Between(i), func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Sc, r) }) != "" {
		return false
	}
	switch t.Words[i-1].Low {
	case "over", "above", "exceeding", "beyond":
		return true
	case "than":
		return i > 1 && t.Words[i-2].Low == "more"
	case "least":
		return i > 1 && t.Words[i-2].Low == "at"
	}
	return false
}

// key is a word as it is compared: in small letters, its letters as usual ones, without the end of a plural or of a possessive.
func key(word string) string {
	w := word
	if strings.IndexFunc(w, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		w = strings.ReplaceAll(norm.NFKC.String(w), "’", "'")
	}
	w = strings.ToLower(w)
	w = strings.TrimSuffix(w, "'s")
	switch n := len(w); {
	case n < 4 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case n > 4 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "xes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes"):
		return w[:n-2]
	}
	return w[:len(w)-1]
}

// sideBySide reports whether what parts two words lets them be one name.
func sideBySide(between string) bool {
	switch between {
	case " ", "\u00a0", "-", "\u2011", " & ", "/":
		return true
	}
	return false
}

// joint reports whether a hyphen parts two words.
func joint(between string) bool { return between == "-" || between == "\u2011" }

// addresses is the addresses of the web and of mail in a text.
func addresses(text string) []prose.Range {
	var out []prose.Range
	if !strings.ContainsAny(text, "@:") && !strings.Contains(text, "www.") && !strings.Contains(text, "WWW.") { // hardly any text has one
		return nil
	}
	at := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()<>\"", r) }) {
		i := at + strings.Index(text[at:], word)
		at = i + len(word)
		bare := strings.TrimRight(word, ".,;:!?")
		low := strings.ToLower(bare)
		mail := strings.IndexByte(low, '@')
		if strings.Contains(low, "://") || strings.HasPrefix(low, "www.") || strings.HasPrefix(low, "mailto:") || mail > 0 && strings.IndexByte(low[mail:], '.') > 0 {
			out = append(out, prose.Range{Start: i, End: i + len(bare)})
		}
	}
	return out
}
