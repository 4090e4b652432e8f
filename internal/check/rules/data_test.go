package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/sheet"
)

// TestFontNames holds fonts.txt to its form: each name once, as sheet.Letters writes it, and none both usual and odd.
func TestFontNames(t *testing.T) {
	names := fontNames()
	if len(names.usual) < 200 || len(names.odd) < 50 {
		t.Errorf("%d usual fonts and %d odd ones", len(names.usual), len(names.odd))
	}
	lines := 0
	for line := range strings.Lines(fontText) {
		if !strings.HasPrefix(line, "#") {
			lines++
		}
	}
	if lines != len(names.usual)+len(names.odd) {
		t.Errorf("%d lines, of which %d are read", lines, len(names.usual)+len(names.odd))
	}
	seen := map[string]bool{}
	for _, n := range slices.Concat(names.usual, names.odd) {
		if n != sheet.Letters(n) || seen[n] {
			t.Errorf("%q is not as it is compared, or stands there twice", n)
		}
		seen[n] = true
	}
	for _, n := range names.usual {
		if oddFont(n) {
			t.Errorf("%q is usual and odd", n)
		}
	}
}

// TestFillers holds fillers.txt to its form, and what is found with it to the words of a text.
func TestFillers(t *testing.T) {
	for lang, words := range fillers() {
		if !slices.Contains([]string{"en", "de", "fr", "sv"}, lang) {
			t.Errorf("%q is no language of ours", lang)
		}
		seen := map[string]bool{}
		for _, w := range words {
			if w != strings.ToLower(w) || w != strings.Join(strings.Fields(w), " ") || seen[w] {
				t.Errorf("%s: %q is not in small letters, or stands there twice", lang, w)
			}
			seen[w] = true
		}
	}
	for _, tt := range []struct {
		text, lang string
		least      int
		want       string
	}{
		{"Wrote the program successfully and explained various parts of it", "en", 6, "various"},
		{"Wrote the program successfully and explained various parts of it", "en-GB", 9, "successfully"},
		{"Wrote the program successfully", "en", 14, ""},
		{"Successfully wrote the program", "en", 3, ""},
		{"Wrote the veryfied, robustness-tested program", "en", 3, ""},
		{"Betreute verschiedene Systeme im Rechenzentrum", "de", 5, "verschiedene"},
		{"Betreute verschiedene Systeme", "pl", 5, ""},
		{"İstanbul: wrote various programs", "en", 3, ""}, // its small letters are more bytes
	} {
		if got := filler(tt.text, tt.lang, tt.least); got != tt.want {
			t.Errorf("filler(%q, %s, %d) = %q, want %q", tt.text, tt.lang, tt.least, got, tt.want)
		}
	}
}

// TestLinkData holds the lists about links to their form.
func TestLinkData(t *testing.T) {
	if n := len(shorteners()); n < 30 {
		t.Errorf("%d shorteners", n)
	}
	for host := range shorteners() {
		if host != strings.ToLower(host) || !strings.Contains(host, ".") || strings.ContainsAny(host, " /:") || strings.HasPrefix(host, "www.") {
			t.Errorf("%q is no host", host)
		}
	}
	seen := map[string]bool{}
	for line := range strings.Lines(linkTextText) {
		lang, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		if lang == "#" {
			continue
		}
		if len(lang) != 2 || words != linkWords(words) || seen[line] {
			t.Errorf("%q is not as words are compared, or stands there twice", line)
		}
		seen[line] = true
	}
}

// TestAcronyms holds acronyms.txt to its form: in capitals, in order within a group, each once, and as long as the rule looks.
func TestAcronyms(t *testing.T) {
	seen := map[string]bool{}
	last := ""
	for line := range strings.Lines(acronymText) {
		if strings.HasPrefix(line, "#") || line == "\n" {
			last = ""
			continue
		}
		for _, w := range strings.Fields(line) {
			if w != strings.ToUpper(w) || len(w) < leastOfAcronym || len(w) > mostOfAcronym || seen[w] || w <= last {
				t.Errorf("%q is not in capitals, too short or long, out of order, or stands there twice", w)
			}
			seen[w], last = true, w
		}
	}
	if len(seen) < 400 || len(seen) != len(knownAcronyms()) {
		t.Errorf("%d acronyms, of which %d are read", len(seen), len(knownAcronyms()))
	}
}
