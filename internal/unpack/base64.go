package unpack

import (
	"bytes"
	"encoding/base64"
	"strconv"
)

// data takes apart what stands in a text in base64: pictures and other files in data: addresses, and attachments of mails.
func (w *walker) data(where string, b []byte, mail bool, depth int) {
	for i, mark := range [...]string{"base64,", "Content-Transfer-Encoding: base64", "ENCODING=b:", "ENCODING=BASE64:"} {
		if i > 0 && !mail {
			break
		}
		rest := b
		for {
			i := bytes.Index(rest, []byte(mark))
			if i < 0 || w.left <= 0 || w.parts <= 0 {
				break
			}
			rest = rest[i+len(mark):]
			if mark[0] == 'C' { // behind the other lines of its head
				_, body, ok := bytes.Cut(rest[:min(len(rest), 4096)], []byte("\n\r\n"))
				if !ok {
					_, body, ok = bytes.Cut(rest[:min(len(rest), 4096)], []byte("\n\n"))
				}
				if !ok {
					continue
				}
				rest = rest[min(len(rest), 4096)-len(body):]
			}
			body, n := fromBase64(rest, mark != "base64,")
			rest = rest[n:]
			w.left -= len(body)
			if len(body) >= 3 {
				w.file(inside(where, "data in base64"), "", body, depth+1)
			}
		}
	}
}

// fromBase64 is what text begins with in base64, and how long that is. Escapes of addresses count as their signs; lines may be broken where
// that is said.
func fromBase64(b []byte, broken bool) (out []byte, n int) {
	text := make([]byte, 0, 64)
	for n < len(b) && len(text) < maxPart {
		c, size := b[n], 1
		if c == '%' && n+2 < len(b) {
			if v, err := strconv.ParseUint(string(b[n+1:n+3]), 16, 8); err == nil {
				c, size = byte(v), 3
			}
		}
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/':
			text = append(text, c)
		case c == '-':
			text = append(text, '+')
		case c == '_':
			text = append(text, '/')
		case broken && (c == '\r' || c == '\n' || c == ' ' || c == '\t'):
		default:
			out = make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
			k, _ := base64.RawStdEncoding.Decode(out, text)
			return out[:k], n
		}
		n += size
	}
	out = make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	k, _ := base64.RawStdEncoding.Decode(out, text)
	return out[:k], n
}
