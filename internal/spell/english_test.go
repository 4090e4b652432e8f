package spell

import (
	"bytes"
	stdflag "flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = stdflag.Bool("update", false, "sort the embedded dictionaries anew")

// TestSorted holds the embedded dictionaries to the order that the look-up by halving needs. With -update it brings them
// into it.
func TestSorted(t *testing.T) {
	for _, file := range []string{"data/en_US.dic", "data/en_GB.dic", "data/trade.dic"} {
		have, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := Sorted(have)
		if bytes.Equal(have, want) {
			continue
		}
		if !*update {
			t.Errorf("%s is not sorted; run go test -update", file)
		} else if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRuled holds what the program says about its dictionaries, so that it need not look for it, to what they hold.
func TestRuled(t *testing.T) {
	for name, d := range map[string]*Dictionary{"en_US": American(), "en_GB": British(), "trade": Trade()} {
		if got := d.rules.ruled(d.stems.text); got != d.ruled {
			t.Errorf("%s: %q, want %q", name, d.ruled, got)
		}
	}
}

// TestCommon holds the list of frequent words to its form: sorted, small letters, and every word right, months as names.
func TestCommon(t *testing.T) {
	last := ""
	for line := range strings.Lines(commonText) {
		w := strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(w, "#") {
			continue
		}
		if w <= last || w != strings.ToLower(w) || !American().Right(w) && !American().Right(capital(w)) && !British().Right(w) && !Trade().Right(w) {
			t.Errorf("%q after %q", w, last)
		}
		last = w
	}
	if !Common("implemented") || Common("the cat") || Common("recieve") {
		t.Error("Common knows the wrong words")
	}
}

// TestTrade holds that the list of the trade brings words that the two others lack.
func TestTrade(t *testing.T) {
	if n := strings.Count(tradeStems, "\n"); n < 1500 {
		t.Errorf("%d words", n)
	}
	for w := range strings.FieldsSeq("backend backends microservice idempotent sharding autoscaling observability dockerized Kubelet's productionized onboarding failover") {
		if !Trade().Right(w) {
			t.Errorf("%q is missing", w)
		}
	}
}

// TestVarieties holds the pairs of British and American words to their form: at least 200, each right in its own country.
func TestVarieties(t *testing.T) {
	pairs := 0
	for line := range strings.Lines(englishText) {
		b, a, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || b == "#" {
			continue
		}
		pairs++
		known := func(w string) bool { return American().Right(w) || British().Right(w) || Trade().Right(w) }
		if !known(b) || !known(a) || VarietyOf(b) == Either || VarietyOf(a) == Either {
			t.Errorf("%q and %q", b, a)
		}
	}
	if pairs < 200 || VarietyOf("colour") != InBritain || VarietyOf("center") != InAmerica || VarietyOf("organised") != WithS || VarietyOf("organized") != WithZ || VarietyOf("program") != Either {
		t.Errorf("%d pairs", pairs)
	}
}

// TestNearCommonAlike holds that it is NearCommon for the same first letter.
func TestNearCommonAlike(t *testing.T) {
	for _, word := range []string{"", "a", "abel", "implmented", "zzz", "élan", "Univeristy", "univeristy", "wrk", "yers", "#"} {
		var want []string
		for w := range NearCommon(word) {
			if word != "" && w[0] == word[0] {
				want = append(want, w)
			}
		}
		if got := slices.Collect(NearCommonAlike(word)); !slices.Equal(got, want) {
			t.Errorf("%q: %q, not %q", word, got, want)
		}
	}
}

// TestRightOfMany holds that it is Right, which answers another way.
func TestRightOfMany(t *testing.T) {
	for _, word := range []string{"", "a", "colour", "color", "walked", "unwalked", "Walked", "WALKED", "implmented", "zzz", "élan", "databases", "re-used"} {
		if American().RightOfMany(word) != American().Right(word) {
			t.Errorf("%q: %v", word, !American().Right(word))
		}
	}
}
