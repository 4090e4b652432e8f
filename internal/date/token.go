package date

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind tells the tokens of a line apart.
type kind uint8

const (
	mark    kind = iota // punctuation; "--" and "&ndash;" are one
	number              // ASCII digits
	letters             // a word, apostrophes inside of it included; "Q1" too
)

// A token is a piece of a line. Blanks are between tokens.
type token struct {
	start, end int // bytes
	kind       kind
	space      bool // a blank or the line's edge stands before it
	char       rune // of a mark
	value      int  // of a number; -1 when it has more than four digits
	word       word // of letters
}

// digits is how many a number has.
func (t token) digits() int { return t.end - t.start }

// tokens cuts the line up, appending to buf.
func tokens(line string, v *vocabulary, buf []token) []token {
	space := true
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		t := token{start: i, end: i + size, space: space}
		switch {
		case unicode.IsSpace(r):
			space = true
			i += size
			continue
		case r >= '0' && r <= '9':
			t.kind = number
			for t.end < len(line) && line[t.end] >= '0' && line[t.end] <= '9' {
				t.end++
			}
			t.value = -1
			if t.end-t.start <= 4 {
				t.value = 0
				for _, c := range []byte(line[t.start:t.end]) {
					t.value = t.value*10 + int(c-'0')
				}
			}
		case unicode.IsLetter(r):
			t.kind = letters
			t.end = wordEnd(line, i)
			t.word = v.look(line[t.start:t.end])
		default:
			t.char = r
			if entity := dashEntity(line[i:]); entity > 0 {
				t.char, t.end = '–', i+entity
			} else if r == '-' {
				for t.end < len(line) && line[t.end] == '-' {
					t.end++
				}
			}
		}
		buf = append(buf, t)
		i, space = t.end, false
	}
	return buf
}

// wordEnd is the end of the word that starts at i.
func wordEnd(line string, i int) int {
	start := i
	if r, size := utf8.DecodeRuneInString(line[i:]); isCounter(r) {
		return i + size // "2021年3月至今": no blank parts what is a word each
	}
	for i < len(line) {
		r, size := utf8.DecodeRuneInString(line[i:])
		if r == '\'' || r == '’' {
			next, _ := utf8.DecodeRuneInString(line[i+size:])
			if !unicode.IsLetter(next) {
				break
			}
		} else if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '׳' { // which Hebrew ends a short form with
			break
		}
		i += size
	}
	// A quarter or half of a year: "Q3", "h1".
	if i-start == 1 && strings.ContainsRune("qQhH", rune(line[start])) && i < len(line) && line[i] >= '1' && line[i] <= '4' &&
		(i+1 == len(line) || line[i+1] < '0' || line[i+1] > '9') {
		i++
	}
	if i-start == 1 && len(line) > i+1 && strings.EqualFold(line[start:i+2], "t/m") && !letterAt(line, i+2) { // Dutch: "tot en met"
		i += 2
	}
	return i
}

// dashEntity is the length of a dash written as an HTML entity at the start of the text, or 0.
// Markdown resolves them; JSON and code spans do not.
func dashEntity(text string) int {
	for _, e := range [...]string{"&ndash;", "&mdash;", "&#8211;", "&#8212;", "&minus;"} {
		if strings.HasPrefix(text, e) {
			return len(e)
		}
	}
	return 0
}

// isCounter reports whether a letter is what Chinese, Japanese or Korean write behind the number of a year, a month or a day.
func isCounter(r rune) bool { return strings.ContainsRune("年月日년월일", r) }

func isDash(r rune) bool {
	switch r {
	case '-', '–', '—', '‐', '‑', '‒', '―', '−', '→', '➔', '➜', '⟶', '»', '～', '〜':
		return true
	}
	return false
}

// isEdge reports whether a mark bounds a date: brackets and what people put between fields.
func isEdge(r rune) bool {
	return isDash(r) || strings.ContainsRune("()[]{}<>|,;:·•・∙*_`\"“”„«»~", r)
}

func letterAt(line string, i int) bool {
	r, _ := utf8.DecodeRuneInString(line[i:])
	return unicode.IsLetter(r)
}
