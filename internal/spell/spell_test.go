package spell

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func read(t testing.TB, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestHunspell compares with the verdicts of Hunspell itself. It takes a word in capitals apart at a hyphen only
// after it was put in small letters, and so finds neither "API" in "REST-API" nor "OECD" in "OECD-"; we do.
func TestHunspell(t *testing.T) {
	words, differ := 0, 0
	for line := range strings.Lines(string(read(t, "testdata/verdicts.txt"))) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3)
		d := American()
		if f[0] == "GB" {
			d = British()
		}
		words++
		if want := f[1] == "+"; d.Right(f[2]) != want {
			differ++
			if caseOf(f[2]) != allCapitals || !strings.Contains(f[2], "-") || want {
				t.Errorf("%s %q: Hunspell says %v", f[0], f[2], want)
			}
		}
	}
	if words < 4000 || differ*1000 > words {
		t.Errorf("%d of %d words differ", differ, words)
	}
}

// TestSmallGerman holds compounds, circumfixes and ß to a small dictionary of our own; the verdicts are Hunspell's, too.
func TestSmallGerman(t *testing.T) {
	d, err := Parse(read(t, "testdata/small_de.aff"), read(t, "testdata/small_de.dic"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(read(t, "testdata/small_de.txt"))) {
		if word := strings.TrimSpace(line[2:]); d.Right(word) != (line[0] == '+') {
			t.Errorf("%q is right: %v", word, d.Right(word))
		}
	}
	if got := d.Suggest("Strase", nil, nil); !slices.Equal(got, []string{"Straße"}) {
		t.Errorf("%q", got)
	}
	if got := d.Suggest("schlimn", nil, nil); slices.Contains(got, "schlimm") {
		t.Errorf("NOSUGGEST: %q", got)
	}
}

// TestDirectives holds what a .aff file may say, each with words that are right (+) and wrong (-).
func TestDirectives(t *testing.T) {
	for name, c := range map[string]struct{ aff, dic, words string }{
		"long flags":          {"SET UTF-8\nFLAG long\nSFX Ab Y 1\nSFX Ab 0 s .\n", "cat/XxAb\ndog/bAXx\n", "+cats -dogs +dog"},
		"numbers as flags":    {"SET UTF-8\nFLAG num\nSFX 10 Y 1\nSFX 10 0 s .\n", "cat/1,10\ndog/110\n", "+cats -dogs"},
		"flags in UTF-8":      {"SET UTF-8\nFLAG UTF-8\nSFX É Y 1\nSFX É 0 s .\n", "cat/É\ndog/E\n", "+cats -dogs"},
		"aliases":             {"SET UTF-8\nAF 2\nAF AB\nAF B\nSFX A Y 1\nSFX A 0 s .\n", "cat/1\ndog/2\n", "+cats -dogs"},
		"conditions":          {"SET UTF-8\nSFX D Y 2\nSFX D y ied [^aeiou]y\nSFX D 0 ed [^ey]\n", "try/D\nplay/D\nfix/D\n", "+tried -plaied -played +fixed -tryed"},
		"no cross":            {"SET UTF-8\nPFX U N 1\nPFX U 0 un .\nSFX D Y 1\nSFX D 0 ed .\n", "fold/UD\n", "+unfold +folded -unfolded"},
		"cross":               {"SET UTF-8\nPFX U Y 1\nPFX U 0 un .\nSFX D Y 1\nSFX D 0 ed .\n", "fold/UD\n", "+unfold +folded +unfolded"},
		"two suffixes":        {"SET UTF-8\nSFX A Y 1\nSFX A 0 er/B .\nSFX B Y 1\nSFX B 0 s .\n", "read/A\n", "+reader +readers -reads"},
		"prefix of a suffix":  {"SET UTF-8\nPFX P Y 1\nPFX P 0 un .\nSFX A Y 1\nSFX A 0 able/P .\n", "read/A\n", "+unreadable -unread"},
		"need affix":          {"SET UTF-8\nNEEDAFFIX X\nSFX A Y 1\nSFX A 0 s .\n", "cat/XA\n", "-cat +cats"},
		"affix needs another": {"SET UTF-8\nNEEDAFFIX X\nPFX P Y 1\nPFX P 0 un .\nSFX A Y 1\nSFX A 0 en/X .\n", "tie/AP\n", "-tieen +untieen +untie"},
		"forbidden":           {"SET UTF-8\nFORBIDDENWORD X\nSFX A Y 1\nSFX A 0 s .\n", "cat/A\ncats/X\n", "+cat -cats -Cats"},
		"keep case":           {"SET UTF-8\nKEEPCASE K\n", "kg/K\nPaul/K\nhouse\n", "+kg -Kg -KG +House -PAUL"},
		"compound":            {"SET UTF-8\nCOMPOUNDFLAG C\nCOMPOUNDMIN 3\n", "rain/C\nbow/C\nox/C\n", "+rainbow +rainbowrain -rainox"},
		"compound, at most 2": {"SET UTF-8\nCOMPOUNDFLAG C\nCOMPOUNDWORDMAX 2\n", "rain/C\nbow/C\n", "+rainbow -rainbowrain"},
		"compound rule":       {"SET UTF-8\nCOMPOUNDMIN 1\nONLYINCOMPOUND c\nCOMPOUNDRULE 2\nCOMPOUNDRULE n*1t\nCOMPOUNDRULE n*mp\n", "1/n1\n2/nm\n2nd/p\n2th/tc\n", "+2nd +12th +212th -2th -1nd +22nd"},
		"compound rule, long": {"SET UTF-8\nFLAG long\nCOMPOUNDMIN 1\nCOMPOUNDRULE 1\nCOMPOUNDRULE (aa)(bb)?(cc)\n", "x/aa\ny/bb\nz/cc\n", "+xyz +xz -yz -xy"},
		"compound, no double": {"SET UTF-8\nCOMPOUNDFLAG C\nCHECKCOMPOUNDDUP\n", "foo/C\nbar/C\n", "+foobar -foofoo"},
		"compound, triple":    {"SET UTF-8\nCOMPOUNDFLAG C\nCHECKCOMPOUNDTRIPLE\n", "brall/C\nlok/C\n", "-bralllok +lokbrall"},
		"compound, capitals":  {"SET UTF-8\nCOMPOUNDFLAG C\nCHECKCOMPOUNDCASE\n", "foo/C\nBar/C\n", "-fooBar +foofoo"},
		"breaks":              {"SET UTF-8\n", "foo\nbar\n", "+foo-bar +-foo +foo- -foo-baz"},
		"no breaks":           {"SET UTF-8\nBREAK 0\n", "foo\nbar\n", "-foo-bar +foo"},
		"own breaks":          {"SET UTF-8\nBREAK 2\nBREAK _\nBREAK ^:\n", "foo\nbar\n", "+foo_bar +:foo -foo: -foo-bar"},
		"conversion":          {"SET UTF-8\nICONV 1\nICONV ’ '\n", "don't\n", "+don’t +don't"},
		"ignored letters":     {"SET UTF-8\nIGNORE ~\n", "foo\n", "+f~oo"},
		"fields of a word":    {"SET UTF-8\n", "3\nfoo po:noun\nbar\tpo:verb\nkm\\/h\n", "+foo +bar +km/h -km"},
		"mixed case":          {"SET UTF-8\n", "McDonald\niPhone\nParis\n", "+MCDONALD +IPHONE -Iphone -Mcdonald +PARIS -paris"},
	} {
		d, err := Parse([]byte(c.aff), []byte(c.dic))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for w := range strings.FieldsSeq(c.words) {
			if d.Right(w[1:]) != (w[0] == '+') {
				t.Errorf("%s: %q is right: %v", name, w[1:], d.Right(w[1:]))
			}
		}
	}
}

// TestEncodings holds files in Latin 1 and Latin 9 to what they say.
func TestEncodings(t *testing.T) {
	for _, set := range []string{"ISO8859-1", "ISO8859-15", "iso-8859-1"} {
		d, err := Parse([]byte("SET "+set+"\nTRY \xe9\n"), []byte("1\ncaf\xe9\n"))
		if err != nil || !d.Right("café") || d.Right("cafe") {
			t.Errorf("%s: %v", set, err)
		}
	}
	d, err := Parse([]byte("SET ISO8859-15\n"), []byte("c\xbdur\n"))
	if err != nil || !d.Right("cœur") {
		t.Errorf("%v", err)
	}
}

// TestBroken holds that a damaged file is told of in one line.
func TestBroken(t *testing.T) {
	for _, c := range []struct{ aff, dic, want string }{
		{"SET KOI8-R\n", "a\n", "the .aff file: its encoding KOI8-R is not known; convert both files to UTF-8, and write SET UTF-8"},
		{"SET UTF-8\n", "a\xff\n", "the .dic file: it is not in UTF-8, as SET says"},
		{"SET UTF-8\nSFX A Y 2\nSFX A 0 s .\n", "a\n", "the .aff file: SFX A announces 1 more lines than there are"},
		{"SET UTF-8\nSFX A Y 1\nSFX A 0 s [ab\n", "a\n", "the .aff file: line 3: the condition \"[ab\" has no end"},
		{"SET UTF-8\nSFX A 0 s .\n", "a\n", "the .aff file: line 2: \"SFX A 0 s .\" is no head of a class of affixes: it is SFX FLAG Y|N COUNT"},
		{"SET UTF-8\n", "\n", "the .dic file has no words"},
	} {
		if _, err := Parse([]byte(c.aff), []byte(c.dic)); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v", c.aff, err)
		}
	}
}

