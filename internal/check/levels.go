package check

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/diag"
)

// fixed reports whether a rule's level cannot be lowered, and no comment makes an exception from it:
// what it finds must never be published.
func fixed(rule string) bool { return strings.HasPrefix(rule, "privacy/") }

// levels is the level of each rule that the user set, and the findings about that setting.
func (in *Input) levels(rules []*Rule) (map[string]diag.Severity, diag.List) {
	levels := map[string]diag.Severity{}
	var out diag.List
	for _, l := range in.Site.Settings.Check.Levels {
		_, err := Select(rules, l.Rule.Text)
		switch {
		case !l.Known:
			out = append(out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: l.Word.Span,
				Message: fmt.Sprintf("%q is no level; it must be one of off, info, warning, error", l.Word.Text)})
		case err != nil:
			out = append(out, unknownRule(rules, l.Rule.Text, l.Rule.Span))
		case fixed(l.Rule.Text) && l.Level < diag.Error:
			out = append(out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: l.Rule.Span,
				Message: fmt.Sprintf("%s is always an error", l.Rule.Text)})
		default:
			levels[l.Rule.Text] = l.Level
		}
	}
	for _, l := range in.Levels {
		if !fixed(l.Rule) || l.Level == diag.Error {
			levels[l.Rule] = l.Level
		}
	}
	return levels, out
}
