package date

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// restyle is a text in the style of others, which are parted by ";".
func restyle(form Form, lang, others, text string) string {
	var all []Writing
	for other := range strings.SplitSeq(others, ";") {
		all = append(all, Writings(other)...)
	}
	st, ok := StyleOf(form, all, lang)
	if !ok {
		st = Style{}
	}
	return edited(text, st.Restyle(text))
}

func edited(text string, edits []Edit) string {
	for i := len(edits) - 1; i >= 0; i-- {
		text = text[:edits[i].Start] + edits[i].New + text[edits[i].End:]
	}
	return text
}

func TestRestyle(t *testing.T) {
	for _, c := range []struct {
		form                       Form
		lang, others, before, want string
	}{
		{Named, "en", "March 2021 – present;June 2018 – May 2020", "09/2017 – 02/2019", "September 2017 – February 2019"},
		{Named, "en", "Mar 2021 – present", "09/2017–02/2019", "Sep 2017–Feb 2019"},
		{Named, "en", "Mar. 2021 – Oct. 2022", "2017-05 - 2019-02", "May 2017 - Feb. 2019"},
		{Named, "en", "MAR 2021", "9.2017", "SEP 2017"},
		{Named, "en", "May 2021", "2017/09 to 2019/02", "September 2017 to February 2019"},
		{Named, "de", "März 2021 – heute", "09/2017 – 02/2019", "September 2017 – Februar 2019"},
		{Named, "de", "Jan 2021;Okt 2019", "03.2017 – 12.2018", "Mär 2017 – Dez 2018"},
		{Named, "de", "September 2021", "seit 03/2017", "seit März 2017"},
		{Named, "fr", "mars 2021 – aujourd'hui;sept. 2019", "09/2017 – 02/2019", "sept. 2017 – févr. 2019"},
		{Named, "sv", "augusti 2021 – nu", "2017-05 – 2019-10", "maj 2017 – oktober 2019"},
		{Named, "es", "marzo de 2021 – actualidad", "01/2019", "enero de 2019"},
		{Named, "pl", "marzec 2021 – obecnie", "10.2019 – 12.2020", "październik 2019 – grudzień 2020"},
		{Numeric, "en", "03/2021 – present;11/2019", "September 2017 – Feb. 2019", "09/2017 – 02/2019"},
		{Numeric, "en", "3/2021 – present;11/2019", "September 2017", "9/2017"},
		{Numeric, "de", "03.2021 – heute", "Juni 2017 – Feb 2019", "06.2017 – 02.2019"},
		{ISO, "en", "2021-03 – present", "July 2017", "2017-07"},
		{ISO, "en", "2021/03", "July 2017 – 09/2018", "2017/07 – 2018/09"},
		// The year in full.
		{Named, "en", "Mar 2021", "Jan '18 – Feb '21", "Jan 2018 – Feb 2021"},
		{Named, "en", "Mar 2021", "03/18 – 02/21", "Mar 2018 – Feb 2021"},
		{Named, "en", "Mar 2021", "Sep18-Apr21", "Sep 2018-Apr 2021"},
		{0, "en", "", "03/18 – present", "03/2018 – present"},
		{0, "en", "", "Jan '98 – 2001", "Jan 1998 – 2001"},
		// What nobody can be sure of, what names a day, what would be read otherwise, and what is right.
		{Named, "en", "March 2021", "03/04/2021", "03/04/2021"},
		{Named, "en", "March 2021", "14.03.2021 – 04/2022", "14.03.2021 – 04/2022"},
		{Numeric, "en", "03/2021", "March 14, 2019", "March 14, 2019"},
		{Named, "en", "March 2021", "03/04 – 05/06", "03/04 – 05/06"},
		{Named, "en", "March 2021", "Sep 12 – Nov 14", "Sep 12 – Nov 14"},
		{Named, "en", "March 2021", "Summer 2019", "Summer 2019"},
		{Named, "en", "March 2021", "2019 – 2021", "2019 – 2021"},
		{Named, "en", "March 2021", "Sept 2019 – April 2020", "Sept 2019 – April 2020"},
		{Numeric, "en", "03/2021", "Jan – Mar 2021", "Jan – Mar 2021"},
		{ISO, "en", "2021-03", "Mar 2017/Sep 2018", "Mar 2017/Sep 2018"},
		{Named, "en", "March 2021", "Septembr 2017", "Septembr 2017"},
		{Named, "en", "March 2021", "13/2017", "13/2017"},
		// Nobody can tell the language that the name should be in; a month whose name all of them share is written.
		{Named, "", "September 2021", "03/2020", "03/2020"},
		{Named, "", "September 2021", "04/2020", "April 2020"},
		{Named, "xx", "März 2021", "01/2020", "Januar 2020"},
	} {
		got := restyle(c.form, c.lang, c.others, c.before)
		if got != c.want {
			t.Errorf("%q like %q: got %q, want %q", c.before, c.others, got, c.want)
		}
		if again := restyle(c.form, c.lang, c.others, got); again != got {
			t.Errorf("%q is not left alone: %q", got, again)
		}
	}
}

// TestMonths holds months.txt to its form, and to what the scanner knows.
func TestMonths(t *testing.T) {
	v := lexicon()
	langs := ""
	for _, c := range calendars() {
		if c.lang <= "" || strings.Contains(langs, c.lang) {
			t.Errorf("%q is no language, or stands twice", c.lang)
		}
		langs += c.lang + " "
		for m := 1; m <= 12; m++ {
			for _, name := range append([]string{c.long[m], c.abbr[m]}, c.more[m]...) {
				if got := v.look(name).month; int(got) != m {
					t.Errorf("%s: %q is the month %d for the scanner, not %d", c.lang, name, got, m)
				}
			}
			if utf8.RuneCountInString(c.abbr[m]) > utf8.RuneCountInString(c.long[m]) {
				t.Errorf("%s: %q is longer than %q", c.lang, c.abbr[m], c.long[m])
			}
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(monthsText), "\n") {
		if !strings.HasPrefix(line, "# ") && len(strings.Fields(line)) != 13 {
			t.Errorf("no twelve months: %s", line)
		}
	}
}

// FuzzRestyle holds that dates are the same in any style, and that they are left alone then.
func FuzzRestyle(f *testing.F) {
	for _, text := range []string{"March 2021 – present", "09/2017–02/2019", "seit 03.2020", "Jan '18 - Feb '21", "2021-03 to 2022-04 (1 yr)", "mars 2021", "Nov - Feb 2014"} {
		f.Add(text, "Mar. 2021", uint8(0))
		f.Add("03/2021", text, uint8(1))
	}
	f.Fuzz(func(t *testing.T, text, like string, form uint8) {
		st, ok := StyleOf(Named<<(form%3), Writings(like), "en")
		if !ok {
			return
		}
		got := edited(text, st.Restyle(text))
		if got == text {
			return
		}
		before, after := Scan(text), Scan(got)
		if len(before) != 1 || len(after) != 1 || before[0].Range != after[0].Range {
			t.Fatalf("%q is %v, and %q is %v", text, before, got, after)
		}
		if again := edited(got, st.Restyle(got)); again != got {
			t.Errorf("%q, then %q, then %q", text, got, again)
		}
	})
}
