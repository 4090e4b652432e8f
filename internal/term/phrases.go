package term

import "strings"

// A phrase is one or more words of the data. value says what it is for, in the table's own terms.
type phrase struct {
	rest  []string // the words behind the first
	value int
	caps  bool // counts only where it is written in capitals
}

// phrases is a table of phrases by their first word. Single words may be the beginning or the end of
// a longer one.
type phrases struct {
	first map[string][]phrase
	// by the first, or the last, shortestPiece bytes of the piece: one look-up a word, as most miss
	prefix, suffix map[string][]piece
}

// A piece is the beginning or the end of a word.
type piece struct {
	text  string
	value int
}

// The shortest piece that the data may have, in bytes.
const shortestPiece = 4

func newPhrases() *phrases {
	return &phrases{first: map[string][]phrase{}, prefix: map[string][]piece{}, suffix: map[string][]piece{}}
}

// add puts in a phrase as the data writes it: "work history", "projekt*", "*erfahrung", "=CA".
func (p *phrases) add(text string, value int) {
	words := strings.Fields(Fold(text))
	first := words[0]
	switch {
	case strings.HasPrefix(text, "*"):
		key := first[len(first)-shortestPiece:]
		p.suffix[key] = append(p.suffix[key], piece{first, value})
	case strings.HasSuffix(text, "*"):
		key := first[:shortestPiece]
		p.prefix[key] = append(p.prefix[key], piece{first, value})
	default:
		p.first[first] = append(p.first[first], phrase{words[1:], value, strings.HasPrefix(text, "=")})
	}
}

// find yields every phrase that stands in the folded text: its value and the words that it covers.
func (p *phrases) find(text []byte, words []span, yield func(value, from, to int)) {
	for i, w := range words {
		word := text[w.start:w.end]
		for _, ph := range p.first[string(word)] {
			if (!ph.caps || w.caps) && follows(text, words[i+1:], ph.rest) {
				yield(ph.value, i, i+1+len(ph.rest))
			}
		}
		if len(word) < shortestPiece {
			continue
		}
		for _, pc := range p.prefix[string(word[:shortestPiece])] {
			if len(pc.text) <= len(word) && string(word[:len(pc.text)]) == pc.text {
				yield(pc.value, i, i+1)
			}
		}
		for _, pc := range p.suffix[string(word[len(word)-shortestPiece:])] {
			if len(pc.text) <= len(word) && string(word[len(word)-len(pc.text):]) == pc.text {
				yield(pc.value, i, i+1)
			}
		}
	}
}

// follows reports whether the words of the text begin with those of the phrase.
func follows(text []byte, words []span, rest []string) bool {
	if len(words) < len(rest) {
		return false
	}
	for i, r := range rest {
		if string(text[words[i].start:words[i].end]) != r {
			return false
		}
	}
	return true
}
