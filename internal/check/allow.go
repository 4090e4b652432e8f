package check

import (
	"fmt"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// The two rules about exceptions; they have no Run, their findings are made in allow.
const (
	UnusedAllow        = "check/unused-allow"
	AllowWithoutReason = "check/allow-without-reason"
)

// allow takes out the findings that the content makes an exception of, and adds what is wrong with
// the exceptions: one without a reason does not count, one that hides nothing is in the way.
func (in *Input) allow(rules []*Rule, found diag.List) diag.List {
	type key struct{ path, rule string }
	type exception struct {
		document.Allow
		used bool
	}
	by := map[key][]*exception{}
	var all []*exception
	var extra diag.List
	say := func(id string, d diag.Diagnostic) {
		for _, r := range rules {
			if r.ID == id {
				d.Rule, d.Severity = id, r.Level
				extra = append(extra, d)
			}
		}
	}
	for _, d := range in.Documents {
		for _, a := range in.allows(d) {
			if _, err := Select(rules, a.Rule); err != nil {
				extra = append(extra, unknownRule(rules, a.Rule, a.Span))
				continue
			}
			if a.Reason == "" {
				say(AllowWithoutReason, diag.Diagnostic{Span: a.Span, Message: fmt.Sprintf("the exception from %s gives no reason, and does not count", a.Rule),
					Help: fmt.Sprintf("write <!-- allow %s: why -->", a.Rule)})
				continue
			}
			e := &exception{Allow: a}
			all = append(all, e)
			k := key{a.Span.Path(), a.Rule}
			by[k] = append(by[k], e)
		}
	}
	var kept diag.List
	for _, d := range found {
		hidden := false
		if !fixed[d.Rule] {
			for _, e := range by[key{d.Span.Path(), d.Rule}] {
				if e.Covers.Contains(d.Span.File.Span(d.Span.Start, d.Span.Start)) {
					e.used, hidden = true, true
				}
			}
		}
		if !hidden {
			kept = append(kept, d)
		}
	}
	for _, e := range all {
		// A rule that could not run may have something to hide.
		r, _ := Select(rules, e.Rule)
		if !e.used && (r.Needs != Sheets || len(in.Prints) > 0) {
			say(UnusedAllow, diag.Diagnostic{Span: e.Span, Message: fmt.Sprintf("the exception from %s hides nothing", e.Rule), Help: "remove the comment"})
		}
	}
	return append(kept, extra...)
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

// unknownRule is the finding for the name of a rule that there is not.
func unknownRule(rules []*Rule, name string, span source.Span) diag.Diagnostic {
	d := diag.Diagnostic{Rule: "meta/unknown-rule", Severity: diag.Error, Span: span, Message: fmt.Sprintf("there is no rule %q", name)}
	best := 4
	for _, r := range rules {
		if n := meta.Distance(r.ID, name); n < best {
			best = n
			d.Message = fmt.Sprintf("there is no rule %q; did you mean %q?", name, r.ID)
		}
	}
	return d
}
