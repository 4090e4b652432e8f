package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/term"
)

// gap is how strongly two parts of a head are kept apart by what stands between them.
type gap uint8

const (
	none   gap = iota
	comma      // ", "
	dash       // " - ", ": ", "; ", a bracket
	edge       // a comma at the edge of bold or italic text, or of a link
	bar        // " | ", " · ", the edge of bold text
	atWord     // " at ", " @ ": what follows is the organization
	wall       // a line break, or a date that was taken out
)

// A part is a piece of an entry's head: a title, an organization, a place, or some of one.
type part struct {
	line       *line
	row        int
	start, end int // bytes of the line's text
	before     gap
	link       *markup.Inline
	evidence
}

// styled reports whether the part is set off from the rest of its line, by its type or as a link.
func (p *part) styled() bool {
	l := p.line
	if l.all(p.start, p.end, bold|italic) {
		return !l.whole(bold | italic)
	}
	return p.link != nil && !l.allLinked(0, len(l.text)) && l.allLinked(p.start, p.end)
}

func (p *part) text() string { return p.line.text[p.start:p.end] }

// A head is the rows of an entry's head, and what was found in them.
type head struct {
	rows     int
	labelled bool // the last row has a label, which was taken off
	parts    []part
	dates    []foundDate
}

// A foundDate is a date of a row; the row's other text was split around it.
type foundDate struct {
	line *line
	date.Match
}

// add splits a row into dates and parts. A date in the midst of words stays there, as the year
// in "Winner of the 2019 Hackathon".
func (h *head) add(l *line) {
	s := splitter{head: h, line: l, row: h.rows, before: wall}
	h.rows++
	label, from, field := headLabel(l)
	s.start = from
	for _, m := range date.Scan(l.text) {
		left, _ := utf8.DecodeLastRuneInString(strings.TrimRight(l.text[:m.Start], " \t\u00a0"))
		right, _ := utf8.DecodeRuneInString(strings.TrimLeft(l.text[m.End:], " \t\u00a0"))
		if isWordRune(left) && isWordRune(right) || aside(l.text, m) {
			continue
		}
		if n := trailingDash(l, m); n > 0 {
			m.End, m.Range.Present = m.End+n, true
		}
		h.dates = append(h.dates, foundDate{l, m})
		s.holes = append(s.holes, hole{m.Start, m.End})
	}
	n, holes := len(h.parts), s.holes
	if s.split(); label && len(h.parts) == n && len(holes) == 0 {
		label, field = false, "" // a label without a value is a word like others
		s.start = 0
		s.split()
	}
	for i := n; i < len(h.parts); i++ {
		switch p := &h.parts[i]; field {
		case term.Location:
			p.evidence = evidence{place: true}
		case term.Employer:
			p.evidence = evidence{org: true}
		case term.Position:
			p.evidence = evidence{role: true, degree: true}
		}
	}
	h.labelled = label
}

// aside reports whether a date stands in a bracket that says something else: "(acquired by Bar in 2020)".
func aside(text string, m date.Match) bool {
	open := strings.LastIndexAny(text[:m.Start], "([")
	if open < 0 || strings.ContainsAny(text[open:m.Start], ")]") {
		return false
	}
	end := closing(text, open)
	if end == 0 {
		return false
	}
	before := strings.TrimSpace(text[open+1 : m.Start])
	first, _ := utf8.DecodeRuneInString(before)
	e := weigh(before)
	return wordCount(before) > 0 && unicode.IsLower(first) && !e.mode && !e.place && !e.role
}

// trailingDash is the length of a dash that stands behind a lone date and ends its stretch of styled text: "`2021-` *Oslo*".
func trailingDash(l *line, m date.Match) int {
	if m.Range.End.Known() || m.Range.Present || m.Problem != "" {
		return 0
	}
	rest := strings.TrimLeft(l.text[m.End:], " ")
	r, n := utf8.DecodeRuneInString(rest)
	if !strings.ContainsRune("-–—", r) {
		return 0
	}
	n += len(l.text[m.End:]) - len(rest)
	for _, x := range l.runs {
		if x.style&(code|italic|bold) != 0 && x.start <= m.Start && x.end == m.End+n && x.end < len(l.text) {
			return n
		}
	}
	return 0
}

// headLabel is the field that a line of a head is labelled as, and where its value starts: "Location: Oslo".
func headLabel(l *line) (ok bool, from int, f term.Field) {
	label, from, ok := labelOf(l)
	if !ok || from >= len(l.text) {
		return false, 0, ""
	}
	f, whole := term.Label(label.Text)
	switch f {
	case term.Location, term.Dates, term.Employer, term.Position:
		if whole {
			return true, from, f
		}
	}
	return false, 0, ""
}

