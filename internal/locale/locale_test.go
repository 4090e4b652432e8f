package locale_test

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/locale"
)

func TestDates(t *testing.T) {
	for _, tt := range []struct{ tag, month, long, day, present string }{
		{"en", "Mar 2021", "March 2021", "5 March 2021", "present"},
		{"en-US", "Mar 2021", "March 2021", "March 5, 2021", "present"},
		{"en-AU", "Mar 2021", "March 2021", "5 March 2021", "present"},
		{"de", "März 2021", "März 2021", "5. März 2021", "heute"},
		{"de-AT", "März 2021", "März 2021", "5. März 2021", "heute"},
		{"fr", "mars 2021", "mars 2021", "5 mars 2021", "aujourd’hui"},
		{"es", "mar 2021", "marzo de 2021", "5 de marzo de 2021", "actualidad"},
		{"pt-BR", "mar. de 2021", "março de 2021", "5 de março de 2021", "atual"},
		{"nb", "mars 2021", "mars 2021", "5. mars 2021", "nå"},
		{"no", "mars 2021", "mars 2021", "5. mars 2021", "nå"},
		{"fi", "maalis 2021", "maaliskuu 2021", "5. maaliskuuta 2021", "nykyinen"},
		{"cs", "březen 2021", "březen 2021", "5. března 2021", "současnost"},
		{"ru", "март 2021", "март 2021", "5 марта 2021", "настоящее время"},
		{"uk", "бер. 2021", "березень 2021", "5 березня 2021", "дотепер"},
		{"ja", "2021年3月", "2021年3月", "2021年3月5日", "現在"},
		{"zh", "2021年3月", "2021年3月", "2021年3月5日", "至今"},
		{"ko", "2021년 3월", "2021년 3월", "2021년 3월 5일", "현재"},
		{"ar", "مارس 2021", "مارس 2021", "5 مارس 2021", "الآن"},
		{"he", "מרץ 2021", "מרץ 2021", "5 במרץ 2021", "היום"},
		{"hu", "2021. márc.", "2021. március", "2021. március 5.", "present"}, // its words are not here: English
		{"xx", "Mar 2021", "March 2021", "5 March 2021", "present"},
		{"", "Mar 2021", "March 2021", "5 March 2021", "present"},
	} {
		l := locale.Of(tt.tag)
		got := [...]string{l.Month(2021, 3), l.LongMonth(2021, 3), l.Day(2021, 3, 5), l.Present()}
		if want := [...]string{tt.month, tt.long, tt.day, tt.present}; got != want {
			t.Errorf("%s: %q, want %q", tt.tag, got, want)
		}
		if got := l.Month(2021, 0); got != "2021" {
			t.Errorf("%s: a year alone is %q", tt.tag, got)
		}
	}
}

func TestHabits(t *testing.T) {
	for _, tt := range []struct {
		tag, name      string
		rtl            bool
		decimal, group rune
		cv, paper      string
	}{
		{"de", "Deutsch", false, ',', '.', "Lebenslauf", "A4"},
		{"FR_ca", "Français", false, ',', '\u00a0', "CV", "Letter"},
		{"en", "English", false, '.', ',', "Résumé", "A4"},
		{"en-US", "English (United States)", false, '.', ',', "Résumé", "Letter"},
		{"es-MX", "Español", false, ',', '.', "Currículum", "Letter"},
		{"es-ES", "Español", false, ',', '.', "Currículum", "A4"},
		{"zh-TW", "中文（繁體）", false, '.', ',', "履歷", "A4"},
		{"zh-Hans-CN", "中文", false, '.', ',', "简历", "A4"},
		{"he", "עברית", true, '.', ',', "קורות חיים", "A4"},
		{"ar-EG", "العربية", true, '.', ',', "السيرة الذاتية", "A4"},
		{"fa", "فارسی", true, '.', ',', "Résumé", "A4"},
		{"az-Arab", "Azərbaycan", true, ',', '.', "Résumé", "A4"},
		{"yi", "yi", true, '.', ',', "Résumé", "A4"},
	} {
		l := locale.Of(tt.tag)
		if strings.EqualFold(l.Name, tt.name) && l.Name == strings.ToLower(l.Name) && tt.name != l.Name {
			t.Errorf("%s: the name %q has no capital", tt.tag, l.Name)
		}
		if !strings.EqualFold(l.Name, tt.name) || l.RTL != tt.rtl || l.Decimal != tt.decimal || l.Group != tt.group || l.Word("Résumé") != tt.cv || locale.Paper(tt.tag) != tt.paper {
			t.Errorf("%s: %q %v %q %q %q %s", tt.tag, l.Name, l.RTL, l.Decimal, l.Group, l.Word("Résumé"), locale.Paper(tt.tag))
		}
	}
	if got := locale.Of("de").Word("Certified by my cat"); got != "Certified by my cat" {
		t.Errorf("a word that is not there is %q", got)
	}
}

// Every word is there in every language that has words, and every country of the list prints on Letter.
func TestData(t *testing.T) {
	langs := strings.Fields("de fr es it pt nl sv da nb fi pl cs tr ru uk zh zh-Hant ja ko ar he")
	for _, lang := range langs {
		for _, word := range locale.Words() {
			if got := locale.Of(lang).Word(word); got == "" || got == word && !strings.Contains(" Résumé E-mail Tags Results Feed Website Home Date Later min Pages Role ", " "+word+" ") {
				t.Errorf("%s has no %q", lang, word)
			}
		}
	}
	for region := range strings.FieldsSeq("US CA MX PH CL CO VE CR GT NI PA PR SV BZ") {
		if locale.Paper("es-"+region) != "Letter" {
			t.Errorf("%s is not Letter", region)
		}
	}
	for _, tag := range []string{"de", "pt-BR", "zh-Hant", "sr-Latn-RS", "de_AT"} {
		if !locale.Valid(tag) {
			t.Errorf("%s is no tag", tag)
		}
	}
	for _, tag := range []string{"", "old", "draft", "2", "und", "deutsch", "de-"} {
		if locale.Valid(tag) {
			t.Errorf("%q is a tag", tag)
		}
	}
}
