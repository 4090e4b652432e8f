package date

// A Form is how dates are written; a set of bits, as a text may have several.
type Form uint8

// The forms. A year alone goes with all of them and is none.
const (
	Named     Form = 1 << iota // "March 2021", "Mar 2021"
	Numeric                    // "03/2021", "03.2021", "01.03.2021"
	ISO                        // "2021-03"
	Season                     // "Summer 2019", "Q3 2020", "early 2019": no month can be told
	ShortYear                  // "03/21", "Mar '21", "2015-18"
)

// FormOf is the forms of the dates in a text that holds dates, as [Match] gives it, and nothing else.
func FormOf(text string) Form {
	v := lexicon()
	var space [32]token
	toks := tokens(text, &v, space[:0])
	var f Form
	at := func(i int) token {
		if i < 0 || i >= len(toks) {
			return token{}
		}
		return toks[i]
	}
	year := func(t token) bool { return t.kind == number && t.digits() == 4 }
	for i, t := range toks {
		prev, next := at(i-1), at(i+1)
		switch {
		case t.kind == letters && t.word.month > 0:
			f |= Named
		case t.kind == letters && t.word.is&season != 0:
			f |= Season
		case year(t) && (next.char == '-' || next.char == '/' || next.char == '.') && !next.space:
			if after := at(i + 2); after.kind == number && after.digits() <= 2 && !after.space {
				if after.value >= 1 && after.value <= 12 && after.digits() == 2 {
					f |= ISO
				} else {
					f |= ShortYear
				}
			}
		case year(t) && prev.kind == mark && (prev.char == '/' || prev.char == '.' || prev.char == '-') && !t.space && !prev.space:
			if n := at(i - 2); n.kind == number && n.digits() <= 2 && n.value >= 1 && n.value <= 12 {
				f |= Numeric
			}
		case t.kind == number && t.digits() == 2 && !t.space && (prev.char == '\'' || prev.char == '’'),
			t.kind == number && t.digits() == 2 && prev.kind == letters && prev.word.month > 0 && !year(next) && !(next.kind == mark && year(at(i+2))) && next.kind != letters,
			t.kind == number && t.digits() == 2 && !t.space && prev.char == '/' && !prev.space && at(i-2).kind == number && at(i-2).digits() <= 2 && next.char != '/' && next.char != '.':
			f |= ShortYear
		}
	}
	return f
}
