package cli

import (
	"io"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/recall"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
)

// readBack writes what a parser reads of the prints, in the forms that have room for it. For people that is one table, of
// the print with the most in it, and those of further prints that a parser does not read in full. private is what is not
// to be shown.
func readBack(w io.Writer, format string, rep *check.Report, private []source.Span, o report.Options) error {
	all := report.DiscreetReadBack(readBacks(rep), private)
	switch {
	case len(all) == 0:
		return nil
	case format == "json":
		return report.ReadBackJSON(w, all, o)
	case format != "text":
		return nil
	}
	main, most := 0, 0
	for i, r := range all {
		if _, of := r.Sum(); of > most {
			main, most = i, of
		}
	}
	shown := []report.ReadBack{all[main]}
	for i, r := range all {
		if i != main && len(r.Missed) > len(all[main].Missed) {
			shown = append(shown, r)
		}
	}
	return report.ReadBackText(w, shown, o)
}

// readBacks is the read-back tables as reports write them. Contact data is not shown: it may be private, and a report public.
func readBacks(rep *check.Report) []report.ReadBack {
	var out []report.ReadBack
	for _, r := range rep.Recall {
		t := report.ReadBack{Target: r.Target.String()}
		for _, c := range r.Table.Counts() {
			t.Kinds = append(t.Kinds, report.ReadBackKind{Kind: string(c.Kind), Found: c.Found, Of: c.Of})
		}
		for _, f := range r.Table.Missed() {
			m := report.ReadBackMiss{Kind: string(f.Kind), Text: f.Text, Span: f.Span, Why: f.Read}
			if f.Run != "" {
				m.Why = f.Run
			}
			switch f.Kind {
			case recall.Email, recall.Phone, recall.Location, recall.Link:
				m.Text, m.Why = "", ""
			}
			t.Missed = append(t.Missed, m)
		}
		out = append(out, t)
	}
	return out
}
