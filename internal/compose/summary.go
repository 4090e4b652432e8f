package compose

import (
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// summaryText is the summary of a public résumé as one line of at most 160 characters, cut at a word, for
// descriptions.
func summaryText(r *resume.Resume) string {
	var words []string
	for b := range markup.Blocks(r.Summary) {
		words = append(words, strings.Fields(markup.Plain(b.Inlines))...)
	}
	return Shorten(strings.Join(words, " "), 160)
}

// Shorten cuts a text at a word so that it has at most limit characters, an ellipsis included.
func Shorten(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	cut := limit - 1
	for i := cut; i > limit/2; i-- {
		if runes[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(runes[:cut]), " ,;:–—-") + "…"
}