// TestSuggest holds suggestions for slips that people make: the word that was meant comes first.
func TestSuggest(t *testing.T) {
	for wrong, want := range map[string]string{
		"recieve": "receive", "adminstrated": "administrated", "databse": "database", "mananged": "managed", "teh": "the",
		"seperate": "separate", "acheived": "achieved", "responsable": "responsible", "enviroment": "environment", "Maintaned": "Maintained",
		"langauge": "language", "implemnted": "implemented", "scalabilty": "scalability", "colaborated": "collaborated", "alot": "a lot",
		"definately": "definitely", "infrastucture": "infrastructure", "REPSONSIBLE": "RESPONSIBLE", "inrfastrucutre": "infrastructure",
		"Londn": "London", "londn": "London", "doesnt": "doesn't",
	} {
		if got := American().Suggest(wrong, nil, nil); len(got) == 0 || got[0] != want || len(got) > mostSuggestions {
			t.Errorf("%q: %q, want %q", wrong, got, want)
		}
	}
	for _, wrong := range []string{"", "xqzvwk", strings.Repeat("a", 200), "\xff"} {
		if got := American().Suggest(wrong, nil, nil); got != nil {
			t.Errorf("%q: %q", wrong, got)
		}
	}
	also := func(w string) bool { return w == "kubernetes" }
	if got := American().Suggest("kuberntes", also, nil); !slices.Equal(got, []string{"kubernetes"}) {
		t.Errorf("%q", got)
	}
	often := func(w string) bool { return w == "bade" }
	if got := American().Suggest("badf", nil, often); len(got) == 0 || got[0] != "bade" {
		t.Errorf("%q", got)
	}
}

