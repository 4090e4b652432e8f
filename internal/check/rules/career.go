package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// A month is one month of the calendar, counted from year 0; a date without a month is two of them, the first that it
// may be and the last.
type month int

// first and last are the earliest and the latest month that a date may mean.
func first(d date.Date) month { return month(d.First()) }

func last(d date.Date) month { return month(d.Last()) }

// A stretch is the time of an entry as far as its dates say. Each end is one month, or two when only the year is known.
type stretch struct {
	startFirst, startLast month
	endFirst, endLast     month
	present               bool // it goes on; the end is today
}

// stretchOf is the time of an entry; ok is false when a start or an end is not known. One date alone is both.
func stretchOf(r date.Range, today date.Date) (s stretch, ok bool) {
	start, end := r.Start, r.End
	switch {
	case r.Present && start.Known() && today.Known():
		return stretch{first(start), last(start), last(today), last(today), true}, true
	case r.Present || !start.Known() && !end.Known():
		return stretch{}, false
	case !start.Known():
		start = end
	case !end.Known():
		end = start
	}
	return stretch{first(start), last(start), first(end), last(end), false}, true
}

// lone reports whether a range is one date.
func lone(r date.Range) bool { return !r.Present && r.Start.Known() != r.End.Known() }

// A job is an entry of a section about experience.
type job struct {
	*resume.Entry
	section *resume.Section
}

// jobs is the entries of experience in the order of the résumé.
func jobs(r *resume.Resume) []job {
	var out []job
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Kind != resume.Experience {
			continue
		}
		for k := range s.Entries {
			out = append(out, job{&s.Entries[k], s})
		}
	}
	return out
}

// experience is how many months the person has worked: the entries of experience put together, each month once. ok is false when no
// entry has dates, or one of several has none; without any entry it is 0.
func experience(p *check.Pass, r *resume.Resume) (months int, ok bool) {
	worked := map[month]bool{}
	all := jobs(r)
	if len(all) == 0 {
		for i := range r.Sections {
			if r.Sections[i].Kind == resume.Experience {
				return 0, false // it is there, and not understood
			}
		}
		return 0, true
	}
	for _, j := range all {
		s, ok := stretchOf(j.Dates, p.Today)
		if !ok {
			return 0, false
		}
		for m := s.startFirst; m <= min(s.endLast, s.startFirst+1200); m++ {
			worked[m] = true
		}
	}
	return len(worked), true
}

// bullets is the items of an entry that hold text of their own.
func bullets(e *resume.Entry) []*markup.Block {
	var out []*markup.Block
	for _, b := range e.Bullets() {
		if itemText(b) != "" {
			out = append(out, b)
		}
	}
	return out
}

// itemText is what stands in a list item before a list within it.
func itemText(item *markup.Block) string {
	var parts []string
	for i := range item.Blocks {
		if b := &item.Blocks[i]; b.Kind == markup.Paragraph {
			parts = append(parts, markup.Plain(b.Inlines))
		}
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// blocksText is the text of some blocks, a blank between two of them.
func blocksText(bs []markup.Block) string {
	var b strings.Builder
	for block := range markup.Blocks(bs) {
		if len(block.Inlines) > 0 {
			b.WriteString(markup.Plain(block.Inlines))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// headText is all that the head of an entry says.
func headText(e *resume.Entry) string {
	parts := []string{e.Title.Text, e.Organization.Text, e.Location.Text, e.DatesText.Text}
	for _, x := range e.Extra {
		parts = append(parts, x.Text)
	}
	return strings.Join(parts, " ")
}

// beside reports whether an entry says that it was done beside other work: part-time, freelance, studies.
func beside(e *resume.Entry) bool { return term.Cues(headText(e))&term.Side != 0 }

// entryName names an entry as its reader would: "Analyst, Lovelace & Co".
func entryName(e *resume.Entry) string {
	switch {
	case e.Title.Known() && e.Organization.Known():
		return quote(e.Title.Text + ", " + e.Organization.Text)
	case e.Title.Known():
		return quote(e.Title.Text)
	case e.Organization.Known():
		return quote(e.Organization.Text)
	}
	return quote(e.DatesText.Text)
}

// span of time as people say it: "7 months", "2 years", "2 years 3 months".
func spanOfTime(months int) string {
	years, rest := months/12, months%12
	switch {
	case years == 0:
		return count(rest, "month")
	case rest == 0:
		return count(years, "year")
	}
	return fmt.Sprintf("%s %s", count(years, "year"), count(rest, "month"))
}

// sameEmployer reports whether two names of an organization are one, folded by term.Fold: case, accents and punctuation do not count, nor
// what one has more behind ("Acme", "Acme Ltd").
func sameEmployer(a, b string) bool {
	return a == b || a != "" && b != "" && (strings.HasPrefix(a, b+" ") || strings.HasPrefix(b, a+" "))
}

// A stint is a job and its time.
type stint struct {
	job
	stretch
	employer string // folded
}

// stints is the jobs of which the employer and the time are known, without those that people have beside another.
func stints(p *check.Pass, r *resume.Resume) []stint {
	var out []stint
	for _, j := range jobs(r) {
		if !j.Organization.Known() || beside(j.Entry) || backwards(j.Dates) {
			continue
		}
		if s, ok := stretchOf(j.Dates, p.Today); ok {
			out = append(out, stint{j, s, term.Fold(j.Organization.Text)})
		}
	}
	return out
}

// overlap is how many months two jobs go on at once, at the least; ok is false for those at one organization.
func overlap(a, b stint) (months int, ok bool) {
	if sameEmployer(a.employer, b.employer) {
		return 0, false
	}
	return int(min(a.endFirst, b.endFirst)-max(a.startLast, b.startLast)) + 1, true
}
