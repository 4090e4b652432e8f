package rules

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

var (
	//go:embed shorteners.txt
	shortenerText string
	//go:embed linktexts.txt
	linkTextText string
)

// shorteners is the hosts of shorteners.txt.
var shorteners = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(shortenerText) {
		if host := strings.TrimSpace(line); host != "" && host[0] != '#' {
			out[host] = true
		}
	}
	return out
})

// emptyLinkTexts is the words of linktexts.txt, whatever the language: they say nothing in any.
var emptyLinkTexts = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(linkTextText) {
		if lang, words, ok := strings.Cut(strings.TrimSpace(line), " "); ok && lang != "#" {
			out[words] = true
		}
	}
	return out
})

// linkWords is the words of a link as linktexts.txt has them, without "on" and the like before them: "on this page".
func linkWords(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	text = strings.TrimFunc(strings.ReplaceAll(text, "’", "'"), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, before := range [...]string{"on ", "at ", "over ", "via ", "auf ", "unter "} {
		if rest, ok := strings.CutPrefix(text, before); ok {
			return rest
		}
	}
	return text
}
