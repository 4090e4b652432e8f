package check

import (
	"cmp"
	"slices"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// A said is the places that rules found something at, of one file or of several: sorted by file and start, those of one
// file apart from each other.
type said []source.Span

// Said reports whether a rule that this one yields to found something at a place. One slip is one finding: that of the rule
// which knows best what it is.
func (p *Pass) Said(at source.Span) bool {
	i, _ := slices.BinarySearchFunc(p.said, at, func(s, at source.Span) int {
		return cmp.Or(cmp.Compare(s.Path(), at.Path()), cmp.Compare(s.End, at.Start+1))
	})
	return i < len(p.said) && p.said[i].File == at.File && p.said[i].Start < at.End
}

// saidIn is the places of findings: where they are, and where their fixes and notes say that the same stands.
func saidIn(lists ...diag.List) said {
	var all said
	for _, list := range lists {
		for _, d := range list {
			all = append(all, d.Span)
			for _, n := range d.Notes {
				all = append(all, n.Span)
			}
			if d.Fix != nil {
				for _, e := range d.Fix.Edits {
					all = append(all, e.Span)
				}
			}
		}
	}
	all = slices.DeleteFunc(all, func(s source.Span) bool { return !s.Known() })
	slices.SortFunc(all, func(a, b source.Span) int {
		return cmp.Or(cmp.Compare(a.Path(), b.Path()), cmp.Compare(a.Start, b.Start))
	})
	var out said
	for _, s := range all {
		if n := len(out); n > 0 && out[n-1].File == s.File && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// inOrder runs rules about text, each behind those that it yields to.
func (p *part) inOrder(in *Input, rules []*Rule) {
	byID := map[string]*Rule{}
	for _, r := range rules {
		byID[r.ID] = r
	}
	var run func(r *Rule)
	run = func(r *Rule) {
		if _, done := p.text[r]; done {
			return
		}
		p.text[r] = nil // so that rules that yield to each other come to an end; a test holds that there are none
		var before []diag.List
		for _, id := range r.Yields {
			if to := byID[id]; to != nil {
				run(to)
				before = append(before, p.text[to])
			}
		}
		p.text[r] = in.run(r, saidIn(before...))
	}
	for _, r := range rules {
		run(r)
	}
}
