package rules

import (
	"fmt"
	"path"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
)

var tailorField = &check.Rule{
	ID:    "tailor/field",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A letter has a field, {company}, {role} or {name}, and nothing says what stands in its place; or something in braces that is nearly one.",
		Why:  "It would be sent with the braces in it, and whoever reads \"Dear {company} team\" knows that it went to many.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/jobs/babbage.md --
# Analyst of Engines

We build an engine that computes tables, and need somebody who writes its programs.
-- content/letters/babbage.md --
---
posting: jobs/babbage.md
greeting: Dear {company} team,
---

I would like to write the programs of your engine.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/jobs/babbage.md --
---
company: Babbage Engines
---

# Analyst of Engines

We build an engine that computes tables, and need somebody who writes its programs.
-- content/letters/babbage.md --
---
posting: jobs/babbage.md
greeting: Dear {company} team,
---

I would like to write the programs of your engine.
`,
		Mend: "Say it in the front matter of the posting: `company: Babbage Engines`, `title: Analyst of Engines`. A letter without a posting names one with " +
			"`posting:`, or writes the words themselves.",
	},
	Run: func(p *check.Pass) {
		if p.Site == nil {
			return
		}
		for _, l := range p.Site.Letters {
			_, empty := l.Fill(p.Addressee(l))
			for _, f := range empty {
				message, help := unsaid(l, f)
				p.Report(diag.Diagnostic{Span: f.Span, Message: message, Help: help})
			}
		}
	},
}

// unsaid is why a field of a letter is empty, and what to write.
func unsaid(l *compose.Letter, f compose.Field) (message, help string) {
	if f.Meant != f.Name {
		return fmt.Sprintf("{%s} is no field, and would be sent as it stands", f.Name), fmt.Sprintf("did you mean {%s}?", f.Meant)
	}
	key, sample := "company", "Babbage Engines"
	switch f.Name {
	case "name":
		return "nothing says what {name} is: the résumé has no name", "write `name: Ada Byron` into the front matter of the résumé"
	case "role":
		key, sample = "title", "Analyst of Engines"
	}
	if l.Posting == nil {
		return fmt.Sprintf("nothing says what {%s} is: the letter names no posting", f.Name), "write `posting: jobs/NAME.md` into its front matter, or the words in the field's place"
	}
	at := l.Posting.File.Path
	message = fmt.Sprintf("nothing says what {%s} is: %s does not", f.Name, at)
	if ext := path.Ext(at); ext == ".html" || ext == ".htm" { // which has no front matter
		return message, "write the words in the field's place"
	}
	return message, fmt.Sprintf("write `%s: %s` into the front matter of that file", key, sample)
}
