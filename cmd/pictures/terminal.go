package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Of a terminal's picture: the size of a character's cell, the margin, in px of the SVG.
const (
	cellWidth, cellHeight = 8.4, 20.0
	size                  = 14.0
	margin                = 18.0
)

// palette is what the colours that resgen writes look like on a dark ground, by SGR parameter.
var palette = map[string]string{"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea"}

const (
	paper, ink, dim = "#16191f", "#e6e6e6", "#9aa1ab"
)

// checkInTerminal is what `resgen check` writes about the starter with faults: the findings, and the line that counts them. The table of the fields
// that a parser reads and the time that it took are left out.
func checkInTerminal(s *studio) ([]byte, error) {
	out, err := s.run(s.faulty, "check")
	if err != nil {
		return nil, err
	}
	var lines []string
	table := false
	for line := range strings.Lines(out) {
		line = strings.TrimRight(line, "\n")
		plain := sgr.ReplaceAllString(line, "")
		table = strings.HasPrefix(plain, "a parser reads") || table && plain != ""
		if !table && !strings.HasPrefix(plain, "checked in") {
			lines = append(lines, line)
		}
	}
	return []byte(terminal(append([]string{"\x1b[2m$\x1b[0m \x1b[1mresgen check\x1b[0m", ""}, trim(lines)...))), nil
}

// trim takes empty lines away where two are together, and at the end.
func trim(lines []string) []string {
	var out []string
	for _, l := range lines {
		if l != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, l)
		}
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

var sgr = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// terminal draws lines with colours as SVG. Each run of letters is told how wide it is: whatever face a reader's machine sets it in, the columns stand.
func terminal(lines []string) string {
	columns := 0
	for _, line := range lines {
		columns = max(columns, utf8.RuneCountInString(sgr.ReplaceAllString(line, "")))
	}
	width, height := float64(columns)*cellWidth+2*margin, float64(len(lines))*cellHeight+2*margin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %[1]g %[2]g" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="%[3]g" fill="%s">`+"\n", width, height, size, ink)
	fmt.Fprintf(&b, `<rect width="%g" height="%g" rx="8" fill="%s"/>`+"\n", width, height, paper)
	for i, line := range lines {
		y := margin + float64(i)*cellHeight + 14.5
		column := 0
		run := func(text, style string) {
			lead := len(text) - len(strings.TrimLeft(text, " "))
			n := utf8.RuneCountInString(text)
			if mid := strings.TrimSpace(text); mid != "" {
				wide := float64(utf8.RuneCountInString(mid)) * cellWidth
				fmt.Fprintf(&b, `<text x="%.1f" y="%.1f" textLength="%.1f" lengthAdjust="spacingAndGlyphs" xml:space="preserve"%s>%s</text>`+"\n",
					margin+float64(column+lead)*cellWidth, y, wide, look(style), html.EscapeString(mid))
			}
			column += n
		}
		at, style := 0, ""
		for _, m := range sgr.FindAllStringSubmatchIndex(line, -1) {
			run(line[at:m[0]], style)
			at, style = m[1], line[m[2]:m[3]]
		}
		run(line[at:], style)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// look is the attributes of a style, as "1;31".
func look(style string) string {
	out := ""
	for p := range strings.SplitSeq(style, ";") {
		switch {
		case p == "1":
			out += ` font-weight="bold"`
		case p == "2":
			out += ` fill="` + dim + `"`
		case palette[p] != "":
			out += ` fill="` + palette[p] + `"`
		}
	}
	return out
}
