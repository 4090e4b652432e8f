// Package date reads the dates that people write in résumés, and holds them as
// precisely as they were written: a year, or a month of a year.
//
// [Scan] finds dates and ranges in a line of text and says which bytes they took, so that
// what is left of the line is title, organization and place. It knows no clock: an open end is
// [Range.Present], not today.
package date

import "fmt"

// A Date is a year, or a month of a year. The zero Date is none.
type Date struct {
	Year  int // 1950..2099; 0 for none
	Month int // 1..12; 0 when the text gives the year only
}

// Known reports whether there is a date.
func (d Date) Known() bool { return d.Year != 0 }

// First is the earliest month that the date may mean, in months since year 0; Last is the latest. They differ when only the year is known.
func (d Date) First() int { return d.Year*12 + max(d.Month, 1) - 1 }

// Last is the latest month that the date may mean, as First counts them.
func (d Date) Last() int {
	if d.Month == 0 {
		return d.Year*12 + 11
	}
	return d.First()
}

// String is "2021-03", "2021", or "" for none.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	}
	return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
}

// A Range is a stretch of time with ends as precise as the text.
type Range struct {
	Start   Date // zero when the text only says when it will end: "expected May 2026"
	End     Date // zero when open or when there is one date only
	Present bool // the text says that it goes on
}

// Known reports whether the range has any end.
func (r Range) Known() bool { return r.Start.Known() || r.End.Known() || r.Present }

// Join is the time from the first start of two ranges to their last end. Both have both.
func (r Range) Join(o Range) Range {
	if o.Start.before(r.Start) {
		r.Start = o.Start
	}
	if r.Present || o.Present {
		return Range{Start: r.Start, Present: true}
	}
	if r.End.before(o.End) {
		r.End = o.End
	}
	return r
}

// before reports whether a date is earlier than another; of one year, one without a month is the earlier.
func (d Date) before(o Date) bool { return d.Year < o.Year || d.Year == o.Year && d.Month < o.Month }
