package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetMissingGlyph = &check.Rule{
	ID:    "sheet/missing-glyph",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "No font has some of the characters, neither the page's own nor one of the machine: an empty box is printed for them, or nothing. In a PDF that others made, " +
			"it is the replacement character U+FFFD that is looked for.",
		Why: "The reader sees boxes, and a parser reads nothing, or nonsense. Characters that another font of the machine stepped in for are sheet/font-fallback.",
		Bad: `---
name: Ada Byron
---

## Languages

- English, Sumerian (𒅴𒂠)
`,
		Good: `---
name: Ada Byron
---

## Languages

- English, Sumerian (eme-ĝir)
`,
		Mend: "Write the characters otherwise, or add a face that has them: an @font-face rule in static/custom.css, with the font's file in static/fonts/, " +
			"and the family named in `font-family`.",
	},
	Run: runSheetMissingGlyph,
}

func runSheetMissingGlyph(p *check.Pass) {
	for _, l := range p.Print.Lost {
		if !l.NoGlyph || strings.TrimSpace(l.Text) == "" {
			continue
		}
		b := blockAt(p.Print, l.Block)
		d := diag.Diagnostic{
			Span:    place(p, b),
			Message: "no font has " + strings.TrimSuffix(strings.TrimSuffix(characters(l.Text), " is"), " are"),
			Help:    "add a face that has these characters in static/custom.css, or write them otherwise",
		}
		if b != nil {
			d.Sheet = b.Sheet
		}
		p.Report(d)
	}
	if p.Print.Chrome != "" || p.PDF != nil {
		return // what such a print has lost is known; in other programs' PDFs a character without a code may well be drawn
	}
	var first *sheet.Line
	lines, on := 0, 0
	for i := range p.Print.Sheets {
		for j := range p.Print.Sheets[i].Lines {
			l := &p.Print.Sheets[i].Lines[j]
			if !strings.ContainsRune(l.Text, '\uFFFD') {
				continue
			}
			if lines++; first == nil {
				first, on = l, i+1
			}
		}
	}
	if first != nil {
		p.Report(diag.Diagnostic{
			Span:    place(p, blockOf(p.Print, first)),
			Message: fmt.Sprintf("characters of %s are not in its font, in %s", quote(first.Text), count(lines, "line")),
			Help:    "set them in a font that has them, or write them otherwise",
			Sheet:   on,
		})
	}
}
