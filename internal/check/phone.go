package check

import (
	"bytes"
	"strings"
)

// significant is the digits of a telephone number that all ways to write it have in common, "" for
// what is none: those behind the country code, of which it is not known where it ends, or behind the zero.
func significant(value string) string {
	const most, least = 3, 7 // digits of a country code; that must be left
	var digits []byte
	for _, c := range []byte(strings.TrimSpace(value)) {
		switch {
		case digit(c):
			digits = append(digits, c)
		case !separator(c):
			return ""
		}
	}
	n := string(digits)
	international := strings.HasPrefix(strings.TrimLeft(value, " ("), "+")
	if rest, ok := strings.CutPrefix(n, "00"); ok {
		n, international = rest, true
	}
	switch {
	case len(n) < least:
		return ""
	case international:
		return n[min(most, len(n)-least):]
	case len(n) > least:
		return strings.TrimPrefix(n, "0")
	}
	return n
}

func separator(c byte) bool {
	switch c {
	case ' ', '-', '.', '(', ')', '/', '+':
		return true
	}
	return false
}

// dials reports whether a telephone number stands in a text, with whatever people set between its
// digits. Digits right before it belong to the number only as far as a country code may.
func dials(text []byte, number string) bool {
	const code = 5 // "00" and three more
	var digits []byte
	var apart []bool // something stands before the digit
	gap := true
	run := func() bool {
		for at := 0; ; {
			i := bytes.Index(digits[at:], []byte(number))
			if i < 0 {
				return false
			}
			start, end := at+i, at+i+len(number)
			before := 0
			for start-before > 0 && !apart[start-before] {
				before++
			}
			if before <= code && (end == len(digits) || apart[end]) {
				return true
			}
			at = start + 1
		}
	}
	for _, c := range text {
		switch {
		case len(digits) == 0 && !digit(c):
		case digit(c):
			digits, apart = append(digits, c), append(apart, gap)
			gap = false
		case separator(c):
			gap = true
		default:
			if len(digits) >= len(number) && run() {
				return true
			}
			digits, apart, gap = digits[:0], apart[:0], true // the first digit of a run stands apart
		}
	}
	return len(digits) >= len(number) && run()
}
