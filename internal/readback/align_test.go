package readback

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAlign shows what of a is not in b in brackets.
func TestAlign(t *testing.T) {
	long := strings.Repeat("the quick brown fox jumps over the lazy dog, ", 3)
	many := func(n int) string {
		r := rand.New(rand.NewPCG(1, 2))
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('a' + r.IntN(26))
		}
		return string(b)
	}
	far := many(5000)
	tests := map[string]struct{ a, b, want string }{
		"the same":              {"abc", "abc", "abc"},
		"nothing":               {"", "abc", ""},
		"all is gone":           {"abc", "", "[abc]"},
		"at the start":          {"xyabcdefghij", "abcdefghij", "[xy]abcdefghij"},
		"at the end":            {"abcdefghijxy", "abcdefghij", "abcdefghij[xy]"},
		"in the middle":         {"abcdefXYghijklmnop", "abcdefghijklmnop", "abcdef[XY]ghijklmnop"},
		"b has more":            {"abcdefghijklmnop", "abcd•efghijkl123mnop", "abcdefghijklmnop"},
		"each its own":          {"abcdefgXXhijklmnopq", "abcdefgYYYhijklmnopq", "abcdefg[XX]hijklmnopq"},
		"one by one":            {"a#b#c#defghijklmno", "abcdefghijklmno", "a[#]b[#]c[#]defghijklmno"},
		"one by one in b":       {"abcdefghijklmno", "a#b#c#defghijklmno", "abcdefghijklmno"},
		"near the end":          {"abcdefghi#j", "abcdefghij", "abcdefghi[#]j"},
		"a repeated line":       {long + "end", long + long + "end", long + "end"},
		"a line lost of three":  {long + "end", long[:45] + long[90:] + "end", long[:90] + "[" + long[90:] + "]end"},
		"far":                   {far[:1000] + many(700) + far[1000:], far, far[:1000] + "[" + many(700) + "]" + far[1000:]},
		"far in b":              {far[:1000] + far[3000:], far, far[:1000] + far[3000:]},
		"nothing in common":     {strings.Repeat("a", 500), strings.Repeat("b", 500), "[" + strings.Repeat("a", 500) + "]"},
		"backwards in whole":    {"abcdefghijklmnop", "ponmlkjihgfedcba", "[abcdefghijklmnop]"},
		"short, nothing common": {"ab", "cd", "[ab]"},
	}
	// Long text was cut off at an edge, and words of it come again further down.
	const begin, cut, rest = "Built the billing service in Go. ",
		"engine --store=postgres --cards=/var/lib/engine/cards --mill=4 --print=/var/log/engine/today --check-every=40 ",
		"Kept the engine running for ten years. Wrote its postgres store and the cards of the billing mill, and a log of every print. "
	tests["cut off, and its words again"] = struct{ a, b, want string }{begin + cut + rest, begin + rest, begin + "[" + cut + "]" + rest}
	again := "store=postgres is what it says here. "
	tests["cut off, and its words right behind"] = struct{ a, b, want string }{begin + cut + again + rest, begin + again + rest, begin + "[" + cut + "]" + again + rest}
	tests["two cut off, alike"] = struct{ a, b, want string }{
		begin + cut + again + cut + rest, begin + again + rest, begin + "[" + cut + "]" + again + "[" + cut + "]" + rest}
	tests["cut off, far, then nothing that stands once"] = struct{ a, b, want string }{
		begin + cut + again + again + "x", begin + again + "y", begin + "[" + cut + "]" + again + "[" + again + "x]"}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a, b := []rune(test.a), []rune(test.b)
			to, ok := align(a, b, &meter{left: alignFuel})
			if !ok {
				t.Fatal("given up")
			}
			settle(a, to, func(i int) int { // a word begins
				if i == 0 || i == len(a) || a[i-1] == ' ' {
					return 1
				}
				return 0
			})
			if diff := cmp.Diff(test.want, aligned(t, a, b, to)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// aligned is a with what b does not have in brackets, after it was held to what is always true.
func aligned(t *testing.T, a, b []rune, to []int32) string {
	t.Helper()
	var s strings.Builder
	last, out := int32(-1), false
	for i, r := range a {
		if out != (to[i] < 0) {
			out = !out
			s.WriteByte("][1"[map[bool]int{false: 0, true: 1}[out]])
		}
		if to[i] >= 0 {
			if to[i] <= last || b[to[i]] != r {
				t.Fatalf("rune %d %q is %d in b, after %d", i, r, to[i], last)
			}
			last = to[i]
		}
		s.WriteRune(r)
	}
	if out {
		s.WriteByte(']')
	}
	return s.String()
}

// TestAlignGivesUp holds it to its meter: two long texts with nothing in common but single letters.
func TestAlignGivesUp(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	text := func() []rune {
		out := make([]rune, 100_000)
		for i := range out {
			out[i] = 'a' + r.Int32N(4)
		}
		return out
	}
	m := meter{left: 1 << 16}
	if _, ok := align(text(), text(), &m); ok {
		t.Error("not given up")
	}
}

func FuzzAlign(f *testing.F) {
	f.Add("abcdefghijk", "abcdXefghijk")
	f.Add("aXbXcXdefghijkl", "abcdefghijkl")
	f.Fuzz(func(t *testing.T, s, u string) {
		a, b := []rune(s), []rune(u)
		to, _ := align(a, b, &meter{left: 1 << 18})
		aligned(t, a, b, to)
		if same, _ := align(a, slices.Clone(a), &meter{left: 1 << 18}); slices.Contains(same, -1) {
			t.Error("a text is not all in itself")
		}
	})
}

func TestFold(t *testing.T) {
	tests := map[string]string{
		" A b\u00a0\t\nC ":              "abc",
		"Straße STRASSE":                "strassestrasse",
		"ﬁ ﬀ ½ Ａ":                       "fiff1⁄2a",
		"é é":                           "e\u0301e\u0301",
		"in\u00adfra\u200b\u202fx":      "infrax",
		"a‐b‑c-d":                       "a-b-c-d",
		"☎\ufe0f 日本":                    "☎日本",
		"ΣΊΣΥΦΟΣ ς":                     "σι\u0301συφοσσ",
		"\xff":                          "\ufffd",
		"\u2068x\u2069 \u2028 \x7f\x00": "x",
	}
	for in, want := range tests {
		var got flat
		got.add(3, in)
		if string(got.runes) != want {
			t.Errorf("%q is folded to %q, want %q", in, string(got.runes), want)
		}
		if len(got.source) != len(got.runes) || len(got.offset) != len(got.runes) || !slices.IsSorted(got.offset) {
			t.Errorf("%q: %d runes, %d sources, %d offsets", in, len(got.runes), len(got.source), len(got.offset))
		}
	}
}

// TestLogical holds that text that runs from right to left is put into the order in which it is read, numbers as they stand,
// and that nothing else is touched.
func TestLogical(t *testing.T) {
	for seen, want := range map[string]string{
		"plain text 2020":         "plaintext2020",
		"Hebrew (םא תפש)":         "hebrew(שפתאם)",
		"בוט 2020 םלוע":           "עולם2020טוב",
		"בוט 12.5 םלוע and words": "עולם12.5טובandwords",
	} {
		var f flat
		f.add(0, seen)
		f.logical(func(a, b int32) bool { return a == b })
		if string(f.runes) != want {
			t.Errorf("%q is read as %q, want %q", seen, string(f.runes), want)
		}
	}
	var two flat // two lines are two
	two.add(0, "םלוע")
	two.add(1, "בוט")
	two.logical(func(a, b int32) bool { return a == b })
	if string(two.runes) != "עולםטוב" {
		t.Errorf("%q", string(two.runes))
	}
}
