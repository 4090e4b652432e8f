// Package check holds rules against what was written and what was printed.
//
// A [Rule] is a value: an ID, a default level, what it needs, its manual, and a function.
// The [Pass] is that function's only door: documents, facts of pages, sheets, output; it
// never sees a file, a clock or a browser. [Run] runs a list of rules, applies the
// user's levels and exceptions, and says which rules could not run and why.
// It never changes what it looks at.
package check

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// Needs is what must be there for a rule to run.
type Needs uint8

// What a rule may need.
const (
	Text   Needs = iota // the parsed content
	Sheets              // a print; runs once for each printed target
	Output              // the bytes of what is published
)

var needNames = [...]string{"text", "sheet", "output"}

// String names the need as summaries do: "14 sheet rules skipped".
func (n Needs) String() string { return needNames[n] }

// A Rule is one thing that resgen looks at.
type Rule struct {
	ID    string        // group/slug; reads as "allow <rule>"
	Level diag.Severity // unless the user sets another; Off for a rule that must be asked for
	Needs Needs
	Doc   Doc
	Run   func(*Pass) // nil for a rule whose findings an earlier stage makes
}

// A Doc is a rule's manual. All of it is required; tests run Bad and Good.
type Doc struct {
	What string // what it looks for: a sentence
	Why  string // why that matters to the person
	Bad  string // content that it fires on: a résumé, or a txtar archive of files
	Good string // the same content, mended: the rule is quiet
	Mend string // what to do about it
}

// A Printed target is what came out of the printer for one target.
type Printed struct {
	Target compose.Target
	Print  *sheet.Print
}

// Input is all that there is to check.
type Input struct {
	Set       *source.Set
	Site      *compose.Site
	Documents []*document.Document // all of them, pages as heads
	Facts     func(*document.Document) *render.Facts
	Themes    []string
	Stages    diag.List // findings of the stages before, each under the ID of its rule
	Prints    []Printed // empty when nothing was printed
	NoPrint   string    // why nothing was printed: "no Chrome found"; "" when it was
	Output    []Published
	Levels    []Level  // from the command line; they win over the front matter's
	Starter   []string // name and employers of the starter, when Publish
	Publish   bool     // the site is being built for the public: CI is set, or a base URL was given on the command line
}

// A Level is a rule's level as the user sets it.
type Level struct {
	Rule  string
	Level diag.Severity
}

// Published is one file of the output in which a secret stands. The scan itself is the
// caller's, who remembers it by the hash of file and secrets.
type Published struct {
	Path   string
	Secret compose.Secret
	How    string // where in the file: "text of the PDF", "" when in its bytes
}

// A Pass is one run of one rule, for one target when the rule needs sheets.
type Pass struct {
	*Input
	Target compose.Target // of a rule that needs sheets
	Print  *sheet.Print
	rule   *Rule
	out    *diag.List
	target string
}

// Report adds a finding. Rule and target are filled in, and the rule's level where the finding has none
// of its own; a level that the user set wins over both.
func (p *Pass) Report(d diag.Diagnostic) {
	d.Rule = p.rule.ID
	if d.Severity == diag.Off {
		d.Severity = p.rule.Level
	}
	d.Target = p.target
	*p.out = append(*p.out, d)
}

// Reportf adds a finding at a place.
func (p *Pass) Reportf(span source.Span, format string, args ...any) {
	p.Report(diag.Diagnostic{Span: span, Message: fmt.Sprintf(format, args...)})
}

// A Report is what a check came to.
type Report struct {
	Findings diag.List
	Skipped  []Skip
	Rules    int // rules that ran
}

// A Skip is a number of rules that could not run.
type Skip struct {
	Needs  string
	Count  int
	Reason string
}

