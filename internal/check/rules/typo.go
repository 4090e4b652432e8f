package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
)

// twice is the words that may stand twice in a row, by language.
var twice = map[string]string{
	"en": " had that very so really ",
	"de": " die der das den dem sie ",
	"fr": " nous vous ",
	"sv": " det att ",
	"nl": " die dat ",
	"es": " ",
	"it": " ",
	"pt": " ",
	"da": " det der ",
	"nb": " det der ",
	"pl": " się ",
	"cs": " se ",
}

// oneLetter is the words of one letter that a sentence is full of, by language.
var oneLetter = map[string]string{"en": "a", "sv": "i", "da": "i", "nb": "i", "es": "aeoy", "it": "aeo", "pt": "aeo", "fr": "y", "pl": "aiowz", "cs": "aiksuvz"}

// doubledWords finds a word that stands twice in a row.
func (t passage) doubledWords(p *check.Pass, lang string) {
	fine, known := twice[lang]
	if !known {
		return
	}
	for i := 1; i < len(t.Words); i++ {
		a, b := t.Words[i-1], t.Words[i]
		if a.Low != b.Low || a.Code || b.Code || !t.Spaced(i) || len(a.Low) < 2 && (t.Plain[a.Start:a.End] != a.Low || !strings.Contains(oneLetter[lang], a.Low)) || strings.Contains(fine, " "+a.Low+" ") ||
			strings.ContainsFunc(a.Low, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) || t.upper(i) {
			continue
		}
		at := t.Span(a.Start, b.End)
		d := diag.Diagnostic{Severity: diag.Error, Span: t.Span(b.Start, b.End), Message: fmt.Sprintf("%q stands twice", t.Plain[b.Start:b.End])}
		if first := t.Plain[a.Start:a.End]; at.Text() == t.Plain[a.Start:b.End] {
			d.Fix = &diag.Fix{Message: "take one out", Safe: true, Edits: []diag.Edit{{Span: at, New: first}}}
		}
		p.Report(d)
	}
}

// articles finds "a" before the sound of a vowel and "an" before none.
func (t passage) articles(p *check.Pass) {
	for i := 0; i+1 < len(t.Words); i++ {
		w := t.Words[i]
		article := t.Plain[w.Start:w.End]
		if article != "a" && article != "an" && (article != "A" && article != "An" || !t.begins(i)) || t.Between(i+1) != " " || w.Code || t.Words[i+1].Code || i > 0 && t.Glue(i) != 0 {
			continue
		}
		next := t.Words[i+1]
		vowel, sure := vowelSound(t.Plain[next.Start:next.End])
		if !sure || vowel == (w.Low == "an") {
			continue
		}
		right := article[:1]
		if vowel {
			right += "n"
		}
		at := t.Span(w.Start, w.End)
		d := diag.Diagnostic{Span: at, Message: fmt.Sprintf("%q stands before %q", article, t.Plain[next.Start:next.End]), Help: fmt.Sprintf("write %q", right+" "+t.Plain[next.Start:next.End])}
		if at.Text() == article {
			d.Fix = &diag.Fix{Message: fmt.Sprintf("write %q", right), Safe: true, Edits: []diag.Edit{{Span: at, New: right}}}
		}
		p.Report(d)
	}
}

// vowelSound reports whether a word begins with the sound of a vowel; sure is false where people differ, or where it depends on
// whether letters are read one by one: "SQL".
func vowelSound(word string) (vowel, sure bool) {
	low := strings.ToLower(word)
	c := low[0]
	if '0' <= c && c <= '9' {
		n := len(word) - len(strings.TrimLeft(word, "0123456789"))
		digits := word[:n]
		switch {
		case c == '8', digits == "11", digits == "18":
			return true, true
		}
		return false, !strings.HasPrefix(digits, "11") && !strings.HasPrefix(digits, "18")
	}
	if c < 'a' || c > 'z' || len(word) < 2 {
		return false, false
	}
	upper, voiced := 0, strings.ContainsAny(low, "aeiouy")
	for _, r := range word {
		if unicode.IsUpper(r) {
			upper++
		}
	}
	second, _ := utf8.DecodeRuneInString(word[1:])
	if (upper > 1 || c == word[0]) && unicode.IsUpper(second) || !voiced { // letters, perhaps: "API", "xUnit"
		switch {
		case strings.IndexByte("aeio", c) >= 0:
			return true, true
		case strings.IndexByte("bcdgjkpqtvwyz", c) >= 0:
			return false, voiced || upper > 1
		case c == 'u':
			return false, word != "UNO"
		case strings.IndexByte("fhlmnrsx", c) >= 0: // nobody says "HTTP" as a word; "SQL" some do
			return true, !voiced && word == strings.ToUpper(word) && !strings.HasPrefix(word, "SQL")
		}
		return false, false
	}
	begins := func(list ...string) bool {
		for _, s := range list {
			if strings.HasPrefix(low, s) {
				return true
			}
		}
		return false
	}
	switch c {
	case 'a', 'i':
		return true, true
	case 'e':
		if begins("eu", "ew") {
			return false, !begins("eul")
		}
		return true, true
	case 'o':
		if low == "one" || low == "once" || begins("one-", "oneself") {
			return false, true
		}
		return true, !begins("ou", "on") || begins("out", "our", "ont", "ong", "onb", "onl", "onc", "ons")
	case 'u':
		switch {
		case begins("unin", "unim", "unid", "uniss"):
			return true, begins("unin", "unim")
		case begins("uni", "unary", "unanim", "use", "usa", "usu", "uti", "uto", "ubiq", "ura", "uri", "uro"):
			return false, true
		}
		return true, begins("un", "up", "ul", "um", "ur", "ut", "ug", "ush")
	case 'h':
		if begins("hour", "honest", "honor", "honour", "heir") {
			return true, true
		}
		return false, !begins("hist", "hot", "hab", "her", "hal", "hyp", "hom")
	case 'n':
		return false, low != "nginx" // "engine x"
	}
	return false, true
}

