package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

var privacyUnseen = &check.Rule{
	ID:    "privacy/unseen",
	Level: diag.Warning,
	Needs: check.Output,
	Doc: check.Doc{
		What: "A file of public/ could not be looked through for private values: it is encrypted, damaged, packed in a way that is not known, or unpacks to more than 96 MB.",
		Why:  "Whoever opens it may find there what was to stay private, and nobody else will tell you. It is said only where something is private.",
		Bad: `$ zip -e static/drawings.zip static/drawings.txt
-- content/resume.md --
---
name: Ada Byron
phone: +44 20 7946 0018
private: [phone]
---

## Experience
-- static/drawings.txt --
The mill and the store.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
phone: +44 20 7946 0018
private: [phone]
---

## Experience
-- static/drawings.txt --
The mill and the store.
`,
		Mend: "Look into the file yourself; then turn the rule off, or publish it as ZIP, or without a password.",
	},
	Run: func(p *check.Pass) {
		for _, o := range p.Output {
			if o.Unseen == "" {
				continue
			}
			at := source.Span{}
			for _, f := range p.Site.Files {
				if f.Path == o.Path {
					at = f.Source.Top()
				}
			}
			p.Report(diag.Diagnostic{Span: at, Message: fmt.Sprintf("public/%s could not be looked through for private values: %s", o.Path, o.Unseen)})
		}
	},
}
