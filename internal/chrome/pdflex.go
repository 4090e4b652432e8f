package chrome

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// A pdfFile is as much of a PDF as Finish has to know: where its objects are, and its trailer. It knows
// the form that Chrome writes (tables of references, no object streams), and says so of any other.
type pdfFile struct {
	b       []byte
	xref    int         // offset of the last table of references
	offsets map[int]int // of objects, by number
	trailer []pdfEntry
}

// A pdfEntry is a key of a dictionary with its value as it is written.
type pdfEntry struct {
	key   string // without the "/"
	value []byte // a part of the file's bytes
}

func find(entries []pdfEntry, key string) (pdfEntry, bool) {
	for _, e := range entries {
		if e.key == key {
			return e, true
		}
	}
	return pdfEntry{}, false
}

var errForm = errors.New("not a PDF as Chrome writes it")

func openPDF(b []byte) (*pdfFile, error) {
	f := &pdfFile{b: b, offsets: map[int]int{}}
	if !bytes.HasPrefix(b, []byte("%PDF-")) {
		return nil, fmt.Errorf("%w: no header", errForm)
	}
	i := bytes.LastIndex(b, []byte("startxref"))
	if i < 0 {
		return nil, fmt.Errorf("%w: no startxref (is it cut short?)", errForm)
	}
	l := &lexer{b, i + len("startxref")}
	at, ok := l.integer()
	if !ok {
		return nil, fmt.Errorf("%w: no offset behind startxref", errForm)
	}
	f.xref = at
	for seen := map[int]bool{}; ; { // a file that was changed has a table for each change, the newest first
		if at >= len(b) || seen[at] {
			return nil, fmt.Errorf("%w: the tables of references do not end", errForm)
		}
		seen[at] = true
		trailer, err := f.table(at)
		if err != nil {
			return nil, err
		}
		if f.trailer == nil {
			f.trailer = trailer
		}
		prev, ok := find(trailer, "Prev")
		if !ok {
			break
		}
		if at, ok = (&lexer{prev.value, 0}).integer(); !ok {
			return nil, fmt.Errorf("%w: /Prev is no offset", errForm)
		}
	}
	if _, ok := find(f.trailer, "Encrypt"); ok {
		return nil, fmt.Errorf("%w: it is encrypted", errForm)
	}
	return f, nil
}

// table reads the table of references at an offset, and the trailer behind it.
func (f *pdfFile) table(at int) ([]pdfEntry, error) {
	l := &lexer{f.b, at}
	if kind, word := l.token(); kind != tokenWord || string(word) != "xref" {
		return nil, fmt.Errorf("%w: no table of references", errForm)
	}
	for {
		before := l.pos
		first, ok := l.integer()
		if !ok {
			l.pos = before
			break
		}
		count, ok := l.integer()
		if !ok {
			return nil, fmt.Errorf("%w: a damaged table of references", errForm)
		}
		for n := first; n < first+count; n++ {
			offset, ok1 := l.integer()
			_, ok2 := l.integer()
			kind, word := l.token()
			if !ok1 || !ok2 || kind != tokenWord {
				return nil, fmt.Errorf("%w: a damaged table of references", errForm)
			}
			if _, newer := f.offsets[n]; !newer && string(word) == "n" && offset < len(f.b) {
				f.offsets[n] = offset
			}
		}
	}
	if kind, word := l.token(); kind != tokenWord || string(word) != "trailer" {
		return nil, fmt.Errorf("%w: no trailer", errForm)
	}
	return l.dict()
}

// object is the dictionary with a number.
func (f *pdfFile) object(n int) ([]pdfEntry, error) {
	at, ok := f.offsets[n]
	if !ok {
		return nil, fmt.Errorf("%w: no object %d", errForm, n)
	}
	l := &lexer{f.b, at}
	if got, ok := l.integer(); !ok || got != n {
		return nil, fmt.Errorf("%w: object %d is not where it should be", errForm, n)
	}
	l.integer()
	if _, word := l.token(); string(word) != "obj" {
		return nil, fmt.Errorf("%w: object %d is not where it should be", errForm, n)
	}
	return l.dict()
}

