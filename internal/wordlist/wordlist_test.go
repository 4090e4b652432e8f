package wordlist

import (
	"os"
	"testing"
)

func read(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("../spell/data/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestDictionaries holds the forms to the length that they are for.
func TestDictionaries(t *testing.T) {
	american, british := read(t, "en_US.dic"), read(t, "en_GB.dic")
	whole := Encode(american)
	if text, err := Decode(string(whole)); err != nil || text != american || len(whole) > len(american)*7/10 {
		t.Errorf("%d bytes of %d, equal %v, %v", len(whole), len(american), text == american, err)
	}
	rest := Differ(american, british)
	if text, err := Apply(american, string(rest)); err != nil || text != british || len(rest) > len(british)/10 {
		t.Errorf("%d bytes of %d, equal %v, %v", len(rest), len(british), text == british, err)
	}
	t.Logf("%d and %d bytes", len(whole), len(rest))
}

func TestNotOurs(t *testing.T) {
	for _, packed := range []string{"", "\x05", "\x05\x00a\n", "\x01\x00a\n", "\x02\x01a\n", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"} {
		if text, err := Decode(packed); err == nil {
			t.Errorf("Decode(%q) is %q", packed, text)
		}
	}
	for _, packed := range []string{"", "\x05", "\x01\x1e", "\x01\x05", "\x01\x09"} {
		if text, err := Apply("ab", packed); err == nil {
			t.Errorf("Apply(%q) is %q", packed, text)
		}
	}
}

// FuzzWordlist packs and unpacks any texts, and unpacks any bytes.
func FuzzWordlist(f *testing.F) {
	f.Add("a\nab\nabc/S\n", "a\nabd\nb")
	f.Add("", "\n\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, text := range []string{a, b} {
			if got, err := Decode(string(Encode(text))); err != nil || got != text {
				t.Errorf("%q becomes %q, %v", text, got, err)
			}
		}
		if got, err := Apply(a, string(Differ(a, b))); err != nil || got != b {
			t.Errorf("%q and %q become %q, %v", a, b, got, err)
		}
		Decode(b)
		Apply(a, b)
	})
}

func BenchmarkUnpack(b *testing.B) {
	american, british := read(b, "en_US.dic"), read(b, "en_GB.dic")
	whole, rest := string(Encode(american)), string(Differ(american, british))
	for b.Loop() {
		text, err := Decode(whole)
		if err == nil {
			_, err = Apply(text, rest)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
