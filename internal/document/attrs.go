package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// private is the one bare word that means something by itself; see the package compose.
const private = "private"

// readAttrs reads the attributes that a span's text is made of: `#id`, `.class`,
// `key=value`, `key="a value"` and bare words, with blanks between. ok is false when the
// text is something else, in part even, or is empty.
//
// A bare word can be any word of prose, so a text of known words and unmistakable
// attributes counts as attributes; unknown words are let through only beside one of the
// latter, and only if loose is set (in braces, which nobody writes by chance).
func readAttrs(s source.Span, loose bool) (_ markup.Attrs, ok bool) {
	r := attrReader{span: s, text: s.Text()}
	a := markup.Attrs{Span: s}
	marked, unknown := 0, 0
	for r.skipBlanks() {
		start := r.at
		switch c := r.text[r.at]; c {
		case '#', '.':
			r.at++
			name := r.name()
			if name == "" || c == '#' && a.ID != "" {
				return markup.Attrs{}, false
			}
			if c == '#' {
				a.ID = name
			} else {
				a.Classes = append(a.Classes, name)
			}
			marked++
		default:
			key := r.name()
			if key == "" {
				return markup.Attrs{}, false
			}
			if !r.take('=') {
				if key != private {
					unknown++
				}
				a.Pairs = append(a.Pairs, markup.Pair{Key: key, Span: s.Sub(start, r.at)})
				break
			}
			value, ok := r.value()
			if !ok {
				return markup.Attrs{}, false
			}
			switch value.Key = key; key {
			case "id":
				a.ID = value.Value
			case "class":
				a.Classes = append(a.Classes, strings.Fields(value.Value)...)
			default:
				a.Pairs = append(a.Pairs, value)
			}
			marked++
		}
		if r.at < len(r.text) && !isBlank(r.text[r.at]) {
			return markup.Attrs{}, false
		}
	}
	known := unknown == 0 && (marked > 0 || len(a.Pairs) > 0)
	return a, known || loose && marked > 0
}

// attrReader goes through the text of attributes.
type attrReader struct {
	span source.Span
	text string
	at   int
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// skipBlanks reports whether anything is left behind the blanks.
func (r *attrReader) skipBlanks() bool {
	for r.at < len(r.text) && isBlank(r.text[r.at]) {
		r.at++
	}
	return r.at < len(r.text)
}

func (r *attrReader) take(c byte) bool {
	if r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

// name reads letters and digits of any script with - _ . : between them; a full stop or
// colon at the end belongs to prose, so that it makes a name of none.
func (r *attrReader) name() string {
	start := r.at
	for r.at < len(r.text) {
		c, n := utf8.DecodeRuneInString(r.text[r.at:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && (r.at == start && c != '_' || !strings.ContainsRune("-_.:", c)) {
			break
		}
		r.at += n
	}
	name := r.text[start:r.at]
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, ":") {
		return ""
	}
	return name
}

// value reads the value behind "=": quoted, or up to the next blank. Its span is its
// text's, without the quotes.
func (r *attrReader) value() (p markup.Pair, ok bool) {
	if r.at >= len(r.text) {
		return p, false
	}
	start, end := r.at, 0
	if q := r.text[r.at]; q == '"' || q == '\'' {
		start++
		i := strings.IndexByte(r.text[start:], q)
		if i < 0 {
			return p, false
		}
		end = start + i
		r.at = end + 1
	} else {
		end = start + len(r.text[start:])
		if i := strings.IndexAny(r.text[start:], " \t\r\n"); i >= 0 {
			end = start + i
		}
		if start == end || strings.ContainsAny(r.text[start:end], "\"'`<>{}") {
			return p, false
		}
		r.at = end
	}
	return markup.Pair{Value: r.text[start:end], Span: r.span.Sub(start, end)}, true
}
