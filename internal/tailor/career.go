package tailor

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// years is the years of work that the dates of a résumé come to. What ran side by side counts once, a year without months as half of its months
// at either end. Work that people do beside other work does not count.
func years(r *resume.Resume, today date.Date) float64 {
	type stretch struct{ from, to float64 } // in years
	var all []stretch
	at := func(d date.Date, end bool) float64 {
		switch {
		case d.Month == 0:
			return float64(d.Year) + 0.5
		case end:
			return float64(d.Year) + float64(d.Month)/12
		}
		return float64(d.Year) + float64(d.Month-1)/12
	}
	for _, s := range r.Sections {
		if s.Kind != resume.Experience {
			continue
		}
		for _, e := range s.Entries {
			to := e.Dates.End
			if e.Dates.Present {
				to = today
			}
			if !e.Dates.Start.Known() || !to.Known() || term.Cues(e.Title.Text)&term.Side != 0 {
				continue
			}
			if from, to := at(e.Dates.Start, false), at(to, true); from < to {
				all = append(all, stretch{from, to})
			}
		}
	}
	slices.SortFunc(all, func(a, b stretch) int {
		switch {
		case a.from < b.from:
			return -1
		case a.from > b.from:
			return 1
		}
		return 0
	})
	sum, end := 0.0, 0.0
	for _, s := range all {
		if s.to > end {
			sum += s.to - max(s.from, end)
			end = s.to
		}
	}
	return sum
}

// ranks is words of titles that say how high and not what.
var ranks = map[string]bool{"senior": true, "sr": true, "junior": true, "jr": true, "lead": true, "staff": true, "principal": true, "ii": true, "iii": true, "i": true, "intern": true, "mid": true, "level": true}

// same is words of titles that mean the same.
var same = map[string]string{"developer": "engineer", "programmer": "engineer", "engineers": "engineer", "back": "backend", "front": "frontend", "fullstack": "full", "swe": "engineer"}

// titles is how the headline and the roles of a résumé stand to a title.
func titles(r *resume.Resume, title string) (TitleState, resume.Value) {
	if title == "" {
		return NoTitle, resume.Value{}
	}
	want := titleWords(title)
	best, where, at := 0, OtherTitle, resume.Value{}
	look := func(v resume.Value) {
		if !v.Known() {
			return
		}
		has := titleWords(v.Text)
		shared := 0
		for w := range want {
			if has[w] {
				shared++
			}
		}
		state := OtherTitle
		switch {
		case shared == len(want):
			state = SameTitle
		case shared >= 2 || shared == 1 && len(want) <= 2:
			state = NearTitle
		}
		if state == SameTitle && where != SameTitle || shared > best && where != SameTitle {
			best, where, at = shared, state, v
		}
	}
	look(r.Headline)
	for _, s := range r.Sections {
		if s.Kind == resume.Experience {
			for _, e := range s.Entries {
				look(e.Title)
			}
		}
	}
	return where, at
}

// SaysRole reports whether a text names the role of a title: every word of it that says what and not how high.
func SaysRole(text, title string) bool {
	want := titleWords(title)
	has := titleWords(text)
	for w := range want {
		if !has[w] {
			return false
		}
	}
	return len(want) > 0
}

func titleWords(text string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(term.Fold(text)) {
		if s := same[w]; s != "" {
			w = s
		}
		if !ranks[w] && w != "end" && w != "stack" && w != "software" && w != "of" && w != "and" {
			out[w] = true
		}
	}
	return out
}
