package main

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// dateOperators plant what is wrong with times.
func dateOperators() []operator {
	return []operator{
		{name: "end before start", rules: []string{"date/order", "date/impossible"}, count: 8, plant: swapped,
			also: []string{"date/gap", "date/overlap", "date/not-newest-first", "content/too-many-bullets"}},
		{name: "future", rules: []string{"date/future"}, count: 6, plant: func(r *resume, rnd *rand.Rand) *defect {
			jobs := r.jobs()
			if len(jobs) == 0 || jobs[0].stop != 0 {
				return nil
			}
			return withYear(r, jobs[0], jobs[0].start, today+2, jobs[0])
		}, also: []string{"date/gap", "date/overlap"}},
		{name: "gap", rules: []string{"date/gap"}, count: 6, plant: func(r *resume, rnd *rand.Rand) *defect {
			jobs := r.jobs()
			if len(jobs) < 2 || jobs[1].stop == 0 || jobs[1].stop-jobs[1].start < 3 || r.has("volunteering") { // which fills a gap
				return nil
			}
			if s := r.section("education"); s != nil && slices.ContainsFunc(s.entries, func(e job) bool { return e.start < jobs[1].stop && e.stop > jobs[1].stop-2 }) { // and so does this
				return nil
			}
			return withYear(r, jobs[1], jobs[1].stop, jobs[1].stop-2, jobs[0], jobs[1])
		}, also: []string{"content/too-many-bullets", "content/old-detail"}},
		{name: "jobs at one time", rules: []string{"date/overlap"}, count: 6, plant: func(r *resume, rnd *rand.Rand) *defect {
			jobs := r.jobs()
			if len(jobs) < 2 || jobs[1].stop == 0 || jobs[1].stop > 2023 {
				return nil
			}
			return withYear(r, jobs[1], jobs[1].stop, jobs[1].stop+2, jobs[0], jobs[1])
		}, also: []string{"text/tense"}},
		{name: "not newest first", rules: []string{"date/not-newest-first"}, count: 6, plant: oldestFirst},
		{name: "mixed precision", rules: []string{"date/mixed-precision"}, count: 6, plant: yearsOnly, also: []string{"parse/date-form", "date/gap", "date/overlap"}},
		{name: "stale present", rules: []string{"date/stale-present", "date/overlap"}, also: []string{"text/tense", "content/too-many-bullets", "date/overlap", "date/not-newest-first"},
			langs: "en", plant: func(r *resume, _ *rand.Rand) *defect {
				jobs := r.jobs()
				if len(jobs) < 2 || jobs[1].stop == 0 || strings.Contains(r.lines[jobs[1].line], "Intern") {
					return nil
				}
				i := jobs[1].dates
				form := regexp.MustCompile(`(–|to) [\pL\d/.-]+( \d{4})?`)
				if !form.MatchString(r.lines[i]) {
					return nil
				}
				return &defect{lines: put(r.lines, i, form.ReplaceAllString(r.lines[i], "$1 present")), at: []int{i, jobs[0].dates, jobs[0].line, jobs[1].line}}
			}},
		{name: "mixed date forms", rules: []string{"parse/date-form"}, count: 8, plant: mixedForms, also: []string{"date/mixed-precision"}},
		{name: "misread date", rules: []string{"parse/date-form"}, plant: func(r *resume, rnd *rand.Rand) *defect {
			return reform(r, func(month, year int) string { return fmt.Sprintf("%d/%02d", month, year%100) })
		}, also: []string{"date/mixed-precision", "read/date-unclear"}},
	}
}

// withYear changes a year in a job's dates; the right places are the heads and dates of some jobs.
func withYear(r *resume, e job, old, new int, named ...job) *defect {
	from, to := strconv.Itoa(old), strconv.Itoa(new)
	i := strings.LastIndex(r.lines[e.dates], from)
	if i < 0 {
		return nil
	}
	d := &defect{lines: put(r.lines, e.dates, r.lines[e.dates][:i]+to+r.lines[e.dates][i+len(from):])}
	for _, n := range named {
		d.at = append(d.at, n.line, n.dates)
	}
	return d
}

