package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var privacyPublished = &check.Rule{
	ID:    "privacy/published",
	Level: diag.Error,
	Needs: check.Output,
	Doc: check.Doc{
		What: "A value that is private (named in `private:`, kept in private.yaml, or marked `private` in the résumé) stands in a " +
			"file of public/, in its text or hidden in it.",
		Why: "What is published once is copied, indexed and kept by others. So this is always an error, and nothing of the build is published.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
phone: +44 20 7946 0018
private: [phone]
---

## Experience
-- content/about.md --
# About

Call me on 020 7946 0018, or on +44 20 7946 0018 from abroad.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
phone: +44 20 7946 0018
private: [phone]
---

## Experience
-- content/about.md --
# About

Write to me first.
`,
		Mend: "Look for the value in content/, layouts/ and static/, and take it out there. If it may be published after all, take " +
			"it off `private:`. This rule can't be turned off, and no comment makes an exception from it.",
	},
	Run: func(p *check.Pass) {
		type key struct{ path, field, value string }
		seen := map[key]bool{}
		for _, o := range p.Output {
			k := key{o.Path, o.Secret.Field, o.Secret.Value.Text}
			if seen[k] {
				continue
			}
			seen[k] = true
			where := "public/" + o.Path
			if o.How != "" {
				where += " (" + o.How + ")"
			}
			p.Report(diag.Diagnostic{
				Span:    o.Secret.Value.Span,
				Message: fmt.Sprintf("the private %s %s stands in %s", o.Secret.Field, masked(o.Secret.Value.Text), where),
				Help:    "take it out of what that file is made from, in content/, layouts/ or static/",
			})
		}
	},
}

// masked shows enough of a secret for its owner to know it, and for nobody else to use it: the
// findings of a build in CI are often public.
func masked(text string) string {
	r := []rune(text)
	if len(r) < 8 {
		return `"…"`
	}
	return fmt.Sprintf("%q", string(r[:2])+"…"+string(r[len(r)-1:]))
}
