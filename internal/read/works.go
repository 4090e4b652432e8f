package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/resume"
)

// assignWork tells the fields of a project, a certificate or a book apart: the name stands first, and
// nothing else is expected. Of a book or talk the name may stand in italics or quotation marks behind its authors.
//
// What is listed by name and description, "lullaby: alert grouping", is cut at the mark between them.
func assignWork(kind resume.Kind, parts []part, listed bool) assignment {
	a := assignment{margin: 9}
	if len(parts) == 0 {
		return a
	}
	// given is whether somebody gave it, who stands behind a comma, or on the next line.
	given := kind == resume.Certifications || kind == resume.Awards || kind == resume.References
	name := 0
	if kind == resume.Publications {
		for name = 0; name < len(parts); name++ {
			p := &parts[name]
			if isQuoted(p.text()) || p.before != atWord && p.styled() && (name == 0 || p.line.all(p.start, p.end, bold|italic)) {
				break
			}
		}
		if given = name < len(parts); !given {
			name, given = 0, len(parts) == 2 && parts[1].before == comma
		}
	}
	a.title = extent{name, name + 1}
	for a.title.j < len(parts) {
		p := &parts[a.title.j]
		same := parts[name].styled() && p.styled() && p.line == parts[name].line && p.before < edge || p.before == atWord && p.line.all(parts[name].start, p.end, bold|italic) && !p.line.whole(bold|italic)
		if kind == resume.References && p.role && p.before <= comma && a.title.j == len(parts)-1 { // "Ines Duarte, Art Director"
			a.title.j++
			continue
		}
		bracket := p.before == dash && p.line == parts[a.title.j-1].line && strings.ContainsAny(p.line.text[parts[a.title.j-1].end:p.start], "([")
		if !same && (p.before >= edge || given && bracket || listed && kind == resume.Projects && p.before == dash || given && !p.lower && (p.before == comma || kind == resume.References || parts[name].styled())) {
			break
		}
		a.title.j++
	}
	for i := a.title.j; i < len(parts); i++ {
		p := &parts[i]
		behind := (given && (p.before < wall || p.row == parts[name].row+1) || kind == resume.Publications && p.before == wall && p.row == parts[name].row+1) && !p.lower && !(kind == resume.References && p.role)
		switch {
		case p.place && a.place.empty() && (p.known || !a.org.empty() || !behind):
			a.place = extent{i, i + 1}
		case p.place && a.place.j == i && p.before <= comma:
			a.place.j++
		case a.org.empty() && a.place.empty() && (p.before == atWord || (p.org || p.suffix) && (kind != resume.Projects || wordCount(p.text()) <= 5 && !p.lower) || behind):
			a.org = extent{i, i + 1}
		case p.suffixOnly && a.org.j == i:
			a.org.j++
		}
	}
	return a
}

// sentences cuts the parts of a book's or talk's head at full stops: "On loading. J. Data, 2021". The full stop of an initial
// is none.
func sentences(parts []part) []part {
	var out []part
	for _, p := range parts {
		from := p.start
		text := p.line.text
		for i := p.start; i+2 < p.end; i++ {
			if text[i] != '.' || text[i+1] != ' ' || p.styled() {
				continue
			}
			word := text[strings.LastIndexByte(text[:i], ' ')+1 : i]
			next, _ := utf8.DecodeRuneInString(text[i+2:])
			if len(word) < 3 || strings.Contains(word, ".") || !unicode.IsUpper(next) && !unicode.IsDigit(next) {
				continue
			}
			first := p
			first.start, first.end, first.evidence = from, i, weigh(text[from:i])
			out = append(out, first)
			p.before, from = comma, i+2
		}
		if from > p.start {
			p.start, p.evidence = from, weigh(text[from:p.end])
			p.link = p.line.link(from, p.end)
		}
		out = append(out, p)
	}
	return out
}

// isQuoted reports whether a text is all in quotation marks, as the titles of books and talks are.
func isQuoted(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("\"“„«”", first) && strings.ContainsRune("\"”“»", last)
}
