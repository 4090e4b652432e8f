package cli

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/recognize"
)

// parserReads says what was read from sheets alone: there is no source to compare it with, so that a person has to.
func parserReads(r *recognize.Reading) string {
	var b strings.Builder
	b.WriteString("a parser reads:\n")
	row := func(label string, values ...recognize.Value) {
		var texts []string
		for _, v := range values {
			if v.Known() {
				texts = append(texts, plain(v.Text))
			}
		}
		text := strings.Join(texts, ", ")
		if text == "" {
			text = "-"
		}
		fmt.Fprintf(&b, "  %-10s%s\n", label, text)
	}
	row("name", r.Name)
	if r.Headline.Known() {
		row("headline", r.Headline)
	}
	row("e-mail", r.Email)
	row("phone", r.Phone)
	row("location", r.Location)
	row("links", r.Links...)
	for _, s := range r.Sections {
		fmt.Fprintf(&b, "  %s\n", sectionLine(s))
		for _, e := range s.Entries {
			fmt.Fprintf(&b, "    %s\n", entryLine(e))
		}
	}
	if len(r.Sections) == 0 {
		b.WriteString("  no section\n")
	}
	return b.String() + "\n"
}

// sectionLine is a section's heading, what it is taken for, and how much stands in it.
func sectionLine(s recognize.Section) string {
	kind := s.Kind
	if kind == "" {
		kind = "not known"
	}
	var has []string
	if n := len(s.Entries); n > 0 {
		has = append(has, counted(n, "entry", "entries"))
	}
	if n := len(s.Groups); n > 0 {
		has = append(has, counted(n, "group", "groups"))
	}
	if n := len(s.Items); n > 0 {
		has = append(has, counted(n, "bullet", "bullets"))
	}
	if len(has) == 0 && len(s.Text) > 0 {
		has = append(has, "text")
	}
	if len(has) == 0 {
		has = append(has, "nothing")
	}
	return fmt.Sprintf("%s (%s): %s", plain(s.Heading.Text), kind, strings.Join(has, ", "))
}

// entryLine is an entry's fields, with a dash for each of the three that every entry should have and this has not.
func entryLine(e recognize.Entry) string {
	parts := []string{orDash(e.Title), orDash(e.Organization)}
	if e.Place.Known() {
		parts = append(parts, plain(e.Place.Text))
	}
	parts = append(parts, orDash(e.DatesText))
	line := strings.Join(parts, " | ")
	if n := len(e.Bullets); n > 0 {
		line += ": " + counted(n, "bullet", "bullets")
	}
	return line
}

func orDash(v recognize.Value) string {
	if !v.Known() {
		return "-"
	}
	return plain(v.Text)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// plain is a text of a file that anybody made, on one line, without what a terminal would obey.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
