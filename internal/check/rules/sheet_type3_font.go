package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetType3Font = &check.Rule{
	ID:    "sheet/type3-font",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Text is printed in a Type 3 font: its letters are drawings in the PDF, without name, hinting or weight.",
		Why: "Such text is heavier on the screen, some viewers and printers set it badly, and some parsers read nothing in it. Chrome makes Type 3 fonts " +
			"of variable fonts, of OpenType fonts with PostScript outlines (.otf), and of colour emoji.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
@font-face { font-family: "Serif VF"; src: url(fonts/serif-variable.woff2) }
li { font-family: "Serif VF" }
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
@font-face { font-family: "Serif Four"; src: url(fonts/serif-static.woff2) }
li { font-family: "Serif Four" }
`,
		Mend: "Use static TrueType faces, one file for each weight, as @fontsource packs them, and not the variable or .otf file of the same " +
			"font. Take emoji out, or write what they mean.",
	},
	Run: runSheetType3Font,
}

func runSheetType3Font(p *check.Pass) {
	var first *sheet.Line
	var text strings.Builder
	lines, on := 0, 0
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for j := range s.Lines {
			l := &s.Lines[j]
			counted := false
			for k := range l.Runs {
				r := &l.Runs[k]
				if fontOf(p.Print, r).Type != "Type3" || strings.TrimSpace(r.Text) == "" {
					continue
				}
				if text.Len() < 200 {
					if !counted && text.Len() > 0 {
						text.WriteByte(' ')
					}
					text.WriteString(r.Text)
				}
				if !counted {
					lines, counted = lines+1, true
				}
				if first == nil {
					first, on = l, i+1
				}
			}
		}
	}
	if first == nil {
		return
	}
	d := diag.Diagnostic{
		Span:    place(p, blockOf(p.Print, first)),
		Message: fmt.Sprintf("%s printed in a Type 3 font, in %s", characters(text.String()), count(lines, "line")),
		Help: mend(p, "use static TrueType faces (.ttf, or .woff2 made of one) instead of a variable or .otf font",
			"embed a TrueType or Type 1 font instead; in LaTeX, \\usepackage{lmodern} does"),
		Sheet: on,
	}
	if !lettered(text.String()) {
		d.Help = "write it in words: such signs have no letters of a text font"
	}
	p.Report(d)
}
