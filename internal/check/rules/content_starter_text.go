package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
)

var contentStarterText = &check.Rule{
	ID:      "content/starter-text",
	Level:   diag.Error,
	Publish: true,
	Doc: check.Doc{
		What: "The site is built for the public (in CI, or with `--base-url`) while the name or an employer is still that of the résumé that `resgen new` writes.",
		Why:  "An invented employer under a real name is a lie that nobody meant to tell.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Experience

### Senior Backend Engineer, Acme Payments
*2021 – present*
`,
		Good: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Put your own in its place, or take the entry out. A site that shows the starter on purpose turns the rule off with " +
			"`check: {rules: {content/starter-text: off}}`.",
	},
	Run: func(p *check.Pass) {
		r := p.Site.Resume
		if !p.Publish || r == nil {
			return
		}
		var employers []resume.Value
		for _, s := range r.Sections {
			for _, e := range s.Entries {
				if starter(p, e.Organization) {
					employers = append(employers, e.Organization)
				}
			}
		}
		if starter(p, r.Name) {
			d := diag.Diagnostic{Span: r.Name.Span, Message: fmt.Sprintf("%q is the name in the starter, and the site is built for the public", r.Name.Text),
				Help: "write your own name"}
			for _, e := range employers {
				d.Notes = append(d.Notes, diag.Note{Span: e.Span, Text: "an employer of the starter"})
			}
			p.Report(d)
			return
		}
		for _, e := range employers {
			p.Report(diag.Diagnostic{Span: e.Span, Message: fmt.Sprintf("%q is an employer in the starter, and the site is built for the public", e.Text),
				Help: "write your own entry, or take this one out"})
		}
	},
}

// starter reports whether a value is still one of the starter's.
func starter(p *check.Pass, v resume.Value) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	return v.Known() && slices.ContainsFunc(p.Starter, func(s string) bool { return fold(s) == fold(v.Text) })
}
