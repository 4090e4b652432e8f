package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetBlank = &check.Rule{
	ID:    "sheet/blank",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "A sheet has no text and no picture. A page number, or a colour behind the whole sheet, does not count.",
		Why:  "It is printed, counted as a page, and looks like a mistake, which it is.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
main::after { content: ""; display: block; height: 1mm; break-before: page }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
main::after { content: ""; display: block; height: 1mm }
`,
		Mend: "Look in static/custom.css for a `break-before: page`, a `break-after: page` or a height that leaves nothing for the sheet, " +
			"and take it out.",
	},
	Run: runSheetBlank,
}

func runSheetBlank(p *check.Pass) {
	if p.Site != nil && p.PDF == nil && lastOf(p.Print) == nil {
		return // there is nothing to print, which resume/empty says
	}
	var before *sheet.Block // the last one above
	for i := range p.Print.Sheets {
		if b := lastOn(p.Print, i+1); b != nil {
			before = b
		}
		if !blank(p.Print, &p.Print.Sheets[i]) {
			continue
		}
		d := diag.Diagnostic{
			Span:    place(p, before),
			Message: fmt.Sprintf("sheet %d of %d is blank", i+1, len(p.Print.Sheets)),
			Help:    "take out the page break, or the height, that makes it",
			Sheet:   i + 1,
		}
		if before != nil {
			d.Message += ", behind " + quote(before.Text)
		}
		p.Report(d)
	}
}

// blank reports whether nothing of the résumé stands on a sheet.
func blank(p *sheet.Print, s *sheet.Sheet) bool {
	const (
		thin   = 2.0 // pt: a rule by itself shows nothing
		behind = 0.9 // of the sheet: a background
	)
	for i := range s.Lines {
		l := &s.Lines[i]
		if blockOf(p, l) != nil || inside(s, l) || len(p.Blocks) == 0 && !pageNumber(s, l) {
			return false
		}
	}
	if len(s.Pictures) > 0 {
		return false
	}
	for _, m := range s.Marks {
		if m.W > thin && m.H > thin && m.W*m.H < behind*s.Area.W*s.Area.H {
			return false
		}
	}
	return true
}

// inside reports whether a line stands within the margins, where the résumé is.
func inside(s *sheet.Sheet, l *sheet.Line) bool {
	return s.Area.H > 0 && s.Area.H < s.Height-1 && l.Base > s.Area.Y && l.Base < s.Area.Bottom()
}

// pageNumber reports whether a line looks like what stands at the head or the foot of every sheet: near the edge,
// with a number and few words.
func pageNumber(s *sheet.Sheet, l *sheet.Line) bool {
	const edge, most = 0.08, 24 // of the height; characters
	if l.Base > edge*s.Height && l.Base < (1-edge)*s.Height || characterCount(l.Text) > most {
		return false
	}
	for _, r := range l.Text {
		if r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}

// lastOf is the last block that has text; nil when none has.
func lastOf(p *sheet.Print) *sheet.Block {
	for i := len(p.Blocks) - 1; i >= 0; i-- {
		if len(p.Blocks[i].Lines) > 0 {
			return &p.Blocks[i]
		}
	}
	return nil
}

// lastOn is the last block that has text on a sheet; nil when none has.
func lastOn(p *sheet.Print, number int) *sheet.Block {
	for i := len(p.Blocks) - 1; i >= 0; i-- {
		if b := &p.Blocks[i]; b.Sheet >= 1 && b.Sheet <= number && number <= b.Last {
			return b
		}
	}
	return nil
}
