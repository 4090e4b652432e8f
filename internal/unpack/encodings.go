package unpack

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Text is a text in UTF-16 as UTF-8, with or without a mark of its order; nil for what is none.
func utf16Text(b []byte) []byte {
	if len(b) < 4 || len(b)%2 != 0 && len(b) < 64 {
		return nil
	}
	big := false
	switch {
	case b[0] == 0xff && b[1] == 0xfe:
		b = b[2:]
	case b[0] == 0xfe && b[1] == 0xff:
		b, big = b[2:], true
	default:
		// Letters of ASCII have a zero beside them.
		head := b[:min(len(b), 512)&^1]
		if bytes.IndexByte(head, 0) < 0 {
			return nil
		}
		var zeros [2]int
		for i, c := range head {
			if c == 0 {
				zeros[i%2]++
			}
		}
		half := len(head) / 2
		switch {
		case zeros[1] > half*3/4 && zeros[0] == 0:
		case zeros[0] > half*3/4 && zeros[1] == 0:
			big = true
		default:
			return nil
		}
	}
	return decode16(b, big)
}

func decode16(b []byte, big bool) []byte {
	if len(b) > maxPart {
		b = b[:maxPart]
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
		if big {
			units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
		}
	}
	return []byte(string(utf16.Decode(units)))
}

// latin1 is a text in ISO 8859-1, or what Windows made of it, as UTF-8; nil for one in UTF-8, and for what is no text.
func latin1(b []byte) []byte {
	head := b[:min(len(b), 4096)]
	if utf8.Valid(head) || cutRune(b) {
		return nil
	}
	odd, high := 0, 0
	for _, c := range head {
		switch {
		case c == 0 || c == 0x7f:
			return nil
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f':
			odd++
		case c >= utf8.RuneSelf:
			high++
		}
	}
	if odd > 0 || high > len(head)/3 || len(b) > maxPart {
		return nil
	}
	return fromLatin1(b)
}

func fromLatin1(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		out = utf8.AppendRune(out, rune(c))
	}
	return out
}
