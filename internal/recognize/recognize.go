// Package recognize reads sheets as a parser of résumés does: blind, from what is printed alone.
//
// In: the runs of a print, in the order in which the file paints them, with their places, sizes and fonts. Out: a
// [Reading]: who, how to reach them, sections, and entries with title, organization, place, dates and bullets, each with the
// line that it was read from. It goes the way of the published parsers (OpenResume's steps are the model): runs to items,
// items to lines, lines to sections by their headings' type and names, sections to entries by gaps larger than the usual
// one and by type, and the words of an entry's head to fields by what words are used for.
//
// It never sees which block of a page a line is of, nor the order of tags, nor the document or the résumé that was
// printed: a test takes those away and finds the same. So it can be wrong where a parser would be. It never fails: sheets
// that hold no résumé give an empty Reading.
package recognize

import (
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/sheet"
)

// A Value is a text that was read, and where.
type Value struct {
	Text string
	At   sheet.LineRef // the line that its first run stands in
	// Within is the whole run of text when the value is only a part of it, and what else it holds is another field: who
	// takes a run for a field reads all of it. "" when the value stands by itself.
	Within string
}

// Known reports whether there is a value.
func (v Value) Known() bool { return v.Text != "" }

// A Reading is what was read from a print.
type Reading struct {
	Name     Value
	Headline Value
	Email    Value
	Phone    Value
	Location Value
	Links    []Value
	Text     []Value // what else stands above the first section
	Sections []Section
	Unmarked int // bullets that are told by their indent only
}

// A Section is a heading and what stands below it, up to the next one.
type Section struct {
	Heading Value
	Kind    string // as package term names it; "" for a heading whose name is not known
	Entries []Entry
	Groups  []Group
	Items   []Value // bullets of no entry
	Text    []Value // paragraphs of no entry
}

// A Group is one line of skills or the like.
type Group struct {
	Label Value // none for a plain list
	Items []Value
}

// An Entry is a job, a degree, a project.
type Entry struct {
	Title        Value
	Organization Value
	Place        Value
	DatesText    Value
	Dates        date.Range
	Extra        []Value // of the head, none of the fields
	Bullets      []Value
	Text         []Value // paragraphs
}

// A reader reads one print.
type reader struct {
	lines []line
	body  float64 // size of most text
	usual float64 // distance of two lines of one paragraph
	right float64 // where full lines end
	width float64 // of full lines
	tails bool    // a known place has stood behind an organization, after a comma
	out   *Reading
}

// Read reads a print. It looks at the runs of its lines and at the names of its fonts only.
func Read(p *sheet.Print) *Reading {
	rd := &reader{lines: linesOf(p), out: &Reading{}}
	if len(rd.lines) == 0 {
		return rd.out
	}
	rd.measure()
	heads := rd.headings()
	first := len(rd.lines)
	if len(heads) > 0 {
		first = heads[0].line
	}
	rd.profile(rd.lines[:first])
	for i, h := range heads {
		end := len(rd.lines)
		if i+1 < len(heads) {
			end = heads[i+1].line
		}
		s := Section{Heading: rd.lines[h.line].value(), Kind: h.kind}
		rd.section(&s, rd.lines[h.line+1:end])
		rd.out.Sections = append(rd.out.Sections, s)
	}
	rd.anywhere()
	return rd.out
}
