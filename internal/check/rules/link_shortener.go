package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var linkShortener = &check.Rule{
	ID:    "link/shortener",
	Level: diag.Warning,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A link goes by way of a shortener, such as bit.ly, lnkd.in or tinyurl.com.",
		Why:  "Nobody sees where it leads, many companies block such hosts, and when the service ends, so does the link, as with goo.gl.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### [Engine](https://bit.ly/3xEngine)
*1843*
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### [Engine](https://github.com/ada-byron/engine)
*1843*
`,
		Mend: "Write the address that it leads to. On paper a short text of one's own says more: `[github.com/ada/engine](https://…)`.",
	},
	Run: func(p *check.Pass) {
		for _, w := range p.Written() {
			for _, ref := range p.Addresses(w) {
				u, ok := check.Outward(ref.URL)
				if !ok {
					continue
				}
				host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
				if shorteners()[host] && strings.Trim(u.Path, "/") != "" {
					p.Report(diag.Diagnostic{
						Span:    addressIn(ref),
						Message: fmt.Sprintf("the link goes by way of %s, and does not show where it leads", host),
						Help:    "write the address that it leads to",
					})
				}
			}
		}
	},
}
