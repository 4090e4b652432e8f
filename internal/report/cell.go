package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A cell is what a terminal shows in one place: a character with what combines with it.
type cell struct {
	text  string // never holds a control character
	width int    // in columns, 1 or more
	start int    // byte offset, in the line, of the first byte that it shows
	end   int    // byte offset behind the last
}

// tabStop is the distance of tab stops, in columns.
const tabStop = 4

// cells lays a line out. Terminals differ in how wide they show joined emoji, so these are
// taken apart: carets then stand right everywhere. What is hidden is written out, see [escape].
func cells(line string) []cell {
	list := make([]cell, 0, len(line))
	column := 0
	for i, size := 0, 0; i < len(line); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(line[i:])
		c := cell{text: line[i : i+size], width: 1, start: i, end: i + size}
		var last *cell
		if len(list) > 0 {
			last = &list[len(list)-1]
		}
		switch {
		case r == utf8.RuneError && size == 1:
			c.text, c.width = fmt.Sprintf(`\x%02x`, line[i]), 4
		case r == '\t':
			c.width = tabStop - column%tabStop
			c.text = strings.Repeat(" ", c.width)
		case hidden(r):
			c.text = escapeRune(r)
			c.width = len(c.text)
		case last != nil && presentsEmoji(r, *last):
			last.end = c.end
			continue
		case combines(r):
			if last != nil {
				last.text, last.end = last.text+c.text, c.end
				continue
			}
			c.text = "\u25cc" + c.text // a dotted circle, so that the mark has something to stand on
		case isWide(r):
			c.width = 2
		}
		column += c.width
		list = append(list, c)
	}
	return list
}

// presentsEmoji reports whether r only changes how the emoji before it looks: a variation
// selector, a joiner between two, a skin tone.
func presentsEmoji(r rune, last cell) bool {
	return 0xfe00 <= r && r <= 0xfe0f ||
		last.width == 2 && (r == zwj || 0x1f3fb <= r && r <= 0x1f3ff)
}

// combines reports whether r takes no column of its own.
func combines(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me) || r == zwj || r == zwnj ||
		0x1160 <= r && r <= 0x11ff // vowels and finals of decomposed Hangul, as macOS writes file names
}

func isWide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// columns is the number of columns that cells take.
func columns(list []cell) int {
	n := 0
	for _, c := range list {
		n += c.width
	}
	return n
}

// show is the text of cells.
func show(list []cell) string {
	var b strings.Builder
	for _, c := range list {
		b.WriteString(c.text)
	}
	return b.String()
}

// Wrap breaks prose into lines of at most width columns; a longer word has a line of its own.
// There is at least one line.
func Wrap(s string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(s) {
		word = escape(word)
		n := columns(cells(word))
		if used > 0 && used+1+n > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if used > 0 {
			line += " "
			used++
		}
		line += word
		used += n
	}
	return append(lines, line)
}

// Plain is a text on one line as it may go to a terminal or a log: what would be obeyed or not be seen there is written out.
func Plain(s string) string { return escape(s) }

// Columns is how many columns a terminal takes for a text of one line.
func Columns(s string) int {
	n := 0
	for _, c := range cells(s) {
		n += c.width
	}
	return n
}
