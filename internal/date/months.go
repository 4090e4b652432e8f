package date

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed months.txt
var monthsText string

// A calendar is the names of the months in one language.
type calendar struct {
	lang string
	long [13]string // by month; in the case of running text
	abbr [13]string
	more [13][]string // further forms
}

var calendars = sync.OnceValue(func() []calendar {
	var out []calendar
	for line := range strings.Lines(monthsText) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		c := calendar{lang: fields[0]}
		for i, f := range fields[1:] {
			forms := strings.Split(f, "/")
			c.long[i+1], c.abbr[i+1], c.more[i+1] = forms[0], forms[1], forms[2:]
		}
		out = append(out, c)
	}
	return out
})

// has reports whether a name, in any case, is one of the month's, and whether it is the long or the short one: May and the
// like are neither.
func (c *calendar) has(name string, month int) (known, long, abbr bool) {
	is := func(form string) bool { return strings.EqualFold(form, name) }
	long, abbr = is(c.long[month]), is(c.abbr[month])
	if long && abbr {
		return true, false, false
	}
	if !long && !abbr {
		for _, m := range c.more[month] {
			if is(m) {
				return true, false, utf8.RuneCountInString(name) < utf8.RuneCountInString(c.long[month])-2
			}
		}
	}
	return long || abbr, long, abbr
}

// A letterCase is the case of a name.
type letterCase uint8

const (
	lower   letterCase = iota // "march"
	capital                   // "March"
	upper                     // "MARCH"
)

// caseOf is the case of a name.
func caseOf(name string) letterCase {
	first, n := utf8.DecodeRuneInString(name)
	switch {
	case !unicode.IsUpper(first):
		return lower
	case name[n:] != "" && strings.ToUpper(name[n:]) == name[n:]:
		return upper
	}
	return capital
}

// in is a name in a case.
func (c letterCase) in(name string) string {
	switch c {
	case lower:
		return strings.ToLower(name)
	case upper:
		return strings.ToUpper(name)
	}
	first, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[n:]
}
