// Package prose is what a bullet of a résumé says, as far as a machine can tell: its words and
// sentences, the verb that it opens with and that verb's form, where it is told in the passive, and
// which figures prove something.
//
// In go the inlines of a paragraph, or a plain text; out come byte ranges of the text that a reader
// sees, and [Text.Span] leads each back to the very word in the source. The words are English; of
// another language only words, sentences and figures mean anything. It never judges: which of this is
// a fault is for rules to say.
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// A Range is a part of a text: bytes of [Text.Plain], from the first to the one behind the last.
type Range struct{ Start, End int }

// A Word is a run of letters and digits with the apostrophes, dots and commas inside of it: "don't",
// "Node.js", "12,000", "C++". Hyphens and slashes part words.
type Word struct {
	Range
	Low  string // in lower case, its apostrophes straight
	Code bool   // it stands in a code span
}

// A Text is a paragraph or a bullet taken apart. It does not change.
type Text struct {
	Plain string // as a reader sees it: no marks, breaks as blanks
	Words []Word
	runs  []run
}

// A run is a stretch of the text that one inline gave.
type run struct {
	Range
	from *markup.Inline
	same bool // the source has it letter by letter
}

// Of is the text of inlines, with the way back to their source. What is struck through and what is raw HTML is
// left out; of a picture the alternative text is taken.
func Of(in []markup.Inline) *Text {
	t := &Text{}
	var b strings.Builder
	t.gather(&b, in)
	t.Plain = b.String()
	t.split()
	return t
}

// Plain is a text that comes from no file.
func Plain(text string) *Text {
	t := &Text{Plain: text}
	t.split()
	return t
}

func (t *Text) gather(b *strings.Builder, in []markup.Inline) {
	for i := range in {
		switch n := &in[i]; n.Kind {
		case markup.Text, markup.CodeSpan, markup.Image:
			if n.Text != "" {
				same := n.Kind == markup.Text && n.Span.Known() && string(n.Span.File.Bytes[n.Span.Start:n.Span.End]) == n.Text
				t.runs = append(t.runs, run{Range{b.Len(), b.Len() + len(n.Text)}, n, same})
				b.WriteString(n.Text)
			}
		case markup.HardBreak, markup.SoftBreak:
			b.WriteByte(' ')
		case markup.Strike, markup.FootnoteRef, markup.RawHTML:
		default:
			t.gather(b, n.Inlines)
		}
	}
}

// Span is the source of the bytes i to j of the text; nowhere when it came from no file.
func (t *Text) Span(i, j int) source.Span {
	s := source.Span{}
	for _, r := range t.runs {
		switch {
		case r.End <= i || r.Start >= j:
		case r.same:
			s = s.Join(r.from.Span.Sub(max(i, r.Start)-r.Start, min(j, r.End)-r.Start))
		default:
			s = s.Join(r.from.Place(max(i, r.Start)-r.Start, min(j, r.End)-r.Start))
		}
	}
	return s
}

// Whole is the source of the text from its first word to its end.
func (t *Text) Whole() source.Span { return t.Span(0, len(t.Plain)) }

// WordSpan is the source of the words i to j, the last one included.
func (t *Text) WordSpan(i, j int) source.Span { return t.Span(t.Words[i].Start, t.Words[j].End) }

// split finds the words.
func (t *Text) split() {
	s := t.Plain
	t.Words = make([]Word, 0, len(s)/6+1)
	in := 0 // the run that the word begins in
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if !inWord(r) {
			i += size
			continue
		}
		j := wordEnd(s, i)
		w := Word{Range: Range{i, j}, Low: lower(s[i:j])}
		for in < len(t.runs) && t.runs[in].End <= i {
			in++
		}
		w.Code = in < len(t.runs) && t.runs[in].Start <= i && t.runs[in].from.Kind == markup.CodeSpan
		t.Words = append(t.Words, w)
		i = j
	}
}

// inWord reports whether a character is part of a word wherever it stands.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// wordEnd is where the word that begins at i ends.
func wordEnd(s string, i int) int {
	j := i
	var last rune
	for j < len(s) {
		r, size := utf8.DecodeRuneInString(s[j:])
		if inWord(r) {
			last, j = r, j+size
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[j+size:])
		joins := false
		switch r {
		case '.':
			joins = inWord(next) && next != '_'
		case ',':
			joins = isDigit(last) && isDigit(next)
		case '\'', '’':
			joins = unicode.IsLetter(last) && unicode.IsLetter(next)
		case '+', '#': // C++, C++17, C#, F#; the plus of "5+" and "1B+" is no part of a word
			if k := j + len("+"); j-i == 1 && unicode.IsLetter(last) {
				if strings.HasPrefix(s[k:], "+") {
					k++
				}
				last, j = r, k
				continue
			}
		}
		if !joins {
			break
		}
		last, j = r, j+size
	}
	return j
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// lower is a word as it is compared.
func lower(word string) string {
	word = strings.ToLower(word)
	if strings.Contains(word, "’") {
		word = strings.ReplaceAll(word, "’", "'")
	}
	return word
}

// Between is what stands between the word i and the one before it, or the start of the text; "" when there is no word i.
func (t *Text) Between(i int) string {
	if i < 0 || i >= len(t.Words) {
		return ""
	}
	from := 0
	if i > 0 {
		from = t.Words[i-1].End
	}
	return t.Plain[from:t.Words[i].Start]
}

// Glue is the one byte that joins the word i to the one before it without a blank, as the hyphen in "5-person"; 0
// when there is none.
func (t *Text) Glue(i int) byte {
	if b := t.Between(i); i > 0 && len(b) == 1 && b[0] != ' ' && b[0] != '\t' {
		return b[0]
	}
	return 0
}

// Spaced reports whether nothing but blanks stands before the word i and behind the one before it.
func (t *Text) Spaced(i int) bool {
	return i > 0 && i < len(t.Words) && strings.TrimFunc(t.Between(i), unicode.IsSpace) == ""
}

// low is the word i in lower case; "" when there is none.
func (t *Text) low(i int) string {
	if i < 0 || i >= len(t.Words) {
		return ""
	}
	return t.Words[i].Low
}

// word is the word i as written; "" when there is none.
func (t *Text) word(i int) string {
	if i < 0 || i >= len(t.Words) {
		return ""
	}
	return t.Plain[t.Words[i].Start:t.Words[i].End]
}

// Count is the number of words as a reader counts them: what a hyphen, a slash or an ampersand joins is one.
func (t *Text) Count() int {
	n := 0
	for i := range t.Words {
		if t.Glue(i) == 0 {
			n++
		}
	}
	return n
}
