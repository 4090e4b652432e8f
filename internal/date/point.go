package date

import (
	"fmt"
	"strings"
)

// Years that a résumé may speak of. A number outside of them is no year.
const (
	firstYear = 1950
	lastYear  = 2099
)

// form is how a point of time was written, and so how sure it is one.
type form uint8

const (
	full     form = iota // "Mar 2021", "2021-03", "Summer 2019": nothing else looks like it
	bare                 // "2021": any number of four digits may look like it
	short                // "3/21", "Mar 21", "'12": only in a range, or set off from the text
	yearless             // "May": only as the start of a range that gives the year
)

// A point is one date as it was written.
type point struct {
	date    Date
	form    form
	next    int    // the token behind it
	problem string // why it cannot be, "" when it can
}

// A scanner reads one line.
type scanner struct {
	line string
	toks []token
	v    *vocabulary
}

// at is the token i; ok is false behind the last one.
func (s *scanner) at(i int) (token, bool) {
	if i < 0 || i >= len(s.toks) {
		return token{space: true}, false
	}
	return s.toks[i], true
}

// glued is the token i if no blank stands before it.
func (s *scanner) glued(i int) (token, bool) {
	t, ok := s.at(i)
	return t, ok && !t.space
}

// isYear reports whether the token i is a number that may be a year.
func (s *scanner) isYear(i int) bool {
	t, ok := s.at(i)
	return ok && t.kind == number && t.digits() == 4 && t.value >= firstYear && t.value <= lastYear
}

// isSmall reports whether the token i is a number of one or two digits.
func (s *scanner) isSmall(i int) bool {
	t, ok := s.at(i)
	return ok && t.kind == number && t.digits() <= 2
}

// isMark reports whether the token i is the mark r.
func (s *scanner) isMark(i int, r rune) bool {
	t, ok := s.at(i)
	return ok && t.kind == mark && t.char == r
}

// has reports whether the token i is a word with one of the uses.
func (s *scanner) has(i int, u use) bool {
	t, ok := s.at(i)
	return ok && t.kind == letters && t.word.is&u != 0
}

// point reads a date at the token i.
func (s *scanner) point(i int) (point, bool) {
	t, ok := s.at(i)
	switch {
	case !ok:
		return point{}, false
	case s.isYear(i):
		return s.yearFirst(i), true
	case t.kind == number && t.digits() <= 2:
		return s.numberFirst(i)
	case t.kind == letters:
		return s.wordFirst(i)
	case s.isShortYear(i):
		return point{date: Date{Year: century(s.toks[i+1].value)}, form: short, next: i + 2}, true
	}
	return point{}, false
}

// isShortYear reports whether "'12" stands at the token i, and neither "'90s" nor the end of a quotation.
func (s *scanner) isShortYear(i int) bool {
	t := s.toks[i]
	if t.kind != mark || !t.space && i > 0 && s.toks[i-1].kind != mark || t.char != '\'' && t.char != '’' && t.char != '‘' {
		return false
	}
	y, ok := s.glued(i + 1)
	if !ok || y.kind != number || y.digits() != 2 {
		return false
	}
	behind, ok := s.glued(i + 2)
	return !ok || behind.kind == mark && behind.char != '\'' && behind.char != '’'
}

// yearFirst reads "2021", "2021-03", "2021-03-14", "2021/03", "2021.03", "2021 March".
func (s *scanner) yearFirst(i int) point {
	year := s.toks[i].value
	p := point{date: Date{Year: year}, form: bare, next: i + 1}
	if s.isCounted(i, "年년") {
		return s.counted(i)
	}
	if sep, ok := s.glued(i + 1); ok && sep.kind == mark && (sep.char == '-' || sep.char == '/' || sep.char == '.') && sep.digits() == 1 {
		if m, ok := s.glued(i + 2); ok && s.isSmall(i+2) {
			// "2012-14" and "2019/20" are two years.
			if m.digits() == 2 && m.value > 12 && m.value > year%100 && sep.char != '.' {
				return p
			}
			if sep.char == '.' && (m.digits() == 1 || m.value < 1 || m.value > 12) {
				return p // a version
			}
			p.form, p.next = full, i+3
			p.date, p.problem = month(year, m.value)
			if again, ok := s.glued(i + 3); ok && again.kind == mark && again.char == sep.char {
				if _, ok := s.glued(i + 4); ok && s.isSmall(i+4) {
					p.next = i + 5
					p.problem = day(p.date, s.toks[i+4].value, p.problem)
				}
			}
			return p
		}
	}
	if m, ok := s.at(i + 1); ok && m.kind == letters && m.space && !s.yearFollows(i+2) {
		if m.word.month > 0 {
			p.date.Month, p.form, p.next = int(m.word.month), full, i+2
		} else if m.word.is&season != 0 {
			p.form, p.next = full, i+2
		}
	}
	return p
}

