package spell

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Parse reads a dictionary from its two files. The error is one line: "the .aff file: line 12: ...".
func Parse(aff, dic []byte) (*Dictionary, error) {
	name := encodingOf(aff)
	aff, err := decoded(aff, name)
	if err != nil {
		return nil, fmt.Errorf("the .aff file: %w", err)
	}
	r, err := parseRules(string(aff))
	if err != nil {
		return nil, fmt.Errorf("the .aff file: %w", err)
	}
	if dic, err = decoded(dic, name); err != nil {
		return nil, fmt.Errorf("the .dic file: %w", err)
	}
	sorted := Sorted(dic)
	if len(sorted) == 0 {
		return nil, errors.New("the .dic file has no words")
	}
	text := string(sorted)
	return &Dictionary{rules: r, stems: newStems(text), sieved: true, ruled: r.ruled(text)}, nil
}

// encodingOf is the encoding that a .aff file says that both files have; without a word, it is Latin 1.
func encodingOf(aff []byte) string {
	aff = bytes.TrimPrefix(aff, []byte("\ufeff"))
	for line := range bytes.Lines(aff) {
		if f := strings.Fields(string(line)); len(f) >= 2 && f[0] == "SET" {
			return strings.ToUpper(f[1])
		}
	}
	if utf8.Valid(aff) {
		return "UTF-8"
	}
	return "ISO8859-1"
}

// decoded is a text in UTF-8.
func decoded(b []byte, from string) ([]byte, error) {
	switch strings.ReplaceAll(strings.ReplaceAll(from, "_", ""), "-", "") {
	case "UTF8":
		b = bytes.TrimPrefix(b, []byte("\ufeff"))
		if !utf8.Valid(b) {
			return nil, errors.New("it is not in UTF-8, as SET says")
		}
		return b, nil
	case "ISO88591", "ISO885915":
		out := make([]byte, 0, len(b)+len(b)/8)
		for _, c := range b {
			r := rune(c)
			if strings.HasSuffix(from, "15") {
				if other, ok := latin9(c); ok {
					r = other
				}
			}
			out = utf8.AppendRune(out, r)
		}
		return out, nil
	}
	return nil, fmt.Errorf("its encoding %s is not known; convert both files to UTF-8, and write SET UTF-8", from)
}

// latin9 is what ISO 8859-15 has in eight places where ISO 8859-1 has another sign.
func latin9(c byte) (rune, bool) {
	switch c {
	case 0xa4:
		return '€', true
	case 0xa6:
		return 'Š', true
	case 0xa8:
		return 'š', true
	case 0xb4:
		return 'Ž', true
	case 0xb8:
		return 'ž', true
	case 0xbc:
		return 'Œ', true
	case 0xbd:
		return 'œ', true
	case 0xbe:
		return 'Ÿ', true
	}
	return 0, false
}
