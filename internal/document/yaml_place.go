package document

import (
	"bytes"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// place gives each token its bytes in the text that it was made of, as offsets. lost is
// where it found text that is in no token, -1 when there is none.
//
// The tokens' own lines and columns (goccy/go-yaml 1.19) cannot serve: columns leave out
// tabs, count characters, and are wrong in texts of several lines. But the tokens come in
// the order of the text, with nothing between them but blanks and comments, and each says
// what it is. So the text is read once more along with them, and every byte accounted
// for. That finds, too, where the scanner swallowed something: it does so with "a<<: b".
func place(text []byte, tokens token.Tokens) (places map[*token.Token][2]int, lost int) {
	p := placer{text: text}
	places, lost = make(map[*token.Token][2]int, len(tokens)), -1
	for _, t := range tokens {
		start, end, ok := p.token(t)
		if t.Type == token.InvalidType {
			places[t] = byPosition(text, t.Position)
			return places, lost
		}
		if !ok {
			return places, start
		}
		places[t] = [2]int{start, end}
		p.block = t.Type == token.LiteralType || t.Type == token.FoldedType || p.block && t.Type == token.CommentType
		p.at = max(p.at, end)
	}
	if p.skip(); p.at < len(text) {
		lost = p.at
	}
	return places, lost
}

type placer struct {
	text  []byte
	at    int
	block bool // the next text is a block scalar's
}

func (p *placer) token(t *token.Token) (start, end int, ok bool) {
	if !p.block {
		p.skip()
	}
	start = p.at
	switch t.Type {
	case token.CommentType:
		return start, start, true // passed over with the blanks
	case token.SingleQuoteType, token.DoubleQuoteType:
		end, ok = p.quoted(start, t.Type == token.DoubleQuoteType)
	case token.LiteralType, token.FoldedType:
		// "|2-" and whatever stands behind it on the line.
		end = start + len(t.Value)
		ok = bytes.HasPrefix(p.text[start:], []byte(t.Value))
		if i := bytes.IndexByte(p.text[start:], '\n'); ok && i >= 0 {
			p.at = start + i
		} else if ok {
			p.at = len(p.text)
		}
	default:
		start, end, ok = p.words(start, t.Value)
	}
	return start, end, ok
}

// skip passes over blanks and comments.
func (p *placer) skip() {
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case isBlank(c):
			p.at++
		case c == '#':
			for p.at < len(p.text) && p.text[p.at] != '\n' {
				p.at++
			}
		default:
			return
		}
	}
}

// quoted is where the quoted text that begins at start ends.
func (p *placer) quoted(start int, double bool) (end int, ok bool) {
	if start >= len(p.text) {
		return start, false
	}
	q := p.text[start]
	for i := start + 1; i < len(p.text); i++ {
		switch {
		case double && p.text[i] == '\\':
			i++
		case p.text[i] != q:
		case !double && i+1 < len(p.text) && p.text[i+1] == q:
			i++
		default:
			return i + 1, true
		}
	}
	return start, false
}

// words finds a value whose blanks and line ends the scanner may have folded: everything
// else must stand in the text, in order.
func (p *placer) words(at int, value string) (start, end int, ok bool) {
	start, end = at, at
	for _, want := range value {
		if want == ' ' || want == '\n' || want == '\t' || want == '\r' {
			continue
		}
		for at < len(p.text) && isBlank(p.text[at]) {
			at++
		}
		got, n := utf8.DecodeRune(p.text[min(at, len(p.text)):])
		if n == 0 || got != want {
			return start, start, false
		}
		if end == start {
			start = at
		}
		at += n
		end = at
	}
	return start, end, true
}

// byPosition is the character at a line and column, both counted from 1, columns in
// characters: all that there is to go by for what the scanner or the parser rejects.
func byPosition(text []byte, pos *token.Position) [2]int {
	at := 0
	for line := 1; line < pos.Line; line++ {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return [2]int{len(text), len(text)}
		}
		at += i + 1
	}
	for col := 1; at < len(text) && text[at] != '\n'; col++ {
		_, n := utf8.DecodeRune(text[at:])
		if col == pos.Column {
			return [2]int{at, at + n}
		}
		at += n
	}
	return [2]int{at, at}
}
