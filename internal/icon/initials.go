package icon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// titles is what stands before or behind a name and is none of it, in small letters and without dots.
var titles = map[string]bool{
	"dr": true, "prof": true, "mr": true, "mrs": true, "ms": true, "mx": true, "sir": true, "dame": true, "dipl-ing": true, "ing": true,
	"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "phd": true, "md": true, "msc": true, "bsc": true, "mba": true, "esq": true,
	"cpa": true, "pe": true, "pmp": true, "cissp": true,
}

// Initials is the first letter of a name, and that of its last part when the name has several: "ML" of "Maya Lindqvist", "JB" of
// "Jan van der Berg", "M" of "Madonna". What stands behind a comma and titles do not count, nor do parts without a capital letter, as
// particles are, unless no part has one. In a script without capitals the first letter alone stands for the name: 王 of 王小明. "" when
// the name has no letter.
func Initials(name string) string {
	name, _, _ = strings.Cut(norm.NFC.String(name), ",")
	var parts []string
	for _, part := range strings.Fields(name) {
		if key := strings.ToLower(strings.ReplaceAll(part, ".", "")); !titles[key] {
			parts = append(parts, part)
		}
	}
	if parts == nil {
		parts = strings.Fields(name)
	}
	for _, pick := range []func(string) string{capital, letter} {
		var found []string
		for _, part := range parts {
			if c := pick(part); c != "" {
				found = append(found, c)
			}
		}
		switch {
		case found == nil:
		case len(found) == 1 || !cased(found[0]) || !cased(found[len(found)-1]):
			return found[0]
		default:
			return found[0] + found[len(found)-1]
		}
	}
	return ""
}

// capital is the first capital of a part of a name, or its first letter in a script without them; "" when it has none. What stands in
// brackets is no part of the name, and a sign of how to speak it (Unicode's Lm), as in ʻAlī, is no letter here.
func capital(part string) string {
	if strings.HasPrefix(part, "(") {
		return ""
	}
	for i, r := range part {
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			return whole(part[i:])
		}
		if unicode.IsLetter(r) && !unicode.Is(unicode.Lm, r) && !unicode.IsLower(r) && unicode.ToUpper(r) == r {
			return whole(part[i:])
		}
	}
	return ""
}

// letter is the first letter of a part of a name, as a capital.
func letter(part string) string {
	for i, r := range part {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Lm, r) {
			return strings.ToUpper(whole(part[i:]))
		}
	}
	return ""
}

// whole is the letter at the beginning of a text, with the marks that belong to it.
func whole(text string) string {
	_, end := utf8.DecodeRuneInString(text)
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !unicode.Is(unicode.M, r) {
			break
		}
		end += n
	}
	return text[:end]
}

// cased reports whether a letter is of a script with capitals.
func cased(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}
