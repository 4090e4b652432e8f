package rules

import (
	"fmt"
	"unicode"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sheetLostText = &check.Rule{
	ID:    "sheet/lost-text",
	Level: diag.Error,
	Needs: check.Sheets,
	Page:  true,
	Doc: check.Doc{
		What: "Text of the page is not in the print: it was cut off at the edge, or a style hides it. Characters that no font has are sheet/missing-glyph.",
		Why:  "Neither a reader nor a parser of the PDF will ever see it, and nothing else says that it is gone.",
		Bad: "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n## Projects\n\n### Engine\n\n```\n" +
			"engine --cards=/var/lib/engine/cards/bernoulli --mill=4 --store=1000 --print=/var/log/engine/today --check-every=40 --ring-the-bell-when-done\n```\n" +
			"-- static/custom.css --\npre { white-space: pre }\n",
		Good: "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n## Projects\n\n### Engine\n\n```\n" +
			"engine --cards=/var/lib/engine/cards/bernoulli \\\n  --mill=4 --store=1000 \\\n" +
			"  --print=/var/log/engine/today --check-every=40 \\\n  --ring-the-bell-when-done\n```\n" +
			"-- static/custom.css --\npre { white-space: pre }\n",
		Mend: "If the text runs over the edge, break the line. If a style hides it, show it, or take it out of the résumé too.",
	},
	Run: runSheetLostText,
}

func runSheetLostText(p *check.Pass) {
	if p.Print.Unlike {
		p.Report(diag.Diagnostic{Span: place(p, nil), Message: "the print has so little in common with the page that nobody can tell whether all of its text is there",
			Help: "look at the PDF; a font may print other letters than it is given"})
	}
	for _, l := range p.Print.Lost {
		if l.Text == "" || l.NoGlyph {
			continue
		}
		b := blockAt(p.Print, l.Block)
		if b != nil && b.Clip > clippedBy.Value {
			continue // sheet/clipped says so
		}
		d := diag.Diagnostic{
			Span:    place(p, b),
			Message: fmt.Sprintf("%s stands in the page and is not on paper", quote(l.Text)),
			Help:    "see whether a style hides it",
		}
		switch {
		case b != nil && b.Over > overflowBy.Value:
			d.Help = narrower(b)
		case foreign(l.Text):
			d.Help = "add a face that has these characters in static/custom.css, or write them otherwise"
		}
		if b != nil {
			d.Sheet = b.Sheet
		}
		p.Report(d)
	}
}

// foreign reports whether a text has letters or signs that a Latin font may lack.
func foreign(text string) bool {
	for _, r := range text {
		if r > unicode.MaxLatin1 && !unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}
