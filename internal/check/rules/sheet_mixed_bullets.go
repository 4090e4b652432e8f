package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetMixedBullets = &check.Rule{
	ID:    "sheet/mixed-bullets",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Bullets that stand equally far in begin with different signs. Numbers do not count, and bullets further in may have a sign of their own.",
		Why:  "It looks pasted together, and parsers take the rarer sign for a letter of the text.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
- Explained it in notes three times as long

## Education

### BSc in Mathematics, University of London
*2015 – 2018*

- Thesis on the numbers of Bernoulli
-- static/custom.css --
.r-education ul { list-style-type: "–  " }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
- Explained it in notes three times as long

## Education

### BSc in Mathematics, University of London
*2015 – 2018*

- Thesis on the numbers of Bernoulli
-- static/custom.css --
ul { list-style-type: "–  " }
`,
		Mend: "Choose one sign, with `list-style-type` for all lists in static/custom.css, and write bullets as Markdown lists.",
	},
	Run: runSheetMixedBullets,
}

func runSheetMixedBullets(p *check.Pass) {
	type bullet struct {
		sign  rune
		x     float64
		block *sheet.Block
		sheet int
	}
	var all []bullet
	add := func(b *sheet.Block, l *sheet.Line, number int) {
		if l == nil || !finite(l.Rect.X) {
			return
		}
		if sign := bulletSign(l.Text); sign != 0 {
			all = append(all, bullet{sign, l.Rect.X, b, number})
		}
	}
	for i := range p.Print.Blocks {
		if b := &p.Print.Blocks[i]; b.Role == sheet.RoleBullet && len(b.Lines) > 0 {
			add(b, lineAt(p.Print, b.Lines[0]), b.Lines[0].Sheet)
		}
	}
	if len(p.Print.Blocks) == 0 {
		for i := range p.Print.Sheets {
			for j := range p.Print.Sheets[i].Lines {
				add(nil, &p.Print.Sheets[i].Lines[j], i+1)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b bullet) int { return cmp.Compare(a.x, b.x) })
	const step = 6 // pt: less than that lie signs of different width, which hang before the text, apart
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].x-all[to-1].x < step {
			to++
		}
		level := all[from:to]
		from = to
		uses := map[rune]int{}
		var signs []rune
		for _, b := range level {
			if uses[b.sign]++; uses[b.sign] == 1 {
				signs = append(signs, b.sign)
			}
		}
		if len(signs) < 2 {
			continue
		}
		slices.SortFunc(signs, func(a, b rune) int {
			return cmp.Or(cmp.Compare(uses[b], uses[a]), cmp.Compare(strings.IndexRune(sheet.BulletSigns, a), strings.IndexRune(sheet.BulletSigns, b)))
		})
		odd := slices.DeleteFunc(slices.Clone(level), func(b bullet) bool { return b.sign == signs[0] })
		slices.SortStableFunc(odd, func(a, b bullet) int {
			if a.block == nil || b.block == nil {
				return cmp.Compare(a.sheet, b.sheet)
			}
			return cmp.Or(cmp.Compare(a.sheet, b.sheet), cmp.Compare(a.block.Y, b.block.Y))
		})
		var others []string
		for _, s := range signs[1:min(len(signs), 4)] {
			others = append(others, fmt.Sprintf("%d with %q", uses[s], string(s)))
		}
		d := diag.Diagnostic{
			Span:    place(p, odd[0].block),
			Message: fmt.Sprintf("%s with %q and %s", begin(uses[signs[0]]), string(signs[0]), list(others)),
			Help:    fmt.Sprintf("begin all of them with %q", string(signs[0])),
			Sheet:   odd[0].sheet,
		}
		for _, o := range odd[1:min(len(odd), 4)] {
			if o.block != nil && o.block.Span.Known() {
				d.Notes = append(d.Notes, diag.Note{Span: o.block.Span, Text: fmt.Sprintf("this one with %q", string(o.sign))})
			}
		}
		p.Report(d)
	}
}

func begin(n int) string {
	if n == 1 {
		return "1 bullet begins"
	}
	return fmt.Sprintf("%d bullets begin", n)
}

// bulletSign is the sign that a line begins with, before a blank; 0 when it begins with none.
func bulletSign(text string) rune {
	r, n := utf8.DecodeRuneInString(text)
	if !sheet.BulletSign(r) || n == len(text) {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(text[n:]); !unicode.IsSpace(next) {
		return 0
	}
	return r
}
