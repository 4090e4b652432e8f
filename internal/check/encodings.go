package check

import (
	"encoding/base64"
	"unicode/utf16"
)

// inBase64 is the signs that each encoding of a value in base64 has, wherever the value begins: the first and the last may depend on its neighbours.
func inBase64(value []byte) [][]byte {
	var out [][]byte
	for shift := range 3 {
		padded := append(make([]byte, shift), value...)
		text := base64.RawStdEncoding.EncodeToString(padded)
		from := (shift*8 + 5) / 6
		to := len(padded) * 8 / 6
		out = append(out, []byte(text[from:to]))
		if web := base64.RawURLEncoding.EncodeToString(padded)[from:to]; web != text[from:to] {
			out = append(out, []byte(web))
		}
	}
	return out
}

// inEncodings is a text in the encodings in which other files than texts have it.
func inEncodings(text string) [][]byte {
	out := [][]byte{[]byte(text)}
	var little, big, latin []byte
	for _, u := range utf16.Encode([]rune(text)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	out = append(out, little, big)
	for _, r := range text {
		if r > 0xff {
			return out
		}
		latin = append(latin, byte(r))
	}
	if len(latin) < len(text) {
		out = append(out, latin)
	}
	return out
}
