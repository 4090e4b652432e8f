package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

var tailorNotInMaster = &check.Rule{
	ID:    "tailor/not-in-master",
	Level: diag.Error,
	Needs: check.Sheets,
	Page:  true,
	Doc: check.Doc{
		What: "The print of a variant says something in an entry or a bullet that stands neither in the résumé nor in the variant's own file: a number, a date, a name, a technology, or any other word.",
		Why:  "A tailored version selects, orders and fits what you wrote once and can stand up for. What came in on the way (by a layout, a style, a tool) is a claim that nobody made, and you are asked about it.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- content/variants/babbage.md --
---
headline: Analyst of Engines
---

Analyst of engines.
-- static/custom.css --
.r-experience li::after { content: ", 40% faster" }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- content/variants/babbage.md --
---
headline: Analyst of Engines
---

Analyst of engines.
`,
		Mend: "Find what puts it there: a layout of your own below layouts/, or a style with `content:`. If it is true, write it into the résumé.",
	},
	Run: func(p *check.Pass) {
		v := p.Target.Variant
		if v == nil {
			return
		}
		master := *p.Site.Sent(v.Version)
		master.Summary = slices.Concat(master.Summary, v.Doc.Blocks) // not its comments: that of a draft names what the résumé lacks
		facts := tailor.FactsOf(&master, v.Settings.Headline.Text)
		for i := range p.Print.Blocks {
			b := &p.Print.Blocks[i]
			if b.Sheet == 0 || !slices.Contains([]sheet.Role{sheet.RoleBullet, sheet.RoleEntry, sheet.RoleDetail, sheet.RoleText}, b.Role) {
				continue
			}
			reportClaims(p, facts.New(onPaper(p.Print, b), tailor.EveryWord), b.Span, b.Sheet)
		}
		strays(p, facts)
	},
}

// strays looks at what stands on the sheets, inside their margins, and is of no block of the source: a layout of the user's put it there.
func strays(p *check.Pass, facts *tailor.Facts) {
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for _, l := range s.Lines {
			if l.Block >= 0 || l.Base < s.Area.Y || l.Base > s.Area.Bottom() {
				continue
			}
			reportClaims(p, facts.New(l.Text, tailor.EveryWord), p.Target.Variant.Doc.File.Top(), s.Number)
		}
	}
}

// reportClaims reports what a place on paper says that nobody wrote.
func reportClaims(p *check.Pass, claims []tailor.Claim, at source.Span, sheet int) {
	if len(claims) == 0 {
		return
	}
	var said []string
	for _, c := range claims {
		said = append(said, fmt.Sprintf("%q", c.Text))
	}
	d := diag.Diagnostic{Span: at, Sheet: sheet, Message: fmt.Sprintf("the print says %s here, which the résumé does not", strings.Join(said, ", "))}
	if claims[0].Kind != tailor.NewWord {
		d.Help = fmt.Sprintf("the first is a %s that nobody wrote", claims[0].Kind)
	}
	p.Report(d)
}

// onPaper is what the paper says in the place of a block, what a style puts there too. A line that ends in a hyphen or a slash goes on without
// a blank.
func onPaper(pr *sheet.Print, b *sheet.Block) string {
	var out strings.Builder
	for _, ref := range b.Lines {
		l := lineAt(pr, ref)
		if l == nil {
			continue
		}
		if text := out.String(); text != "" && !strings.HasSuffix(text, "-") && !strings.HasSuffix(text, "/") {
			out.WriteByte(' ')
		}
		out.WriteString(l.Text)
	}
	return out.String()
}
