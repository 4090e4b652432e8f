package date

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Match is a date or a range that stands in a line.
type Match struct {
	Start, End int    // bytes of the line; what belongs to the date is in: "since", "(expected)", "(2 yrs 3 mos)"
	Range      Range  // what can be kept of it
	Problem    string // why it cannot be ("there is no month 13"), "" when it can
}

// Scan finds every date and range in a line of text, from left to right. What only
// looks like one (a phone number, a version, the number of a house, how many users) is left alone;
// a date that cannot be is given with its Problem.
func Scan(line string) []Match {
	if !strings.ContainsAny(line, "0123456789") {
		return nil // every date has a year, and most lines of a résumé's heads have none
	}
	v := lexicon()
	var space [64]token
	s := scanner{line: line, v: &v}
	s.toks = tokens(line, &v, space[:0])
	var out []Match
	for i := 0; i < len(s.toks); {
		m, next, ok := s.match(i)
		if !ok {
			i++
			continue
		}
		out = append(out, m)
		i = next
	}
	return out
}

// Parse reads a text that is one date and nothing else, in any form that Scan knows, or a
// day as in "2021-03-14". A range, an open end or an impossible date is not ok.
func Parse(text string) (Date, bool) {
	text = strings.TrimSpace(text)
	found := Scan(text)
	if len(found) != 1 || found[0].Start != 0 || found[0].End != len(text) || found[0].Problem != "" {
		return Date{}, false
	}
	r := found[0].Range
	if r.End.Known() || r.Present {
		return Date{}, false
	}
	return r.Start, true
}

// match reads a date or range that starts at the token i; next is the token behind it.
func (s *scanner) match(i int) (m Match, next int, ok bool) {
	if t := s.toks[i]; t.kind == mark && !s.isShortYear(i) || t.kind == letters && t.word == (word{}) && !s.isYear(i+1) {
		return m, 0, false // the common case, at little cost
	}
	j, lead := s.lead(i)
	first, ok := s.point(j)
	if !ok {
		return m, 0, false
	}
	last := first
	m.Range.Start, m.Problem = first.date, first.problem
	end, isRange := s.end(first, &m.Range)
	if isRange {
		last = end
		if m.Problem == "" {
			m.Problem = end.problem
		}
	} else {
		switch {
		case first.form == yearless:
			return m, 0, false
		case lead&since != 0:
			m.Range.Present = true
		case lead&(until|expected) != 0 && lead&from == 0:
			m.Range = Range{End: first.date}
		}
	}
	next = s.trailer(last.next, &m.Range)
	if !isRange && m.Range == (Range{Start: first.date}) {
		for k := last.next; k < next; k++ {
			if s.has(k, expected) { // "2026 (expected)" is when it will end
				m.Range = Range{End: first.date}
			}
		}
	}
	if !s.free(i, next) || !s.sure(i, next, first, last, isRange, lead != 0) || m.Problem != "" && !s.bounded(i, next) {
		return m, 0, false
	}
	m.Start, m.End = s.toks[i].start, s.toks[next-1].end
	return m, next, true
}

// lead skips the words that stand before a date: "since", "from", "expected graduation:".
func (s *scanner) lead(i int) (int, use) {
	const leading = since | from | until | expected
	var found use
	for j := i; j < i+4; j++ {
		switch {
		case s.has(j, leading):
			found |= s.toks[j].word.is & leading
		case j > i && (s.has(j, joint|length|after) || s.isMark(j, ':') || s.isMark(j, '.')):
		default:
			if found == 0 {
				return i, 0
			}
			return j, found
		}
		if s.toks[j].word.month > 0 { // "set" and "out" are months, too
			break
		}
	}
	return i, 0
}

