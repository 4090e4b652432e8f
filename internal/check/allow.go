package check

import (
	"fmt"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
)

// The two rules about exceptions. They have no Run: their findings are made here, and no exception is made
// from them.
const (
	UnusedAllow        = "check/unused-allow"
	AllowWithoutReason = "check/allow-without-reason"
)

// NoReason is the word that stands where a reason is to be written; an exception that gives it has none.
const NoReason = "reason"

// exceptions is what the content asks to be passed over, by file and rule.
type exceptions struct {
	by  map[exceptionKey][]*exception
	all []*exception // in the order of the documents
}

type exceptionKey struct{ path, rule string }

type exception struct {
	document.Allow
	used bool
}

// exceptions gathers them. The findings are about those that do not count: from a rule that there is
// not, or without a reason.
func (in *Input) exceptions(rules []*Rule) (*exceptions, diag.List) {
	x := &exceptions{by: map[exceptionKey][]*exception{}}
	var wrong diag.List
	for _, d := range in.Documents {
		for _, a := range in.allows(d) {
			if _, err := Select(rules, a.Rule); err != nil {
				wrong = append(wrong, unknownRule(rules, a.Rule, a.Span))
				continue
			}
			if a.Reason == "" || a.Reason == NoReason {
				wrong = append(wrong, diag.Diagnostic{Rule: AllowWithoutReason, Severity: diag.Warning, Span: a.Span,
					Message: fmt.Sprintf("the exception from %s gives no reason, and does not count", a.Rule),
					Help:    fmt.Sprintf("write <!-- allow %s: why -->", a.Rule)})
				continue
			}
			e := &exception{Allow: a}
			k := exceptionKey{a.Span.Path(), a.Rule}
			x.all, x.by[k] = append(x.all, e), append(x.by[k], e)
		}
	}
	return x, wrong
}

// allows is the exceptions of a document; a page that is only a head has them in its facts.
func (in *Input) allows(d *document.Document) []document.Allow {
	if d.Allows == nil && in.Facts != nil {
		if f := in.Facts(d); f != nil {
			return f.Allows
		}
	}
	return d.Allows
}

// hide is the findings less those that an exception covers.
func (x *exceptions) hide(found diag.List) diag.List {
	var kept diag.List
	for _, d := range found {
		hidden := false
		if !Fixed(d.Rule) && d.Rule != UnusedAllow && d.Rule != AllowWithoutReason {
			for _, e := range x.by[exceptionKey{d.Span.Path(), d.Rule}] {
				if e.Covers.Contains(d.Span.File.Span(d.Span.Start, d.Span.Start)) {
					e.used, hidden = true, true
				}
			}
		}
		if !hidden {
			kept = append(kept, d)
		}
	}
	return kept
}

// unused is the findings about exceptions that hid nothing, though their rule ran: one that did not may
// have something to hide.
func (x *exceptions) unused(ran map[string]bool) diag.List {
	var out diag.List
	for _, e := range x.all {
		if !e.used && ran[e.Rule] {
			out = append(out, diag.Diagnostic{Rule: UnusedAllow, Severity: diag.Warning, Span: e.Span,
				Message: fmt.Sprintf("the exception from %s hides nothing", e.Rule), Help: "remove the comment"})
		}
	}
	return out
}
