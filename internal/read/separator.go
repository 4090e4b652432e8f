package read

import (
	"strings"
	"unicode/utf8"
)

// quotation is the length of the quotation that begins at i, 0 for none.
func quotation(text string, i int) int {
	r, n := utf8.DecodeRuneInString(text[i:])
	closers := map[rune]string{'"': "\"", '“': "”\"", '„': "“”\"", '«': "»"}[r]
	if closers == "" || i > 0 && text[i-1] != ' ' && text[i-1] != '(' {
		return 0
	}
	const longest = 200 // bytes; what goes on is not closed, and would be looked for again and again
	end := strings.IndexAny(text[i+n:min(len(text), i+n+longest)], closers)
	if end <= 0 {
		return 0
	}
	_, m := utf8.DecodeRuneInString(text[i+n+end:])
	return n + end + m
}

// closing is the index of the bracket that closes the one at i, 0 when nothing does.
func closing(text string, i int) int {
	depth := 0
	for k := i; k < len(text); k++ {
		switch text[k] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return 0
}

// Words that stand between a position and an employer. Other such words, "in" and "for" above all, are
// as often part of the title.
var atWords = []string{"at ", "@ ", "bei ", "chez ", "hos ", "bij ", "presso ", "@"}

// Words that stand between a position in bold and its employer; in plain text they may be part of the title.
var joints = []string{"en ", "em ", "na ", "no ", "in ", "w ", "på ", "with ", "for ", "für ", "pour ", "per ", "para ", "voor ", "för ", "dla ", "à ", "a "}

// separator is the length and strength of the separator that stands at i, 0 for none.
func separator(text string, i int) (int, gap) {
	spaceBefore := i == 0 || text[i-1] == ' ' || text[i-1] == '\t'
	spaceAt := func(k int) bool { return k >= len(text) || text[k] == ' ' || text[k] == '\t' }
	switch c := text[i]; c {
	case ',':
		if spaceAt(i + 1) {
			return 1, comma
		}
	case ';', ':':
		if spaceAt(i + 1) {
			return 1, dash
		}
	case '|':
		return 1, bar
	case '\t':
		return 1, bar
	case ' ':
		if strings.HasPrefix(text[i:], "    ") {
			return 4, bar // columns that are made with blanks
		}
	case '.':
		if spaceBefore && spaceAt(i+1) && i > 0 {
			return 1, bar
		}
	case ']':
		if strings.HasPrefix(text[i:], "][") {
			return 2, bar
		}
	case '-':
		n := 1
		for i+n < len(text) && text[i+n] == '-' {
			n++
		}
		if n > 1 || spaceBefore && spaceAt(i+1) {
			return n, dash
		}
	case 'a', '@', 'b', 'c', 'h', 'p', 'A', 'B', 'C', 'H', 'P':
		if !spaceBefore || i == 0 {
			break
		}
		for _, w := range atWords {
			if len(text)-i > len(w) && text[i:i+len(w)] == w {
				return len(w), atWord
			}
		}
	default:
		if c < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '·', '•', '∙', '・', '●', '◦', '▪', '⋅', '│', '｜', '\u2003':
			return n, bar
		case '—', '―':
			return n, dash
		case '→', '➔', '➜', '⟶':
			if spaceBefore {
				return n, dash
			}
		case '–', '−':
			if spaceBefore && spaceAt(i+n) {
				return n, dash
			}
		}
	}
	return 0, none
}
