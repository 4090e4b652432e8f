package spell

import (
	_ "embed"
	"iter"
	"strings"
	"sync"
)

//go:embed data/common.txt
var commonText string

var commonWords = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool, 6000)
	for line := range strings.Lines(commonText) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			words[line] = true
		}
	}
	return words
})

// Common reports whether a word, in small letters, is one that people write often in résumés.
func Common(word string) bool { return commonWords()[word] }

// NearCommonAlike is those of NearCommon that begin with the same letter, in a ninth of its time.
func NearCommonAlike(word string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if word == "" {
			return
		}
		for line := range strings.Lines(commonText[stems{text: commonText}.at(word[:1]):]) {
			w := line[:len(line)-1]
			if w[0] != word[0] { // they are sorted
				return
			}
			if n := len(w) - len(word); -1 <= n && n <= 1 && Within(w, word, 1) && !yield(w) {
				return
			}
		}
	}
}

// NearCommon yields the frequent words that are one slip off a word in small letters. That is quicker than to ask for suggestions.
func NearCommon(word string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(commonText) {
			w := line[:len(line)-1]
			if n := len(w) - len(word); -1 <= n && n <= 1 && w[0] != '#' && Within(w, word, 1) && !yield(w) {
				return
			}
		}
	}
}