// blanksBefore finds blanks before a comma or a full stop.
func (t passage) blanksBefore(p *check.Pass, text string) {
	for i := 1; i < len(text); i++ {
		if text[i] != ',' && text[i] != '.' || text[i-1] != ' ' {
			continue
		}
		from := len(strings.TrimRight(text[:i], " "))
		after := text[i+1:]
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		if from == 0 || text[i] == '.' && strings.TrimSpace(after) != "" || strings.HasPrefix(after, ",") || strings.HasPrefix(after, " .") || !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != ')' && before != '%' {
			continue
		}
		at := t.Span(from, i+1)
		if at.Text() != text[from:i+1] || t.Plain[from:i+1] != text[from:i+1] {
			continue // something stands there that is not text
		}
		what := "a comma"
		if text[i] == '.' {
			what = "a full stop"
		}
		p.Report(diag.Diagnostic{Span: at, Message: "there is a blank before " + what,
			Fix: &diag.Fix{Message: "take the blank out", Safe: true, Edits: []diag.Edit{{Span: at, New: text[i : i+1]}}}})
	}
}

// brackets finds round and square brackets of which one is missing.
func (t passage) brackets(p *check.Pass, text string) {
	var open []int
	tell := func(i int, what string) {
		if at := t.Span(i, i+1); at.Text() == text[i:i+1] {
			p.Report(diag.Diagnostic{Span: at, Message: fmt.Sprintf("%q %s", text[i:i+1], what)})
		}
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		if strings.HasPrefix(text[i:], "][") { // an ornament between two parts
			i++
			continue
		}
		if c != '(' && c != ')' && c != '[' && c != ']' || i > 0 && strings.IndexByte(":;-=", text[i-1]) >= 0 && (c == '(' || c == ')') && (i < 2 || text[i-1] != '-' || strings.IndexByte(":;=", text[i-2]) >= 0) {
			continue // an emoticon
		}
		switch {
		case c == '(' || c == '[':
			if i+1 < len(text) && strings.IndexByte(":;=", text[i+1]) >= 0 {
				continue
			}
			open = append(open, i)
		case len(open) > 0 && (text[open[len(open)-1]] == '(') == (c == ')'):
			open = open[:len(open)-1]
		case len(open) == 0 && !marker(text, i):
			tell(i, "closes nothing")
		case len(open) > 0 && isInterval(text[open[len(open)-1]+1:i]):
			return // a range such as [0, 1)
		case len(open) > 0:
			tell(i, "closes another bracket than was opened")
			return
		}
	}
	if len(open) > 0 {
		tell(open[0], "is never closed")
	}
}

// longestInterval is the bytes that the ends of a range in mathematics take, as in "[start, end)".
const longestInterval = 24

// isInterval reports whether what stands between two different brackets is the two ends of a range.
func isInterval(within string) bool {
	a, b, ok := strings.Cut(within, ",")
	return ok && len(within) <= longestInterval && !strings.Contains(strings.TrimSpace(a), " ") && !strings.Contains(strings.TrimSpace(b), " ")
}

// marker reports whether the bracket at i belongs to the mark of an item: "a)", "2.", "iv)".
func marker(text string, i int) bool {
	from := strings.LastIndexAny(text[:i], " \n(;,") + 1
	return i-from <= 3
}

// quotes finds straight and curly double quotes of which one is missing. A pair is what any country takes for one: "…", “…”, „…“, „…”,
// ”…”. A paragraph outside of lists that begins with one may be the first of several that are quoted.
func (t passage) quotes(p *check.Pass, text string) {
	open, opener, inches := -1, rune(0), false
	wrong, what := -1, ""
	for i, r := range text {
		if r != '"' && r != '“' && r != '”' && r != '„' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		begins := (i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.IsPunct(before) || strings.ContainsRune("([{/-–—:", before)) && (unicode.IsLetter(after) || unicode.IsDigit(after))
		if unicode.IsDigit(before) && r != '“' && r != '„' {
			if inches = true; open < 0 {
				continue // 5.25"
			}
		}
		switch {
		case open < 0 && (r == '“' || r == '„' || begins):
			open, opener = i, r
		case open < 0:
			wrong, what = i, "closes nothing"
		case r == '„', r == '“' && opener != '„', begins && r == '"' && opener == '"', begins && r == '”':
			wrong, what = open, "is never closed"
		default:
			open = -1
		}
		if wrong >= 0 {
			break
		}
	}
	if wrong < 0 && open >= 0 && (open > 0 || t.kind != markup.Paragraph || t.item) {
		wrong, what = open, "is never closed"
	}
	if wrong < 0 || inches {
		return
	}
	_, n := utf8.DecodeRuneInString(text[wrong:])
	if at := t.Span(wrong, wrong+n); at.Text() == text[wrong:wrong+n] {
		p.Report(diag.Diagnostic{Span: at, Message: fmt.Sprintf("the quotation mark %s %s", text[wrong:wrong+n], what)})
	}
}