// end reads what joins the first date with an end, and the end.
func (s *scanner) end(first point, r *Range) (point, bool) {
	k := first.next
	sep, ok := s.at(k)
	if !ok {
		return point{}, false
	}
	dash := sep.kind == mark && (isDash(sep.char) || sep.char == '~' && sep.space) // as Koreans write it
	slash := sep.kind == mark && sep.char == '/' && !sep.space
	switch {
	case dash, slash:
	case s.has(k, to) && (sep.space || s.behindCounter(k)):
	case s.has(k, present) && s.behindCounter(k) && first.form == full: // "2021年3月至今"
		r.Present = true
		return point{form: full, next: k + 1}, true
	default:
		return point{}, false
	}
	k++
	open := s.isMark(k, '(') || s.isMark(k, '[')
	if open {
		k++
	}
	joined := false // "2021 - till date"
	for n := 0; n < 2 && (s.has(k, joint|expected|to) || s.isMark(k, '.')) && !s.has(k, present|bound); n++ {
		joined = joined || s.has(k, to)
		k++
	}
	end, ok := s.finish(first, k, r, (dash || slash) && !joined)
	if ok && slash && !(first.form == bare && end.form == bare || first.form == yearless) {
		return point{}, false
	}
	if ok {
		if open && (s.isMark(end.next, ')') || s.isMark(end.next, ']')) {
			end.next++
		}
		return end, true
	}
	// "2024-": a dash that nothing follows is an open end.
	if t, more := s.at(first.next + 1); dash && first.form != yearless && (!more || t.kind == mark && strings.ContainsRune(")]|,;:·•", t.char)) {
		r.Present = true
		return point{date: first.date, form: first.form, next: first.next + 1}, true
	}
	return point{}, false
}

// behindCounter reports whether the token before k is the sign behind a year or a month of Chinese, Japanese or Korean, whose words no blanks
// part.
func (s *scanner) behindCounter(k int) bool {
	t, ok := s.at(k - 1)
	if !ok || t.kind != letters {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.line[t.start:t.end])
	return isCounter(r)
}

// finish reads the end of a range at the token k.
func (s *scanner) finish(first point, k int, r *Range, dash bool) (point, bool) {
	if (s.has(k, present) || s.has(k, bound) && s.has(k-1, joint)) && first.form != yearless {
		t := s.toks[k]
		// "date" is an open end in "to date" only.
		if strings.EqualFold(s.line[t.start:t.end], "date") && dash {
			return point{}, false
		}
		r.Present = true
		return point{form: full, next: k + 1}, true
	}
	// "2012-14"
	if t, ok := s.at(k); ok && first.form == bare && dash && t.kind == number && t.digits() == 2 && t.value > first.date.Year%100 {
		r.End = Date{Year: first.date.Year - first.date.Year%100 + t.value}
		return point{date: r.End, form: bare, next: k + 1}, s.closed(k + 1)
	}
	end, ok := s.point(k)
	if !ok || end.form == yearless {
		return point{}, false
	}
	r.End = end.date
	if first.form == yearless {
		if end.form == short {
			return point{}, false
		}
		r.Start.Year = end.date.Year
		if r.Start.Month > end.date.Month && end.date.Month > 0 {
			r.Start.Year-- // "Nov - Feb 2014"
		}
	}
	return end, true
}

// trailer skips what belongs to the date behind it: "(expected)", "(2 yrs 3 mos)", "expected".
func (s *scanner) trailer(next int, r *Range) int {
	if s.has(next, expected) && s.bounded(next, next+1) {
		return next + 1
	}
	if !s.isMark(next, '(') {
		return next
	}
	said := false
	for k := next + 1; k < min(next+12, len(s.toks)); k++ { // no length takes more words
		switch t := s.toks[k]; {
		case s.isMark(k, ')'):
			if said {
				return k + 1
			}
			return next
		case s.has(k, present):
			r.Present, said = true, true
		case s.has(k, expected|length):
			said = true
		case t.kind == letters:
			return next
		}
	}
	return next
}

