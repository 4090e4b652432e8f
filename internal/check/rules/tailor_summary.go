package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/tailor"
	"github.com/resgen/resgen/internal/term"
)

var tailorSummary = &check.Rule{
	ID:    "tailor/summary",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "A variant for a posting has no summary of its own, or one that names neither the posting's role nor one of the terms that it requires.",
		Why:  "The summary is what is read first, and by some alone. One that says nothing of the job that is advertised was written for another.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

Writes programs.

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine in Python
-- content/jobs/babbage.md --
# Data Analyst

Requirements

- Python
- SQL
-- content/variants/babbage.md --
---
posting: jobs/babbage.md
---

Writes what needs to be written.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

Writes programs.

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine in Python
-- content/jobs/babbage.md --
# Data Analyst

Requirements

- Python
- SQL
-- content/variants/babbage.md --
---
posting: jobs/babbage.md
---

Analyst who writes what needs to be written in Python.
`,
		Mend: "Write two or three sentences into the body of the variant's file: the role as the posting calls it, the required terms that you can prove, and one result with a figure.",
	},
	Run: func(p *check.Pass) {
		if p.Site == nil {
			return
		}
		for _, v := range p.Site.Variants {
			ad := p.Posting(v)
			if ad == nil {
				continue
			}
			if !v.Summary() {
				p.Report(diag.Diagnostic{Span: v.Doc.File.Top(), Message: "the variant has no summary of its own: the résumé's stands there, which was written for any job",
					Help: "write two or three sentences into this file, below its front matter" + offer(p, ad)})
				continue
			}
			text := blocksText(v.Doc.Blocks)
			if tailor.SaysRole(text, ad.Title.Text) || says(text, ad.Of(posting.Required)) {
				continue
			}
			if ad.Title.Text == "" && len(ad.Of(posting.Required)) == 0 {
				continue // there is nothing that it could name
			}
			d := diag.Diagnostic{Span: v.Doc.Blocks[0].Span, Message: "the summary names neither the posting's role nor a term that it requires"}
			if ad.Title.Text != "" {
				d.Notes = []diag.Note{{Span: ad.Title.Span, Text: "the role"}}
			}
			d.Help = "name the role" + offer(p, ad)
			p.Report(d)
		}
	},
}

// says reports whether a text names one of some terms, or what shows it.
func says(text string, terms []posting.Term) bool {
	for _, m := range term.Mentions(nil, text) {
		for _, t := range terms {
			if m.Technology.Proves(t.Technology) {
				return true
			}
		}
	}
	return false
}

// offer is the required terms that the résumé proves, for a help that goes on with them: the first three.
func offer(p *check.Pass, ad *posting.Posting) string {
	r := p.Resume()
	if r == nil {
		return ""
	}
	var proven []string
	for _, e := range tailor.Read(r, ad, p.Today).Evidence {
		if e.Class == posting.Required && e.Shown && len(proven) < 3 {
			proven = append(proven, strings.Join(strings.Fields(e.Written), " "))
		}
	}
	if len(proven) == 0 {
		return ""
	}
	return fmt.Sprintf("; it requires %s, which the résumé proves", strings.Join(proven, ", "))
}
