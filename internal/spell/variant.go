package spell

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/english.txt
var englishText string

// A Variety is a national spelling of English.
type Variety uint8

// The varieties. Britain writes both -ise and -ize; of the two, American has -ize alone.
const (
	Either    Variety = iota
	InBritain         // "colour", "centre", "modelling"
	InAmerica         // "color", "center", "modeling"
	WithS             // "organise": British
	WithZ             // "organize": American, and British where no -ise stands beside it
)

var varieties = sync.OnceValue(func() map[string]Variety {
	m := make(map[string]Variety, 1500)
	for line := range strings.Lines(englishText) {
		b, a, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || b == "#" {
			continue
		}
		if i := strings.LastIndex(b, "is"); i > 0 && i < len(a) && a[:i]+"is"+a[i+2:] == b && strings.HasPrefix(a[i:], "iz") {
			m[b], m[a] = WithS, WithZ
		} else {
			m[b], m[a] = InBritain, InAmerica
		}
	}
	return m
})

// VarietyOf is the variety that a word, in small letters, is spelled in.
func VarietyOf(word string) Variety { return varieties()[word] }
