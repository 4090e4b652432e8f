package spell

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pattern is a COMPOUNDRULE: flags of parts in a row, each once, or any number of times ('*'), or at most once ('?').
type pattern []patternPart

type patternPart struct {
	flag   flag
	repeat byte // 0, '*' or '?'
}

func (r *rules) pattern(text string) pattern {
	var p pattern
	for text != "" {
		if c := text[0]; (c == '*' || c == '?') && len(p) > 0 {
			p[len(p)-1].repeat = c
			text = text[1:]
			continue
		}
		var f flag
		if r.form == charFlags {
			f, text = r.form.next(text)
		} else { // the others stand in brackets
			end := 1
			for end < len(text) && text[end] != ')' {
				end++
			}
			if text[0] != '(' || end == len(text) {
				return nil
			}
			f, _ = r.form.next(text[1:end])
			text = text[end+1:]
		}
		p = append(p, patternPart{flag: f})
	}
	return p
}

// ruled is the first bytes of the stems with a flag that a pattern has.
func (r *rules) ruled(text string) string {
	if len(r.patterns) == 0 {
		return ""
	}
	var out []byte
	for line := range strings.Lines(text) {
		_, flags := splitStem(line[:len(line)-1])
		if flags == "" || slices.Contains(out, line[0]) {
			continue
		}
		flags = r.resolved(flags)
		if slices.ContainsFunc(r.patterns, func(p pattern) bool {
			return slices.ContainsFunc(p, func(x patternPart) bool { return r.has(flags, x.flag) })
		}) {
			out = append(out, line[0])
		}
	}
	return string(out)
}

// compound reports whether a word is made of several.
func (l *look) compound(word string) bool {
	r := l.d.rules
	if word == "" || len(r.patterns) == 0 && r.compound == 0 && r.begin == 0 {
		return false
	}
	for _, p := range r.patterns {
		if strings.IndexByte(l.d.ruled, word[0]) >= 0 && l.matches(word, p, 0) {
			return true
		}
	}
	if r.compound == 0 && r.begin == 0 || utf8.RuneCountInString(word) < 2*r.compoundMin {
		return false
	}
	return l.parts(word, 0, 0, "", map[int]bool{})
}

// matches reports whether a word is a row of parts as a pattern wants them.
func (l *look) matches(word string, p pattern, parts int) bool {
	if word == "" {
		for _, x := range p {
			if x.repeat == 0 {
				return false
			}
		}
		return parts > 1
	}
	if len(p) == 0 || parts > longest || l.spent() {
		return false
	}
	if p[0].repeat != 0 && l.matches(word, p[1:], parts) {
		return true
	}
	rest := p[1:]
	if p[0].repeat == '*' {
		rest = p
	}
	for i := range word {
		end := nextRune(word, i)
		if utf8.RuneCountInString(word[:end]) < l.d.rules.compoundMin {
			continue
		}
		if l.stems(word[:end], func(flags string) bool { return l.d.rules.has(flags, p[0].flag) }) && l.matches(word[end:], rest, parts+1) {
			return true
		}
	}
	return false
}

// nextRune is the offset behind the rune at i.
func nextRune(word string, i int) int {
	_, n := utf8.DecodeRuneInString(word[i:])
	return i + n
}

// parts reports whether the word from a byte on is parts of a compound, of which n stand before. dead is the places
// from which it was tried in vain; the part before is needed where two of the same may not stand in a row.
func (l *look) parts(word string, from, n int, before string, dead map[int]bool) bool {
	r := l.d.rules
	if dead[from] || n >= mostParts || r.compoundMax > 0 && n >= r.compoundMax || l.spent() {
		return false
	}
	rest := word[from:]
	if n > 0 && utf8.RuneCountInString(rest) >= r.compoundMin && !(r.noDouble && rest == before) && l.fits(word, from) && l.part(rest, r.end, n, true) {
		return true
	}
	for i := range rest {
		end := nextRune(rest, i)
		if end == len(rest) {
			break
		}
		if utf8.RuneCountInString(rest[:end]) < r.compoundMin || utf8.RuneCountInString(rest[end:]) < r.compoundMin {
			continue
		}
		position := r.middle
		if n == 0 {
			position = r.begin
		}
		head := rest[:end]
		if n > 0 && (!l.fits(word, from) || r.noDouble && head == before) {
			continue
		}
		if l.part(head, position, n, false) && l.parts(word, from+end, n+1, head, dead) {
			return true
		}
	}
	if n > 0 && !r.noDouble {
		dead[from] = true
	}
	return false
}

// part reports whether a text may be the part of a compound at a position.
func (l *look) part(text string, position flag, n int, last bool) bool {
	r := l.d.rules
	return l.forms(text, func(f form) bool {
		switch {
		case !f.has(r, r.compound) && !f.has(r, position), !f.whole(r), f.has(r, r.forbidden), l.try && r.has(f.stem, r.noSuggest):
			return false
		case f.affixHas(r, r.forbid):
			return false
		case f.prefix != nil && n > 0 && !r.has(f.prefix.flags, r.permit):
			return false // within a compound an affix must be allowed
		case f.suffix != nil && !last && !r.has(f.suffix.flags, r.permit):
			return false
		}
		return true
	})
}

// fits reports whether the letters on both sides of a joint may stand there.
func (l *look) fits(word string, at int) bool {
	r := l.d.rules
	a, n := utf8.DecodeLastRuneInString(word[:at])
	b, m := utf8.DecodeRuneInString(word[at:])
	if r.noCapital && (unicode.IsUpper(a) || unicode.IsUpper(b)) && a != '-' && b != '-' {
		return false
	}
	if r.noTriple && a == b {
		if x, _ := utf8.DecodeLastRuneInString(word[:at-n]); x == a {
			return false
		}
		if x, _ := utf8.DecodeRuneInString(word[at+m:]); x == a {
			return false
		}
	}
	return true
}
