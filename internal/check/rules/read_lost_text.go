package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var readLostText = &check.Rule{
	ID:    "read/lost-text",
	Level: diag.Error,
	Doc: check.Doc{
		What: "Words of the résumé's source are in nothing that was understood of it, and so on no page, in no PDF and in no other form.",
		Why: "A résumé must say what its writer wrote. Every word is looked for after reading; what is left out on purpose (comments, " +
			"styles, scripts, labels such as \"E-mail:\") is listed by `resgen debug dropped`.",
		Bad: `---
name: Ada Byron
---

## Projects

<iframe src="https://engine.example/notes">Notes on the engine, with a programme</iframe>
`,
		Good: `---
name: Ada Byron
---

## Projects

### [Notes on the engine](https://engine.example/notes)

With a programme.
`,
		Mend: "Write the words as plain Markdown. If nothing is odd about how they are written, it is a fault of resgen's: please send the " +
			"line, and what `resgen debug resume` says.",
	},
}
