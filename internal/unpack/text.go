package unpack

import (
	"bytes"
	"mime/quotedprintable"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// written gives the readings that a text has beside itself: what it encodes, and how it reads where its form breaks words.
func (w *walker) written(where, name string, b []byte, depth int) {
	if t := utf16Text(b); t != nil {
		w.left -= len(t)
		w.text(where, t)
		b = t
	} else if t := latin1(b); t != nil {
		w.left -= len(t)
		w.text(where, t)
		b = t
	} else if !utf8.Valid(b[:min(len(b), 4096)]) && !cutRune(b) {
		w.packets(where, b)
		return
	}
	head := b[:min(len(b), 4096)]
	card := bytes.Contains(b[:min(len(b), 64)], []byte("BEGIN:V"))
	mail := card || bytes.Contains(head, []byte("MIME-Version:")) || bytes.Contains(head, []byte("Content-Type:"))
	w.data(where, b, mail, depth)
	if card { // or a calendar: their long lines are folded (RFC 6350, 3.2)
		w.text(where, folds.ReplaceAll(b, nil))
	}
	if mail && len(b) < maxPart && (bytes.Contains(b, []byte("QUOTED-PRINTABLE")) || bytes.Contains(b, []byte("uoted-printable"))) {
		t, _ := w.unpacked(quotedprintable.NewReader(bytes.NewReader(b)))
		w.text(where, t)
	}
	switch {
	case bytes.HasPrefix(b, []byte(`{\rtf`)):
		w.text(where, rich(b))
	case path.Ext(name) == ".css" || bytes.IndexByte(b, '<') >= 0:
		if t := unescapedCSS(b); t != nil {
			w.text(where, t)
		}
	}
}

// cutRune reports whether all that is wrong with the beginning of a text is that a character of it is cut off.
func cutRune(b []byte) bool {
	b = b[:min(len(b), 4096)]
	for n := 1; n < utf8.UTFMax && n < len(b); n++ {
		if utf8.Valid(b[:len(b)-n]) {
			return true
		}
	}
	return false
}

var folds = regexp.MustCompile(`\r?\n[ \t]`)

// unescapedCSS is a text with the escapes of CSS resolved (CSS Syntax, 4.3.7); nil when there are none.
func unescapedCSS(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); {
		if out == nil { // most texts have none
			next := bytes.IndexByte(b[i:], '\\')
			if next < 0 {
				return nil
			}
			i += next
		}
		n := 0
		for b[i] == '\\' && i+1+n < len(b) && n < 6 && isHex(b[i+1+n]) {
			n++
		}
		if n == 0 {
			if out != nil {
				out = append(out, b[i])
			}
			i++
			continue
		}
		if out == nil {
			out = append(make([]byte, 0, len(b)), b[:i]...)
		}
		v, _ := strconv.ParseUint(string(b[i+1:i+1+n]), 16, 32)
		out = utf8.AppendRune(out, rune(v))
		if i += 1 + n; i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t') {
			i++
		}
	}
	return out
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

var richWord = regexp.MustCompile(`\\'([0-9a-fA-F]{2})|\\u(-?[0-9]+) ?\??|\\(par|line|tab|cell|row)\b ?|\\[a-z]+-?[0-9]* ?|\\[^a-zA-Z]|[{}\r\n]`)

// rich is the text of a document in Rich Text.
func rich(b []byte) []byte {
	return richWord.ReplaceAllFunc(b, func(word []byte) []byte {
		m := richWord.FindSubmatch(word)
		switch {
		case m[1] != nil:
			v, _ := strconv.ParseUint(string(m[1]), 16, 8)
			return []byte(string(rune(v)))
		case m[2] != nil:
			v, _ := strconv.Atoi(string(m[2]))
			return []byte(string(rune(uint16(v))))
		case m[3] != nil:
			return []byte("\n")
		case len(word) == 2 && strings.IndexByte(`\{}`, word[1]) >= 0:
			return word[1:]
		case string(word) == `\~`:
			return []byte(" ")
		case string(word) == `\_`:
			return []byte("-")
		}
		return nil
	})
}

// packets gives the descriptions in XML that editors write into files of any form (XMP).
func (w *walker) packets(where string, b []byte) {
	const open, end = "<x:xmpmeta", "</x:xmpmeta>"
	for {
		i := bytes.Index(b, []byte(open))
		if i < 0 {
			return
		}
		b = b[i:]
		n := bytes.Index(b, []byte(end))
		if n < 0 {
			n = min(len(b), 1<<20)
		}
		w.text(inside(where, "its description"), b[:n])
		b = b[n:]
	}
}

// runs is the stretches of at least four printable characters in bytes, each on a line: of UTF-8, and of UTF-16 in either order.
func runs(b []byte) []byte {
	const least = 4
	var out []byte
	keep := func(run []byte, n int) {
		if n >= least {
			out = append(append(out, run...), '\n')
		}
	}
	start, n := 0, 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f || r == utf8.RuneError && size == 1 {
			keep(b[start:i], n)
			start, n = i+size, 0
		} else {
			n++
		}
		i += size
	}
	keep(b[start:], n)
	for _, first := range [2]int{0, 1} { // where the zero beside a letter of ASCII is
		var run []byte
		for i := 0; i+1 < len(b); {
			c, zero := b[i+1-first], b[i+first]
			if zero == 0 && (c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t') {
				run = append(run, c)
				i += 2
				continue
			}
			keep(run, len(run))
			run = run[:0]
			i++
		}
		keep(run, len(run))
	}
	return out
}
