package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var linkText = &check.Rule{
	ID:    "link/text",
	Level: diag.Warning,
	Needs: check.Site,
	Doc: check.Doc{
		What: "The words of a link do not say where it leads: \"click here\", \"link\", \"read more\", \"website\", or nothing at all. Links of the contact lines, which show their address, do not count.",
		Why:  "On paper nobody can click, so that the words are all there is; and who listens to a page hears its links one after the other, without what stands around them.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### Engine
*1843*

- Computes the numbers of Bernoulli; click [here](https://engine.example)
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### Engine
*1843*

- Computes the numbers of Bernoulli: [engine.example](https://engine.example)
`,
		Mend: "Make the link of the words that name what it leads to, or of its address.",
	},
	Run: runLinkText,
}

func runLinkText(p *check.Pass) {
	for _, w := range p.Written() {
		first := map[string]int{} // words -> index into found
		var found []diag.Diagnostic
		for _, ref := range w.Facts.Links {
			words := linkWords(ref.Text)
			said := words != "" && !emptyLinkTexts()[words] || words == "" && strings.TrimSpace(ref.Text) != "" // a sign, as in a footnote
			if said || ref.URL == "" || ref.HTML || !ref.Span.Known() || ofContact(p.ResumeOf(w.Doc), ref.Span) {
				continue
			}
			if i, ok := first[words]; ok {
				if len(found[i].Notes) < 3 {
					found[i].Notes = append(found[i].Notes, diag.Note{Span: ref.Span, Text: "and here"})
				}
				continue
			}
			first[words] = len(found)
			found = append(found, diag.Diagnostic{
				Span:    ref.Span,
				Message: saysNothing(ref),
				Help:    "make the link of the words that name what it leads to, or of the address",
			})
		}
		for _, d := range found {
			p.Report(d)
		}
	}
}

func saysNothing(ref render.Ref) string {
	if strings.TrimSpace(ref.Text) == "" {
		return fmt.Sprintf("the link to %s has no words", quoteURL(ref.URL))
	}
	return fmt.Sprintf("the words of the link, %s, do not say where it leads", quote(ref.Text))
}

// ofContact reports whether a link is one of the contact lines, which show the address of each.
func ofContact(r *resume.Resume, at source.Span) bool {
	if r == nil {
		return false
	}
	return slices.ContainsFunc(r.Links, func(l resume.Link) bool { return l.Span.Contains(at) || at.Contains(l.Span) })
}