// Run runs the rules. Order, levels and exceptions are settled here, so that rules need not know of them.
func Run(rules []*Rule, in *Input) Report {
	var rep Report
	levels := in.levels(rules, &rep.Findings)
	skipped := map[Needs]int{}
	for _, r := range rules {
		level, set := levels[r.ID]
		if !set {
			level = r.Level
		}
		if level == diag.Off {
			continue
		}
		if r.Needs == Sheets && len(in.Prints) == 0 {
			skipped[r.Needs]++
			continue
		}
		rep.Rules++
		var found diag.List
		for _, d := range in.Stages {
			if d.Rule == r.ID {
				found = append(found, d)
			}
		}
		switch {
		case r.Run == nil:
		case r.Needs == Sheets:
			for _, pr := range in.Prints {
				r.Run(&Pass{Input: in, Target: pr.Target, Print: pr.Print, rule: r, out: &found, target: pr.Target.String()})
			}
			found = merge(found, len(in.Prints))
		default:
			r.Run(&Pass{Input: in, rule: r, out: &found})
		}
		if set {
			for i := range found {
				found[i].Severity = level
			}
		}
		rep.Findings = append(rep.Findings, found...)
	}
	for need, n := range skipped {
		rep.Skipped = append(rep.Skipped, Skip{need.String(), n, cmp.Or(in.NoPrint, "there is nothing to print")})
	}
	rep.Findings = in.allow(rules, rep.Findings)
	for i, d := range rep.Findings {
		if r, err := Select(rules, d.Rule); err == nil && d.Why == "" {
			rep.Findings[i].Why = r.Doc.Why
		}
	}
	rep.Findings.Sort()
	return rep
}

// merge makes one finding without a target out of equal ones that every target has.
func merge(found diag.List, targets int) diag.List {
	type place struct {
		span    source.Span
		message string
	}
	count := map[place]int{}
	for _, d := range found {
		count[place{d.Span, d.Message}]++
	}
	var out diag.List
	for _, d := range found {
		at := place{d.Span, d.Message}
		switch n := count[at]; {
		case d.Target == "" || targets == 1 || n > 0 && n < targets:
			if targets == 1 {
				d.Target = ""
			}
			out = append(out, d)
		case n >= targets:
			d.Target = ""
			out = append(out, d)
			count[at] = 0 // the others of this place are the same finding
		}
	}
	return out
}

// levels is the level of each rule that the user set, and the findings about that setting.
func (in *Input) levels(rules []*Rule, out *diag.List) map[string]diag.Severity {
	levels := map[string]diag.Severity{}
	for _, l := range in.Site.Settings.Check.Levels {
		if !l.Known {
			*out = append(*out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: l.Word.Span,
				Message: fmt.Sprintf("%q is no level; it must be one of off, info, warning, error", l.Word.Text)})
			continue
		}
		known := slices.ContainsFunc(rules, func(r *Rule) bool { return r.ID == l.Rule.Text })
		if !known {
			*out = append(*out, unknownRule(rules, l.Rule.Text, l.Rule.Span))
			continue
		}
		if fixed[l.Rule.Text] && l.Level < diag.Error {
			*out = append(*out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: l.Rule.Span,
				Message: fmt.Sprintf("%s is always an error", l.Rule.Text)})
			continue
		}
		levels[l.Rule.Text] = l.Level
	}
	for _, l := range in.Levels {
		if !fixed[l.Rule] || l.Level == diag.Error {
			levels[l.Rule] = l.Level
		}
	}
	return levels
}

// fixed is the rules whose level cannot be lowered: what they find must never be published.
var fixed = map[string]bool{"privacy/published": true}

// Select is the rules with any of the IDs; an unknown one is an error that names the nearest.
func Select(rules []*Rule, id string) (*Rule, error) {
	for _, r := range rules {
		if r.ID == id {
			return r, nil
		}
	}
	d := unknownRule(rules, id, source.Span{})
	return nil, fmt.Errorf("%s; `resgen rules` lists them", d.Message)
}

// Secrets is the secrets that stand in some bytes as they are, HTML-escaped, or with the blanks and
// signs of a telephone number left out.
func Secrets(b []byte, secrets []compose.Secret) []compose.Secret {
	var out []compose.Secret
	var digits []byte
	for _, s := range secrets {
		if bytes.Contains(b, []byte(s.Value.Text)) || bytes.Contains(b, []byte(escape(s.Value.Text))) {
			out = append(out, s)
			continue
		}
		if number := onlyDigits([]byte(s.Value.Text)); s.Field == "phone" && len(number) >= 6 {
			if digits == nil {
				digits = phoneText(b)
			}
			if bytes.Contains(digits, number) {
				out = append(out, s)
			}
		}
	}
	return out
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "+", "&#43;", "'", "&#39;").Replace(s)
}

func onlyDigits(b []byte) []byte {
	var out []byte
	for _, c := range b {
		if c >= '0' && c <= '9' {
			out = append(out, c)
		}
	}
	return out
}

// phoneText is the bytes with what may stand between the digits of a telephone number left out, so
// that "070-174 06 05" is found however it is set.
func phoneText(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for _, c := range b {
		switch c {
		case ' ', '-', '.', '(', ')', '/', '\n', '\r', '\t':
		default:
			out = append(out, c)
		}
	}
	return out
}
