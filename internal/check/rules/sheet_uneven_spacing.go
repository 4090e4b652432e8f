package rules

import (
	"fmt"
	"math"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetUnevenSpacing = &check.Rule{
	ID:    "sheet/uneven-spacing",
	Level: diag.Info,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Gaps of the same kind differ by more than 1 pt: between bullets, above or below the headings of sections, above entries, below their details. Gaps " +
			"at the top of a sheet, and those with a picture or a rule of its own between, do not count.",
		Why: "The eye reads distance as meaning: what stands closer belongs together. Gaps that differ for no reason look careless.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
- Explained it in notes three times as long
- Found the first error

## Education

### BSc in Mathematics, University of London
*2015 – 2018*

- Thesis on the numbers of Bernoulli
- Lectures on the calculus of functions
-- static/custom.css --
.r-education li { margin-top: 5pt }
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
- Found the first error

## Education

### BSc in Mathematics, University of London
*2015 – 2018*

- Thesis on the numbers of Bernoulli
- Lectures on the calculus of functions
-- static/custom.css --
li { margin-top: 2pt }
`,
		Mend: "Give all gaps of a kind one size in static/custom.css, and take blank paragraphs out that were meant to push something down.",
	},
	Limits: []*check.Limit{unevenBy},
	Run:    runSheetUnevenSpacing,
}

// A gap is the distance between the baselines of two blocks that follow each other on a sheet.
type gap struct {
	below *sheet.Block
	on    int // sheet
	pt    float64
}

// gapKind is what must be the same for two gaps to be alike: what stands above and below, in which size, how far in.
type gapKind struct {
	above, below sheet.Role
	tag          string // of the one below
	up, down     float64
	in           float64 // from one's left edge to the other's, of bullets
}

// name is what people call such a gap; "" for one that styles set in several ways on purpose.
func (k gapKind) name() string {
	switch {
	case k.above == sheet.RoleBullet && k.below == sheet.RoleBullet:
		return "between two bullets"
	case k.below == sheet.RoleSection && (k.above == sheet.RoleBullet || k.above == sheet.RoleText):
		return "above the heading of a section"
	case k.above == sheet.RoleSection && (k.below == sheet.RoleEntry || k.below == sheet.RoleBullet):
		return "below the heading of a section"
	case k.above == sheet.RoleBullet && k.below == sheet.RoleEntry:
		return "above an entry"
	case k.above == sheet.RoleEntry && k.below == sheet.RoleDetail:
		return "between an entry's title and its details"
	case k.above == sheet.RoleDetail && k.below == sheet.RoleBullet:
		return "above an entry's first bullet"
	}
	return ""
}

func runSheetUnevenSpacing(p *check.Pass) {
	kinds, order := map[gapKind][]gap{}, []gapKind(nil)
	f := flowOf(p.Print)
	for i := 1; i < len(f.blocks); i++ {
		k, g, ok := f.gap(i)
		if !ok || k.name() == "" {
			continue
		}
		if kinds[k] == nil {
			order = append(order, k)
		}
		kinds[k] = append(kinds[k], g)
	}
	for _, k := range order {
		gaps := kinds[k]
		usual := usualGap(gaps)
		var odd []gap
		for _, g := range gaps {
			if math.Abs(g.pt-usual) > p.Limit(unevenBy)+sizeGrain {
				odd = append(odd, g)
			}
		}
		if len(odd) == 0 {
			continue
		}
		d := diag.Diagnostic{Span: place(p, odd[0].below), Sheet: odd[0].on}
		way, by := "wider", odd[0].pt-usual
		if by < 0 {
			way, by = "narrower", -by
		}
		d.Message = fmt.Sprintf("the gap %s is %s pt %s here than in %s", k.name(), check.Number(tenth(by)), way, count(len(gaps)-len(odd), "other place"))
		d.Help = "give gaps of this kind one size" + mend(p, " in static/custom.css", "")
		for _, g := range odd[1:min(len(odd), 4)] {
			d.Notes = append(d.Notes, diag.Note{Span: place(p, g.below), Text: "and here"})
		}
		p.Report(d)
	}
}

// gap is the gap above the block at i; ok is false where there is none, or something else stands in it.
func (f flow) gap(i int) (k gapKind, g gap, ok bool) {
	above, below := f.blocks[i-1], f.blocks[i]
	if above.Last != below.Sheet || len(above.Lines) == 0 || len(below.Lines) == 0 {
		return k, g, false
	}
	last, first := lineAt(f.print, above.Lines[len(above.Lines)-1]), lineAt(f.print, below.Lines[0])
	if last == nil || first == nil {
		return k, g, false
	}
	g = gap{below, below.Sheet, first.Base - last.Base}
	if !finite(g.pt) || g.pt < rowGrain || f.between(below.Sheet, last, first) {
		return k, g, false // beside each other, or in another column
	}
	k = gapKind{above: above.Role, below: below.Role, tag: below.Tag, up: tenth(sizeOf(last)), down: tenth(sizeOf(first))}
	if k.above == sheet.RoleBullet && k.below == sheet.RoleBullet {
		k.in = math.Round((first.Rect.X - last.Rect.X) / 4)
		if a, b := lineAt(f.print, above.Lines[0]), first; a != nil {
			k.in = math.Round((b.Rect.X - a.Rect.X) / 4)
		}
		if k.in != 0 {
			return k, g, false // one inside the other
		}
	}
	return k, g, true
}

// sizeOf is the size of a line's largest type.
func sizeOf(l *sheet.Line) float64 {
	size := 0.0
	for i := range l.Runs {
		size = max(size, l.Runs[i].Size)
	}
	return size
}

// between reports whether something stands between two lines of a sheet that is neither: a picture, text of no block.
// A thin rule belongs to the heading that it underlines.
func (f flow) between(number int, above, below *sheet.Line) bool {
	s := &f.print.Sheets[number-1]
	for i := range s.Lines {
		if l := &s.Lines[i]; l.Base > above.Base+rowGrain && l.Base < below.Base-rowGrain {
			return true
		}
	}
	for _, m := range s.Marks {
		const thin = 3 // pt
		if m.H > thin && m.Y > above.Base && m.Bottom() < below.Base {
			return true
		}
	}
	return false
}

// usualGap is the gap that most are alike to; of equals, the smaller one.
func usualGap(gaps []gap) float64 {
	pts := make([]float64, len(gaps))
	for i, g := range gaps {
		pts[i] = g.pt
	}
	slices.Sort(pts)
	best, most := pts[0], 0
	for i, v := range pts {
		n := 0
		for _, w := range pts[i:] {
			if w-v > 0.75+sizeGrain { // a pixel
				break
			}
			n++
		}
		if n > most {
			best, most = pts[i+n/2], n
		}
	}
	return best
}
