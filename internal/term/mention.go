package term

import (
	"strings"
	"unicode/utf8"
)

// A Mention is a technology that a text names.
type Mention struct {
	Start, End int // bytes of the text
	Technology *Technology
	Right      string // the right writing when this one is wrong ("Postgresql": "PostgreSQL"); "" when nothing is to be mended
}

// A match is a writing found at a place.
type match struct {
	start, end int
	stem       int // where the writing ends, before a plural's s or a version
	w          *writing
	exact      bool // letter for letter, a hyphen for a blank included
	cased      bool // in the case of the writing
	sure       bool // counts, whatever stands beside it
}

// Mentions appends every technology that the text names to dst, in its order, none within another: the longest
// writing wins ("JavaScript" is no "Java", "Spring Boot" no "Spring"). Names that are words of the language as well count in
// their own case, and where what stands beside them says that a technology is meant. A hyphen ends a name
// ("Go-based"); addresses are passed over. Any text will do; the time is linear in its length.
func Mentions(dst []Mention, text string) []Mention {
	var space [16]match
	found := space[:0]
	for i := 0; i < len(text); {
		if n := addressLength(text, i); n > 0 {
			i += n
			continue
		}
		if m, ok := matchAt(text, i); ok {
			m.sure = m.sure || m.cased && besideOther(text, m.start, m.end)
			found = append(found, m)
			i = m.end
			continue
		}
		i = nextRun(text, i)
	}
	confirm(text, found)
	upper := isUpper(text)
	for _, m := range found {
		if m.sure {
			dst = append(dst, Mention{m.start, m.end, m.w.tech, m.right(text, upper)})
		}
	}
	return dst
}

// besideOther reports whether a sign of a script without blanks, or of one that runs from right to left, stands right beside a name: then it is no word
// of that language.
func besideOther(text string, start, end int) bool {
	other := func(r rune) bool { return r >= 0x590 && r <= 0x8FF || r >= 0x1100 && unbroken(r) }
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	behind, _ := utf8.DecodeRuneInString(text[end:])
	return other(before) || other(behind)
}

// FindTechnology is the technology that the whole of a text names, as an item of a list of skills does, whatever its case; a
// version behind it does not count: "Java 17", "golang". right is the right writing when this one is wrong.
func FindTechnology(text string) (t *Technology, right string) {
	text = strings.TrimSpace(text)
	m, ok := bestAt(text, 0, true)
	if !ok || !isVersion(text[m.end:]) {
		return nil, ""
	}
	return m.w.tech, m.right(text, isUpper(text) && m.w.mark == '~')
}

// isVersion reports whether a text is nothing or a version: " 17", " v3.x", " 2.0+".
func isVersion(text string) bool {
	text = strings.TrimPrefix(strings.TrimLeft(text, " \u00a0"), "v")
	return strings.Trim(text, "0123456789.x+/ ") == "" && (text == "" || '0' <= text[0] && text[0] <= '9' || text[0] == '.' || text == "+")
}

// matchAt is the technology at a place where a run may begin.
func matchAt(text string, i int) (match, bool) {
	c := text[i]
	if !(letterAt(text, i) || c == '.' && letterAt(text, i+1)) || letterBefore(text, i) || i > 0 && (text[i-1] == '_' || text[i-1] == '@') {
		return match{}, false
	}
	return bestAt(text, i, false)
}

// bestAt is the longest writing at a place, and of equally long ones that which is right. any lets marks and case be.
func bestAt(text string, i int, any bool) (best match, ok bool) {
	var space [64]byte
	rest := text[i:]
	run, n := appendRun(space[:0], rest[:min(len(rest), 40)])
	if n == 0 {
		return best, false
	}
	best, ok = better(best, ok, text, i, run, any)
	bare := len(run)
	for bare > 0 && (run[bare-1] == '+' || run[bare-1] == '#') {
		bare--
	}
	if bare < len(run) {
		best, ok = better(best, ok, text, i, run[:bare], any)
	}
	if ok {
		return best, true
	}
	for bare > 0 && '0' <= run[bare-1] && run[bare-1] <= '9' {
		bare--
	}
	if bare < len(run) && bare >= shortestStem {
		best, ok = better(best, ok, text, i, run[:bare], any)
	} else if bare > shortestStem && run[bare-1] == 's' {
		best, ok = better(best, ok, text, i, run[:bare-1], any)
	}
	return best, ok
}

// Names shorter than this take no plural, and no version without a blank: "S3" is no version of S.
const shortestStem = 3

func better(best match, ok bool, text string, i int, run []byte, any bool) (match, bool) {
	for w := technologies().byRun[string(run)]; w != nil; w = w.next {
		m, fits := w.match(text, i)
		if !fits || !any && !m.cased && w.mark != 0 && w.mark != '~' && !humped(w, text[m.start:m.end]) || w.wrong && !m.cased {
			continue
		}
		if !ok || m.end > best.end || m.end == best.end && m.rank() > best.rank() {
			best, ok = m, true
		}
	}
	return best, ok
}