// free reports whether the tokens i..next-1 are words of their own: nothing is glued to them that
// makes them part of a version, an amount, an address or a phone number.
func (s *scanner) free(i, next int) bool {
	first := s.toks[i]
	if before, ok := s.at(i - 1); ok && !first.space {
		if before.kind != mark || strings.ContainsRune("$€£¥#@_+&=%\\/'’", before.char) && first.kind == number {
			return false
		}
		if strings.ContainsRune("-.,:‑", before.char) && !before.space && i >= 2 && s.toks[i-2].kind != mark {
			return false // "100-2000", "9001:2015", "CVE-2021"
		}
	}
	if t, ok := s.glued(next); ok {
		if t.kind != mark || strings.ContainsRune("$€£¥%+°_@=&\\", t.char) {
			return false
		}
		if u, ok := s.glued(next + 1); ok && u.kind != mark && strings.ContainsRune("-./,:'‑", t.char) {
			return false // "2019.1", "2019-5551", "2019/index"
		}
	}
	return true
}

// sure reports whether a match that is written in a weak form is a date after all.
func (s *scanner) sure(i, next int, first, last point, isRange, led bool) bool {
	if s.toks[i].kind == number && s.has(next, count) && s.toks[next].space {
		return false
	}
	if first.form == full && (last.form == full || !isRange) {
		return true
	}
	if first.form == short || last.form == short {
		if isRange {
			return first.form == last.form || last.form == full || first.form == full
		}
		// "04/16" alone may be a score or a page.
		t := s.toks[i]
		return s.bounded(i, next) && t.kind == number && s.line[t.start] == '0'
	}
	// A year next to another number is part of a phone number.
	if s.besideNumber(i, next) {
		return false
	}
	if isRange || led {
		return true
	}
	if s.has(i-1, name) || s.isMark(i-1, '.') && s.has(i-2, name) || s.afterStreet(i-1) {
		return false
	}
	// "2000 users", "1985 Elm Street"
	for k := next; k < next+3; k++ {
		t, ok := s.at(k)
		if !ok || t.kind != letters || !t.space {
			break
		}
		if t.word.is&count != 0 {
			return false
		}
		initial, _ := utf8.DecodeRuneInString(s.line[t.start:])
		if k == next && unicode.IsLower(initial) && t.word.is&(after|expected|present) == 0 {
			return false
		}
	}
	return true
}

// besideNumber reports whether a number that is no part of the match stands before or behind it,
// with nothing but a blank, a bracket or a dash between. Two years may stand beside a dash.
func (s *scanner) besideNumber(i, next int) bool {
	k := i - 1
	if t, ok := s.at(k); ok && t.kind == mark && (isDash(t.char) || t.char == ')' || t.char == '.' || t.char == '+') {
		k--
	}
	if t, ok := s.at(k); ok && t.kind == number && (k == i-1 || !s.isYear(k)) {
		return true
	}
	k = next
	if t, ok := s.at(k); ok && t.kind == mark && (isDash(t.char) || t.char == '.') {
		k++
	}
	t, ok := s.at(k)
	return ok && t.kind == number && (k == next || !s.isYear(k))
}

// afterStreet reports whether the token i is the name of a street, as in "Sveavägen 1985".
func (s *scanner) afterStreet(i int) bool {
	t, ok := s.at(i)
	if !ok || t.kind != letters {
		return false
	}
	text := s.line[t.start:t.end]
	for _, end := range [...]string{"straße", "strasse", "gatan", "gata", "vägen", "weg", "laan", "straat", "platz", "gasse"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// bounded reports whether the tokens i..next-1 are set off from other text on both sides.
func (s *scanner) bounded(i, next int) bool {
	before, ok := s.at(i - 1)
	if ok && (before.kind != mark || !isEdge(before.char)) {
		return false
	}
	return s.closed(next)
}

// closed reports whether the text before the token next is set off from what follows.
func (s *scanner) closed(next int) bool {
	t, ok := s.at(next)
	return !ok || t.kind == mark && (isEdge(t.char) || t.char == '.')
}
