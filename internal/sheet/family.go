package sheet

import (
	"slices"
	"strings"
	"unicode"
)

// Clean reports whether all that a print was made from stood in its page's own files: nothing that it asked for is
// missing, nothing of its text is lost, and every font is one of its own faces. Any other print depends on the machine, or
// on a moment when something went wrong.
func (p *Print) Clean() bool {
	if len(p.Missing) > 0 || len(p.Lost) > 0 || len(p.Faces) == 0 || len(p.Locals) > 0 {
		return false
	}
	for _, f := range p.Fonts {
		own := false
		for _, face := range p.Faces {
			own = own || OfFamily(Letters(f.Family), Letters(face))
		}
		if !own {
			return false
		}
	}
	return true
}

// Letters is a font's name as it can be compared: CSS writes "Source Sans 3", the font itself
// "SourceSans3".
func Letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// styleWords is what may stand behind a family in the name of one of its fonts.
var styleWords = []string{"thin", "hairline", "extra", "ultra", "light", "regular", "normal", "roman", "book", "medium", "semi", "demi",
	"bold", "black", "heavy", "italic", "oblique", "condensed", "narrow", "variable", "vf", "mt", "ps"}

// OfFamily reports whether a font belongs to a family; both names as [Letters] writes them.
func OfFamily(font, family string) bool {
	style, ok := strings.CutPrefix(font, family)
	return ok && family != "" && styles(style)
}

// styles reports whether a name's end consists of words of style: "semibolditalic", or nothing.
func styles(end string) bool {
	for end != "" {
		n := len(end)
		for _, w := range styleWords {
			if rest, ok := strings.CutPrefix(end, w); ok {
				end = rest
				break
			}
		}
		if len(end) == n {
			return false
		}
	}
	return true
}

// WithoutSubset takes off the six capitals that mark a font as a part of one: "ABCDEF+Inter-Bold".
func WithoutSubset(name string) string {
	if len(name) < 7 || name[6] != '+' {
		return name
	}
	for i := range 6 {
		if name[i] < 'A' || name[i] > 'Z' {
			return name
		}
	}
	return name[7:]
}

// familyWords is what may stand behind a dash and be part of a family's name: "Liberation-Sans", "DejaVu-Serif-Bold".
var familyWords = []string{"sans", "serif", "mono", "slab", "text", "display", "pro", "code"}

// FamilyOf is what a font's PostScript name says of its family: what stands before the style, or before the first dash.
func FamilyOf(name string) string {
	name, _, _ = strings.Cut(name, ",")
	family, rest, _ := strings.Cut(name, "-")
	for rest != "" && family != "" {
		word, more, _ := strings.Cut(rest, "-")
		if !slices.Contains(familyWords, strings.ToLower(word)) {
			break
		}
		family, rest = family+"-"+word, more
	}
	if family == "" {
		return name
	}
	return family
}
