// Package report writes findings for people and for machines.
//
// In: a sorted [diag.List], and the [Rule] documentation that goes with it. Out:
// one form on a writer, each form in a file of its own: [Text] for a terminal,
// [Line] for editors and regular expressions, [JSON] for programs, [SARIF] for
// code scanning, [GitHub] and [StepSummary] for a workflow run, [HTML] for who wants to look at the sheets; [Explain] is a
// rule's manual page and [Summary] the one line that ends a command.
//
// What is private is taken out in one place, before any form is written: [Discreet].
//
// Every form is a pure function of its arguments: the same list gives the same
// bytes. A form writes all findings in the order of the list (only GitHub and
// StepSummary, for which GitHub sets limits, put errors first and say how many they
// left out), never reads a file, and never lets what a user wrote reach the terminal
// as a control sequence or begin a line of its own. The only errors are those of
// the writer.
package report

import (
	"cmp"
	"path"
	"slices"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// A Rule is a rule's documentation. The texts are plain prose, except for Bad and
// Good, which are Markdown as a user would write it.
type Rule struct {
	ID    string        // "sheet/stranded-heading"
	Level diag.Severity // the default; Off for a rule that must be asked for
	What  string        // what is found
	Why   string        // why it matters
	Bad   string        // an example that the rule finds
	Good  string        // the example mended
	Mend  string        // how to mend it

	Limits []Limit // the numbers that it holds against
}

// A Limit is a number that a rule holds against.
type Limit struct {
	What  string // "type of bullets, paragraphs and details"
	Value string // the default, with its unit: "9.5 pt"
	Set   string // how the front matter sets it: "check: {limits: {sheet/small-type: {body: 9.5}}}"; "" when it cannot be set
}

// Options are what the forms need to know besides the findings. The zero value is
// usable: no colour, [DefaultWidth], paths as they are, no documentation.
type Options struct {
	Rules   []Rule // documentation; a finding may have a rule that is not among them
	Prefix  string // slash path put before every path: the site's folder, seen from where the reader stands
	Version string // of resgen, for SARIF
	Color   bool   // write SGR colours; Text, Explain and Summary only
	Width   int    // columns of the terminal, for Text and Explain; 0 for DefaultWidth
}

// DefaultWidth is the width, in columns, that is laid out for when none is known.
const DefaultWidth = 100

// minWidth is the narrowest layout; in a narrower terminal the lines wrap by themselves.
const minWidth = 40

func (o Options) width() int { return max(cmp.Or(o.Width, DefaultWidth), minWidth) }

// rule is the documentation of a rule and its index, -1 and the zero Rule when there is none.
func (o Options) rule(id string) (Rule, int) {
	i := slices.IndexFunc(o.Rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, -1
	}
	return o.Rules[i], i
}

// why is the reason that a finding gives, or else its rule's.
func (o Options) why(d diag.Diagnostic) string {
	r, _ := o.rule(d.Rule)
	return cmp.Or(d.Why, r.Why)
}

// path is the path of a span as the reader needs it, "" when the span is nowhere.
func (o Options) path(s source.Span) string {
	if !s.Known() || o.Prefix == "" || s.File.IsVariable() {
		return s.Path()
	}
	return path.Join(o.Prefix, s.Path())
}
