package rules

import (
	"fmt"
	"slices"
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
	var beside []*sheet.Block // what a style puts a box to; nil: the margin
	for _, l := range p.Print.Lost {
		if !l.NoGlyph || l.Text != "" && strings.TrimSpace(l.Text) == "" {
			continue
		}
		b := blockAt(p.Print, l.Block)
		if l.Text == "" {
			beside = append(beside, b)
			continue
		}
		d := diag.Diagnostic{
			Span:    place(p, b),
			Message: "no font has " + strings.TrimSuffix(strings.TrimSuffix(characters(l.Text), " is"), " are"),
			Help:    otherFace(b, "add a face that has these characters in static/custom.css, or write them otherwise"),
		}
		if b != nil {
			d.Sheet = b.Sheet
		}
		p.Report(d)
	}
	if len(beside) > 0 {
		p.Report(ofStyle(p, beside))
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

// otherFace says what to do about characters of a block that no face of the page has; of a name nobody can choose the characters.
func otherFace(b *sheet.Block, help string) string {
	if b == nil || b.Role != sheet.RoleName {
		return help
	}
	return "write the name in letters that the theme's faces have, as it stands in your passport; or put a font with these characters into static/fonts/, " +
		"declare it under its own name by @font-face in static/custom.css, and name it behind the theme's in `h1 { font-family: … }`"
}

// boxes reports whether a print has characters that no font has: what readers get of those is chance.
func boxes(p *sheet.Print) bool {
	return slices.ContainsFunc(p.Lost, func(l sheet.Lost) bool { return l.NoGlyph && strings.TrimSpace(l.Text) != "" })
}

// ofStyle is the finding for characters that a style puts beside blocks, or into the margin where there is none.
func ofStyle(p *check.Pass, beside []*sheet.Block) diag.Diagnostic {
	d := diag.Diagnostic{
		Span:    place(p, beside[0]),
		Message: "no font has a character that a style puts into the margin",
		Help:    "look for it in a `content` of static/custom.css or of the theme; put another one there, or add a face that has it",
	}
	if b := beside[0]; b != nil {
		d.Sheet = b.Sheet
		d.Message = "no font has a character that a style puts beside " + quote(b.Text)
	}
	if n := len(beside) - 1; n > 0 {
		d.Message += " and at " + count(n, "other place")
	}
	d.Message += ": an empty box is printed for it"
	return d
}
