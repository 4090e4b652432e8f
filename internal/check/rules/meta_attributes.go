package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var metaAttributes = &check.Rule{
	ID:    "meta/attributes",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "A comment that gives a heading or a bullet an id, tags or `private` can't be read, stands behind nothing, or " +
			"gives an id that is taken. A `private` that applies to nothing is an error.",
		Why: "What the comment asks for does not happen: a link has no place to lead to, or a text is published that " +
			"should not be.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co <!-- #job -->
*2019 – present*

### Clerk, Babbage & Sons <!-- #job -->
*2017 – 2019*
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co <!-- #lovelace -->
*2019 – present*

### Clerk, Babbage & Sons <!-- #babbage -->
*2017 – 2019*
`,
		Mend: "Put the comment at the end of the heading or bullet, or on the line below it, in the form `<!-- #id tags=\"go " +
			"sql\" private -->`.",
	},
}