// reference is the number of the object that the trailer's key points to.
func (f *pdfFile) reference(key string) (int, error) {
	e, ok := find(f.trailer, key)
	if !ok {
		return 0, fmt.Errorf("%w: the trailer has no /%s", errForm, key)
	}
	l := &lexer{e.value, 0}
	n, ok := l.integer()
	if _, word := l.token(); !ok || !bytes.Equal(word, []byte("0")) {
		return 0, fmt.Errorf("%w: /%s is no reference", errForm, key)
	}
	return n, nil
}

// A lexer reads PDF syntax.
type lexer struct {
	b   []byte
	pos int
}

// The kinds of token.
type tokenKind byte

const (
	tokenEnd    tokenKind = iota
	tokenWord             // a number or a keyword
	tokenName             // with its "/"
	tokenString           // with its brackets, either form
	tokenOpen             // "<<" or "["
	tokenClose            // ">>" or "]"
	tokenOther            // what does not belong there
)

func (l *lexer) token() (tokenKind, []byte) {
	for l.pos < len(l.b) && (space(l.b[l.pos]) || l.b[l.pos] == '%') {
		if l.b[l.pos] == '%' {
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
			continue
		}
		l.pos++
	}
	if l.pos >= len(l.b) {
		return tokenEnd, nil
	}
	start := l.pos
	take := func(kind tokenKind, n int) (tokenKind, []byte) {
		l.pos = min(start+n, len(l.b))
		return kind, l.b[start:l.pos]
	}
	rest := l.b[start:]
	switch c := rest[0]; {
	case c == '(':
		return take(tokenString, literal(rest))
	case bytes.HasPrefix(rest, []byte("<<")):
		return take(tokenOpen, 2)
	case bytes.HasPrefix(rest, []byte(">>")):
		return take(tokenClose, 2)
	case c == '<':
		if n := bytes.IndexByte(rest, '>'); n >= 0 {
			return take(tokenString, n+1)
		}
		return take(tokenOther, len(rest))
	case c == '[':
		return take(tokenOpen, 1)
	case c == ']':
		return take(tokenClose, 1)
	case delimiter(c) && c != '/':
		return take(tokenOther, 1)
	}
	n := 1
	for n < len(rest) && !space(rest[n]) && !delimiter(rest[n]) {
		n++
	}
	if rest[0] == '/' {
		return take(tokenName, n)
	}
	return take(tokenWord, n)
}

// literal is the length of the string in round brackets at the start of b.
func literal(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(b)
}

// integer reads a number that is not negative.
func (l *lexer) integer() (int, bool) {
	kind, word := l.token()
	if kind != tokenWord {
		return 0, false
	}
	const digits = 10 // of an offset in a table of references
	n, err := strconv.ParseUint(string(word), 10, 63)
	return int(n), err == nil && len(word) <= digits
}

// dict reads a dictionary.
func (l *lexer) dict() ([]pdfEntry, error) {
	if kind, b := l.token(); kind != tokenOpen || len(b) != 2 {
		return nil, fmt.Errorf("%w: no dictionary where one should be", errForm)
	}
	var list []pdfEntry
	for {
		kind, key := l.token()
		if kind == tokenClose {
			return list, nil
		}
		if kind != tokenName {
			return nil, fmt.Errorf("%w: a damaged dictionary", errForm)
		}
		value, ok := l.value()
		if !ok {
			return nil, fmt.Errorf("%w: a key without a value", errForm)
		}
		list = append(list, pdfEntry{string(key[1:]), value})
	}
}

// value reads one value: a word, a name, a string, a reference, or all between a pair of brackets.
func (l *lexer) value() ([]byte, bool) {
	kind, b := l.token()
	start := l.pos - len(b)
	switch kind {
	case tokenEnd, tokenOther, tokenClose:
		return nil, false
	case tokenWord:
		after := l.pos
		kind, _ := l.token()
		if _, r := l.token(); kind != tokenWord || string(r) != "R" {
			l.pos = after
		}
	case tokenOpen:
		for depth := 1; depth > 0; {
			switch kind, _ := l.token(); kind {
			case tokenEnd, tokenOther:
				return nil, false
			case tokenOpen:
				depth++
			case tokenClose:
				depth--
			}
		}
	}
	return l.b[start:l.pos], true
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}
func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }
