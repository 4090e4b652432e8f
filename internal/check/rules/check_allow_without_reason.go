package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var checkAllowWithoutReason = &check.Rule{
	ID:    "check/allow-without-reason",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "A comment makes an exception from a rule and does not say why, or says `reason` and nothing else, as an editor " +
			"puts it there to be written over. It does not count: the finding stays.",
		Why: "In a year nobody knows whether the exception still holds, and one without a reason is copied without a " +
			"thought.",
		Bad: `---
name: Ada Byron
---

## Experience

<!-- allow page/unsafe-html -->
<marquee>Analyst</marquee>
`,
		Good: `---
name: Ada Byron
---

## Experience

<!-- allow page/unsafe-html: the joke of the page -->
<marquee>Analyst</marquee>
`,
		Mend: "Write the reason behind a colon: `<!-- allow RULE: why -->`.",
	},
}
