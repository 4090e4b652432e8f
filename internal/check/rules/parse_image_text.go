package rules

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var parseImageText = &check.Rule{
	ID:    "parse/image-text",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "A picture takes more than 10 % of a sheet, so that it may hold text; a portrait is smaller. One over half of a sheet (the limit of parse/scan) with fewer than 80 characters of text is probably a scan, which is an error; one without any text is parse/scan.",
		Why:  "Parsers read text, not pictures: what is drawn, scanned or printed through a driver that makes pictures of pages is not there for them.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, and explained it in seven notes, one of which is longer than the memoir that they were written to

![Certificate of the Royal Society](certificate.png)
-- static/custom.css --
img { width: 14cm }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine, and explained it in seven notes, one of which is longer than the memoir that they were written to
- Certificate of the Royal Society, computing engines, 2021
`,
		Mend: "Write in words what the picture says, and show the picture on the site. Print a scan anew from its source.",
	},
	Limits: []*check.Limit{pictureArea, scanText},
	Run:    runParseImageText,
}

func runParseImageText(p *check.Pass) {
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		area := s.Width * s.Height
		if len(s.Pictures) == 0 || len(s.Lines) == 0 || // that is parse/scan
			!(area > 0) || !finite(area) {
			continue
		}
		text := 0
		for k := range s.Lines {
			text += len([]rune(strings.ReplaceAll(s.Lines[k].Text, " ", "")))
		}
		largest, at := 0.0, sheet.Rect{}
		for _, r := range s.Pictures {
			if a := r.W * r.H; finite(a) && a > largest {
				largest, at = a, r
			}
		}
		share := 100 * largest / area
		d := diag.Diagnostic{Span: place(p, blockOfPicture(p.Print, i+1, at)), Sheet: i + 1}
		switch {
		case text < int(p.Limit(scanText)) && share > p.Limit(scanned):
			d.Severity = diag.Error
			d.Message = fmt.Sprintf("sheet %d is a picture: it has %s of text, and %.0f%% of it is one picture", i+1, count(text, "character"), share)
			d.Help = "print it anew from its source; a parser gets nothing from it"
		case share > p.Limit(pictureArea):
			d.Message = fmt.Sprintf("a picture takes %.0f%% of sheet %d; the most is %s, that of a portrait", share, i+1, percentOf(p, pictureArea))
			d.Help = "write in words what it says; parsers do not read pictures"
		default:
			continue
		}
		p.Report(d)
	}
}

// blockOfPicture is the block that a picture on a sheet stands in: one without text that begins where the picture does, or one
// with a line that the picture stands on; else the last that begins above it. A picture that reaches over all of the sheet's
// text is none's, and then it is the first block of the sheet.
func blockOfPicture(pr *sheet.Print, number int, at sheet.Rect) *sheet.Block {
	const near = 12 // points: less than a line of text
	var textless, on, above *sheet.Block
	best := near + at.H/20
	for i := range pr.Blocks {
		b := &pr.Blocks[i]
		if b.Sheet != number && b.Last != number {
			continue
		}
		if len(b.Lines) == 0 {
			if d := math.Abs(b.Y - at.Y); d <= best && b.Sheet == number {
				textless, best = b, d
			}
			continue
		}
		for _, ref := range b.Lines {
			l := lineAt(pr, ref)
			if l == nil || ref.Sheet != number {
				continue
			}
			if l.Base > at.Y+at.H/2 && l.Base < at.Bottom()+near && (l.Rect.Right() <= at.X+1 || l.Rect.X >= at.Right()-1) {
				on = b
			}
		}
		if b.Sheet < number || b.Y < at.Y {
			above = b
		}
	}
	return cmp.Or(textless, on, above, firstOn(pr, number))
}

func percentOf(p *check.Pass, l *check.Limit) string { return check.Number(p.Limit(l)) + "%" }
