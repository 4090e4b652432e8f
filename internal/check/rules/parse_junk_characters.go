package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var parseJunkCharacters = &check.Rule{
	ID:    "parse/junk-characters",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The text of the PDF has characters that are none: of the private use area, as icon fonts have them, the replacement character, " +
			"and characters of no width, among them those that turn the direction of text. Those that join the parts of an emoji or of a script that " +
			"needs them do not count, nor marks of direction in lines of Hebrew or Arabic. It is a warning when one character of the private use area " +
			"begins several lines and stands nowhere else: those are bullets of a symbol font, which most parsers know.",
		Why: "A parser reads them as noise, and an address or a term with one inside is another one: it is not found, and not written to.",
		Bad: "-- content/resume.md --\n---\nname: Ada Byron\nemail: ada@example.com\n---\n\n## Skills\n\n- **Languages:** Go, Post\u200bgreSQL\n",
		Good: "-- content/resume.md --\n---\nname: Ada Byron\nemail: ada@example.com\n---\n\n## Skills\n\n" +
			"- **Languages:** Go, PostgreSQL\n",
		Mend: "Take the character out where the finding points: most come with text that was pasted. Draw icons as SVG without text (`aria-hidden`) instead of setting them in an icon font.",
	},
	Run: runParseJunkCharacters,
}

func runParseJunkCharacters(p *check.Pass) {
	type group struct {
		kind  string
		chars []rune
		at    []seen
		mark  bool // only as the sign of bullets
	}
	var groups []*group
	for i := range p.Print.Sheets {
		lines := p.Print.Sheets[i].Lines
		for k := range lines {
			l := &lines[k]
			for at, r := range l.Text {
				kind := junk(l.Text, at, r)
				if kind == "" {
					continue
				}
				n := slices.IndexFunc(groups, func(g *group) bool { return g.kind == kind })
				if n < 0 {
					n = len(groups)
					groups = append(groups, &group{kind: kind, mark: true})
				}
				g := groups[n]
				if !slices.Contains(g.chars, r) {
					g.chars = append(g.chars, r)
				}
				g.mark = g.mark && at == 0 && kind == private
				if n := len(g.at); n == 0 || g.at[n-1].line != l {
					g.at = append(g.at, seen{l, i + 1})
				}
			}
		}
	}
	for _, g := range groups {
		first := g.at[0]
		var codes []string
		for _, r := range g.chars {
			codes = append(codes, fmt.Sprintf("U+%04X", r))
		}
		d := diag.Diagnostic{
			Span: exact(lineSpan(p, first.line), string(g.chars[0])),
			Message: fmt.Sprintf("%s in %s (%s); the first is %s", g.kind, count(len(g.at), "line"), list(codes[:min(len(codes), namedPlaces)]),
				quote(strings.Map(func(r rune) rune {
					if slices.Contains(g.chars, r) {
						return '□'
					}
					return r
				}, first.line.Text))),
			Help:  "take them out, or write what they stand for in letters",
			Notes: also(p, g.at[1:]),
			Sheet: first.sheet,
		}
		if g.mark && len(g.at) > 1 && len(g.chars) == 1 { // bullets of a symbol font, which most parsers know
			d.Severity, d.Help = diag.Warning, "set bullets as •, in the font of the text"
		}
		p.Report(d)
	}
}

const private = "characters of the private use area"

// junk is what is wrong with a character at a place of a text; "" for nothing.
func junk(text string, at int, r rune) string {
	switch {
	case r < 0xAD:
		return ""
	case unicode.Is(unicode.Co, r):
		return private
	case r == utf8.RuneError:
		return "replacement characters"
	case r == '\u200C' || r == '\u200D':
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+3:])
		if mayJoin(before) && mayJoin(after) {
			return ""
		}
		return "characters of no width"
	case r == '\u200B' || r == '\u2060' || r == '\uFEFF' || r == '\u200E' || r == '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069':
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hebrew, unicode.Arabic) }) && r != '\u200B' && r != '\uFEFF' {
			return "" // such text needs them
		}
		return "characters of no width"
	}
	return ""
}

// mayJoin reports whether a character may stand beside a joiner: an emoji, or a letter of a script that is no alphabet of
// Europe's.
func mayJoin(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sk, unicode.Mn, unicode.Me) || r == '\uFE0F' || unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}
