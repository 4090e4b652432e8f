package prose

import (
	"slices"
	"strings"
)

// Phrases is a table of phrases to look for. A text file makes it, one phrase a line, in lower case with blanks in place
// of hyphens; what stands behind a colon is a note for whoever asks. Lines that begin with "#" are comments.
type Phrases struct {
	first map[string][]phrase // by the first word, longer ones first
}

type phrase struct {
	rest []string
	note string
}

// A Hit is a phrase that stands in a text: the words First to Last.
type Hit struct {
	First, Last int
	Note        string
}

// NewPhrases reads a table.
func NewPhrases(text string) *Phrases {
	p := &Phrases{first: map[string][]phrase{}}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		said, note, _ := strings.Cut(line, ":")
		words := strings.Fields(said)
		p.first[words[0]] = append(p.first[words[0]], phrase{words[1:], strings.TrimSpace(note)})
	}
	for _, list := range p.first {
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.rest) - len(a.rest) })
	}
	return p
}

// At is the longest phrase of the table that begins at the word i; ok is false when none does.
func (p *Phrases) At(t *Text, i int) (Hit, bool) {
	if i < 0 || i >= len(t.Words) {
		return Hit{}, false
	}
	for _, ph := range p.first[t.Words[i].Low] {
		if t.continues(i+1, ph.rest) {
			return Hit{i, i + len(ph.rest), ph.note}, true
		}
	}
	return Hit{}, false
}

// In is every phrase of the table that stands in the text, in order; none overlap.
func (p *Phrases) In(t *Text) []Hit {
	var out []Hit
	for i := 0; i < len(t.Words); i++ {
		if h, ok := p.At(t, i); ok {
			out = append(out, h)
			i = h.Last
		}
	}
	return out
}

// continues reports whether the words from i on are those given, with blanks or hyphens between them.
func (t *Text) continues(i int, words []string) bool {
	if i+len(words) > len(t.Words) {
		return false
	}
	for k, w := range words {
		if t.Words[i+k].Low != w || t.Glue(i+k) != '-' && !t.Spaced(i+k) {
			return false
		}
	}
	return true
}
