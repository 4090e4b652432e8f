package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var privacyNoEffect = &check.Rule{
	ID:    "privacy/no-effect",
	Level: diag.Error,
	Doc: check.Doc{
		What: "Something is marked private in a way that keeps nothing out of the site: `private:` names no field or stands on a page, the comment stands behind no heading or bullet, or a file is named as private.yaml is and not read.",
		Why:  "Who marks a thing private counts on it. So nothing is published while this stands, and it cannot be turned off.",
		Bad: `---
name: Ada Byron
phone: +44 20 7946 0958
private: [phnoe]
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Good: `---
name: Ada Byron
phone: +44 20 7946 0958
private: [phone]
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Name a field, the label of a contact value, the address of a link, or a section. Behind a heading or a bullet, `<!-- private -->` keeps it, and all " +
			"below the heading, out of the site; make a bullet of a paragraph that is to be private.",
	},
}
