package date_test

import (
	"testing"

	"github.com/resgen/resgen/internal/date"
)

func TestNamesAreRead(t *testing.T) {
	for _, lang := range []string{"en", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "xx"} {
		months, present := date.Names(lang)
		if len(months) != 12 {
			t.Fatalf("%s has %d months", lang, len(months))
		}
		for i, m := range months {
			line := m + " 2021 – " + present
			found := date.Scan(line)
			if len(found) != 1 || found[0].Range.Start != (date.Date{Year: 2021, Month: i + 1}) || !found[0].Range.Present {
				t.Errorf("%s: %q is read as %+v", lang, line, found)
			}
		}
	}
}