// swapped has a past job end before it began: its years change places.
func swapped(r *resume, rnd *rand.Rand) *defect {
	for _, k := range rnd.Perm(len(r.jobs())) {
		e := r.jobs()[k]
		l := r.lines[e.dates]
		at := yearForm.FindAllStringIndex(l, -1)
		if e.stop <= e.start || len(at) != 2 {
			continue
		}
		l = l[:at[0][0]] + strconv.Itoa(e.stop) + l[at[0][1]:at[1][0]] + strconv.Itoa(e.start) + l[at[1][1]:]
		return &defect{lines: put(r.lines, e.dates, l), at: []int{e.line, e.dates}}
	}
	return nil
}

// oldestFirst has the two newest jobs change places.
func oldestFirst(r *resume, _ *rand.Rand) *defect {
	jobs := r.jobs()
	if len(jobs) < 2 || jobs[0].end != jobs[1].line {
		return nil
	}
	a, b := jobs[0], jobs[1]
	second := slices.Clone(r.lines[b.line:b.end])
	if second[len(second)-1] != "" {
		second = append(second, "")
	}
	d := &defect{lines: slices.Concat(r.lines[:a.line], second, r.lines[a.line:a.end], r.lines[b.end:])}
	moved := a.line + len(second)
	d.at = []int{a.line, a.line + b.dates - b.line, moved, moved + a.dates - a.line}
	return d
}

// monthForm is a month and a year in the forms of the corpus.
var monthForm = regexp.MustCompile(`(?i)\b(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{4})|(\d{4})-(\d\d)|(\d\d)[./](\d{4}))\b`)

var monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// reform writes the dates of the second job in another form.
func reform(r *resume, form func(month, year int) string) *defect {
	jobs := r.jobs()
	if r.lang != "en" || len(jobs) < 2 || jobs[1].stop == 0 {
		return nil
	}
	e := jobs[1]
	found := monthForm.FindAllStringSubmatch(r.lines[e.dates], -1)
	if len(found) != 2 {
		return nil
	}
	l := r.lines[e.dates]
	for _, m := range found {
		month, year := 0, 0
		switch {
		case m[1] != "":
			month = 1 + slices.IndexFunc(monthNames, func(n string) bool { return strings.EqualFold(n[:3], m[1]) })
			year, _ = strconv.Atoi(m[2])
		case m[3] != "":
			year, _ = strconv.Atoi(m[3])
			month, _ = strconv.Atoi(m[4])
		default:
			month, _ = strconv.Atoi(m[5])
			year, _ = strconv.Atoi(m[6])
		}
		l = strings.Replace(l, m[0], form(month, year), 1)
	}
	if l == r.lines[e.dates] {
		return nil
	}
	return &defect{lines: put(r.lines, e.dates, l), at: []int{e.line, e.dates}}
}

func yearsOnly(r *resume, _ *rand.Rand) *defect {
	d := reform(r, func(_, year int) string { return strconv.Itoa(year) })
	if d != nil { // any of the jobs may be the one that differs
		for _, e := range r.jobs() {
			d.at = append(d.at, e.line, e.dates)
		}
	}
	return d
}

// mixedForms has one job's dates in figures where the others have names, or the reverse.
func mixedForms(r *resume, _ *rand.Rand) *defect {
	jobs := r.jobs()
	if len(jobs) < 2 {
		return nil
	}
	named := strings.ContainsAny(strings.TrimLeft(r.lines[jobs[1].dates], "*"), "JFMASOND") && !regexp.MustCompile(`\d[-/.]\d`).MatchString(r.lines[jobs[1].dates])
	d := reform(r, func(month, year int) string {
		if named {
			return fmt.Sprintf("%02d/%d", month, year)
		}
		return fmt.Sprintf("%s %d", monthNames[month-1], year)
	})
	if d != nil {
		for _, s := range r.sections {
			for _, e := range s.entries {
				d.at = append(d.at, e.line, e.dates)
			}
		}
	}
	return d
}
