// Package locale is what is habit in a language or a country: how it writes a date and the marks in its numbers, what it calls itself, which
// way its letters run, which paper it prints on, and the few words that resgen itself writes.
//
// It is data and look-up: a language is named by its tag of BCP 47, in any case, and one that is not known is looked for without its last
// part ("de-AT" is "de"), and at last taken for English. Dates, names and marks are Unicode's CLDR; see cldr.txt.
package locale

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

//go:embed cldr.txt
var cldrText string

//go:embed words.txt
var wordsText string

// A Locale is the habits of a language.
type Locale struct {
	Tag     string // as asked for, in the form that BCP 47 recommends: "pt-BR"
	Name    string // in itself, with a capital where its letters have such: "Français"
	RTL     bool   // its letters run from right to left
	Decimal rune   // between the whole of a number and its parts
	Group   rune   // between thousands; a no-break space for any blank
	lang    string // that its words are in: a tag of words.txt, or "en"
	data    data
}

// data is the entry of a language in cldr.txt.
type data struct {
	name             string
	rtl              bool
	decimal, group   rune
	long, short, day dates
	scales           []scale // the longest first
}

// dates is a pattern with {y}, {m} and {d}, and the months in the form that they have in it.
type dates struct {
	pattern string
	months  [13]string // from 1
}

var table = sync.OnceValue(func() map[string]*data {
	out := map[string]*data{}
	var d *data
	for line := range strings.Lines(cldrText) {
		line = strings.TrimSpace(line)
		if tag, ok := strings.CutPrefix(line, "["); ok {
			d = &data{}
			out[strings.ToLower(strings.TrimSuffix(tag, "]"))] = d
			continue
		}
		key, value, _ := strings.Cut(line, " ")
		if d == nil || key == "#" {
			continue
		}
		switch key {
		case "name":
			d.name = value
		case "dir":
			d.rtl = value == "rtl"
		case "decimal":
			d.decimal = mark(value)
		case "group":
			d.group = mark(value)
		case "scale":
			d.scales = scalesOf(value)
		case "long":
			d.long = datesOf(value)
		case "short":
			d.short = datesOf(value)
		case "day":
			d.day = datesOf(value)
		}
	}
	return out
})

func mark(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	if r == '␣' {
		return '\u00a0'
	}
	return r
}

func datesOf(text string) dates {
	parts := strings.Split(text, " | ")
	d := dates{pattern: parts[0]}
	copy(d.months[1:], parts[1:])
	return d
}

var words = sync.OnceValue(func() map[string]map[string]string {
	out := map[string]map[string]string{}
	var of map[string]string
	for line := range strings.Lines(wordsText) {
		line = strings.TrimSpace(line)
		if word, ok := strings.CutPrefix(line, "["); ok {
			of = map[string]string{}
			out[strings.TrimSuffix(word, "]")] = of
			continue
		}
		if tag, text, ok := strings.Cut(line, " "); ok && of != nil {
			of[strings.ToLower(tag)] = text
		}
	}
	return out
})

// Of is the habits of the language of a tag.
func Of(tag string) Locale {
	l := Locale{Tag: Canonical(tag), lang: "en"}
	names := candidates(l.Tag)
	var d *data
	for _, name := range names {
		if d = table()[name]; d != nil {
			break
		}
	}
	l.RTL = rtl(l.Tag, d)
	if d == nil {
		l.Name = l.Tag
		d = table()["en"]
	} else {
		l.Name = d.name
	}
	if r, size := utf8.DecodeRuneInString(l.Name); unicode.IsLower(r) {
		l.Name = string(unicode.ToTitle(r)) + l.Name[size:]
	}
	l.data, l.Decimal, l.Group = *d, d.decimal, d.group
	if home := words()["present"]; home != nil {
		for _, name := range names {
			if _, ok := home[name]; ok {
				l.lang = name
				break
			}
		}
	}
	return l
}

