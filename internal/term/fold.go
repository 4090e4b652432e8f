package term

import (
	"unicode"
	"unicode/utf8"
)

// Fold is a text as it is compared: words of letters and digits in lower case without accents, with
// one blank between them. "Mitarbeiter (m/w) – Café" becomes "mitarbeiter m w cafe".
func Fold(text string) string {
	var space [128]byte
	b, _ := fold(space[:0], nil, text)
	return string(b)
}

// A span is where a word lies in a folded text.
type span struct {
	start, end int
	caps       bool // two or more letters, all of them capitals
}

// fold appends the folded text to b and its words to words.
func fold(b []byte, words []span, text string) ([]byte, []span) {
	w := span{start: -1}
	lower, letters, wide := false, 0, false
	flush := func() {
		if w.start >= 0 {
			w.end, w.caps = len(b), !lower && letters > 1
			words = append(words, w)
			w.start, lower, letters = -1, false, 0
		}
	}
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		plain := ""
		switch {
		case r < utf8.RuneSelf && !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'):
			flush()
			continue
		case r >= utf8.RuneSelf && unicode.IsMark(r) && w.start >= 0:
			continue // the accent of a letter written in two characters
		case r >= utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		}
		if now := r >= 0x1100 && unbroken(r); now != wide { // "GoとPostgreSQL": no blank parts what is a word each
			flush()
			wide = now
		}
		if w.start < 0 {
			if len(b) > 0 {
				b = append(b, ' ')
			}
			w.start = len(b)
		}
		if unicode.IsLetter(r) {
			letters++
			lower = lower || !unicode.IsUpper(r)
			r = unicode.ToLower(r)
			plain = withoutAccent(r)
		}
		if plain != "" {
			b = append(b, plain...)
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	flush()
	return b, words
}

// unbroken reports whether a letter is of a script that is written beside Latin words without blanks: Chinese, Japanese, Korean.
func unbroken(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r == 'ー'
}

// withoutAccent is a small Latin letter without its accent, or "" when it has none.
func withoutAccent(r rune) string {
	if r < 0xC0 || r > 0x17F {
		return ""
	}
	switch r {
	case 'à', 'á', 'â', 'ã', 'ä', 'å', 'ā', 'ă', 'ą':
		return "a"
	case 'æ':
		return "ae"
	case 'ç', 'ć', 'ĉ', 'ċ', 'č':
		return "c"
	case 'ď', 'đ', 'ð':
		return "d"
	case 'è', 'é', 'ê', 'ë', 'ē', 'ĕ', 'ė', 'ę', 'ě':
		return "e"
	case 'ĝ', 'ğ', 'ġ', 'ģ':
		return "g"
	case 'ì', 'í', 'î', 'ï', 'ī', 'į', 'ı':
		return "i"
	case 'ĺ', 'ļ', 'ľ', 'ł':
		return "l"
	case 'ñ', 'ń', 'ņ', 'ň':
		return "n"
	case 'ò', 'ó', 'ô', 'õ', 'ö', 'ø', 'ō', 'ő':
		return "o"
	case 'œ':
		return "oe"
	case 'ŕ', 'ř':
		return "r"
	case 'ś', 'ş', 'š', 'ș':
		return "s"
	case 'ß':
		return "ss"
	case 'ţ', 'ť', 'ț':
		return "t"
	case 'ù', 'ú', 'û', 'ü', 'ū', 'ů', 'ű', 'ų':
		return "u"
	case 'ý', 'ÿ':
		return "y"
	case 'ź', 'ż', 'ž':
		return "z"
	}
	return ""
}