// isCounted reports whether a number stands at the token i, and one of the letters glued behind it.
func (s *scanner) isCounted(i int, signs string) bool {
	n, ok := s.at(i)
	t, glued := s.glued(i + 1)
	return ok && glued && n.kind == number && t.kind == letters && strings.Contains(signs, s.line[t.start:t.end])
}

// counted reads "2021年3月", "2021년 3월" and "2021年3月14日" at the token i, which is a year.
func (s *scanner) counted(i int) point {
	p := point{date: Date{Year: s.toks[i].value}, form: full, next: i + 2}
	if !s.isSmall(i+2) || !s.isCounted(i+2, "月월") {
		return p
	}
	p.date, p.problem = month(p.date.Year, s.toks[i+2].value)
	p.next = i + 4
	if s.isSmall(i+4) && s.isCounted(i+4, "日일") {
		p.problem = day(p.date, s.toks[i+4].value, p.problem)
		p.next = i + 6
	}
	return p
}

// yearFollows reports whether a year of its own stands at the token i, marks and days skipped.
func (s *scanner) yearFollows(i int) bool {
	for n := 0; n < 3; n++ {
		if s.isYear(i) {
			return true
		}
		if t, ok := s.at(i); !ok || t.kind == letters || isDash(t.char) {
			return false
		}
		i++
	}
	return false
}

// numberFirst reads "03/2021", "03.2021", "03-2021", "3/21", "14.03.2021", "3/14/2021", "14 March 2021".
func (s *scanner) numberFirst(i int) (point, bool) {
	first := s.toks[i].value
	if sep, ok := s.glued(i + 1); ok && sep.kind == mark && (sep.char == '/' || sep.char == '.' || sep.char == '-') && sep.digits() == 1 {
		second, ok := s.glued(i + 2)
		switch {
		case ok && s.isYear(i+2):
			d, problem := month(second.value, first)
			return point{date: d, form: full, next: i + 3, problem: problem}, true
		case ok && s.isSmall(i+2) && s.isMark(i+3, sep.char) && !s.toks[i+3].space && s.isYear(i+4) && !s.toks[i+4].space:
			d, m := first, second.value
			// Slashes are American: the month first, unless that cannot be.
			if sep.char == '/' && first <= 12 || second.value > 12 {
				d, m = m, d
			}
			date, problem := month(s.toks[i+4].value, m)
			return point{date: date, form: full, next: i + 5, problem: day(date, d, problem)}, true
		case ok && sep.char == '/' && second.kind == number && second.digits() == 2 && first >= 1 && first <= 12:
			return point{date: Date{Year: century(second.value), Month: first}, form: short, next: i + 3}, true
		}
	}
	j := i + 1
	if s.isMark(j, '.') {
		j++
	} else if t, ok := s.glued(j); ok && t.kind == letters && isOrdinal(s.line[t.start:t.end]) {
		j++
	}
	if s.has(j, joint) {
		j++
	}
	t, ok := s.at(j)
	if !ok || t.kind != letters || t.word.month == 0 {
		return point{}, false
	}
	p, ok := s.wordFirst(j)
	if !ok || p.form != full {
		return point{}, false
	}
	p.problem = day(p.date, first, p.problem)
	return p, true
}

