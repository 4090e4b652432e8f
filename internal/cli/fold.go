package cli

import (
	"regexp"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/report"
)

// folded is a text in lines of a width, the first begun with the indent and the others with two blanks more; a word that is longer than a line
// stays whole.
func folded(text, indent string, width int) string {
	if width <= 0 {
		return indent + text
	}
	return indent + hang(text, indent, indent+"  ", width)
}

// hanging is a text in lines as wide as the terminal, of which all but the first are indented as far as the first is.
func hanging(text, indent string, width int) string {
	if width < narrow {
		return text
	}
	return hang(text, indent, indent, width)
}

// hang breaks a text, which may be coloured, into lines of a width: its first one stands behind some text, the others begin with the indent.
func hang(text, behind, indent string, width int) string {
	var b strings.Builder
	at := report.Columns(behind)
	for i, word := range strings.Split(text, " ") {
		n := report.Columns(colorCodes().ReplaceAllString(word, ""))
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteString("\n" + indent)
			at = report.Columns(indent)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}

// colorCodes is what colours a word: it takes no column.
var colorCodes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("\x1b\\[[0-9;]*m") })
