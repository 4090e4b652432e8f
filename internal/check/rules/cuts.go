package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
)

// A cut is one way to make a print shorter.
type cut struct {
	block *sheet.Block
	lines int    // that it saves
	words string // on the last line, which go; "" when the whole block goes
}

// note says where, what is won, and for what.
func (c cut) note() diag.Note {
	text := "to cut this saves " + count(c.lines, "line")
	if c.words != "" {
		text = "to cut " + count(len(strings.Fields(c.words)), "word") + " here saves a line: the last is " + quote(c.words)
	}
	return diag.Note{Span: c.block.Span, Text: text}
}

// A plan is what to do about a print that takes too many sheets.
type plan struct {
	over   int   // lines too many
	cuts   []cut // the cheapest, at most namedCuts of them
	saved  int   // lines that they save
	enough bool  // without them it fits
}

// planned is the cheapest way to bring a print to so many sheets: texts that run over by a few words first, then the weakest bullet of each of the
// oldest entries, and the next weakest. What they come to is reckoned by breaking the rows into sheets once more; where those of the print
// cannot be foretold, by counting rows.
func planned(p *check.Pass, sheets int) plan {
	st, known := stackOf(p.Print)
	out := plan{over: rowsBeyond(p)}
	if known && out.over > 0 {
		out.over = st.tooMany(sheets)
	}
	if out.over == 0 {
		return out
	}
	fits := func(cs []cut) bool {
		if !known {
			return saving(cs) >= out.over
		}
		gone := cutting{}
		for _, c := range cs {
			gone[c.block] = c.lines
		}
		return !past(st.broken(gone, 0, 0), sheets)
	}
	most := int(namedCuts.Value)
	short, whole := shortLines(p.Print), weakBullets(p)
	for cheap := min(len(short), most); cheap >= 0 && !out.enough; cheap-- { // a few words, and bullets where those will not do
		try := slices.Clone(short[:cheap])
		out.enough = fits(try)
		for _, c := range whole {
			if out.enough || len(try) == most {
				break
			}
			if !slices.ContainsFunc(try, func(o cut) bool { return o.block == c.block }) {
				try = append(try, c)
				out.enough = fits(try)
			}
		}
		if out.enough || saving(try) > out.saved {
			out.cuts, out.saved = try, saving(try)
		}
	}
	for i := len(out.cuts) - 1; i >= 0 && out.enough; i-- { // the dearest stand last
		if less := slices.Delete(slices.Clone(out.cuts), i, i+1); fits(less) {
			out.cuts = less
		}
	}
	out.saved = saving(out.cuts)
	return out
}

// saving is the lines that cuts save.
func saving(cs []cut) int {
	n := 0
	for _, c := range cs {
		n += c.lines
	}
	return n
}

// shortLines is the texts whose last line has only a few words, the fewest letters first.
func shortLines(p *sheet.Print) []cut {
	var all []cut
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if len(b.Lines) < 2 || !b.Span.Known() || b.Role != sheet.RoleBullet && b.Role != sheet.RoleText {
			continue
		}
		rows := blockRows(p, b)
		if len(rows) < 2 {
			continue
		}
		words := rows[len(rows)-1].words()
		if n := len(words); n > 0 && n <= int(shortLine.Value) {
			all = append(all, cut{b, 1, strings.Join(words, " ")})
		}
	}
	slices.SortStableFunc(all, func(a, b cut) int { return cmp.Compare(characterCount(a.words), characterCount(b.words)) })
	return all
}

// weakBullets is the bullets of entries that have others, the weakest of each entry first and the oldest entry first, then the
// next weakest of each; one is left. Weakest is the one without a figure, and of those the longest. Entries without a date are as old
// as their place says: the lower, the older.
func weakBullets(p *check.Pass) []cut {
	if p.Target.Resume == nil || p.Target.Letter != nil {
		return nil
	}
	type aged struct {
		bullets []cut
		until   int // months since year 0
	}
	var entries []aged
	for _, s := range p.Target.Resume.Sections {
		for _, e := range s.Entries {
			entries = append(entries, aged{bulletsOf(p.Print, e), months(e)})
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
	for round, found := 0, true; found; round++ {
		found = false
		for _, e := range entries {
			if round < len(e.bullets)-1 {
				out, found = append(out, e.bullets[round]), true
			}
		}
	}
	return out
}

// bulletsOf is the bullets of an entry that hold no others, the weakest first.
func bulletsOf(p *sheet.Print, e resume.Entry) []cut {
	var out []cut
	figures := map[*sheet.Block]bool{}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Role != sheet.RoleBullet || len(b.Lines) == 0 || !e.Span.Contains(b.Span) {
			continue
		}
		if i+1 < len(p.Blocks) && b.Span.Contains(p.Blocks[i+1].Span) {
			continue
		}
		out = append(out, cut{block: b, lines: len(blockRows(p, b))})
		figures[b] = prose.Plain(b.Text).HasFigure()
	}
	slices.SortStableFunc(out, func(a, b cut) int {
		switch {
		case figures[a.block] != figures[b.block] && figures[a.block]:
			return 1
		case figures[a.block] != figures[b.block]:
			return -1
		}
		return cmp.Compare(b.lines, a.lines)
	})
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
