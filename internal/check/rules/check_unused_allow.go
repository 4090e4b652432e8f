package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var checkUnusedAllow = &check.Rule{
	ID:    "check/unused-allow",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "A comment makes an exception from a rule, and the rule finds nothing there. While a rule can't run, as those " +
			"about sheets without Chrome, its exceptions are left alone.",
		Why: "An exception that hides nothing will hide the next mistake.",
		Bad: `---
name: Ada Byron
---

## Experience

<!-- allow page/unsafe-html: the joke of the page -->
Analyst
`,
		Good: `---
name: Ada Byron
---

## Experience

<!-- allow page/unsafe-html: the joke of the page -->
<marquee>Analyst</marquee>
`,
		Mend: "Take the comment out, or put it right above or at the end of the block that it is meant for.",
	},
}