// candidates is where to look a language up, the most exact one first, in lower case.
func candidates(tag string) []string {
	name := strings.ToLower(tag)
	base, rest, _ := strings.Cut(name, "-")
	switch base {
	case "no": // Norwegian by its old tag is Bokmål
		base = "nb"
		name = strings.TrimSuffix("nb-"+rest, "-")
	case "iw":
		base = "he"
		name = "he"
	case "zh": // which script a country writes Chinese in
		for _, region := range []string{"tw", "hk", "mo"} {
			if strings.HasSuffix(name, "-"+region) && !strings.Contains(name, "hans") {
				name = "zh-hant-" + region
			}
		}
	}
	out := []string{name}
	for i := strings.LastIndexByte(name, '-'); i > 0; i = strings.LastIndexByte(name, '-') {
		name = name[:i]
		out = append(out, name)
	}
	return out
}

// rtl reports whether the script that a tag names, or that its language is written in, runs from right to left.
func rtl(tag string, d *data) bool {
	for part := range strings.SplitSeq(strings.ToLower(tag), "-") {
		switch part {
		case "arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg":
			return true
		case "latn", "cyrl":
			return false
		}
	}
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch base {
	case "yi", "ps", "ckb", "sd", "ug", "dv", "syr", "nqo":
		return true
	}
	return d != nil && d.rtl
}

// Month is a month of a year as dates of a résumé have it: "Mar 2021", "2021年3月"; of month 0 the year alone.
func (l Locale) Month(year, month int) string {
	return l.data.short.write(year, month, 0)
}

// LongMonth is the same with the month's whole name: "March 2021".
func (l Locale) LongMonth(year, month int) string { return l.data.long.write(year, month, 0) }

// Day is a day as texts have it: "5 March 2021".
func (l Locale) Day(year, month, day int) string { return l.data.day.write(year, month, day) }

func (d dates) write(year, month, day int) string {
	if month < 1 || month > 12 {
		return strconv.Itoa(year)
	}
	return strings.NewReplacer("{y}", strconv.Itoa(year), "{m}", d.months[month], "{d}", strconv.Itoa(day)).Replace(d.pattern)
}

// Present is what stands in the place of an end where something goes on: "present", "heute".
func (l Locale) Present() string { return l.Word("present") }

// Word is a word that resgen writes, by its English. What the language does not have stays English.
func (l Locale) Word(english string) string {
	return cmp.Or(words()[english][l.lang], english)
}

// Dir is the direction of the letters as HTML says it: "rtl", or "" for the usual one.
func (l Locale) Dir() string {
	if l.RTL {
		return "rtl"
	}
	return ""
}

// Base is the language of a tag without script and region, in lower case: "pt" of "pt-BR"; "" of "".
func Base(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	return base
}

// Valid reports whether a text is the tag of a language: "de", "pt-BR", "zh-Hant". Of those with three letters only the ones are that this package
// knows: "old", "new" and "bak" are languages, too, and the names of files much more often.
func Valid(tag string) bool {
	if _, err := language.Parse(tag); err != nil || tag == "" {
		return false
	}
	base := Base(tag)
	return len(base) == 2 || table()[base] != nil || rtl(base, nil)
}

// Canonical is a tag in the form that BCP 47 recommends: "pt-BR" of "PT_br". What is no tag stays as it is.
func Canonical(tag string) string {
	parts := strings.Split(strings.ReplaceAll(tag, "_", "-"), "-")
	for i, p := range parts {
		switch {
		case i == 0:
			parts[i] = strings.ToLower(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		default:
			parts[i] = strings.ToLower(p)
		}
	}
	return strings.Join(parts, "-")
}

// letter is the countries that print on US Letter, by CLDR (supplemental data, paperSize); all others print on A4.
const letter = " BZ CA CL CO CR GT MX NI PA PH PR SV US VE "

// Paper is the paper of the country that a tag names, "A4" or "Letter". A tag without a country is A4, English, too.
func Paper(tag string) string {
	for i, p := range strings.Split(Canonical(tag), "-") {
		if i > 0 && len(p) == 2 && strings.Contains(letter, " "+p+" ") {
			return "Letter"
		}
	}
	return "A4"
}

// Words is every word that resgen writes, in English, sorted.
func Words() []string { return slices.Sorted(maps.Keys(words())) }