// shortestHumped is the letters from which on a name with a capital inside is a slip: "ReAct" is a method, and no React.
const shortestHumped = 6

// humped reports whether a name that is an ordinary word as well is written with one capital inside, as no word is: "SnowFlake".
func humped(w *writing, text string) bool {
	if w.mark != '?' || w.wrong || len(text) < shortestHumped || len(text) != len(w.text) || text[0] != w.text[0] {
		return false
	}
	humps := 0
	for i := 1; i < len(text); i++ {
		if text[i] == w.text[i] {
			continue
		}
		if i < 2 || i > len(text)-2 || !('A' <= text[i] && text[i] <= 'Z') {
			return false
		}
		humps++
	}
	return humps == 1
}

func (m match) rank() int {
	switch {
	case m.exact && m.cased && !m.w.wrong:
		return 3
	case m.w.wrong:
		return 2
	case m.cased:
		return 1
	}
	return 0
}

// match holds the writing against the text from a place on. Where the writing has a blank, hyphen, dot or slash, the text
// may have another one of them, or none; all else must be the same but for the case.
func (w *writing) match(text string, i int) (match, bool) {
	m := match{start: i, w: w, exact: true, cased: true}
	m.sure = w.mark != '?' && w.mark != '!'
	for k := 0; k < len(w.lower); {
		c := w.lower[k]
		if isSeparator(c) && k > 0 {
			n := separatorLength(text, i, c)
			same := n > 0 && (i < len(text) && text[i] == c && n == 1 || c == ' ' && (n > 1 || text[i] == '-' || text[i] == '\n') || c == '/' && n > 1 || c == '-' && w.mark == '~' && text[i] == ' ')
			if w.wrong && !same {
				return m, false
			}
			if c == '-' && n >= 3 {
				same = true // U+2011, the hyphen that does not break
			}
			m.exact = m.exact && (same || w.mark == '~' && n > 0)
			i += n
			k++
			continue
		}
		if i >= len(text) {
			return m, false
		}
		t := text[i]
		if t != w.text[k] || len(w.text) != len(w.lower) {
			if 'A' <= t && t <= 'Z' {
				t |= 0x20
			}
			if t != c {
				return m, false
			}
			if !(w.mark == '~' && w.text[k] == c) { // a capital for a small letter of a phrase is no fault
				m.cased = m.cased && text[i] == w.text[k]
			}
		}
		i++
		k++
	}
	m.stem, m.end = i, i
	return m, m.bounded(text)
}

// bounded reports whether the match ends where a word does, and takes in a plural's s and the digits of a version.
func (m *match) bounded(text string) bool {
	if !letterAt(text, m.end) {
		return m.end >= len(text) || text[m.end] != '_'
	}
	if m.end-m.start < shortestStem || m.w.wrong {
		return false
	}
	if text[m.end] == 's' && !letterAt(text, m.end+1) {
		m.end++
		return true
	}
	end := m.end
	for end < len(text) && '0' <= text[end] && text[end] <= '9' {
		end++
	}
	if end > m.end && !letterAt(text, end) && (m.w.mark == 0 || m.w.mark == '=') {
		m.end = end
		return true
	}
	return false
}

// separatorLength is how many bytes of the text stand for a separator of a writing.
func separatorLength(text string, i int, c byte) int {
	n := 0
	blanks := func() {
		for n < 8 && i+n < len(text) {
			switch {
			case text[i+n] == ' ' || text[i+n] == '\n' || text[i+n] == '\r' || text[i+n] == '\t':
				n++
			case strings.HasPrefix(text[i+n:], "\u00a0"):
				n += 2
			default:
				return
			}
		}
	}
	if i >= len(text) {
		return 0
	}
	if strings.HasPrefix(text[i:], "\u2011") && c != '/' {
		return len("\u2011")
	}
	switch {
	case text[i] == c && c != ' ' && c != '/', text[i] == '-':
		return 1
	}
	blanks()
	if c == '/' && i+n < len(text) && text[i+n] == '/' {
		n++
		blanks()
	}
	return n
}

// right is the right writing of a wrong one.
func (m match) right(text string, upper bool) string {
	written := text[m.start:m.end]
	if m.w.wrong {
		key := joinedRuns(written)
		for _, right := range m.w.tech.Writings {
			if joinedRuns(right) == key {
				return right
			}
		}
		return m.w.tech.Name
	}
	if m.exact && m.cased || m.w.mark == '~' && m.cased {
		return ""
	}
	if upper && len(written) > 3 { // a heading in capitals
		return ""
	}
	if hyphenated(text, m.start, m.end) { // "github-based", "kafka-connect": part of another word
		return ""
	}
	if m.exact && m.w.text == m.w.lower && startsSentence(text, m.start) && written[1:] == m.w.text[1:] {
		return "" // "Kubectl plugins"
	}
	return m.w.text + text[m.stem:m.end]
}
