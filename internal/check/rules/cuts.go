package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
)

// A cut is one way to make a print shorter.
type cut struct {
	block *sheet.Block
	lines int // that it saves
	words int // on the last line, which go; 0 when the whole block goes
}

// note says where, what is won, and for what: "to cut 2 words here saves a line".
func (c cut) note() diag.Note {
	text := "to cut this saves " + count(c.lines, "line")
	if c.words > 0 {
		text = "to cut " + count(c.words, "word") + " here saves a line"
	}
	return diag.Note{Span: c.block.Span, Text: text}
}

// cuts is the cheapest ways to save a number of lines, at most namedCuts of them: texts that run
// over by a few words, then the longest bullet of each of the oldest entries. They may
// save less than what is asked for.
func cuts(p *check.Pass, lines int) []cut {
	short, whole := shortLines(p.Print), oldBullets(p)
	most := int(namedCuts.Value)
	cheap := min(len(short), lines, most)
	if cheap == most && lines > most && len(whole) > 0 {
		cheap-- // a few words will not do
	}
	out, saved := short[:cheap], cheap
	for _, c := range whole {
		if len(out) == most || saved >= lines {
			break
		}
		if !slices.ContainsFunc(out, func(o cut) bool { return o.block == c.block }) {
			out, saved = append(out, c), saved+c.lines
		}
	}
	return out
}

// shortLines is the texts whose last line has only a few words, the fewest letters first.
func shortLines(p *sheet.Print) []cut {
	type over struct {
		cut
		letters int
	}
	var all []over
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if len(b.Lines) < 2 || !b.Span.Known() || b.Role != sheet.RoleBullet && b.Role != sheet.RoleText {
			continue
		}
		l := lineAt(p, b.Lines[len(b.Lines)-1])
		if l == nil {
			continue
		}
		if n := len(strings.Fields(l.Text)); n > 0 && n <= int(shortLine.Value) {
			all = append(all, over{cut{b, 1, n}, len([]rune(l.Text))})
		}
	}
	slices.SortStableFunc(all, func(a, b over) int { return cmp.Compare(a.letters, b.letters) })
	out := make([]cut, len(all))
	for i, o := range all {
		out[i] = o.cut
	}
	return out
}

// oldBullets is the longest bullet of each entry that has others, the oldest entry first. Entries
// without a date are as old as their place says: the lower, the older.
func oldBullets(p *check.Pass) []cut {
	if p.Target.Resume == nil {
		return nil
	}
	type aged struct {
		entry resume.Entry
		until int // months since year 0
	}
	var entries []aged
	for _, s := range p.Target.Resume.Sections {
		for _, e := range s.Entries {
			entries = append(entries, aged{e, months(e)})
		}
	}
	slices.Reverse(entries)
	for i := range entries { // an entry without a date goes with its neighbour below
		if entries[i].until == 0 && i > 0 {
			entries[i].until = entries[i-1].until
		}
	}
	slices.SortStableFunc(entries, func(a, b aged) int { return cmp.Compare(a.until, b.until) })
	var out []cut
	for _, e := range entries {
		var longest *sheet.Block
		bullets := 0
		for i := range p.Print.Blocks {
			b := &p.Print.Blocks[i]
			if b.Role != sheet.RoleBullet || len(b.Lines) == 0 || !e.entry.Span.Contains(b.Span) {
				continue
			}
			bullets++
			if longest == nil || len(b.Lines) > len(longest.Lines) {
				longest = b
			}
		}
		if bullets > 1 {
			out = append(out, cut{block: longest, lines: len(longest.Lines)})
		}
	}
	return out
}

// months is when an entry ended, in months; 0 when it does not say.
func months(e resume.Entry) int {
	const never = 1 << 20
	end := e.Dates.End
	switch {
	case e.Dates.Present:
		return never
	case !end.Known():
		end = e.Dates.Start
	}
	return end.Year*12 + end.Month
}
