package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetOverflow = &check.Rule{
	ID:    "sheet/overflow",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Text sticks out of the printed area to the right by more than 0.5 pt; in a PDF that others made, out of the sheet. " +
			"Text that its own box cuts off is sheet/clipped.",
		Why: "What lies beyond the edge is missing from the paper, and Chrome leaves letters that it cuts out of the PDF altogether.",
		Bad: "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n## Projects\n\n### Engine\n\n```\n" +
			"engine --cards=/var/lib/engine/cards/bernoulli --mill=4 --store=1000 --print=/var/log/engine/today --check-every=40 --ring-the-bell-when-done\n```\n" +
			"-- static/custom.css --\npre { white-space: pre }\n",
		Good: "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n## Projects\n\n### Engine\n\n```\n" +
			"engine --cards=/var/lib/engine/cards/bernoulli \\\n  --mill=4 --store=1000 \\\n" +
			"  --print=/var/log/engine/today --check-every=40 \\\n  --ring-the-bell-when-done\n```\n" +
			"-- static/custom.css --\npre { white-space: pre }\n",
		Mend: "Break the line, or shorten the word that is too long. An address reads better as a link with a short text.",
	},
	Limits: []*check.Limit{overflowBy},
	Run:    runSheetOverflow,
}

func runSheetOverflow(p *check.Pass) {
	if isForeign(p) {
		outOfSheet(p)
		return
	}
	over := make([]float64, len(p.Print.Blocks))
	for i := range p.Print.Blocks {
		b := &p.Print.Blocks[i]
		over[i] = beyond(p.Print, b)
		// A shrunk page has drawn it in; sheet/shrunk says so.
		if !shrunk(p.Print) && finite(b.Over) {
			over[i] = max(over[i], b.Over)
		}
	}
	for i := range p.Print.Blocks {
		b := &p.Print.Blocks[i]
		if over[i] > overflowBy.Value && !inner(p.Print.Blocks, over, i) {
			p.Report(diag.Diagnostic{
				Span:    place(p, b),
				Message: fmt.Sprintf("%s sticks out of the printed area by %s", quote(b.Text), length(over[i])),
				Help:    narrower(b),
				Sheet:   b.Sheet,
			})
		}
	}
}

// outOfSheet tells of lines that run over the right edge of their sheet, in a print whose area nobody said. What lies beyond the edge as a whole
// was put there, as a note for the printer, and no reader misses it.
func outOfSheet(p *check.Pass) {
	var out []seen
	most := 0.0
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for k := range s.Lines {
			l := &s.Lines[k]
			by := l.Rect.Right() - s.Width
			if printedText(p.Print, l) && lettered(l.Text) && s.Width > 0 && finite(by) && by > overflowBy.Value && l.Rect.X < s.Width {
				out, most = append(out, seen{l, i + 1}), max(most, by)
			}
		}
	}
	if len(out) == 0 {
		return
	}
	first := out[0]
	p.Report(diag.Diagnostic{
		Span:    lineSpan(p, first.line),
		Message: fmt.Sprintf("%s runs over the right edge of the sheet, by up to %s", quote(first.line.Text), length(most)),
		Help:    "break the line, or set it smaller",
		Notes:   also(p, out[1:]),
		Sheet:   first.sheet,
	})
}

// beyond is how far a block's lines reach out of the area on paper, in points; 0 when they do not.
func beyond(p *sheet.Print, b *sheet.Block) float64 {
	out := 0.0
	for _, r := range b.Lines {
		l := lineAt(p, r)
		if l == nil {
			continue
		}
		if area := p.Sheets[r.Sheet-1].Area; area.W > 0 {
			if by := l.Rect.Right() - area.Right(); finite(by) {
				out = max(out, by)
			}
		}
	}
	return out
}

// inner reports whether a block inside of the one at i sticks out as far: then that one is named,
// and not the list or quotation around it.
func inner(blocks []sheet.Block, over []float64, i int) bool {
	for j := i + 1; j < len(blocks) && blocks[j].Span != blocks[i].Span && blocks[i].Span.Contains(blocks[j].Span); j++ {
		if over[j] > over[i]-overflowBy.Value {
			return true
		}
	}
	return false
}

// narrower is what to do about a block that is too wide.
func narrower(b *sheet.Block) string {
	long := ""
	for w := range strings.FieldsSeq(b.Text) {
		if len(w) > len(long) {
			long = w
		}
	}
	switch {
	case b.Tag == "pre" || b.Tag == "code":
		return "break the line of code"
	case strings.Contains(long, "://"):
		return fmt.Sprintf("give the link a shorter text than %s", quote(long))
	case len([]rune(long)) > quoteLimit:
		return fmt.Sprintf("shorten or break %s", quote(long))
	}
	return "break the line, or set it smaller"
}
