package meta

import (
	"slices"
	"strings"
)

// A Key is one key that resgen knows.
type Key struct {
	Name    string
	Aliases []string // other spellings that mean the same: Hugo's, camel case
	Kinds   []Kind   // what its value may be
	Values  []string // the words it may be, when there is a closed list
	Item    []Kind   // what an item of its list may be; text when nil
	Keys    []Key    // of a map; nil when any key may stand there
	Min     int      // of a number
	Max     int      // of a number; 0 for no bound
	PerLang bool     // it may be a map, too: from languages to what its value is in each
	Doc     string   // one sentence
}

// Doctype is what a document is, and so which keys it may have.
type Doctype uint8

// The doctypes.
const (
	ResumeDoc Doctype = iota
	PageDoc
	JobDoc
	VariantDoc
	LetterDoc
	PrivateDoc // private.yaml
)

// Keys is every key of a doctype, in the order in which the JSON Schema lists them. The slice must not
// be changed.
func Keys(d Doctype) []Key { return tables[d] }

// find is the key of a name or alias; nil when there is none.
func find(keys []Key, name string) *Key {
	for i := range keys {
		if k := &keys[i]; k.Name == name || slices.Contains(k.Aliases, name) {
			return k
		}
	}
	return nil
}

// kindWords is how a finding names the kinds that a value may be.
func kindWords(kinds []Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = k.String()
	}
	return strings.Join(words, " or ")
}
