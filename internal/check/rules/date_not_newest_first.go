package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

var dateNotNewestFirst = &check.Rule{
	ID:    "date/not-newest-first",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "In a section about experience or education, an entry stands above one that began and ended later. Entries without dates are passed over, and so are courses and certificates among degrees.",
		Why:  "A reader looks at the first job for what you do now, and so do parsers: the newest one belongs at the top.",
		Bad: `---
name: Ada Byron
---

## Experience

### Clerk, Babbage & Sons
*June 2019 – December 2021*

### Analyst, Lovelace & Co
*January 2022 – May 2026*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*January 2022 – May 2026*

### Clerk, Babbage & Sons
*June 2019 – December 2021*
`,
		Mend: "Put the newest entry first; what still goes on stands above what has ended.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || !p.Today.Known() {
			return
		}
		for i := range r.Sections {
			s := &r.Sections[i]
			if s.Kind != resume.Experience && s.Kind != resume.Education {
				continue
			}
			var above *resume.Entry
			var at stretch
			dated, wrong := 0, 0
			var d diag.Diagnostic
			for k := range s.Entries {
				e := &s.Entries[k]
				t, ok := stretchOf(e.Dates, p.Today)
				if !ok || backwards(e.Dates) || s.Kind == resume.Education && !isDegree(e) {
					continue
				}
				dated++
				if above != nil && later(t, at) {
					if wrong++; wrong == 1 {
						d = diag.Diagnostic{Span: e.Head, Message: fmt.Sprintf("%s is later than %s, and stands below it", entryName(e), entryName(above)),
							Help:  "put the newest entry first",
							Notes: []diag.Note{{Span: above.Head, Text: "the earlier one"}}}
					} else {
						d.Notes = append(d.Notes, diag.Note{Span: e.Head, Text: "is later than the entry above it, too"})
					}
				}
				above, at = e, t
			}
			if wrong > 0 {
				if wrong == dated-1 && wrong > 1 {
					d.Message = fmt.Sprintf("the %d entries of %s stand oldest first", dated, quote(s.Title.Text))
					d.Help, d.Notes = "turn their order round: the newest entry first", nil
				}
				p.Report(d)
			}
		}
	},
}

// later reports whether one time surely began and ended later than another.
func later(a, b stretch) bool {
	return a.startFirst > b.startLast && (a.present && !b.present || a.endFirst > b.endLast)
}

// isDegree reports whether an entry is a degree, and no course that stands beside one.
func isDegree(e *resume.Entry) bool {
	var space [16]term.Class
	for _, c := range term.Classify(space[:0], e.Title.Text) {
		if c&term.Degree != 0 {
			return term.Cues(e.Title.Text)&term.Course == 0
		}
	}
	return false
}
