package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
)

// Fixed reports whether a rule's level cannot be lowered, and no comment makes an exception from it:
// what it finds must never be published. What other rules of privacy/ find is for the person to decide.
func Fixed(rule string) bool { return rule == "privacy/published" || rule == "privacy/no-effect" }

// levels is the level of each rule that the user set, and the findings about that setting. What is said of
// one rule wins over what is said of its group, and the command line over the front matter.
func (in *Input) levels(rules []*Rule) (map[string]diag.Severity, diag.List) {
	levels := map[string]diag.Severity{}
	var out diag.List
	ofGroups, ofRules := []Level{}, []Level{}
	for _, l := range in.Settings().Check.Levels {
		err := Known(rules, l.Rule.Text)
		switch {
		case !l.Known:
			out = append(out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: l.Word.Span,
				Message: fmt.Sprintf("%q is no level; it must be one of off, info, warning, error", l.Word.Text)})
		case err != nil:
			out = append(out, unknownRule(rules, l.Rule.Text, l.Rule.Span))
		case Fixed(l.Rule.Text) && l.Level < diag.Error:
			out = append(out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: l.Rule.Span,
				Message: fmt.Sprintf("%s is always an error", l.Rule.Text)})
		case isGroup(l.Rule.Text):
			ofGroups = append(ofGroups, Level{l.Rule.Text, l.Level})
		default:
			ofRules = append(ofRules, Level{l.Rule.Text, l.Level})
		}
	}
	asked := slices.Clone(in.Levels)
	slices.SortStableFunc(asked, func(a, b Level) int { return rankOf(a) - rankOf(b) })
	for _, l := range slices.Concat(ofGroups, ofRules, asked) {
		for _, r := range rules {
			if (r.ID == l.Rule || Group(r.ID) == l.Rule) && (!Fixed(r.ID) || l.Level == diag.Error) {
				levels[r.ID] = l.Level
			}
		}
	}
	return levels, out
}

// rankOf puts groups before rules.
func rankOf(l Level) int {
	if isGroup(l.Rule) {
		return 0
	}
	return 1
}

// Group is the group of a rule: "text" of "text/no-metric".
func Group(id string) string {
	group, _, _ := strings.Cut(id, "/")
	return group
}

func isGroup(name string) bool { return !strings.Contains(name, "/") }

// Known says whether a name is that of a rule, or of a group of rules. The error names the nearest.
func Known(rules []*Rule, name string) error {
	if isGroup(name) && slices.ContainsFunc(rules, func(r *Rule) bool { return Group(r.ID) == name }) {
		return nil
	}
	_, err := Select(rules, name)
	return err
}

// preset is what a finding of a rule whose level nobody set counts for: with "minimal", errors alone are said;
// with "strict", what is information by itself is a warning.
func preset(name string, s diag.Severity) diag.Severity {
	switch {
	case name == meta.Minimal && s < diag.Error:
		return diag.Off
	case name == meta.Strict && s == diag.Info:
		return diag.Warning
	}
	return s
}
