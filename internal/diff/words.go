package diff

import (
	"unicode"
	"unicode/utf8"
)

// An Op is what became of a piece of text.
type Op string

// The ops.
const (
	Stays Op = "="
	Out   Op = "-"
	In    Op = "+"
)

// A Piece is a stretch of a text that was reworded. Those that stay and those that are out are the text as it was, those that stay and those that
// are in the text as it is, byte for byte.
type Piece struct {
	Op   Op
	Text string
}

// leastAlike is the likeness from which on two texts are shown word by word: of less, what little they share only breaks up both.
const leastAlike = 0.3

// Words is the difference of two texts by words. Signs count as words, so that one more comma is no other word.
func Words(a, b string) []Piece {
	if a == b {
		if a == "" {
			return nil
		}
		return []Piece{{Stays, a}}
	}
	p := &pieces{}
	if x, y := bagOf(a), bagOf(b); x.like(y) < leastAlike {
		p.add(Out, a)
		p.add(In, b)
		return p.list
	}
	was, is := tokens(a), tokens(b)
	keptA, keptB := Common(was, is)
	for i, k := 0, 0; i < len(was) || k < len(is); {
		for ; i < len(was) && !keptA[i]; i++ {
			p.add(Out, was[i])
		}
		for ; k < len(is) && !keptB[k]; k++ {
			p.add(In, is[k])
		}
		if i < len(was) {
			p.add(Stays, was[i])
			i, k = i+1, k+1
		}
	}
	return tidy(p.list)
}

type pieces struct{ list []Piece }

func (p *pieces) add(op Op, text string) {
	if text == "" {
		return
	}
	if n := len(p.list); n > 0 && p.list[n-1].Op == op {
		p.list[n-1].Text += text
		return
	}
	p.list = append(p.list, Piece{op, text})
}

// tidy makes one change of changes with nothing but a sign or a short word between them, which would leave a reader with crumbs: first what is out, then
// what is in.
func tidy(list []Piece) []Piece {
	p := &pieces{}
	out, in := "", ""
	flush := func() {
		p.add(Out, out)
		p.add(In, in)
		out, in = "", ""
	}
	for i, x := range list {
		switch {
		case x.Op == Out:
			out += x.Text
		case x.Op == In:
			in += x.Text
		case bagOf(x.Text).sum < 1 && i > 0 && i+1 < len(list):
			out, in = out+x.Text, in+x.Text
		default:
			flush()
			p.add(Stays, x.Text)
		}
	}
	flush()
	return p.list
}

// tokens is a text as words, blanks and signs, which together are the text.
func tokens(s string) []string {
	var out []string
	for len(s) > 0 {
		n := token(s)
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}

// token is the length of what a text begins with.
func token(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	class := classOf(r)
	if class == sign || class == glyph {
		return n
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		next := classOf(r)
		if next == sign && class == letter && joins(r) && n+size < len(s) { // "Node.js", "1,000", "don't"
			if after, _ := utf8.DecodeRuneInString(s[n+size:]); classOf(after) == letter {
				n += size
				continue
			}
		}
		if next != class {
			break
		}
		n += size
	}
	return n
}

type class uint8

const (
	letter class = iota + 1
	blank
	sign
	glyph // a word, or a part of one, by itself: there are no blanks between words
)

func classOf(r rune) class {
	switch {
	case unicode.IsSpace(r):
		return blank
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return glyph
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '+', r == '#', r == '%':
		return letter
	}
	return sign
}

// joins reports whether a sign between two letters or digits is a part of the word.
func joins(r rune) bool { return r == '.' || r == ',' || r == '\'' || r == '’' }
