package locale

import (
	"strings"

	"github.com/resgen/resgen/internal/date"
)

// Range is dates as every form shows them: as the person wrote them, with an en dash for whatever joined the two ends; those that
// nobody wrote, as the language writes them. Words that they wrote are never replaced by ours.
func (l Locale) Range(written string, r date.Range) string {
	if written != "" {
		return dashes(written)
	}
	switch {
	case r.Present && r.Start.Known():
		return l.monthYear(r.Start) + " – " + l.Present()
	case r.Start.Known() && r.End.Known():
		return l.monthYear(r.Start) + " – " + l.monthYear(r.End)
	case r.Start.Known():
		return l.monthYear(r.Start)
	}
	return l.monthYear(r.End)
}

// dashes writes " - ", " -- " and " — " between two dates as " – ".
func dashes(text string) string {
	for _, d := range []string{" --- ", " -- ", " — ", " - "} {
		text = strings.ReplaceAll(text, d, " – ")
	}
	return text
}

func (l Locale) monthYear(d date.Date) string {
	if !d.Known() {
		return ""
	}
	return l.Month(d.Year, d.Month)
}