// TestBounded holds that no word takes long, whatever the rules allow.
func TestBounded(t *testing.T) {
	d, err := Parse([]byte("SET UTF-8\nCOMPOUNDFLAG C\nCOMPOUNDMIN 1\nCHECKCOMPOUNDDUP\nCOMPOUNDRULE 1\nCOMPOUNDRULE C*C*C*C*C*C*\nBREAK 1\nBREAK -\n"),
		[]byte("a/C\naa/C\naaa/C\nb/C\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{strings.Repeat("a", 99) + "x", strings.Repeat("ab", 49) + "x", strings.Repeat("a-", 49) + "x"} {
		l := &look{d: d, left: mostSteps}
		if l.word(w) || l.left > mostSteps/2 {
			t.Errorf("%q: %d steps are left; the test wants a word that needs many", w, l.left)
		}
	}
}

// FuzzParse reads anything as a dictionary, and asks it.
func FuzzParse(f *testing.F) {
	f.Add("SET UTF-8\nSFX A Y 1\nSFX A y ies [^aeiou]y\n", "try/A\n", "tries")
	f.Add(string(read(f, "testdata/small_de.aff")), string(read(f, "testdata/small_de.dic")), "Entwicklungsumgebung")
	f.Add("FLAG long\nCOMPOUNDRULE (aa)*(bb)?\nAF 1\nAF aabb\n", "x/1\n", "xx")
	f.Add("FLAG num\nPFX 1 Y 1\nPFX 1 0 a/2 .\nCOMPOUNDFLAG 2\n", "b/1,2\n\\/x/3\n", "abab")
	f.Add("SET ISO8859-1\nBREAK 2\nBREAK ^\nBREAK a$\nICONV 1\nICONV a bb\nIGNORE x\nREP 1\nREP ^a$ b_c\nKEY qw|as\n", "caf\xe9\n", "a-b-c")
	f.Fuzz(func(t *testing.T, aff, dic, word string) {
		if len(aff)+len(dic) > 1<<14 {
			return
		}
		d, err := Parse([]byte(aff), []byte(dic))
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%q", err)
			}
			return
		}
		d.Right(word)
		d.Suggest(word, nil, nil)
		if again := Sorted(Sorted([]byte(dic))); len(again) == 0 && len(d.stems.text) > 0 && aff == "" {
			t.Error("sorting twice loses the words")
		}
	})
}

// BenchmarkRight looks up what a résumé of a page holds.
func BenchmarkRight(b *testing.B) {
	words := strings.Fields("Cut p99 latency of the ledger service from 480 to 95 ms by moving balance reads to a replica and caching exchange rates " +
		"led the migration of twelve teams to deployments without downtime wrote runbooks mentored two engineers")
	for b.Loop() {
		for _, w := range words {
			American().Right(w)
		}
	}
}
