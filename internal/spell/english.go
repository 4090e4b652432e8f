package spell

import (
	_ "embed"
	"sync"
)

// The dictionaries that the program brings, sorted; data/README.md says where they come from.
var (
	//go:embed data/en.aff
	englishRules string
	//go:embed data/trade.dic
	tradeStems string
)

var english = sync.OnceValue(func() *rules {
	r, err := parseRules(englishRules)
	if err != nil {
		panic("internal/spell/data/en.aff: " + err.Error())
	}
	return r
})

// digits is what the parts of compounds in English begin with: "21st". A test holds it to the data.
const digits = "0123456789"

// The dictionaries are opened when they are first asked for; that costs the reading of the rules alone and, where they are
// embedded packed, a millisecond to unpack them.
var (
	american = sync.OnceValue(func() *Dictionary {
		return &Dictionary{rules: english(), stems: newStems(americanText()), ruled: digits}
	})
	british = sync.OnceValue(func() *Dictionary {
		return &Dictionary{rules: english(), stems: newStems(britishText()), ruled: digits}
	})
	trade = sync.OnceValue(func() *Dictionary { return &Dictionary{rules: english(), stems: newStems(tradeStems)} })
)

// American is English as it is written in the United States.
func American() *Dictionary { return american() }

// British is English as it is written in Britain, with -ise.
func British() *Dictionary { return british() }

// Trade is the words of software people that the two others lack: "backend", "idempotent", "sharding".
func Trade() *Dictionary { return trade() }
