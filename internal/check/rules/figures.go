package rules

import (
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// A figure is a number or a date that a text states, in whatever way its language writes it.
type figure struct {
	text  string
	span  source.Span
	value float64
	date  date.Date // of a date; else none
	small bool      // it may be spelled out in the other language
}

// mostSpelled is the largest number that people spell out.
const mostSpelled = 12

// figures is every number and every month of a point, code left out.
func figures(p *statement, v version) []figure {
	var out []figure
	for in := range markup.Walk(p.inlines) {
		if in.Kind != markup.Text {
			continue
		}
		text := in.Text
		for _, m := range date.Scan(text) {
			for _, w := range date.Writings(text[m.Start:m.End]) {
				from, to := m.Start+w.Start, m.Start+w.End
				out = append(out, figure{text: text[from:to], span: in.Place(from, to), value: float64(w.Date.Year), date: w.Date})
				text = text[:from] + strings.Repeat("\n", to-from) + text[to:]
			}
		}
		for _, n := range v.locale.Numbers(text) {
			out = append(out, figure{text: text[n.Start:n.End], span: in.Place(n.Start, n.End), value: n.Value, small: n.Whole && n.Value <= mostSpelled})
		}
	}
	return out
}

// same reports whether two figures say the same.
func (f figure) same(o figure) bool {
	if f.date.Known() && o.date.Known() {
		return f.date == o.date
	}
	near := f.value == o.value || f.value != 0 && abs(f.value-o.value)/abs(f.value) < 1e-9
	return near || strings.TrimFunc(f.text, notDigit) == strings.TrimFunc(o.text, notDigit) && !f.date.Known() && !o.date.Known() && unscaled(f, o)
}

// unscaled reports whether neither of two figures has a word for thousands: what then looks alike is.
func unscaled(f, o figure) bool {
	return strings.IndexFunc(f.text+o.text, unicode.IsLetter) < 0
}

func notDigit(r rune) bool { return !unicode.IsDigit(r) }

// differing is the figures of each of two texts that the other one lacks. A small number that only one of them has may be spelled out in the
// other, and is left out.
func differing(main, other []figure) (onlyMain, onlyOther []figure) {
	other = slices.Clone(other)
	for _, f := range main {
		if i := slices.IndexFunc(other, f.same); i >= 0 {
			other = slices.Delete(other, i, i+1)
		} else {
			onlyMain = append(onlyMain, f)
		}
	}
	onlyOther = other
	small := func(list []figure) (n int) {
		for _, f := range list {
			if f.small {
				n++
			}
		}
		return n
	}
	if small(onlyMain) == 0 || small(onlyOther) == 0 {
		spelled := func(f figure) bool { return f.small }
		onlyMain, onlyOther = slices.DeleteFunc(onlyMain, spelled), slices.DeleteFunc(onlyOther, spelled)
	}
	return onlyMain, onlyOther
}
