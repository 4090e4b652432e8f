package export

import (
	"testing"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

func TestISODates(t *testing.T) {
	d := func(text string) date.Date { d, _ := date.Parse(text); return d }
	for _, c := range []struct {
		kind       resume.Kind
		dates      date.Range
		start, end string
	}{
		{resume.Experience, date.Range{Start: d("2019-03"), Present: true}, "2019-03", ""},
		{resume.Experience, date.Range{Start: d("2019-03"), End: d("2021")}, "2019-03", "2021"},
		{resume.Experience, date.Range{Start: d("2019")}, "2019", "2019"}, // without an end it would go on
		{resume.Projects, date.Range{Start: d("2019-05")}, "2019-05", "2019-05"},
		{resume.Education, date.Range{Start: d("2019")}, "", "2019"}, // a degree of 2019 did not begin then
		{resume.Education, date.Range{End: d("2026-06")}, "", "2026-06"},
		{resume.Certifications, date.Range{Start: d("2022"), End: d("2025")}, "2022", ""},
		{resume.Publications, date.Range{End: d("2022-01")}, "2022-01", ""},
		{resume.Experience, date.Range{Present: true}, "", ""},
		{resume.Experience, date.Range{}, "", ""},
	} {
		f, _ := FormOf(c.kind)
		if start, end := f.isoDates(c.dates); start != c.start || end != c.end {
			t.Errorf("%s, %v: %q %q", c.kind, c.dates, start, end)
		}
	}
}

func TestLocationOf(t *testing.T) {
	for text, want := range map[string]string{
		"Stockholm, Sweden": "city=Stockholm countryCode=SE ", "Lyon": "city=Lyon ", "Germany": "countryCode=DE ", "Austin, TX": "city=Austin region=TX ",
		"Bilbao, País Vasco, España": "city=Bilbao countryCode=ES region=País Vasco ", "Newark, DE": "city=Newark region=DE ", "Atlanta, Georgia": "city=Atlanta region=Georgia ",
		"Lister Damm 41, 30161 Hannover": "address=Lister Damm 41, 30161 Hannover ", "Oslo / remote": "address=Oslo / remote ", "A, B, C": "address=A, B, C ", "": "address= ",
	} {
		got := ""
		for _, f := range LocationOf(text).Fields {
			got += f.Key + "=" + f.Value.Text + " "
		}
		if text != "" && got != want || text == "" && got != "" {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestAbsolute(t *testing.T) {
	for address, want := range map[string]string{
		"https://x.example/a?b=c#d": "https://x.example/a?b=c#d", "https://münchen.example/ä b": "https://xn--mnchen-3ya.example/%C3%A4%20b", "mailto:a@b.example": "mailto:a@b.example",
		"projects/x.md": "", "#x": "", "/x": "", "": "", "https://x.example/[a]|b": "https://x.example/%5Ba%5D%7Cb", "https://": "", "::": "",
	} {
		if got := Absolute(address); got != want {
			t.Errorf("%q is %q, want %q", address, got, want)
		}
	}
}

// TestPrint holds what is the same item, and what is another.
func TestPrint(t *testing.T) {
	item := func(pairs ...string) meta.Value {
		o := newObject()
		for i := 0; i < len(pairs); i += 2 {
			o.text(pairs[i], pairs[i+1])
		}
		return o.Value
	}
	if Print(item("a", "x", "b", "y")) != Print(item("b", "y", "a", "x")) {
		t.Error("the order of keys counts")
	}
	seen := map[string]bool{}
	for _, v := range []meta.Value{item("a", "x"), item("a", "y"), item("b", "x"), item("a", "x", "b", ""), item("a", `x"`), item("a", "x", "b", "y"), item("ab", "xy")} {
		seen[Print(v)] = true
	}
	if len(seen) != 6 { // an empty value is not written
		t.Error(seen)
	}
}
