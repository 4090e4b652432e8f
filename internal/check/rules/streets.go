package rules

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed streets.txt
var streetText string

// streetWords is the words of streets.txt by how they stand.
var streetWords = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for line := range strings.Lines(streetText) {
		how, word, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || strings.HasPrefix(how, "#") {
			continue
		}
		if out[how] == nil {
			out[how] = map[string]bool{}
		}
		out[how][word] = true
	}
	return out
})

// A streetWord is a word of an address.
type streetWord struct {
	start, end int
	low        string // in small letters, without signs at its ends
	comma      bool   // a comma, or the like, stands behind it
	capital    bool
}

// street is where a street with its house number stands in a text.
func street(text string) (start, end int, ok bool) {
	words := addressWords(text)
	is := streetWords()
	number := func(i int) bool { return i >= 0 && i < len(words) && houseNumber(words[i].low) }
	for i := range words {
		w := &words[i]
		switch {
		case is["behind"][w.low] && w.capital:
			// back over the name, which has capitals or is a number of its own ("5th"), to the house's
			for j := i - 1; j >= 0 && i-j <= 5 && !words[j].comma; j-- {
				if number(j) && i-j >= 2 {
					return words[j].start, w.end, true
				}
				if !words[j].capital && !letterAndDigit(words[j].low) {
					break
				}
			}
		case is["unit"][w.low] && number(i+1) && !w.comma:
			return w.start, words[i+1].end, true
		case is["first"][w.low]:
			for j := i + 1; j < len(words) && j-i <= 6; j++ {
				if number(j) && j-i >= 2 {
					return w.start, words[j].end, true
				}
			}
		}
		if is["before"][w.low] && i > 0 && i+1 < len(words) && !w.comma && words[i+1].low != "" {
			j := i - 1
			for j > 0 && (words[j].low == "bis" || words[j].low == "ter" || words[j].low == "quater") {
				j--
			}
			if number(j) {
				last := i + 1
				for last+1 < len(words) && !words[last].comma && last-i < 6 {
					last++
				}
				return words[j].start, words[last].end, true
			}
		}
		if number(i+1) && !w.comma && w.capital {
			if is["word"][w.low] && i > 0 && words[i-1].capital && !words[i-1].comma {
				return words[i-1].start, words[i+1].end, true
			}
			for suffix := range is["ending"] {
				// A word that is nothing but the ending is no street, nor is one of a few letters ("Katie 3").
				if rest, ok := strings.CutSuffix(w.low, suffix); ok && utf8.RuneCountInString(rest) >= 3 {
					return w.start, words[i+1].end, true
				}
			}
		}
	}
	return 0, 0, false
}

// postBox is where a post-office box with its number stands in a text: "P.O. Box 1234", "Postfach 12 34 56".
func postBox(text string) (start, end int, ok bool) {
	words := addressWords(text)
	is := streetWords()
	for i := 0; i+1 < len(words); i++ {
		w := &words[i]
		if w.comma || !w.capital || !letterAndDigit(words[i+1].low) {
			continue
		}
		first := i
		switch {
		case is["box"][w.low]:
		case w.low != "box" || i == 0 || words[i-1].comma:
			continue
		case words[i-1].low == "po" || words[i-1].low == "p.o":
			first = i - 1
		case words[i-1].low == "o" && i > 1 && words[i-2].low == "p":
			first = i - 2
		default:
			continue
		}
		last := i + 1
		for last+1 < len(words) && !words[last].comma && len(words[last+1].low) == 2 && houseNumber(words[last+1].low) {
			last++ // in pairs: "12 34 56"
		}
		return words[first].start, words[last].end, true
	}
	return 0, 0, false
}

// addressWords is the words of a text.
func addressWords(text string) []streetWord {
	var out []streetWord
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			at += n
			continue
		}
		end := at
		for end < len(text) {
			r, n := utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(r) {
				break
			}
			end += n
			if r == ',' || r == ';' || r == '|' || r == '·' {
				break
			}
		}
		raw := text[at:end]
		trimmed := strings.TrimRight(raw, ".,;:|·)")
		trimmed = strings.TrimLeft(trimmed, "(")
		w := streetWord{start: at + strings.Index(raw, trimmed), low: strings.ToLower(trimmed), comma: strings.ContainsAny(raw[max(0, len(raw)-2):], ",;|·")}
		w.end = w.start + len(trimmed)
		first, _ := utf8.DecodeRuneInString(trimmed)
		w.capital = unicode.IsUpper(first)
		out = append(out, w)
		at = end
	}
	return out
}

// houseNumber reports whether a word is the number of a house: "12", "12a", "12-14", "5/7", "221B"; no year and no postal code.
func houseNumber(word string) bool {
	digits, letters := 0, 0
	for i, r := range word {
		switch {
		case r >= '0' && r <= '9':
			if letters > 0 {
				return false
			}
			digits++
		case (r == '-' || r == '/' || r == '–') && i > 0:
			letters = 0
			digits = min(digits, 1) // the second number has digits of its own
		case unicode.IsLetter(r) && digits > 0:
			letters++
		default:
			return false
		}
	}
	return digits >= 1 && digits <= 5 && letters <= 1
}

// letterAndDigit reports whether a word is an ordinal or the like: "5th", "42nd".
func letterAndDigit(word string) bool {
	return word != "" && word[0] >= '0' && word[0] <= '9'
}
