package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetFontFallback = &check.Rule{
	ID:    "sheet/font-fallback",
	Level: diag.Error,
	Needs: check.Sheets,
	Page:  true,
	Doc: check.Doc{
		What: "Some characters are printed in a font that the page did not ask for, because its own fonts do not have them, or because an @font-face rule " +
			"takes a font of the machine, by local(), under another name.",
		Why: "The stand-in comes from the machine that prints: it looks different beside the rest, and on another machine lines " +
			"and pages break elsewhere, or the characters are missing.",
		Bad: `---
name: Ada Byron
---

## Languages

- English, Armenian (Հայերեն)
`,
		Good: `---
name: Ada Byron
---

## Languages

- English, Armenian (Hayeren)
`,
		Mend: "Write the characters otherwise, or add a face that has them: an @font-face rule in static/custom.css, with the font's " +
			"file in static/fonts/, and the family named in `font-family`.",
	},
	Run: runSheetFontFallback,
}

func runSheetFontFallback(p *check.Pass) {
	own := ownFonts(p.Print)
	if own == nil {
		return
	}
	type group struct {
		font  int
		text  strings.Builder
		block *sheet.Block // the first one
		sheet int
		lines int
		last  *sheet.Line // that was counted
	}
	var groups []*group
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for j := range s.Lines {
			l := &s.Lines[j]
			for k := range l.Runs {
				r := &l.Runs[k]
				if r.Font < 0 || r.Font >= len(own) || own[r.Font] || boxed(p.Print, l, r.Text) {
					continue
				}
				n := slices.IndexFunc(groups, func(g *group) bool { return p.Print.Fonts[g.font].Family == p.Print.Fonts[r.Font].Family })
				if n < 0 {
					n = len(groups)
					groups = append(groups, &group{font: r.Font, block: blockOf(p.Print, l), sheet: i + 1})
				}
				g := groups[n]
				g.text.WriteString(r.Text)
				if g.last != l {
					g.lines, g.last = g.lines+1, l
				}
			}
		}
	}
	for _, g := range groups {
		d := diag.Diagnostic{
			Span:    place(p, g.block),
			Message: fmt.Sprintf("%s printed in %q, a font that the page did not ask for", characters(g.text.String()), p.Print.Fonts[g.font].Family),
			Help:    otherFace(g.block, "write it otherwise, or add a face that has it to the page's own: "+strings.Join(p.Print.Faces, ", ")),
			Sheet:   g.sheet,
		}
		if f := p.Print.Fonts[g.font]; aliasOf(p.Print, f) != "" {
			d.Message = fmt.Sprintf("%s printed in %q, a font of this machine that an @font-face rule calls %q", characters(g.text.String()), f.Family, aliasOf(p.Print, f))
			d.Help = "put the font's file into static/fonts/ and name it in the rule by url(), not by local()"
		}
		if g.lines > 1 {
			d.Message += ", in " + count(g.lines, "line")
		}
		p.Report(d)
	}
}

// boxed reports whether a text of a line is only boxes for characters that no font has, which is sheet/missing-glyph, or nothing.
func boxed(p *sheet.Print, l *sheet.Line, text string) bool {
	text = strings.TrimSpace(text)
	for _, lost := range p.Lost {
		if lost.NoGlyph && (lost.Block == l.Block || l.Block < 0) && text != "" {
			text = strings.TrimSpace(strings.Map(func(r rune) rune {
				if strings.ContainsRune(lost.Text, r) {
					return -1
				}
				return r
			}, text))
		}
	}
	return text == ""
}

// characters names what stands in a font: a few characters one by one, more as the text that they make.
func characters(text string) string {
	const few = 8
	var each []rune
	for _, r := range text {
		if !unicode.IsSpace(r) && !slices.Contains(each, r) {
			each = append(each, r)
		}
	}
	switch n := len(each); {
	case n == 1:
		return fmt.Sprintf("the character %q is", string(each))
	case n <= few:
		return fmt.Sprintf("the characters %q are", string(each))
	}
	return quote(text) + " is"
}

