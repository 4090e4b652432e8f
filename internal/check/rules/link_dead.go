package rules

import (
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/render"
)

var linkDead = &check.Rule{
	ID:    "link/dead",
	Level: diag.Error,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A link leads to a host or a page that is not there any more. Hosts are asked only with `--online`; without it this rule says nothing, and nothing is asked of the network. What a " +
			"host refuses to tell a program is a warning; LinkedIn, which tells no program anything, is passed over.",
		Why: "A project that cannot be opened counts for less than none.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### [Engine](https://engine.example/2014/demo)
*1843*
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### [Engine](https://engine.example/)
*1843*
`,
		Mend: "Name the page where it is now, or a copy of it (https://web.archive.org keeps many), or take the link out.",
	},
	Run: runLinkDead,
}

func runLinkDead(p *check.Pass) {
	if p.Replies == nil {
		return
	}
	var doubts []render.Ref
	for _, w := range p.Written() {
		for _, ref := range p.Addresses(w) {
			r, ok := p.Replies[ref.URL]
			switch {
			case !ok || r.Silent:
			case r.Dead:
				p.Report(diag.Diagnostic{
					Span:    addressIn(ref),
					Message: fmt.Sprintf("the link to %s is dead: %s", quoteURL(ref.URL), r.Why),
					Help:    "name the page where it is now, or take the link out",
				})
			case r.Place:
				p.Report(diag.Diagnostic{
					Severity: diag.Info,
					Span:     addressIn(ref),
					Message:  fmt.Sprintf("the link to %s: %s", quoteURL(ref.URL), r.Why),
					Help:     "look whether the page has the place under another name",
				})
			case !slices.ContainsFunc(doubts, func(o render.Ref) bool { return o.URL == ref.URL }):
				doubts = append(doubts, ref)
			}
		}
	}
	if len(doubts) == 0 {
		return
	}
	d := diag.Diagnostic{
		Severity: diag.Warning,
		Span:     addressIn(doubts[0]),
		Message:  fmt.Sprintf("nobody can tell whether the link to %s leads somewhere: %s", quoteURL(doubts[0].URL), p.Replies[doubts[0].URL].Why),
		Help:     "open it in a browser",
	}
	if len(doubts) > 1 {
		d.Message += fmt.Sprintf("; so with %s", count(len(doubts)-1, "other"))
	}
	for _, o := range doubts[1:min(len(doubts), 6)] {
		d.Notes = append(d.Notes, diag.Note{Span: addressIn(o), Text: p.Replies[o.URL].Why})
	}
	p.Report(d)
}
