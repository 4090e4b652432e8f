package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var parseNoBullets = &check.Rule{
	ID:     "parse/no-bullets",
	Level:  diag.Info,
	Needs:  check.Sheets,
	Resume: true,
	Doc: check.Doc{
		What: "Bullets have no sign in the text of the PDF: a browser draws a disc as a shape. Of a PDF that others made: 3 bullets or more that are told by their indent only.",
		Why:  "Without a sign a parser must guess where one bullet ends and the next begins, and joins those that fill their lines.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
- Explained the engine in seven notes
-- static/custom.css --
.resume ul { list-style: disc }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
- Explained the engine in seven notes
-- static/custom.css --
.resume ul { list-style: "•  " }
`,
		Mend: "Set the sign as text: `list-style: \"• \"` in static/custom.css, which the built-in themes do.",
	},
	Limits: []*check.Limit{unmarkedBullets},
	Run:    runParseNoBullets,
}

func runParseNoBullets(p *check.Pass) {
	if isForeign(p) {
		if n := p.Reading().Unmarked; n >= int(p.Limit(unmarkedBullets)) && loneSigns(p.Print) < n/2 {
			p.Report(diag.Diagnostic{Span: place(p, nil), Message: fmt.Sprintf("at least %d bullets have no sign in the text of the PDF", n),
				Help: "set bullets as text: •"})
		}
		return
	}
	var bare []seen
	all := 0
	for i := range p.Print.Blocks {
		b := &p.Print.Blocks[i]
		if b.Role != sheet.RoleBullet || len(b.Lines) == 0 {
			continue
		}
		l := lineAt(p.Print, b.Lines[0])
		if l == nil {
			continue
		}
		if all++; !signed(l.Text, b.Text) {
			bare = append(bare, seen{l, b.Sheet})
		}
	}
	if len(bare) == 0 {
		return
	}
	p.Report(diag.Diagnostic{Span: lineSpan(p, bare[0].line), Sheet: bare[0].sheet,
		Message: fmt.Sprintf("%d of %s have no sign in the text of the PDF", len(bare), count(all, "bullet")),
		Help:    `set list-style: "•  " in static/custom.css`})
}

// loneSigns is how many lines are nothing but the sign of a bullet: it is painted apart from its text, which is parse/order's.
func loneSigns(pr *sheet.Print) int {
	n := 0
	for i := range pr.Sheets {
		for k := range pr.Sheets[i].Lines {
			if text := strings.TrimSpace(pr.Sheets[i].Lines[k].Text); utf8.RuneCountInString(text) == 1 && !lettered(text) {
				n++
			}
		}
	}
	return n
}

// signed reports whether a line says more than the text of its block before the first letter of it.
func signed(line, text string) bool {
	a, b := []rune(line), []rune(text)
	return len(a) > 0 && len(b) > 0 && a[0] != b[0]
}