func isOrdinal(text string) bool {
	switch text {
	case "st", "nd", "rd", "th", "er", "º", "°":
		return true
	}
	return false
}

// wordFirst reads "March 2021", "Mar. 2021", "Mar '21", "Mar21", "March 14, 2021", "Summer 2019", and
// "May" where the other end of the range has the year.
func (s *scanner) wordFirst(i int) (point, bool) {
	w := s.toks[i].word
	m, j := int(w.month), i+1
	if before, ok := s.at(i - 1); i > 0 && ok && strings.EqualFold(s.line[s.toks[i].start:s.toks[i].end], "mart") && (before.kind == letters || !s.toks[i].space) {
		m = 0 // of "Data Mart" and "Wal-Mart"; in Turkish it is March
	}
	if m == 0 && w.is&season == 0 {
		if next, ok := s.at(i + 1); ok && next.space && s.isYear(i+1) {
			m = int(s.v.misspelt(s.line[s.toks[i].start:s.toks[i].end]))
		}
		if m == 0 {
			return point{}, false
		}
	}
	p := point{date: Date{Month: m}, form: yearless, next: j}
	// "Spring/Summer 2019"
	if m == 0 && s.isMark(j, '/') && s.has(j+1, season) {
		j += 2
	}
	j = s.between(j)
	if t, ok := s.at(j); ok && (t.char == '\'' || t.char == '’' || t.char == '‘') && t.kind == mark {
		if y, ok := s.glued(j + 1); ok && y.kind == number && y.digits() == 2 {
			p.date.Year, p.form, p.next = century(y.value), full, j+2
			return p, true
		}
		return p, true
	}
	if s.isYear(j) {
		p.date.Year, p.form, p.next = s.toks[j].value, full, j+1
		return p, true
	}
	if !s.isSmall(j) || m == 0 {
		return p, true
	}
	// A day, or a year of two digits.
	n := s.toks[j]
	k := j + 1
	if t, ok := s.glued(k); ok && t.kind == letters && isOrdinal(s.line[t.start:t.end]) {
		k++
	}
	if s.isMark(k, ',') {
		k++
	}
	switch {
	case s.isYear(k) && s.toks[k].space:
		p.date.Year, p.form, p.next = s.toks[k].value, full, k+1
		p.problem = day(p.date, n.value, "")
	case n.digits() == 2 && !n.space && j == i+1:
		p.date.Year, p.form, p.next = century(n.value), full, j+1
	case n.digits() == 2:
		p.date.Year, p.form, p.next = century(n.value), short, j+1
	case n.value >= 1 && n.value <= 31:
		p.next = j + 1
	}
	return p, true
}

// between skips what may stand between a month and its year: a dot, a comma, "of", "de", or a
// dash or slash without blanks.
func (s *scanner) between(j int) int {
	if t, ok := s.glued(j); ok && (t.char == '.' || t.char == ',') {
		j++
	} else if ok && (t.char == '-' || t.char == '/') && t.digits() == 1 {
		if n, ok := s.glued(j + 1); ok && n.kind == number {
			return j + 1
		}
	}
	if s.has(j, joint) {
		if t, ok := s.at(j + 1); ok && t.kind == number {
			j++
		}
	}
	return j
}

// century gives a year of two digits its first two.
func century(yy int) int {
	if yy < firstYear%100 {
		return 2000 + yy
	}
	return 1900 + yy
}

// month is the month m of a year; without one there is a problem and the year is kept.
func month(year, m int) (Date, string) {
	if m < 1 || m > 12 {
		return Date{Year: year}, fmt.Sprintf("there is no month %d", m)
	}
	return Date{Year: year, Month: m}, ""
}

// day checks the day of a month; an earlier problem stands.
func day(d Date, n int, problem string) string {
	if problem != "" || d.Month == 0 {
		return problem
	}
	if n < 1 || n > daysIn(d) {
		return fmt.Sprintf("%s has no day %d", d, n)
	}
	return ""
}

func daysIn(d Date) int {
	switch d.Month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if d.Year%4 == 0 && (d.Year%100 != 0 || d.Year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
