package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var sheetChromeDiffers = &check.Rule{
	ID:    "sheet/chrome-differs",
	Level: diag.Info,
	Needs: check.Sheets,
	Page:  true,
	Doc: check.Doc{
		What: "Another Chrome printed than the one that `pdf: {chrome: VERSION}` records, as in `chrome: 156` or in full, `chrome: \"156.0.8078.108\"`; or another than the one that the site's `.resgen-chrome` holds to, which is a warning. Without a record nothing is said.",
		Why:  "Each version of Chrome may break lines and sheets elsewhere, so that what was looked at is not what is sent.",
		Bad: `---
name: Ada Byron
pdf: {chrome: 98}
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
`,
		Mend: "Look at the print once more, then record the version that printed it; the last line of `resgen check` names it. Or print with the recorded one: `resgen chrome install` gets what .resgen-chrome holds to, `--chrome PATH` names any other; `resgen chrome install --update VERSION` holds to another from then on.",
	},
	Run: runSheetChromeDiffers,
}

func runSheetChromeDiffers(p *check.Pass) {
	if p.Site == nil || p.Print.Chrome == "" {
		return
	}
	want := p.Site.Settings.PDF.Chrome
	is := p.Print.Chrome[strings.LastIndexByte(p.Print.Chrome, '/')+1:] // "HeadlessChrome/156.0.8078.108"
	if p.Chrome != "" && is != p.Chrome {
		p.Report(diag.Diagnostic{
			Severity: diag.Warning,
			Span:     place(p, firstOn(p.Print, 1)),
			Message:  fmt.Sprintf("Chrome %s printed; this site holds to %s", is, p.Chrome),
			Help:     "`resgen chrome install` gets it; `resgen chrome install --update VERSION` holds the site to another",
		})
	}
	if want.Text == "" || is == want.Text || strings.HasPrefix(is, want.Text+".") {
		return
	}
	as := is // at the record's precision
	if parts := strings.Split(is, "."); strings.Count(want.Text, ".") < len(parts) {
		as = strings.Join(parts[:strings.Count(want.Text, ".")+1], ".")
	}
	p.Report(diag.Diagnostic{
		Span:    want.Span,
		Message: fmt.Sprintf("Chrome %s printed; the record says %s", is, want.Text),
		Help:    fmt.Sprintf("look at the print once more, then write `chrome: %s`", as),
	})
}
