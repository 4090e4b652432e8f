package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"

	"github.com/resgen/resgen/internal/meta"
)

// readPlainYAML reads what most pages begin with, in a few microseconds: lines of
// "key: value" whose values are plain texts, simply quoted texts, or lists of these in
// brackets. At anything else it gives up, ok is false, and readFullYAML decides. Where it
// does read, the two give the same; FuzzPlainYAML holds them to it.
func (d *Document) readPlainYAML() (_ meta.Value, ok bool) {
	text := string(d.File.Bytes[d.MetaSpan.Start:d.MetaSpan.End])
	if !utf8.ValidString(text) || strings.IndexByte(text, '\t') >= 0 || strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		return meta.Value{}, false
	}
	r := plainYAML{doc: d, text: text}
	fields := make([]meta.Field, 0, 8)
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		next := end + 1
		for end > at && (text[end-1] == ' ' || text[end-1] == '\r') {
			end--
		}
		if end > at {
			f, ok := r.field(at, end)
			if !ok {
				return meta.Value{}, false
			}
			fields = append(fields, f)
		}
		at = next
	}
	if len(fields) == 0 {
		return meta.Value{}, false
	}
	d.checkKeys(fields)
	whole := fields[0].KeySpan.Join(fields[len(fields)-1].Value.Span)
	return meta.Value{Kind: meta.Map, Fields: fields, Span: whole}, true
}

type plainYAML struct {
	doc  *Document
	text string
}

// field reads the line from at to end, which has no blanks at its end.
func (r *plainYAML) field(at, end int) (f meta.Field, ok bool) {
	line := r.text[at:end]
	colon := 0
	for colon < len(line) && isKeyByte(line[colon], colon) {
		colon++
	}
	if colon == 0 || colon+2 >= len(line) || line[colon:colon+2] != ": " {
		return f, false
	}
	value := colon + 2
	for line[value] == ' ' {
		value++
	}
	f.Key, f.KeySpan = line[:colon], r.doc.MetaSpan.Sub(at, at+colon)
	if line[value] == '[' {
		f.Value, ok = r.list(at+value, end)
	} else {
		f.Value, ok = r.scalar(at+value, end, false)
	}
	return f, ok
}

// isKeyByte tells a byte of a key, the i-th, that can mean nothing else.
func isKeyByte(c byte, i int) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || i > 0 && ('0' <= c && c <= '9' || c == '-')
}

// list reads a list in brackets that ends with the line.
func (r *plainYAML) list(at, end int) (v meta.Value, ok bool) {
	v = meta.Value{Kind: meta.List, Span: r.doc.MetaSpan.Sub(at, end)}
	if r.text[end-1] != ']' || end-at < 2 {
		return v, false
	}
	at, end = at+1, end-1
	if strings.TrimLeft(r.text[at:end], " ") == "" {
		return v, true
	}
	v.List = make([]meta.Value, 0, strings.Count(r.text[at:end], ",")+1)
	for at <= end {
		stop := end
		if i := strings.IndexByte(r.text[at:end], ','); i >= 0 {
			stop = at + i
		}
		next := stop + 1
		for at < stop && r.text[at] == ' ' {
			at++
		}
		for at < stop && r.text[stop-1] == ' ' {
			stop--
		}
		if at == stop {
			return v, false
		}
		x, ok := r.scalar(at, stop, true)
		if !ok {
			return v, false
		}
		v.List = append(v.List, x)
		at = next
	}
	return v, true
}

// scalar reads a value that takes up all from at to end, neither of which is a blank.
func (r *plainYAML) scalar(at, end int, inList bool) (v meta.Value, ok bool) {
	s := r.text[at:end]
	v = meta.Value{Kind: meta.String, Text: s, Span: r.doc.MetaSpan.Sub(at, end)}
	if q := s[0]; q == '"' || q == '\'' {
		if len(s) < 2 || s[len(s)-1] != q {
			return v, false
		}
		v.Text = s[1 : len(s)-1]
		return v, !strings.ContainsAny(v.Text, "\"'\\") && strings.IndexFunc(v.Text, unicode.IsControl) < 0
	}
	if !startsPlain(s[0]) {
		return v, false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ':':
			if i+1 == len(s) || s[i+1] == ' ' {
				return v, false
			}
		case '#':
			if s[i-1] == ' ' {
				return v, false
			}
		case '[', ']', '{', '}', ',', '"', '\'', '&', '*', '!', '|', '>', '<', '%', '@', '`', '\\':
			if inList || c == '<' || c == '\\' {
				return v, false
			}
		default:
			if c < ' ' {
				return v, false
			}
		}
	}
	if s[0] == '+' || '0' <= s[0] && s[0] <= '9' && !isDay(s) || isWord(s) {
		// It may be a number, true, false or null: the library's own word on it.
		switch t := token.New(s, s, nil); t.Type {
		case token.StringType:
		case token.BoolType:
			v.Kind, v.Text = meta.Bool, strings.ToLower(s)
		case token.NullType:
			v.Kind, v.Text = meta.Null, ""
		default:
			v.Kind = meta.Number
		}
	}
	return v, true
}

// isWord reports whether a text is one of YAML's words, in whatever case.
func isWord(s string) bool {
	return (len(s) == 4 || len(s) == 5) && (strings.EqualFold(s, "true") || strings.EqualFold(s, "false") || strings.EqualFold(s, "null"))
}

// isDay reports whether a text is a date as most pages have one, which is a text in YAML.
func isDay(s string) bool {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return false
	}
	for i := range len(s) {
		if i != 4 && i != 7 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// startsPlain tells the bytes that begin a plain text and nothing else. Signs and full
// stops are not among them, but "+" is, which begins telephone numbers.
func startsPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80 || c == '+' || c == '/' || c == '(' || c == '_' || c == '$'
}
