package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var parseImageText = &check.Rule{
	ID:    "parse/image-text",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "A picture takes more than 10 % of a sheet, so that it may hold text; a portrait is smaller. One over half of a sheet with fewer than 80 characters of text is probably a scan, which is an error; one without any text is parse/scan.",
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
		largest := 0.0
		for _, r := range s.Pictures {
			if a := r.W * r.H; finite(a) {
				largest = max(largest, a)
			}
		}
		share := 100 * largest / area
		d := diag.Diagnostic{Span: place(p, firstOn(p.Print, i+1)), Sheet: i + 1}
		switch {
		case text < int(p.Limit(scanText)) && share > 50:
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

func percentOf(p *check.Pass, l *check.Limit) string { return check.Number(p.Limit(l)) + "%" }
