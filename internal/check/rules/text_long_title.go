package rules

import (
	"fmt"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
)

var textLongTitle = &check.Rule{
	ID:     "text/long-title",
	Level:  diag.Warning,
	Limits: []*check.Limit{longName, longHeading, longTitle},
	Doc: check.Doc{
		What: "A name or a section's heading has more than 60 characters, or a headline, a title, an organization or a place more than 120 characters. The titles of " +
			"publications may be long.",
		Why: "It runs over several lines, in the largest type of the sheet. Parsers take the first line of it for all of it, and put the rest " +
			"where it does not belong: forms that are filled from a résumé have fields of 50 to 100 characters.",
		Bad: `---
name: Ada Byron
headline: Senior Backend Engineer who has led teams in four countries, loves clean code, and brings products to life from the first sketch to the last pixel
---

## Experience
`,
		Good: `---
name: Ada Byron
headline: Senior Backend Engineer
---
Has led teams in four countries, and brought products from the first sketch to the customers.

## Experience
`,
		Mend: "Write the title that stands in the contract, and say the rest in a bullet or in the summary.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		say := func(what string, v resume.Value, limit *check.Limit, help string) {
			if n := utf8.RuneCountInString(v.Text); float64(n) > p.Limit(limit) {
				p.Report(diag.Diagnostic{Span: v.Span, Message: fmt.Sprintf("the %s has %d characters; the limit is %s", what, n, p.LimitText(limit)), Help: help})
			}
		}
		say("name", r.Name, longName, "leave titles and degrees to the headline")
		say("headline", r.Headline, longTitle, "keep what you are, and put the rest into the summary below it")
		for _, s := range r.Sections {
			say("heading", s.Title, longHeading, "one or two words are enough, as in \"Experience\"; put the rest below it")
			if s.Kind == resume.Publications {
				continue
			}
			for _, e := range s.Entries {
				const help = "keep what stands in the contract, and say the rest in a bullet"
				say("title", e.Title, longTitle, help)
				say("organization", e.Organization, longTitle, help)
				say("place", e.Location, longTitle, help)
			}
		}
	},
}
