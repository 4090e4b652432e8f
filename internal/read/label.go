package read

import (
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/resume"
)

// labelOf is the label that a line begins with and where the rest starts: "**Languages:** Go",
// "**Languages** – Go", "Languages: Go".
func labelOf(l *line) (label resume.Value, from int, ok bool) {
	text := l.text
	if n := l.lead(bold | italic | code); n > 0 && hasWord(text[:n]) && !onlyDates(text[:n]) {
		behind := text[n:]
		inside := strings.TrimRight(text[:n], " ")
		after := strings.TrimLeft(behind, " ")
		cutset := " :–—-"
		switch last := strings.TrimRight(inside, cutset); {
		case !hasWord(behind):
			if strings.HasSuffix(inside, ":") && l.lead(bold) > 0 {
				// "**Languages: Go**" has its colon inside, "**Languages:**" is a label without items.
				if strings.TrimSpace(behind) == "" && strings.Count(inside, ":") == 1 {
					return l.value(0, len(last)), len(text), true
				}
			}
			return label, 0, false
		case last != inside && wordCount(last) <= 8:
			return l.value(0, len(last)), n, true
		case wordCount(inside) > 8:
		case strings.HasPrefix(after, ":"):
			return l.value(0, n), len(text) - len(after) + 1, true
		case dashLength(after) > 0 && strings.ContainsAny(after, ",|·"):
			return l.value(0, n), len(text) - len(after) + dashLength(after), true
		}
	}
	i := strings.Index(text, ":")
	if i > 0 && onlyDates(text[:i]) {
		return label, 0, false // "10/2010 – 03/2014: Engineer, Acme"
	}
	if i <= 0 || i > 40 || i+1 < len(text) && text[i+1] != ' ' {
		return label, 0, false
	}
	if head := text[:i]; wordCount(head) == 0 || wordCount(head) > 5 || strings.ContainsAny(head, ",|·(@") {
		return label, 0, false
	}
	return l.value(0, i), i + 1, true
}

// dashLength is the length of the dash that a text begins with, 0 for none.
func dashLength(text string) int {
	for _, d := range []string{"–", "—", "- ", "-- "} {
		if strings.HasPrefix(text, d) {
			return len(d)
		}
	}
	return 0
}

// Words that begin the last item of a list: "Go, Java, and Python". Without the comma they are left
// alone, as names have them, too.
var andWords = []string{"and ", "und ", "et ", "och ", "y ", "e ", "en ", "i "}

// items splits the text of a line from a place on at commas and the like outside of brackets. more is
// whether it goes on with a list.
func items(l *line, from int, more bool) []resume.Value {
	var out []resume.Value
	depth, start := 0, from
	add := func(end, next int) {
		i, j := trim(l.text, start, end, isMargin)
		if j == len(l.text) && j-i > 4 && l.text[j-1] == '.' {
			j-- // the full stop of the list
		}
		for _, and := range andWords {
			if (more || len(out) > 0) && strings.HasPrefix(l.text[i:j], and) {
				i += len(and)
				break
			}
		}
		if hasWord(l.text[i:j]) {
			out = append(out, l.value(i, j))
		}
		start = next
	}
	for i := from; i < len(l.text); i++ {
		switch c := l.text[i]; c {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(depth-1, 0)
		case ',', ';', '|':
			if depth == 0 && (c == '|' || i+1 == len(l.text) || l.text[i+1] == ' ') {
				add(i, i+1)
			}
		default:
			if n, g := separator(l.text, i); depth == 0 && g == bar && c >= utf8.RuneSelf {
				add(i, i+n)
				i += n - 1
			}
		}
	}
	add(len(l.text), len(l.text))
	return out
}

// onlyDates reports whether a text is a date or a range of dates and nothing else.
func onlyDates(text string) bool {
	text = strings.Trim(text, " :")
	m := date.Scan(text)
	return len(m) == 1 && m[0].Start == 0 && m[0].End == len(text)
}
