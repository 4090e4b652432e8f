package date

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Writing is one month of a year, and how a text writes it.
type Writing struct {
	Start, End int // bytes of the text
	Date       Date
	Form       Form   // Named, Numeric or ISO
	Short      bool   // the year has two figures
	month      string // the month as written: "Mar", "03"
	join       string // what stands between month and year: " ", ". ", " de ", "/"
}

// Writings is the months of years in a text that holds dates, as [Match] gives it, and nothing else. What names a day, a
// season or a year alone is not among them; nor is what may be read in two ways, as "03/04" and "Mar 21" are.
func Writings(text string) []Writing {
	v := lexicon()
	s := scanner{line: text, v: &v}
	var space [32]token
	s.toks = tokens(text, &v, space[:0])
	var out []Writing
	for i := 0; i < len(s.toks); {
		p, ok := s.point(i)
		if !ok {
			i++
			continue
		}
		if w, ok := s.writing(i, p); ok {
			out = append(out, w)
		}
		i = p.next
	}
	return out
}

// writing is how the point at the token i is written.
func (s *scanner) writing(i int, p point) (Writing, bool) {
	toks := s.toks[i:p.next]
	first, last := toks[0], toks[len(toks)-1]
	w := Writing{Start: first.start, End: last.end, Date: p.date}
	if p.problem != "" || p.date.Year == 0 || p.date.Month == 0 || len(toks) < 2 || len(toks) > 4 {
		return w, false
	}
	month, year := first, last
	switch {
	case first.kind == letters && first.word.month > 0 && last.kind == number:
		w.Form = Named
		for _, t := range toks[1 : len(toks)-1] {
			if t.kind == number {
				return w, false // a day
			}
		}
	case len(toks) == 3 && first.kind == number && last.kind == number && first.digits() <= 2:
		w.Form = Numeric
	case len(toks) == 3 && first.kind == number && last.kind == number && first.digits() == 4 && last.digits() == 2:
		w.Form, month, year = ISO, last, first
	default:
		return w, false
	}
	w.month = s.line[month.start:month.end]
	w.join = s.line[min(month.end, year.end):max(month.start, year.start)]
	if year.digits() == 2 {
		w.Short = true
		quoted := strings.TrimRight(w.join, "'’‘")
		if w.join == quoted && (w.Form == Named && year.space && year.value <= 31 || w.Form == Numeric && year.value <= 12) {
			return w, false // it may be a day
		}
		if w.join = quoted; quoted == "" {
			w.join = " "
		}
	}
	return w, year.digits() == 4 || year.digits() == 2
}

// A Style is one way to write a month of a year.
type Style struct {
	form   Form
	join   string
	padded bool       // Numeric: "03" for March
	names  [13]string // Named: by month; "" where nobody can tell the language
	in     letterCase
}

// StyleOf is how most of the writings of a form are written. Their names are in the language that knows most of them, where
// several do in lang if that is one of these ("en"). It is not ok when none is of the form.
func StyleOf(form Form, all []Writing, lang string) (Style, bool) {
	st := Style{form: form}
	var of []Writing
	for _, w := range all {
		if w.Form == form {
			of = append(of, w)
		}
	}
	if len(of) == 0 {
		return st, false
	}
	if abbr := slices.DeleteFunc(slices.Clone(of), func(w Writing) bool { return form != Named || !shortened(w.month) }); len(abbr) > 0 {
		st.join = most(abbr, func(w Writing) string { return w.join }) // only these may have a dot
	} else {
		st.join = most(of, func(w Writing) string { return w.join })
	}
	switch form {
	case Numeric:
		st.padded = true
		for _, w := range of {
			st.padded = st.padded && len(w.month) == 2
		}
	case Named:
		st.in = most(of, func(w Writing) letterCase { return caseOf(w.month) })
		return st, st.name(of, lang)
	}
	return st, true
}

