package readback

import (
	"strings"
	"unicode/utf16"
)

// textString decodes a text string of the document (a title, a name), which is UTF-16 or UTF-8 with
// a byte order mark, or else PDFDocEncoding. It is "" for what is not a string.
func textString(v value) string {
	if v.kind != text {
		return ""
	}
	s := v.str
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		return utf16String(s[2:])
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF:
		return strings.ToValidUTF8(string(s[3:]), "\uFFFD")
	}
	var b strings.Builder
	for _, c := range s {
		switch {
		case c >= 0x18 && c < 0x20:
			b.WriteRune(pdfDoc18[c-0x18])
		case c >= 0x80 && c < 0xA1:
			b.WriteRune(pdfDoc80[c-0x80])
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// utf16String decodes UTF-16, high byte first.
func utf16String(s []byte) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(units))
}

// Where PDFDocEncoding differs from Latin-1, PDF 32000-1 annex D.
var (
	pdfDoc18 = [8]rune{'˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'}
	pdfDoc80 = [33]rune{
		'•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘',
		'’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\uFFFD',
		'€',
	}
)
