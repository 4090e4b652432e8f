package date

import "testing"

func TestFormOf(t *testing.T) {
	for text, want := range map[string]Form{
		"March 2021 – present": Named, "Mar 2021 - Apr 2022": Named, "März 2021": Named, "May 5, 2021": Named, "Sept. 2015": Named,
		"03/2021 – 04/2022": Numeric, "3/2014 to 9/2018": Numeric, "03.2012": Numeric, "01.03.2012 – 31.12.2017": Numeric,
		"2021-03 – 2022-04": ISO, "2021/03": ISO, "2019": 0, "2019 – 2021": 0, "2019-2021": 0, "since 2018": 0, "": 0,
		"Summer 2019": Season, "Q3 2020": Season, "Herbst 2019": Season, "Spring 2017 – 2021": Season,
		"03/21 – 04/22": ShortYear, "Mar '21": Named | ShortYear, "Sep18-Apr21": Named | ShortYear, "2015-18": ShortYear, "’19": ShortYear,
		"Mar 2021 – 04/2022": Named | Numeric,
	} {
		if got := FormOf(text); got != want {
			t.Errorf("FormOf(%q) = %05b, want %05b", text, got, want)
		}
	}
}
