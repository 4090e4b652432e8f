package spell

import (
	_ "embed"
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
