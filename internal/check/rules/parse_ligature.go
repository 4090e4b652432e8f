package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var parseLigature = &check.Rule{
	ID:    "parse/ligature",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "A font of the print says that a glyph stands for a ligature as one character (U+FB00 to U+FB06), and not for its letters: it does so for letters that it joins by itself, or somebody pasted the character.",
		Why:  "Some parsers keep that character, so that nobody who searches for \"workflow\" or \"certified\" finds it.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Certiﬁed the workﬂow of the engine
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Certified the workflow of the engine
`,
		Mend: "Switch ligatures off in print, as the built-in themes do: `font-variant-ligatures: none`. If you pasted the character itself, write its letters.",
	},
	Run: runParseLigature,
}

const ligatures = "\uFB00\uFB01\uFB02\uFB03\uFB04\uFB05\uFB06"

func runParseLigature(p *check.Pass) {
	at := map[int][]seen{} // by font
	codes := map[int]string{}
	for i := range p.Print.Fonts {
		codes[i] = p.Print.Fonts[i].Ligatures
	}
	for s := range p.Print.Sheets {
		lines := p.Print.Sheets[s].Lines
		for k := range lines {
			for _, r := range lines[k].Runs {
				if !strings.ContainsAny(r.Text, ligatures) {
					continue
				}
				if n := len(at[r.Font]); n == 0 || at[r.Font][n-1].line != &lines[k] {
					at[r.Font] = append(at[r.Font], seen{&lines[k], s + 1})
				}
				for _, c := range r.Text {
					if strings.ContainsRune(ligatures, c) && !strings.ContainsRune(codes[r.Font], c) {
						codes[r.Font] += string(c)
					}
				}
			}
		}
	}
	for _, i := range slices.Sorted(maps.Keys(codes)) {
		if codes[i] == "" {
			continue
		}
		var names []string
		for _, r := range codes[i] {
			names = append(names, fmt.Sprintf("U+%04X", r))
		}
		d := diag.Diagnostic{
			Span:    place(p, nil),
			Message: fmt.Sprintf("the font %s gives letters as one character: %s", quote(fontOf(p.Print, &sheet.Run{Font: i}).Name), list(names)),
			Help:    "set font-variant-ligatures: none for print",
		}
		if at := at[i]; len(at) > 0 {
			d.Span, d.Sheet, d.Notes = lineSpan(p, at[0].line), at[0].sheet, also(p, at[1:])
			d.Message += " in " + count(len(at), "line")
			if word := wordWith(d.Span.Text(), ligatures); d.Span.Known() && word != "" {
				d.Span, d.Help = exact(d.Span, word), "write its letters"
			}
		}
		p.Report(d)
	}
}

// wordWith is the first word of a text that has one of the characters; "" when none does.
func wordWith(text, chars string) string {
	for w := range strings.FieldsSeq(text) {
		if strings.ContainsAny(w, chars) {
			return w
		}
	}
	return ""
}
