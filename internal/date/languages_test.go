package date_test

import (
	"testing"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/locale"
)

func TestScanLanguages(t *testing.T) {
	march, june, day := date.Date{Year: 2021, Month: 3}, date.Date{Year: 2023, Month: 6}, date.Date{Year: 2021, Month: 3}
	for line, want := range map[string]date.Range{
		"2021年3月 – 現在":             {Start: march, Present: true},
		"2021年3月～現在":               {Start: march, Present: true},
		"2021年3月至今":                {Start: march, Present: true},
		"2021年3月至2023年6月":          {Start: march, End: june},
		"2021年3月〜2023年6月":          {Start: march, End: june},
		"2021年3月から2023年6月":         {Start: march, End: june},
		"2021年3月14日":               {Start: day},
		"2021年 – 2023年6月":          {Start: date.Date{Year: 2021}, End: june},
		"2021년 3월 – 현재":            {Start: march, Present: true},
		"2021년 3월 ~ 2023년 6월":      {Start: march, End: june},
		"2021.03 – 현재":             {Start: march, Present: true},
		"Mart 2021 – Halen":        {Start: march, Present: true},
		"5 Mart 2021":              {Start: day},
		"مارس 2021 – الآن":         {Start: march, Present: true},
		"مارس 2021 إلى يونيو 2023": {Start: march, End: june},
		"מרץ 2021 – היום":          {Start: march, Present: true},
		"במרץ 2021":                {Start: march},
	} {
		found := date.Scan(line)
		if len(found) != 1 || found[0].Range != want || found[0].Problem != "" || found[0].Start != 0 || found[0].End != len(line) {
			t.Errorf("%q is read as %+v, want %+v", line, found, want)
		}
	}
	for _, line := range []string{"Data Mart 2019", "Wal-Mart 2015 – 2018"} {
		for _, m := range date.Scan(line) {
			if m.Range.Start.Month != 0 {
				t.Errorf("%q has a month", line)
			}
		}
	}
}

// What resgen writes in a language that it has words for, it reads.
func TestReadsWhatLocaleWrites(t *testing.T) {
	for _, tag := range []string{"en", "en-US", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "tr", "ru", "uk", "zh", "zh-Hant", "ja", "ko", "ar", "he"} {
		l := locale.Of(tag)
		for m := 1; m <= 12; m++ {
			for _, month := range []string{l.Month(2021, m), l.LongMonth(2021, m)} {
				if month == "des. 2021" {
					continue // "des" is a small word of French
				}
				line := month + " – " + l.Present()
				found := date.Scan(line)
				if len(found) != 1 || found[0].Range.Start != (date.Date{Year: 2021, Month: m}) || !found[0].Range.Present {
					t.Errorf("%s: %q is read as %+v", tag, line, found)
				}
			}
		}
	}
}
