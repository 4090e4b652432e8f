package term

import (
	"strings"
	"testing"
)

func TestCountry(t *testing.T) {
	for text, want := range map[string]string{
		"Sweden": "SE", "Sverige": "SE", "Schweden": "SE", "Österreich": "AT", "U.K.": "GB", "UK": "GB", "uk": "GB", "USA": "US", "The Netherlands": "NL",
		"日本": "JP", "FI": "FI", "DE": "", "CA": "", "Georgia": "", "Stockholm": "", "": "", "Fi": "",
	} {
		if got, ok := Country(text); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v; want %q", text, got, ok, want)
		}
	}
	seen := map[string]string{}
	for line := range strings.Lines(countriesText) {
		code, names, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.SplitSeq(names, ", ") {
			if Fold(name) != name {
				t.Errorf("%s: %q is not folded", code, name)
			}
			if was, twice := seen[name]; twice {
				t.Errorf("%q is %s and %s", name, was, code)
			}
			seen[name] = code
		}
	}
	if len(seen) < 1500 {
		t.Errorf("%d names", len(seen))
	}
}
