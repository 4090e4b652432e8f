package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortened is words that a full stop follows without ending a sentence.
const shortened = "|e.g|i.e|etc|approx|incl|resp|vs|inc|ltd|co|corp|dr|mr|mrs|ms|prof|st|jr|sr|no|nos|vol|fig|est|dept|univ|u.s|u.k|u.n|a.m|p.m|ca|cf|al|min|max|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|ph.d|b.sc|m.sc|"

// Abbreviated reports whether a word is one that is written with a full stop: "etc", "Inc", "U.S".
func Abbreviated(low string) bool {
	return low != "" && (strings.Contains(shortened, "|"+low+"|") || len(low) == 1 && !isDigit(rune(low[0])))
}

// Sentences is the sentences of the text in order, each with the mark that ends it. A full stop behind an
// abbreviation or before a small letter ends none.
func (t *Text) Sentences() []Range {
	var out []Range
	from := 0
	for i, w := range t.Words {
		next := len(t.Plain)
		if i+1 < len(t.Words) {
			next = t.Words[i+1].Start
		}
		gap := t.Plain[w.End:next]
		k := strings.IndexAny(gap, ".!?")
		if k < 0 || i+1 == len(t.Words) {
			continue
		}
		rest := strings.TrimLeft(gap[k:], ".!?)]\"'”’")
		if rest == "" || !unicode.IsSpace(rune(rest[0])) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(t.Plain[next:])
		if unicode.IsLower(r) || gap[k] == '.' && Abbreviated(w.Low) {
			continue
		}
		end := w.End + len(gap) - len(rest)
		out = append(out, Range{from, end})
		from = end + len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
	}
	if strings.TrimSpace(t.Plain[from:]) != "" {
		out = append(out, Range{from, len(strings.TrimRightFunc(t.Plain, unicode.IsSpace))})
	}
	return out
}
