//go:build packed

package spell

import (
	_ "embed"
	"sync"

	"github.com/resgen/resgen/internal/wordlist"
)

// The two large dictionaries as cmd/pack makes them, 0.4 MB of 1.1: the American one, and what is otherwise in the British one.
var (
	//go:embed data/en_US.packed
	americanFile string
	//go:embed data/en_GB.packed
	britishFile string
)

var americanText = sync.OnceValue(func() string { return unpacked(wordlist.Decode(americanFile)) })

func britishText() string { return unpacked(wordlist.Apply(americanText(), britishFile)) }

func unpacked(text string, err error) string {
	if err != nil {
		panic("an embedded dictionary: " + err.Error())
	}
	return text
}
