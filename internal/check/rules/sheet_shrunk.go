package rules

import (
	"fmt"
	"math"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetShrunk = &check.Rule{
	ID:    "sheet/shrunk",
	Level: diag.Error,
	Needs: check.Sheets,
	Page:  true,
	Doc: check.Doc{
		What: "Chrome printed everything smaller than asked for, below 99.5 %, because something is wider than the page. It does so without a word.",
		Why:  "All of the type is smaller than it was chosen to be, on every sheet, for the sake of one line.",
		Bad: "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n## Projects\n\n### Engine\n\n```\n" +
			"engine --cards=/var/lib/engine/cards/bernoulli --mill=4 --store=1000 --print=/var/log/engine/today --check-every=40 --ring-the-bell-when-done\n```\n" +
			"-- static/custom.css --\npre { white-space: pre }\n.sheet { overflow-x: visible }\n",
		Good: "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n## Projects\n\n### Engine\n\n```\n" +
			"engine --cards=/var/lib/engine/cards/bernoulli \\\n  --mill=4 --store=1000 \\\n" +
			"  --print=/var/log/engine/today --check-every=40 \\\n  --ring-the-bell-when-done\n```\n" +
			"-- static/custom.css --\npre { white-space: pre }\n.sheet { overflow-x: visible }\n",
		Mend: "Make what the finding names narrower. A wrapper with `overflow-x: clip`, as the built-in themes have it, keeps one " +
			"wide line from shrinking the rest; then sheet/overflow names that line.",
	},
	Limits: []*check.Limit{shrunkTo},
	Run:    runSheetShrunk,
}

// shrunk reports whether Chrome scaled the whole print down. A scale that is not known is 1.
func shrunk(p *sheet.Print) bool { return p.Scale > 0 && p.Scale*100 < shrunkTo.Value }

// percent is a part of a whole, rounded down to a tenth, so that what is below a limit reads as below.
func percent(part float64) string { return check.Number(math.Floor(part*1000+1e-6) / 10) }

func runSheetShrunk(p *check.Pass) {
	if !shrunk(p.Print) {
		return
	}
	b := widest(p.Print)
	d := diag.Diagnostic{
		Span:    place(p, b),
		Message: fmt.Sprintf("the whole print was shrunk to %s%%", percent(p.Print.Scale)),
		Help:    "look for what is wider than the page, and make it narrower",
	}
	if b != nil {
		d.Message += fmt.Sprintf(", because %s is too wide", quote(b.Text))
		d.Help, d.Sheet = narrower(b), b.Sheet
		if b.Over > overflowBy.Value {
			d.Help += ", so that it becomes " + length(b.Over) + " narrower"
		}
	}
	p.Report(d)
}

// widest is the block that sticks out furthest or, when none is known to, the one with the widest
// line; nil when there is no text.
func widest(p *sheet.Print) *sheet.Block {
	var out, wide *sheet.Block
	width := 0.0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		// Of blocks one inside the other, the inner one stands later.
		if b.Over > overflowBy.Value && (out == nil || b.Over >= out.Over) {
			out = b
		}
		for _, r := range b.Lines {
			if l := lineAt(p, r); l != nil && l.Rect.W > width {
				wide, width = b, l.Rect.W
			}
		}
	}
	if out != nil {
		return out
	}
	return wide
}
