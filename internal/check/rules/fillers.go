package rules

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed fillers.txt
var fillerText string

// fillers is the words that a sentence can do without, by language.
var fillers = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(fillerText) {
		if lang, word, ok := strings.Cut(strings.TrimSpace(line), " "); ok && lang != "#" {
			out[lang] = append(out[lang], word)
		}
	}
	return out
})

// filler is the words of a text that it can do without and whose going makes it shorter by a number of characters, the
// shortest that do; "" when it has none such.
func filler(text, lang string, least int) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	low, best := strings.ToLower(text), ""
	if len(low) != len(text) {
		return "" // its small letters stand elsewhere
	}
	for _, w := range fillers()[lang] {
		if utf8.RuneCountInString(w)+1 < least || best != "" && len(w) >= len(best) {
			continue
		}
		if i := wordIn(low, w); i > 0 { // the first word is the verb's
			best = text[i : i+len(w)]
		}
	}
	return best
}

// wordIn is where a word, or a phrase, stands in a text; -1 when it does not. Parts of words do not count.
func wordIn(text, word string) int {
	for from := 0; from < len(text); {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(word):])
		if !joins(before) && !joins(after) {
			return i
		}
		from = i + len(word)
	}
	return -1
}

// joins reports whether a character makes one word with letters beside it.
func joins(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '\'' || r == '’'
}
