package date

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// show writes the matches of a line as "[text] range" each, so that a case is one line.
func show(line string) string {
	var out []string
	for _, m := range Scan(line) {
		text := fmt.Sprintf("[%s] %s", line[m.Start:m.End], showRange(m.Range))
		if m.Problem != "" {
			text += " !" + m.Problem
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func showRange(r Range) string {
	s := r.Start.String()
	if r.End.Known() {
		s += ".." + r.End.String()
	}
	if r.Present {
		s += "..now"
	}
	return s
}

func TestScan(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		// single dates
		{"2021", "[2021] 2021"},
		{"2021-03", "[2021-03] 2021-03"},
		{"2021-03-14", "[2021-03-14] 2021-03"},
		{"03/2021", "[03/2021] 2021-03"},
		{"3.2021", "[3.2021] 2021-03"},
		{"14.03.2021", "[14.03.2021] 2021-03"},
		{"3/14/2021", "[3/14/2021] 2021-03"},
		{"31/01/2021", "[31/01/2021] 2021-01"},
		{"2021/03", "[2021/03] 2021-03"},
		{"(04/16)", "[04/16] 2016-04"},
		{"Mar 2021", "[Mar 2021] 2021-03"},
		{"March 2021", "[March 2021] 2021-03"},
		{"March, 2021", "[March, 2021] 2021-03"},
		{"March of 2021", "[March of 2021] 2021-03"},
		{"Mar. 2021", "[Mar. 2021] 2021-03"},
		{"Mar '21", "[Mar '21] 2021-03"},
		{"Mar ’98", "[Mar ’98] 1998-03"},
		{"Mar21", "[Mar21] 2021-03"},
		{"Mar2021", "[Mar2021] 2021-03"},
		{"Mar-2021", "[Mar-2021] 2021-03"},
		{"March 14, 2021", "[March 14, 2021] 2021-03"},
		{"14th March 2021", "[14th March 2021] 2021-03"},
		{"14. März 2021", "[14. März 2021] 2021-03"},
		{"2021 March", "[2021 March] 2021-03"},
		{"Summer 2019", "[Summer 2019] 2019"},
		{"Spring/Summer 2019", "[Spring/Summer 2019] 2019"},
		{"Fall '19", "[Fall '19] 2019"},
		{"'12 – '15", "['12 – '15] 2012..2015"},
		{"Cedar Retail, ’12 – present", "[’12 – present] 2012..now"},
		{"tunes of the '80s – '90s", ""},
		{"the '12 – 15' mark", ""},
		{"class of '12", ""},
		{"early 2019", "[early 2019] 2019"},
		{"Q3 2020", "[Q3 2020] 2020"},
		{"Feburary 2020", "[Feburary 2020] 2020-02"},
		{"Septmber 2020", "[Septmber 2020] 2020-09"},
		{"Match 2021", "[2021] 2021"},

		// ranges
		{"2019 - 2021", "[2019 - 2021] 2019..2021"},
		{"2019-2021", "[2019-2021] 2019..2021"},
		{"2019–21", "[2019–21] 2019..2021"},
		{"2019/20", "[2019/20] 2019..2020"},
		{"2019/2020", "[2019/2020] 2019..2020"},
		{"2012-14", "[2012-14] 2012..2014"},
		{"Mar 2021 – present", "[Mar 2021 – present] 2021-03..now"},
		{"Mar 2021 — Dec 2022", "[Mar 2021 — Dec 2022] 2021-03..2022-12"},
		{"Mar 2021 -- now", "[Mar 2021 -- now] 2021-03..now"},
		{"Mar 2021 &ndash; today", "[Mar 2021 &ndash; today] 2021-03..now"},
		{"Mar 2021 to the present", "[Mar 2021 to the present] 2021-03..now"},
		{"3/2021 to date", "[3/2021 to date] 2021-03..now"},
		{"March 2021 until June 2022", "[March 2021 until June 2022] 2021-03..2022-06"},
		{"2021-03 - 2022-06", "[2021-03 - 2022-06] 2021-03..2022-06"},
		{"03/2021-06/2022", "[03/2021-06/2022] 2021-03..2022-06"},
		{"3/19 - 6/21", "[3/19 - 6/21] 2019-03..2021-06"},
		{"9/15 – present", "[9/15 – present] 2015-09..now"},
		{"Jan 19 – Mar 21", "[Jan 19 – Mar 21] 2019-01..2021-03"},
		{"Jan19-Mar21", "[Jan19-Mar21] 2019-01..2021-03"},
		{"May - Aug 2014", "[May - Aug 2014] 2014-05..2014-08"},
		{"Nov - Feb 2014", "[Nov - Feb 2014] 2013-11..2014-02"},
		{"June 3 - July 10, 2014", "[June 3 - July 10, 2014] 2014-06..2014-07"},
		{"Spring - Fall 2014", "[Spring - Fall 2014] 2014..2014"},
		{"Fall 2019 – Spring 2021", "[Fall 2019 – Spring 2021] 2019..2021"},
		{"since 2020", "[since 2020] 2020..now"},
		{"Starting March 2021", "[Starting March 2021] 2021-03..now"},
		{"from 2019 to 2021", "[from 2019 to 2021] 2019..2021"},
		{"until 2020", "[until 2020] ..2020"},
		{"2024-", "[2024-] 2024..now"},
		{"February 2019--: work", "[February 2019--] 2019-02..now"},
		{"2024 - (2026)", "[2024 - (2026)] 2024..2026"},
		{"2024 - 2026 (expected)", "[2024 - 2026 (expected)] 2024..2026"},
		{"(expected 2026)", "[expected 2026] ..2026"},
		{"Expected graduation: May 2026", "[Expected graduation: May 2026] ..2026-05"},
		{"May 2026 (projected)", "[May 2026 (projected)] ..2026-05"},
		{"2015 (ongoing)", "[2015 (ongoing)] 2015..now"},
		{"2015 - 2018 (2 yrs 3 mos)", "[2015 - 2018 (2 yrs 3 mos)] 2015..2018"},
		{"2015 - 2018 (~ 3 years), Lyon", "[2015 - 2018 (~ 3 years)] 2015..2018"},
		{"2015 - 2018 (3.6yr)", "[2015 - 2018 (3.6yr)] 2015..2018"},
		{"2015–2017, 2019–present", "[2015–2017] 2015..2017 [2019–present] 2019..now"},

		// other languages
		{"seit März 2021", "[seit März 2021] 2021-03..now"},
		{"Jänner 2019 bis heute", "[Jänner 2019 bis heute] 2019-01..now"},
		{"10/2018 – heute", "[10/2018 – heute] 2018-10..now"},
		{"Okt. 2018 – Dez. 2019", "[Okt. 2018 – Dez. 2019] 2018-10..2019-12"},
		{"depuis février 2020", "[depuis février 2020] 2020-02..now"},
		{"de janvier 2019 à août 2020", "[de janvier 2019 à août 2020] 2019-01..2020-08"},
		{"sept. 2019 - aujourd'hui", "[sept. 2019 - aujourd'hui] 2019-09..now"},
		{"enero de 2019 – la actualidad", "[enero de 2019 – la actualidad] 2019-01..now"},
		{"março de 2018 até o momento", "[março de 2018 até o momento] 2018-03..now"},
		{"gennaio 2018 – in corso", "[gennaio 2018 – in corso] 2018-01..now"},
		{"maart 2018 tot heden", "[maart 2018 tot heden] 2018-03..now"},
		{"augusti 2018 – pågående", "[augusti 2018 – pågående] 2018-08..now"},
		{"od marca 2019 do maja 2020", "[od marca 2019 do maja 2020] 2019-03..2020-05"},
		{"04.2021 – дотепер", "[04.2021 – дотепер] 2021-04..now"},
		{"Березень 2019 – травень 2020", "[Березень 2019 – травень 2020] 2019-03..2020-05"},
		{"квітень 2021 по теперішній час", "[квітень 2021 по теперішній час] 2021-04..now"},
		{"Март 2019 — настоящее время", "[Март 2019 — настоящее время] 2019-03..now"},
		{"leden 2019 – dosud", "[leden 2019 – dosud] 2019-01..now"},
		{"marts 2019 – nuværende", "[marts 2019 – nuværende] 2019-03..now"},
		{"desember 2018 – nå", "[desember 2018 – nå] 2018-12..now"},
		{"kesäkuu 2018 – nykyinen", "[kesäkuu 2018 – nykyinen] 2018-06..now"},
		{"październik 2019 – obecnie", "[październik 2019 – obecnie] 2019-10..now"},

		// in a line
		{"Acme | Mar 2021 - Present | Remote", "[Mar 2021 - Present] 2021-03..now"},
		{"Engineer, Acme (2019 – 2021)", "[2019 – 2021] 2019..2021"},
		{"**2019–2021** Acme", "[2019–2021] 2019..2021"},
		{"Acme, Sveavägen, May 2019", "[May 2019] 2019-05"},
		{"Joined Acme in 2019 as an engineer", "[2019] 2019"},
		{"Google Summer of Code 2019", "[2019] 2019"},

		// what cannot be
		{"2021-14", "[2021-14] 2021 !there is no month 14"},
		{"13/2021", "[13/2021] 2021 !there is no month 13"},
		{"31/2021 – present", "[31/2021 – present] 2021..now !there is no month 31"},
		{"Mar 2020 - 00/2021", "[Mar 2020 - 00/2021] 2020-03..2021 !there is no month 0"},
		{"February 30, 2021", "[February 30, 2021] 2021-02 !2021-02 has no day 30"},
		{"2021-02-29", "[2021-02-29] 2021-02 !2021-02 has no day 29"},
		{"2020-02-29", "[2020-02-29] 2020-02"},

		// what is none
		{"", ""},
		{"Java 17", ""},
		{"HTTP/2 and TLS 1.3", ""},
		{"+46 70 174 06 05", ""},
		{"+46 70 2001 1999", ""},
		{"(555) 555-2019", ""},
		{"555.201.2019", ""},
		{"2000 users", ""},
		{"served 2000 concurrent users", ""},
		{"100-2000 ms", ""},
		{"1990 - 2010 ms", ""},
		{"1200 – 1900", ""},
		{"1949", ""},
		{"2100", ""},
		{"2019 Elm Street", ""},
		{"2019 North Main Street, Springfield", ""},
		{"Sveavägen 1985", ""},
		{"Windows 2000", ""},
		{"SQL Server 2019", ""},
		{"ISO 9001:2015", ""},
		{"ES2015", ""},
		{"CVE-2021-44228", ""},
		{"$2000", ""},
		{"2019.1", ""},
		{"v2019", ""},
		{"24/7 on call", ""},
		{"9/11", ""},
		{"50/50", ""},
		{"12/2000 users", ""},
		{"3.14 and 12.5", ""},
		{"https://a.example/2019/index", ""},
		{"may be 5", ""},
		{"PO Box 2019", ""},
	} {
		if got := show(c.line); got != c.want {
			t.Errorf("Scan(%q)\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"2021": "2021", "2021-03": "2021-03", "2021-03-14": "2021-03", " Mar 2021 ": "2021-03", "03/2021": "2021-03",
		"Summer 2019": "2019", "": "", "soon": "", "2021-14": "", "2019 - 2021": "", "since 2020": "", "about 2021": "",
		"2021, March and more": "", "9999": "", "9999-12-31": "",
	} {
		d, ok := Parse(text)
		if d.String() != want || ok != (want != "") {
			t.Errorf("Parse(%q) = %q, %v, want %q", text, d, ok, want)
		}
	}
}

func TestString(t *testing.T) {
	for want, d := range map[string]Date{"": {}, "2021": {Year: 2021}, "2021-03": {Year: 2021, Month: 3}} {
		if d.String() != want || d.Known() != (want != "") {
			t.Errorf("%#v is %q, want %q", d, d, want)
		}
	}
}

// TestWords holds the data to its own rules: every line begins with a month or a use that exists,
// and every word is in the lower case that it is looked up in.
func TestWords(t *testing.T) {
	for i, line := range strings.Split(wordsText, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		var m int
		if _, err := fmt.Sscan(fields[0], &m); err != nil && uses[fields[0]] == 0 || err == nil && (m < 1 || m > 12) {
			t.Errorf("words.txt:%d: %q is no month and no use", i+1, fields[0])
		}
		for _, w := range fields[1:] {
			v := lexicon()
			if v.look(w) == (word{}) || strings.ToLower(w) != w {
				t.Errorf("words.txt:%d: %q is not found again", i+1, w)
			}
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"Mar 2021 – present", "2021-14", "(2 yrs 3 mos)", "2024 - (2026)", "14.03.2021", "Q3 2020 to", "1/1/1", "aujourd'hui 2019-",
		"od marca 2019 do maja 2020 (expected)", "May - Aug '14", "&ndash;2019&ndash;", "Feburary 2020\xff2019"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		end := 0
		for _, m := range Scan(line) {
			if m.Start < end || m.End <= m.Start || m.End > len(line) {
				t.Fatalf("Scan(%q): span %d-%d behind %d", line, m.Start, m.End, end)
			}
			end = m.End
			if utf8.ValidString(line) && !utf8.ValidString(line[m.Start:m.End]) {
				t.Fatalf("Scan(%q): span %d-%d cuts a character", line, m.Start, m.End)
			}
			if !m.Range.Known() {
				t.Fatalf("Scan(%q): no date in %q", line, line[m.Start:m.End])
			}
			for _, d := range []Date{m.Range.Start, m.Range.End} {
				if d.Month < 0 || d.Month > 12 || d.Known() && (d.Year < firstYear || d.Year > lastYear) || !d.Known() && d.Month != 0 {
					t.Fatalf("Scan(%q): date %#v", line, d)
				}
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	const line = "*March 2021 – present (2 yrs 3 mos) · Stockholm, Sweden*"
	b.ReportAllocs()
	for b.Loop() {
		Scan(line)
	}
}