// name chooses the names of months that go with those that are written.
func (st *Style) name(of []Writing, lang string) bool {
	type fit struct {
		*calendar
		long, abbr int
	}
	var best []fit
	most := 1
	for i := range calendars() {
		f := fit{calendar: &calendars()[i]}
		n := 0
		for _, w := range of {
			known, long, abbr := f.has(w.month, w.Date.Month)
			n, f.long, f.abbr = n+one(known), f.long+one(long), f.abbr+one(abbr)
		}
		if n > most {
			most, best = n, nil
		}
		if n == most {
			best = append(best, f)
		}
	}
	if i := slices.IndexFunc(best, func(f fit) bool { return f.lang == lang }); i >= 0 {
		best = best[i : i+1]
	}
	for m := 1; m <= 12; m++ {
		for i, f := range best {
			switch name := f.form(m, f.abbr > f.long); {
			case i == 0:
				st.names[m] = name
			case !strings.EqualFold(name, st.names[m]):
				st.names[m] = ""
			}
		}
	}
	return len(best) > 0
}

// form is the name of a month, or its short form.
func (c *calendar) form(month int, abbr bool) string {
	if abbr {
		return c.abbr[month]
	}
	return c.long[month]
}

// Write is a month of a year in the style; ok is false when nobody can tell its name.
func (st Style) Write(d Date) (text string, ok bool) {
	switch st.form {
	case Numeric:
		if st.padded {
			return fmt.Sprintf("%02d%s%04d", d.Month, st.join, d.Year), true
		}
		return fmt.Sprintf("%d%s%04d", d.Month, st.join, d.Year), true
	case ISO:
		return fmt.Sprintf("%04d%s%02d", d.Year, st.join, d.Month), true
	}
	name, join := st.names[d.Month], st.join
	if rest, dot := strings.CutPrefix(join, "."); dot && !shortened(name) {
		join = rest
	}
	return fmt.Sprintf("%s%s%04d", st.in.in(name), cmp.Or(join, " "), d.Year), name != ""
}

// shortened reports whether a name is only a short form, behind which a dot may stand.
func shortened(name string) bool {
	for i := range calendars() {
		for _, long := range calendars()[i].long {
			if strings.EqualFold(long, name) {
				return false
			}
		}
	}
	return true
}

// An Edit puts New in place of the bytes of a text from Start to End.
type Edit struct {
	Start, End int
	New        string
}

// Restyle is the edits that give each month of a year in a text, which is one date or range, this style, and each year four
// figures; the zero Style leaves the months as they are. They are none where another form would be left beside it, and where
// the text would not be read as the very same dates.
func (st Style) Restyle(text string) []Edit {
	before := Scan(text)
	if len(before) != 1 {
		return nil
	}
	var out []Edit
	var after strings.Builder
	at := 0
	for _, w := range Writings(text) {
		words, ok := "", false
		switch {
		case st.form != 0 && w.Form != st.form:
			words, ok = st.Write(w.Date)
		case w.Short:
			words, ok = fmt.Sprintf("%s%s%04d", w.month, w.join, w.Date.Year), true
		}
		if !ok {
			continue
		}
		out = append(out, Edit{w.Start, w.End, words})
		after.WriteString(text[at:w.Start])
		after.WriteString(words)
		at = w.End
	}
	after.WriteString(text[at:])
	const months = Named | Numeric | ISO
	if st.form != 0 && FormOf(after.String())&months&^st.form != 0 {
		return nil // a half would not be better
	}
	again := Scan(after.String())
	if len(again) != 1 || again[0].Range != before[0].Range || again[0].Problem != "" || again[0].Start != before[0].Start ||
		after.Len()-again[0].End != len(text)-before[0].End {
		return nil
	}
	return out
}

// most is what the function gives for most of the writings; of several the first.
func most[T comparable](of []Writing, what func(Writing) T) T {
	count := map[T]int{}
	best := what(of[0])
	for _, w := range of {
		count[what(w)]++
	}
	for _, w := range of {
		if got := what(w); count[got] > count[best] {
			best = got
		}
	}
	return best
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
