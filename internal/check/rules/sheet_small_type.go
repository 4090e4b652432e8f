package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetSmallType = &check.Rule{
	ID:    "sheet/small-type",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Bullets, paragraphs or details are printed in type smaller than 9.5 pt, which is a warning, or any text in type " +
			"smaller than 8 pt, which is an error. The size is measured on paper. Raised figures and footnote marks do not count, and code in a " +
			"monospaced font, whose letters are wide, may be as small as 8 pt.",
		Why: "Who reads fifty résumés a day puts the one aside that strains the eyes.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
li { font-size: 8.5pt }
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
li { font-size: 10pt }
`,
		Mend: "Set the type larger in static/custom.css, or choose a theme whose type is. When the text then runs over, cut words, not points.",
	},
	Limits: []*check.Limit{bodyType, leastType},
	Run:    runSheetSmallType,
}

func runSheetSmallType(p *check.Pass) {
	type key struct {
		level diag.Severity
		size  float64 // to a tenth of a point
	}
	type group struct {
		key
		block *sheet.Block // the first one
		sheet int
		lines int
		last  *sheet.Line // that was counted
	}
	var groups []*group
	add := func(k key, b *sheet.Block, number int, l *sheet.Line) {
		for _, g := range groups {
			if g.key == k {
				if g.last != l {
					g.lines, g.last = g.lines+1, l
				}
				return
			}
		}
		groups = append(groups, &group{k, b, number, 1, l})
	}
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for j := range s.Lines {
			l := &s.Lines[j]
			b := blockOf(p.Print, l)
			if b == nil && len(p.Print.Blocks) > 0 {
				continue // page numbers and the like; in a PDF that others made nothing has a source
			}
			for k := range l.Runs {
				r := &l.Runs[k]
				if !(r.Size > 0) || !finite(r.Size) || strings.TrimSpace(r.Text) == "" || raised(l, r) {
					continue
				}
				size := math.Round(r.Size*10) / 10
				switch {
				case r.Size < p.Limit(leastType)-sizeGrain:
					add(key{diag.Error, size}, b, i+1, l)
				case r.Size < p.Limit(bodyType)-sizeGrain && (b == nil || body(b)) && !monospaced(p.Print, r):
					add(key{diag.Warning, size}, b, i+1, l)
				}
			}
		}
	}
	for _, g := range groups {
		what, limit := "text", leastType
		if g.level == diag.Warning {
			what, limit = "body text", bodyType
		}
		d := diag.Diagnostic{
			Severity: g.level,
			Span:     place(p, g.block),
			Message:  fmt.Sprintf("%s is %s pt in %s; the limit is %s", what, check.Number(g.size), count(g.lines, "line"), p.LimitText(limit)),
			Help: fmt.Sprintf("set it %s pt larger", check.Number(math.Round((p.Limit(limit)-g.size)*10)/10)) +
				mend(p, " in static/custom.css, or choose a theme with larger type", ""),
			Sheet: g.sheet,
		}
		if shrunk(p.Print) {
			d.Help = fmt.Sprintf("the whole print was shrunk to %s%%; mend sheet/shrunk first", percent(p.Print.Scale))
		}
		p.Report(d)
	}
}

// body reports whether a block is text that is read, and no heading or contact line.
func body(b *sheet.Block) bool {
	return b.Role == sheet.RoleBullet || b.Role == sheet.RoleText || b.Role == sheet.RoleDetail
}

// monospaced reports whether a run is in a font for code, as far as its name says so.
func monospaced(p *sheet.Print, r *sheet.Run) bool {
	if r.Font < 0 || r.Font >= len(p.Fonts) {
		return false
	}
	name := strings.ToLower(p.Fonts[r.Font].Name)
	return slices.ContainsFunc([]string{"mono", "code", "courier", "consol", "menlo", "typewriter"}, func(w string) bool { return strings.Contains(name, w) })
}

// raised reports whether a run is a mark beside larger text: a footnote's number, a raised figure,
// the sign before a bullet.
func raised(l *sheet.Line, r *sheet.Run) bool {
	const marks = 4 // characters at most
	if utf8.RuneCountInString(strings.TrimSpace(r.Text)) > marks {
		return false
	}
	for i := range l.Runs {
		if o := &l.Runs[i]; o.Size > 1.1*r.Size && strings.TrimSpace(o.Text) != "" {
			return true
		}
	}
	return false
}
