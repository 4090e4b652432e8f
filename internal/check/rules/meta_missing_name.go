package rules

import (
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var metaMissingName = &check.Rule{
	ID:    "meta/missing-name",
	Level: diag.Error,
	Needs: check.Site,
	Doc: check.Doc{
		What: "The résumé does not say whose it is.",
		Why:  "The name heads the page and the sheets, and stands in the title of the site and of the PDF.",
		Bad: `---
email: ada@example.com
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Good: `---
name: Ada Byron
email: ada@example.com
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Write `name: Ada Byron` in the front matter. Without it, the name is looked for in the first level-one heading that " +
			"is no section's, in the first line in bold type, and in the front matter's `title`.",
	},
	Run: func(p *check.Pass) {
		if p.Site.Master == nil || p.Site.Resume == nil || p.Site.Resume.Name.Known() || p.Site.Keeps("name") || noResume(p) {
			return
		}
		top := p.Site.Master.File.Top()
		// A head that can't be read may well hold the name.
		if slices.ContainsFunc(p.Stages, func(d diag.Diagnostic) bool {
			return d.Span.Path() == top.Path() && (d.Rule == metaUnclosed.ID || d.Rule == metaSyntax.ID)
		}) {
			return
		}
		p.Report(diag.Diagnostic{
			Span:    top,
			Message: "no name was found: not in the front matter, not as a level-one heading, not in bold at the top",
			Help:    `write "name: Ada Byron" in the front matter`,
		})
	},
}
