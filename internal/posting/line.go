package posting

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/source"
)

// A line is a line of a posting: of HTML a block.
type line struct {
	text    string
	from    int    // where text begins in what pieces speak of
	whole   int    // how long that is
	raw     []byte // text while it is being put together
	pieces  []piece
	file    *source.File
	heading bool // marked as one
	level   int  // of that, 1 to 6; 0 when the mark has none
	bullet  bool
	gap     bool // a blank line stands before it
}

// A piece is a part of a line that stands in the file from some byte on, letter by letter, or in other letters.
type piece struct {
	at         int // in the line
	start, end int // in the file
	same       bool
}

// span is where a part of the line stands.
func (l *line) span(i, j int) source.Span {
	s := source.Span{}
	i, j = i+l.from, j+l.from
	first, _ := slices.BinarySearchFunc(l.pieces, i+1, func(p piece, at int) int { return cmp.Compare(p.at, at) })
	for k := max(0, first-1); k < len(l.pieces) && l.pieces[k].at < j; k++ {
		p := l.pieces[k]
		end := max(l.whole, l.from+len(l.text))
		if k+1 < len(l.pieces) {
			end = l.pieces[k+1].at
		}
		if end <= i || p.at >= j {
			continue
		}
		t := l.file.Span(p.start, p.end)
		if p.same {
			t = l.file.Span(p.start+max(i, p.at)-p.at, p.start+min(j, end)-p.at)
		}
		s = s.Join(t)
	}
	return s
}

// textLines is the lines of a pasted text.
func textLines(f *source.File, body source.Span) []line {
	var out []line
	text := string(f.Bytes[body.Start:body.End])
	at, gap := body.Start, true
	for raw := range strings.Lines(text) {
		start := at
		at += len(raw)
		trimmed := strings.TrimRightFunc(raw, unicode.IsSpace)
		lead := len(trimmed) - len(strings.TrimLeftFunc(trimmed, unicode.IsSpace))
		l := line{file: f, gap: gap}
		s := trimmed[lead:]
		if gap = s == ""; gap {
			continue
		}
		if n := len(s) - len(strings.TrimLeft(s, "#")); n > 0 && n < len(s) && s[n] == ' ' {
			l.heading, l.level = true, min(n, 6)
			lead, s = lead+n+1, s[n+1:]
		}
		if n := bullet(s); n > 0 {
			l.bullet = true
			lead, s = lead+n, s[n:]
		}
		if bold := strings.Trim(s, ":*_ "); len(bold) > 0 && (strings.HasPrefix(s, "**") || strings.HasPrefix(s, "__")) && len(bold)+4 <= len(s) && !strings.Contains(bold, "**") && strings.HasSuffix(strings.TrimRight(s, ": "), s[:2]) {
			l.heading = !l.bullet
		}
		l.text = s
		l.pieces = []piece{{0, start + lead, start + lead + len(s), true}}
		out = append(out, l)
	}
	return join(out)
}

// longest is how long a line may be, in bytes: no paragraph of a posting is longer, and the time that one takes grows with its square.
const longest = 4000

// chop cuts lines that are longer at blanks.
func chop(lines []line) []line {
	var out []line
	for _, l := range lines {
		l.whole = len(l.text)
		for len(l.text) > longest {
			at := strings.LastIndexByte(l.text[:longest], ' ') + 1
			if at == 0 {
				at = longest
			}
			head := l
			head.text = l.text[:at]
			out = append(out, head)
			l.text, l.from, l.bullet, l.heading, l.level, l.gap = l.text[at:], l.from+at, false, false, 0, false
		}
		out = append(out, l)
	}
	return out
}

// join makes one line of a sentence that was broken where a window ended: the next one begins small, and nothing marks it.
func join(lines []line) []line {
	var out []line
	for _, l := range lines {
		if n := len(out) - 1; n >= 0 && !l.gap && !l.bullet && !l.heading && !out[n].heading {
			last := strings.TrimRight(out[n].text, " ")
			first, _ := firstRune(l.text)
			if unicode.IsLower(first) && len(last) > 30 && len(last) < longest && !strings.ContainsAny(last[len(last)-1:], ".:!?;") {
				before := len(out[n].text) + 1
				out[n].text += " " + l.text
				for _, p := range l.pieces {
					p.at += before
					out[n].pieces = append(out[n].pieces, p)
				}
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// bullet is the length of a bullet at the start of a line, with the blanks behind it; 0 when there is none.
func bullet(s string) int {
	r, ok := firstRune(s)
	if !ok {
		return 0
	}
	n := 0
	switch {
	case strings.ContainsRune("•‣▪▫◦●○■□►▸∙·–—-*+✓✔✅➢➤→»❖◆⁃", r):
		n = len(string(r))
		if strings.ContainsRune("-*+–—", r) && (len(s) == n || s[n] != ' ' && s[n] != '\t') && !strings.HasPrefix(s[n:], "\u00a0") {
			return 0 // "**bold**", "--"
		}
	case unicode.IsDigit(r):
		for n < len(s) && n < 2 && '0' <= s[n] && s[n] <= '9' {
			n++
		}
		if n+1 >= len(s) || s[n] != '.' && s[n] != ')' || s[n+1] != ' ' {
			return 0
		}
		n++
	case (r == 'o' || r == 'O') && strings.HasPrefix(s[1:], "\t"):
		n = 1
	default:
		return 0
	}
	for n < len(s) {
		r, _ := firstRune(s[n:])
		if !unicode.IsSpace(r) && r != '\ufe0f' {
			break
		}
		n += len(string(r))
	}
	return n
}
