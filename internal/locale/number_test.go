package locale_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/locale"
)

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Cut p99 from 480 ms to 95 ms on S3", "480 95"},
		{"en", "1,200 tables, 99.95 % and $3M", "1200 99.95 3e+06"},
		{"de", "1.200 Tabellen, 99,95 % und 3 Mio. $", "1200 99.95 3e+06"},
		{"de", "99.9 % der Tage", "99.9"},
		{"fr", "1 200 tables, 2,5 millions de relevés", "1200 2.5e+06"},
		{"fr", "1\u202f200 tables en 3 ans", "1200 3"},
		{"de-CH", "12'000 Franken", "12000"},
		{"de", "12’000 Franken, 250 Tsd. Zeilen, 2 Billionen", "12000 250000 2e+12"},
		{"en", "10k users, 250K rows, 5 m, 5m, 1.5 million, 2 bn", "10000 250000 5 5 1.5e+06 2e+09"},
		{"en", "Go 1.22.3, UTF-8, GPT-4, v2, 3D, 10.0.0.1", "3"},
		{"ja", "10万人の利用者、1.5億件、2021年3月", "100000 1.5e+08 2021 3"},
		{"ko", "300만 명", "3e+06"},
		{"zh", "提升了30%，1.2亿次", "30 1.2e+08"},
		{"ru", "2,5 млн записей и 30 тыс. строк", "2.5e+06 30000"},
		{"he", "ב־30% ול120 לקוחות", "30 120"},
		{"sv", "1 200 tabeller i 3 hus", "1200 3"},
		{"en", "ports 80, 443 and 8080", "80 443 8080"},
		{"en", "", ""},
		{"en", "9" + strings.Repeat("9", 400), ""},
	} {
		var got []string
		for _, n := range locale.Of(tt.lang).Numbers(tt.text) {
			got = append(got, fmt.Sprintf("%g", n.Value))
			if n.Start < 0 || n.End > len(tt.text) || n.Start >= n.End {
				t.Errorf("%s: %q: a number from %d to %d", tt.lang, tt.text, n.Start, n.End)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %q has %s, want %s", tt.lang, tt.text, s, tt.want)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	f.Add("de", "1.200 Tabellen, 2,5 Millionen")
	f.Add("ja", "10万人")
	f.Add("fr", "1\u202f200,5")
	f.Fuzz(func(t *testing.T, lang, text string) {
		end := 0
		for _, n := range locale.Of(lang).Numbers(text) {
			if n.Start < end || n.End > len(text) || n.Start >= n.End {
				t.Fatalf("%q: a number from %d to %d", text, n.Start, n.End)
			}
			end = n.End
		}
	})
}
