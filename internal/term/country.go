package term

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed countries.txt
var countriesText string

var knownCountries = sync.OnceValue(func() map[string]string {
	byName := map[string]string{}
	for line := range strings.Lines(countriesText) {
		code, names, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || len(code) != 2 {
			continue // the comment
		}
		byName[code] = code
		for name := range strings.SplitSeq(names, ", ") {
			byName[name] = code
		}
	}
	for _, state := range strings.Fields(states) {
		delete(byName, state)
	}
	return byName
})

// states is the codes of states and provinces of the United States and Canada that are codes of countries, too: "Newark, DE".
const states = "AL AR AZ BC CA CO CT DC DE FL GA IA ID IL IN KY LA MA MB MD ME MN MO MS MT NC ND NE NL NS NT PA SC SD SK TN VA YT"

// Country is the ISO 3166-1 code of a country, of which the name is given in one of the larger languages of Europe or in its own, in any case;
// or the code itself, in capitals. ok is false for what is none, or may be something else: "Georgia", "CA".
func Country(text string) (code string, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) == 2 && strings.ToUpper(text) == text {
		if code, ok = knownCountries()[text]; ok || strings.Contains(" "+states+" ", " "+text+" ") {
			return code, ok
		}
	}
	code, ok = knownCountries()[Fold(text)]
	return code, ok
}