// ownFonts says of each font of a print whether the page asked for it; nil when it is not known
// what the page asked for.
func ownFonts(p *sheet.Print) []bool {
	if len(p.Faces) == 0 {
		return nil
	}
	asked := map[string]bool{}
	for _, f := range p.Faces {
		asked[sheet.Letters(f)] = true
	}
	for _, f := range p.Named { // of words in a block, or of what a style puts before one
		if f = sheet.Letters(f); f != "" && !generic[f] {
			asked[f] = true
		}
	}
	for i := range p.Blocks {
		if f := sheet.Letters(p.Blocks[i].Family); f != "" {
			asked[f] = true
		}
	}
	own := make([]bool, len(p.Fonts))
	found := map[string]bool{} // families that were asked for and printed
	for i, f := range p.Fonts {
		family := sheet.Letters(f.Family)
		own[i] = family == "" // a font without a name can't be told
		for a := range asked {
			if sheet.OfFamily(family, a) {
				own[i], found[a] = true, true
			}
		}
	}
	// A style sheet may call a font as it likes ("F"), and serif is whatever serif is. Then the font
	// that most of the text so named is printed in is the one that was meant.
	for a, i := range mostUsed(p) {
		if !found[a] && (generic[a] || slices.ContainsFunc(p.Faces, func(f string) bool { return sheet.Letters(f) == a })) {
			if ofMachine(p, a, p.Fonts[i]) {
				continue
			}
			for j, f := range p.Fonts {
				own[j] = own[j] || f.Family == p.Fonts[i].Family
			}
		}
	}
	return own
}

// ofMachine reports whether a font that a family, as sheet.Letters writes it, is printed in is one that its rules take from
// the machine.
func ofMachine(p *sheet.Print, family string, f sheet.Font) bool {
	for _, l := range p.Locals {
		if sheet.Letters(l.Family) == family && (l.Only || slices.ContainsFunc(l.Names, func(name string) bool { return sameFont(name, f) })) {
			return true
		}
	}
	return false
}

// aliasOf is the family under which a rule takes a font from the machine; "" when none does, so far as its name says.
func aliasOf(p *sheet.Print, f sheet.Font) string {
	for _, l := range p.Locals {
		if slices.ContainsFunc(l.Names, func(name string) bool { return sameFont(name, f) }) {
			return l.Family
		}
	}
	return ""
}

// sameFont reports whether a full or PostScript name is that of a font, or of another one of its family.
func sameFont(name string, f sheet.Font) bool {
	a, b := sheet.Letters(name), sheet.Letters(f.Family)
	return sheet.OfFamily(a, b) || sheet.OfFamily(b, a) || a != "" && a == sheet.Letters(f.Name)
}

// generic is the families that CSS leaves to the machine, as sheet.Letters writes them.
var generic = map[string]bool{"serif": true, "sansserif": true, "monospace": true, "systemui": true, "uiserif": true, "uisansserif": true, "uimonospace": true}

// mostUsed is the font that most characters are printed in, for each family that blocks ask for.
func mostUsed(p *sheet.Print) map[string]int {
	uses := map[string][]int{}
	for i := range p.Sheets {
		for j := range p.Sheets[i].Lines {
			l := &p.Sheets[i].Lines[j]
			b := blockOf(p, l)
			if b == nil {
				continue
			}
			family := sheet.Letters(b.Family)
			if uses[family] == nil {
				uses[family] = make([]int, len(p.Fonts))
			}
			for _, r := range l.Runs {
				if r.Font >= 0 && r.Font < len(p.Fonts) {
					uses[family][r.Font] += len(r.Text)
				}
			}
		}
	}
	most := map[string]int{}
	for family, n := range uses {
		if len(n) > 0 {
			most[family] = slices.Index(n, slices.Max(n))
		}
	}
	return most
}
