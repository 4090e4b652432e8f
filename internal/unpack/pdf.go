package unpack

import (
	"bytes"
	"encoding/ascii85"
	"encoding/hex"
	"unicode/utf8"
)

func isPDF(b []byte) bool { return bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")) }

// pdf takes a PDF apart: the texts of its objects, each stream unpacked, files in it. It asks no table where an object is, so that what is there and
// is used by nobody is found as well. What its fonts show, it does not know.
func (w *walker) pdf(where string, b []byte, depth int) {
	var outside []byte // what is no stream
	for rest := b; ; {
		i := bytes.Index(rest, []byte("stream"))
		if i < 0 || w.left <= 0 || w.parts <= 0 {
			outside = append(outside, rest...)
			break
		}
		head := rest[:i]
		outside = append(outside, head...)
		rest = rest[i+len("stream"):]
		body, ok := bytes.CutPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
		if !ok || !bytes.HasSuffix(bytes.TrimRight(head, " \r\n\t"), []byte(">>")) {
			continue // the word, or the end of one
		}
		end := bytes.Index(body, []byte("endstream"))
		if end < 0 {
			end = len(body)
		}
		rest = body[end:]
		if at := bytes.LastIndex(head, []byte("obj")); at >= 0 {
			head = head[at:]
		}
		w.stream(where, head, body[:end], depth)
	}
	w.text(inside(where, "what is said of the PDF"), pdfTexts(outside))
}

// stream gives a stream of a PDF; head is what stands before it.
func (w *walker) stream(where string, head, b []byte, depth int) {
	has := func(name string) bool { return bytes.Contains(head, []byte(name)) }
	if has("/ASCII85Decode") || has("/A85") {
		text, _, _ := bytes.Cut(bytes.TrimSpace(b), []byte("~>"))
		out := make([]byte, len(text)+4)
		n, _, _ := ascii85.Decode(out, bytes.TrimPrefix(text, []byte("<~")), true)
		b = out[:n]
	} else if has("/ASCIIHexDecode") || has("/AHx") {
		b = unhex(b)
	}
	packed := len(b) > 2 && b[0]&0x0f == 8 && (int(b[0])<<8|int(b[1]))%31 == 0
	if packed {
		if out := w.inflated(b); out != nil {
			b = out
		}
	}
	switch {
	case len(b) == 0:
	case has("/Image") && !bytes.HasPrefix(b, []byte("\xff\xd8")): // pixels
	case has("/FontFile"), has("/CIDFontType0C"), has("/Type1C"), has("/OpenType"):
	case bytes.HasPrefix(b, []byte("\xff\xd8")):
		w.picture(inside(where, "a picture of the PDF"), b, depth)
	case has("/EmbeddedFile"):
		if packed {
			w.file(inside(where, "a file in the PDF"), "", b, depth+1)
		} else {
			w.file(inside(where, "a file in the PDF"), "", bytes.TrimRight(b, "\r\n"), depth+1)
		}
	case readable(b):
		at := inside(where, "a stream of the PDF")
		if packed {
			w.text(at, b)
		}
		w.text(at, pdfTexts(b))
	}
}

// readable reports whether bytes look like text, by the first of them.
func readable(b []byte) bool {
	b = b[:min(len(b), 512)]
	odd := 0
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0 {
			odd++
		}
	}
	return odd*10 <= len(b)
}

// pdfTexts is the texts in brackets of a PDF's syntax (ISO 32000-1, 7.3.4), a line each; those of one array, which are parts of one line with moves
// between them, together.
func pdfTexts(b []byte) []byte {
	var out []byte
	array := 0
	end := func() {
		if array == 0 && len(out) > 0 && out[len(out)-1] != '\n' {
			out = append(out, '\n')
		}
	}
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case c == '(':
			text, n := literal(b[i:])
			out = append(out, pdfText(text)...)
			i += n
			end()
		case c == '<' && i+1 < len(b) && b[i+1] == '<', c == '>' && i+1 < len(b) && b[i+1] == '>':
			i += 2
		case c == '<':
			n := bytes.IndexByte(b[i:], '>')
			if n < 0 || n > 1<<20 {
				i++
				break
			}
			out = append(out, pdfText(unhex(b[i+1:i+n]))...)
			i += n + 1
			end()
		case c == '[':
			array++
			i++
		case c == ']':
			array = max(0, array-1)
			i++
			end()
		case c == '%': // a comment goes on to the end of its line
			n := bytes.IndexAny(b[i:], "\r\n")
			if n < 0 {
				n = len(b) - i
			}
			out = append(append(out, b[i:i+n]...), '\n')
			i += n
		default:
			if c == 'T' && i+2 < len(b) && (b[i+1] == 'd' || b[i+1] == 'D' || b[i+1] == '*' || b[i+1] == 'm') {
				array = 0 // of a damaged one
			}
			i++
		}
	}
	return out
}

// literal is a text in round brackets, and how long it is with them.
func literal(b []byte) (text []byte, n int) {
	depth := 0
	for n < len(b) {
		c := b[n]
		n++
		switch c {
		case '(':
			if depth++; depth > 1 {
				text = append(text, c)
			}
		case ')':
			if depth--; depth == 0 {
				return text, n
			}
			text = append(text, c)
		case '\\':
			if n == len(b) {
				return text, n
			}
			c = b[n]
			n++
			switch {
			case c >= '0' && c <= '7':
				v := int(c - '0')
				for k := 0; k < 2 && n < len(b) && b[n] >= '0' && b[n] <= '7'; k++ {
					v = v<<3 | int(b[n]-'0')
					n++
				}
				text = append(text, byte(v))
			case c == '\r' || c == '\n': // the line goes on
				if c == '\r' && n < len(b) && b[n] == '\n' {
					n++
				}
			case c == 'n' || c == 'r' || c == 't' || c == 'b' || c == 'f':
				text = append(text, ' ')
			default:
				text = append(text, c)
			}
		default:
			text = append(text, c)
		}
	}
	return text, n
}

// pdfText is a text of a PDF as UTF-8: in UTF-16 or UTF-8 where its first bytes say so, else as nearly as Latin-1 comes.
func pdfText(b []byte) []byte {
	switch {
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decode16(b[2:], true)
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decode16(b[2:], false)
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return b[3:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return fromLatin1(b)
		}
	}
	return b
}

// unhex is what pairs of digits say, whatever stands between them.
func unhex(b []byte) []byte {
	digits := make([]byte, 0, len(b)+1)
	for _, c := range b {
		if isHex(c) {
			digits = append(digits, c)
		}
	}
	if len(digits)%2 != 0 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	hex.Decode(out, digits)
	return out
}
