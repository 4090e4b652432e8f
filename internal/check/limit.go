package check

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
)

// A Limit is a number that a rule holds the content or the print against. It stands in the table of package
// rules and is listed by its rule; a rule of others may hold against it too.
type Limit struct {
	Name     string  // how the user sets it where the rule has several: "body" of {sheet/small-type: {body: 9}}
	What     string  // what is counted or measured: "type of bullets, paragraphs and details"
	Value    float64 // unless the user sets it
	Unit     string
	Min, Max float64 // what the user may set; both 0 when nobody may
	Source   string  // where the number comes from
}

// Settable reports whether the user may set the limit.
func (l *Limit) Settable() bool { return l.Max > 0 }

// String is the default as people read it: "9.5 pt".
func (l *Limit) String() string { return l.text(l.Value) }

func (l *Limit) text(v float64) string { return Number(v) + " " + l.Unit }

// Number is a figure without needless zeros: "9.5", "8".
func Number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Limit is the number that counts in this run: the user's, or else the default.
func (in *Input) Limit(l *Limit) float64 {
	if v, ok := in.limits[l]; ok {
		return v
	}
	return l.Value
}

// Asked reports whether the user set the limit, be it to its default.
func (in *Input) Asked(l *Limit) bool {
	_, ok := in.limits[l]
	return ok
}

// LimitText is the number that counts, with its unit: "9.5 pt".
func (in *Input) LimitText(l *Limit) string { return l.text(in.Limit(l)) }

// setLimits takes the user's limits. The findings are about those that cannot be.
func (in *Input) setLimits(rules []*Rule) diag.List {
	var wrong diag.List
	bad := func(n meta.Name, format string, args ...any) {
		wrong = append(wrong, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: n.Span, Message: fmt.Sprintf(format, args...)})
	}
	in.limits = map[*Limit]float64{}
	for _, s := range in.Settings().Check.Limits {
		r, err := Select(rules, s.Rule.Text)
		if err != nil {
			wrong = append(wrong, unknownRule(rules, s.Rule.Text, s.Rule.Span))
			continue
		}
		l, why := r.limit(s.Name.Text)
		v, err := strconv.ParseFloat(s.Value.Text, 64)
		switch {
		case l == nil && s.Name.Text == "":
			bad(s.Rule, "%s %s", r.ID, why)
		case l == nil:
			bad(s.Name, "%s %s", r.ID, why)
		case err != nil || !(v >= l.Min && v <= l.Max):
			bad(s.Value, "%q is no limit of %s; it must be a number from %s to %s (%s)", s.Value.Text, r.ID, Number(l.Min), Number(l.Max), l.Unit)
		default:
			in.limits[l] = v
		}
	}
	return wrong
}

// limit is the rule's limit of a name, "" where the rule has but one; nil with the reason when there is none.
func (r *Rule) limit(name string) (l *Limit, why string) {
	var own []*Limit
	var names []string
	for _, l := range r.Limits {
		if l.Settable() {
			own, names = append(own, l), append(names, l.Name)
			if l.Name == name {
				return l, ""
			}
		}
	}
	switch {
	case len(own) == 0:
		return nil, "has no limit that can be set"
	case len(own) == 1 && name == "":
		return own[0], ""
	case len(own) == 1:
		return nil, fmt.Sprintf("has one limit; write a number, as in {%s: %s}", r.ID, Number(own[0].Value))
	}
	return nil, fmt.Sprintf("has several limits (%s); write {%s: {%s: %s}}", strings.Join(names, ", "), r.ID, own[0].Name, Number(own[0].Value))
}