// any reports whether a part has the evidence.
func (h *head) any(is func(*part) bool) bool {
	for i := range h.parts {
		if is(&h.parts[i]) {
			return true
		}
	}
	return false
}

type hole struct{ start, end int }

// splitter cuts one row into parts.
type splitter struct {
	head   *head
	line   *line
	row    int
	holes  []hole
	start  int
	before gap
}

func (s *splitter) split() {
	text := s.line.text
	var closers []int // ends of the brackets that are cut at
	for i := s.start; i < len(text); {
		if len(s.holes) > 0 && i >= s.holes[0].start {
			s.cut(i, s.holes[0].end, wall)
			i = s.holes[0].end
			s.holes = s.holes[1:]
			continue
		}
		if len(closers) > 0 && i == closers[len(closers)-1] {
			closers = closers[:len(closers)-1]
			s.cut(i, i+1, dash)
			i++
			continue
		}
		if s.styleEdge(i) {
			if text[i] == ',' || text[i] == '.' {
				s.cut(i, i+1, edge)
			} else {
				s.cut(i, i, bar)
			}
		}
		if n := quotation(text, i); n > 0 && (len(s.holes) == 0 || s.holes[0].start >= i+n) {
			i += n // what is quoted is one thing
			continue
		}
		c := text[i]
		if c == '(' || c == '[' {
			if end := closing(text, i); end > 0 {
				if s.opens(i, end) {
					closers = append(closers, end)
					s.cut(i, i+1, dash)
					i++
				} else {
					i = end + 1
				}
				continue
			}
		}
		if n, g := separator(text, i); n > 0 {
			if g == atWord && s.schoolAt(i, i+n) {
				i += n
				continue
			}
			s.cut(i, i+n, g)
			i += n
			continue
		}
		i++
	}
	s.cut(len(text), len(text), none)
}

// schoolAt reports whether the " at " from i to j belongs to the name of a school: "University of Texas at Austin".
func (s *splitter) schoolAt(i, j int) bool {
	text := s.line.text
	from, to := trim(text, s.start, i, isMargin)
	if from >= to || j >= len(text) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[j:])
	before := weigh(text[from:to])
	return before.school && !before.role && !before.degree && unicode.IsUpper(next)
}

// cut ends a part at i and lets the next one begin at next.
func (s *splitter) cut(i, next int, g gap) {
	text := s.line.text
	from, to := trim(text, s.start, i, isMargin)
	if from < to && hasWord(text[from:to]) {
		p := part{line: s.line, row: s.row, start: from, end: to, before: s.before, link: s.line.link(from, to)}
		if n := len(s.head.parts); n > 0 && s.head.parts[n-1].row == s.row && s.before == bar && s.head.parts[n-1].role && !s.head.parts[n-1].degree {
			for _, w := range joints {
				if len(p.text()) > len(w) && p.text()[:len(w)] == w {
					p.start, p.before = p.start+len(w), atWord
					break
				}
			}
		}
		p.evidence = weigh(p.text())
		s.head.parts = append(s.head.parts, p)
		s.before = none
	}
	s.start = next
	s.before = max(s.before, g)
}

// isMargin reports whether a character at the edge of a part belongs to its separator.
func isMargin(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:|·•∙・●~–—-/[]\u200b\u2060\ufeff", r)
}

// opens reports whether the bracket from i to end holds fields of its own: a date, a place, "full-time".
func (s *splitter) opens(i, end int) bool {
	if len(s.holes) > 0 && s.holes[0].start < end {
		return true
	}
	text := s.line.text[i+1 : end]
	e := weigh(text)
	if strings.ToUpper(text) != text && wordCount(text) <= 2 && looksLikePlace(text) {
		const near = 80 // bytes before the bracket that may be a name
		if before := weigh(s.line.text[max(s.start, i-near):i]); before.school || before.suffix {
			return true // "University of Ashbourne (Derby)"
		}
	}
	if k := strings.LastIndex(text, ", "); k > 0 && !e.place { // "(Saint-Avel, France)"
		return isPlaceName(text) && weigh(text[k+2:]).place
	}
	return e.place || e.mode
}

// styleEdge reports whether bold, italic or linked text ends or begins at i, with a blank there.
func (s *splitter) styleEdge(i int) bool {
	if i == 0 {
		return false
	}
	for k := 1; k < len(s.line.runs); k++ {
		r, prev := s.line.runs[k], s.line.runs[k-1]
		if r.start != i {
			continue
		}
		text := s.line.text
		changed := (r.style^prev.style)&(bold|italic) != 0 || r.link != prev.link
		return changed && r.style&code == prev.style&code && (text[i] == ' ' || text[i-1] == ' ' || text[i] == ',' || strings.HasPrefix(text[i:], ". "))
	}
	return false
}
