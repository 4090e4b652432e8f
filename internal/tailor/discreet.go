package tailor

import (
	"slices"

	"github.com/resgen/resgen/internal/source"
)

// masked stands for a text that others are not shown.
const masked = "(private)"

// Discreet is the report for a place that others may see: of what overlaps something private, the words are left out. The given one does not change.
func (r *Report) Discreet(private []source.Span) *Report {
	out := *r
	if overlaps(private, r.TitleAt.Span) {
		out.TitleAt.Text = masked
	}
	out.Evidence = slices.Clone(r.Evidence)
	for i := range out.Evidence {
		e := &out.Evidence[i]
		e.Places = slices.Clone(e.Places)
		for k := range e.Places {
			if p := &e.Places[k]; overlaps(private, p.Span) {
				p.Text, p.Word = masked, masked
			}
		}
	}
	return &out
}

// Discreet is choices for a place that others may see.
func Discreet(choices []Choice, private []source.Span) []Choice {
	out := slices.Clone(choices)
	for i := range out {
		if overlaps(private, out[i].Span) {
			out[i].Text = masked
			if out[i].Entry {
				out[i].Under = masked
			}
		}
	}
	return out
}

func overlaps(private []source.Span, at source.Span) bool {
	return at.Known() && slices.ContainsFunc(private, func(p source.Span) bool {
		return p.File == at.File && p.Start < at.End && at.Start < p.End
	})
}
