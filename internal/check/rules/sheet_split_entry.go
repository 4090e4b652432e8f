package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetSplitEntry = &check.Rule{
	ID:    "sheet/split-entry",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The head of an entry (its title, organization, place and dates) is on one sheet and its first bullet or paragraph " +
			"on the next. A title that stands alone is sheet/stranded-heading.",
		Why: "Who turns the sheet reads what was done without seeing where, and a parser may give the bullets to nobody.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine
-- static/custom.css --
.resume .r-detail { break-after: page }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine
-- static/custom.css --
.resume .r-detail { break-after: avoid }
`,
		Mend: "Cut as many lines above the entry as the finding says, so that the first bullet fits below the head; or keep the " +
			"two together with `break-after: avoid` for the details, as the built-in themes do.",
	},
	Run: runSheetSplitEntry,
}

func runSheetSplitEntry(p *check.Pass) {
	f := flowOf(p.Print)
	head := func(b, _ *sheet.Block) bool { return b.Role == sheet.RoleDetail }
	for i, b := range f.blocks {
		if b.Role != sheet.RoleEntry {
			continue
		}
		j := f.own(i, head)
		if j < 0 || f.blocks[j].Sheet <= b.Last || f.stranded(i) >= 0 {
			continue
		}
		last := f.torn(i) - 1 // of its head, on its sheet
		if f.unknownBelow(f.blocks[last]) {
			continue
		}
		first, next := f.blocks[j], f.blocks[last+1]
		p.Report(diag.Diagnostic{
			Span:    place(p, b),
			Message: fmt.Sprintf("entry %s is on sheet %d and its first %s on sheet %d", quote(b.Text), b.Last, name(first), first.Sheet),
			Help:    fmt.Sprintf("cut %s above, or keep the head with what follows", count(f.wanting(last, j), "line")) + mend(p, " by `break-after: avoid`", ""),
			Notes:   []diag.Note{{Span: next.Span, Text: fmt.Sprintf("sheet %d begins here", next.Sheet)}},
			Sheet:   b.Last,
		})
	}
}

// name is what people call a block that follows the head of an entry.
func name(b *sheet.Block) string {
	switch {
	case b.Role == sheet.RoleBullet:
		return "bullet"
	case rank(b) > 0:
		return "heading"
	case b.Role == sheet.RoleText:
		return "paragraph"
	}
	return "text"
}
