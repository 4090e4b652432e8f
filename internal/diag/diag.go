// Package diag is what resgen has to say about what the user wrote: one
// [Diagnostic] a finding, with the place, the reason and the mend.
//
// A diagnostic is about the user's words. When the world failed (no disk, no
// Chrome) there is an error instead; when resgen is wrong it panics. The three
// are never mixed. This package holds values and their order; it never prints.
package diag

import (
	"cmp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/source"
)

// Severity is how grave a finding is. Off is below all of them.
type Severity uint8

// The severities, in rising order.
const (
	Off Severity = iota
	Info
	Warning
	Error
)

var severityNames = [...]string{"off", "info", "warning", "error"}

// String is the word that people write and read: off, info, warning or error.
func (s Severity) String() string { return severityNames[s] }

// ParseSeverity is the inverse of String; ok is false for any other word.
func ParseSeverity(word string) (s Severity, ok bool) {
	i := slices.Index(severityNames[:], strings.ToLower(word))
	return Severity(max(i, 0)), i >= 0
}

// MarshalText writes the severity as its word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Diagnostic says that something the user wrote needs attention.
type Diagnostic struct {
	Rule     string      // "sheet/overflow"
	Severity Severity    // Info, Warning or Error
	Span     source.Span // where to look; nowhere only when there is no content at all
	Message  string      // what: one line, lower case, no full stop
	Why      string      // why it matters: one line, or "" for the rule's own reason
	Help     string      // what to do, with numbers: "cut 4 lines"; "" when the message says it
	Notes    []Note      // other places that explain it
	Fix      *Fix        // an edit, if a machine can do it
	Target   string      // the printed target that it holds for, "" when for all of them
	Sheet    int         // 1-based sheet that it was seen on, 0 when on none
	Private  bool        // the source it points at is not shown
}

// A Note is another place, and what it has to do with the finding.
type Note struct {
	Span source.Span
	Text string
}

// A Fix is a set of edits that mends a finding.
type Fix struct {
	Message string // a verb phrase: "write the name as GitHub does"
	Edits   []Edit
	Safe    bool // it cannot change what the text means
}

// An Edit puts New in the place of a span.
type Edit struct {
	Span source.Span
	New  string
}

// A List is a set of findings. Those of one build are sorted.
type List []Diagnostic

// Sort puts the list in its one order: path, offset, rule, then target and message, so that
// output is the same whatever ran in parallel.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Span.Path(), b.Span.Path()),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Target, b.Target),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// Once is the list without what says the same of the same place and target as a diagnostic of the same rule before it. The given list is used up.
func (l List) Once() List {
	type said struct {
		rule, message, target string
		at                    source.Span
	}
	known := map[said]bool{}
	return slices.DeleteFunc(l, func(d Diagnostic) bool {
		key := said{d.Rule, d.Message, d.Target, d.Span}
		again := known[key]
		known[key] = true
		return again
	})
}

// Count is the number of findings of exactly the severity s.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// AtLeast reports whether the list has a finding of the severity s or above; for Off it
// is false, so that "--fail-on off" never fails.
func (l List) AtLeast(s Severity) bool {
	return s != Off && slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity >= s })
}
