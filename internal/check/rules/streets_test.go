package rules

import (
	"slices"
	"strings"
	"testing"
)

// TestStreet holds what counts as a street with its number, and what looks like one.
func TestStreet(t *testing.T) {
	for text, want := range map[string]string{
		"12 Main Street, Leeds":                       "12 Main Street",
		"221B Baker St., London NW1 6XE":              "221B Baker St",
		"2207 Maple Avenue, Apt. 4, Denver, CO 80205": "2207 Maple Avenue",
		"350 5th Avenue, New York":                    "350 5th Avenue",
		"1600 Martin Luther King Drive, Denver":       "1600 Martin Luther King Drive",
		"Hauptstraße 5, 10115 Berlin":                 "Hauptstraße 5",
		"Musterstr. 12a, 80331 München":               "Musterstr. 12a",
		"Berliner Straße 5, 04109 Leipzig":            "Berliner Straße 5",
		"Kärntner Ring 3, 1010 Wien":                  "Kärntner Ring 3",
		"12 rue de la Paix, 75002 Paris":              "12 rue de la Paix",
		"5 bis, avenue Victor-Hugo, 69003 Lyon":       "5 bis, avenue Victor-Hugo",
		"Storgatan 5, 111 22 Stockholm":               "Storgatan 5",
		"Kungsholmsvägen 12B, Stockholm":              "Kungsholmsvägen 12B",
		"Nørrebrogade 44, 2200 København":             "Nørrebrogade 44",
		"Mannerheimintie 7, Helsinki":                 "Mannerheimintie 7",
		"Prinsengracht 263-267, Amsterdam":            "Prinsengracht 263-267",
		"Via Giuseppe Garibaldi 12, 20121 Milano":     "Via Giuseppe Garibaldi 12",
		"Calle Mayor 8, 28013 Madrid":                 "Calle Mayor 8",
		"ul. Długa 5, Kraków":                         "ul. Długa 5",
		"Rua das Flores, 12, Porto":                   "Rua das Flores, 12",
		"Flat 12, Harbour House, Leeds":               "Flat 12",
		"Leeds, United Kingdom | 9 Mill Lane":         "9 Mill Lane",

		"Stockholm, Sweden": "", "London, United Kingdom": "", "Berlin 10115, Germany": "", "1010 Wien": "", "75002 Paris, France": "",
		"New York, NY 10001": "", "Remote (UTC+1)": "", "3 months' notice, Drive to relocate": "", "Place de la Bourse, Paris": "", "Main Street, Leeds": "",
		"Katie 3": "", "Notice: 4 weeks": "", "Via LinkedIn": "", "Senior Engineer, 12 years": "", "Norrköping 2": "", "+46 70 174 06 05": "", "Sofia, Bulgaria, place 5": "",
		"10 years on the road": "", "Clearance until 2027": "", "Way of working: remote": "", "Trondheim": "", "Full stack, 5 years, Court of Auditors": "",
	} {
		start, end, ok := street(text)
		if got := text[start:end]; got != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestPersonalData holds the lists about personal facts to their form.
func TestPersonalData(t *testing.T) {
	for label, kind := range personalLabels() {
		if label != strings.ToLower(label) || !slices.Contains([]string{"birth", "marital", "gender", "religion"}, kind) {
			t.Errorf("%q %q", kind, label)
		}
	}
	for how, words := range streetWords() {
		if !slices.Contains([]string{"behind", "before", "ending", "word", "first", "unit", "box"}, how) || len(words) == 0 {
			t.Errorf("%q", how)
		}
		for w := range words {
			if w != strings.ToLower(w) || strings.ContainsAny(w, " ,.") {
				t.Errorf("%s %q", how, w)
			}
		}
	}
	for location, want := range map[string]bool{
		"London, United Kingdom": true, "London, UK": true, "Leeds LS1 4AP, England": true, "Denver, CO 80205": true, "Denver, CO": true, "Austin, Texas": true,
		"Dublin, Ireland": true, "Toronto, Ontario, Canada": true, "USA": true, "Remote (US)": true,
		"Stockholm, Sweden": false, "Berlin, Germany": false, "Paris, France": false, "": false, "Bogotá, Co": false, "La Paz, Bolivia": false, "Milano, Italia (de)": false,
	} {
		if got := inReserved(location, "en"); got != want {
			t.Errorf("%q: %v", location, got)
		}
	}
	if inReserved("Casablanca, MA", "fr") {
		t.Error("Morocco is taken for Massachusetts")
	}
}

// FuzzStreet looks for a text that keeps the search for a street from ending, or sends it out of the text.
func FuzzStreet(f *testing.F) {
	for _, s := range []string{"12 Main Street", "Hauptstraße 5", "12 bis rue x", ", , 12 ,", "\xff 12 St", "1 St"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if start, end, ok := street(text); start < 0 || end < start || end > len(text) || ok && start == end {
			t.Errorf("%q: %d-%d", text, start, end)
		}
	})
}
