package rules

import (
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var parseScan = &check.Rule{
	ID:    "parse/scan",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "A sheet has a picture over more than 50 % of it, and no text: it is a scan, or was exported as a picture.",
		Why:  "A parser reads the text of a PDF, and of a picture it reads nothing: for it the sheet is empty.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine

## Certificate

Of computing engines, seen in 2021:

![Certificate of the Royal Society](certificate.png)
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine

## Certificate

- Royal Society, computing engines, 2021
`,
		Mend: "Export the résumé from the program that it was written with as a PDF with text, and not as a picture. Of paper, write " +
			"down the text; of a certificate, say in a line what it is.",
	},
	Limits: []*check.Limit{scanned},
	Run:    runParseScan,
}

func runParseScan(p *check.Pass) {
	var scans []string
	first := 0
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		if len(s.Lines) > 0 || !(pictured(s) > p.Limit(scanned)) {
			continue
		}
		if scans = append(scans, strconv.Itoa(i+1)); first == 0 {
			first = i + 1
		}
	}
	if len(scans) == 0 {
		return
	}
	message := "sheet " + scans[0] + " is a picture without text; a parser reads nothing of it"
	switch {
	case len(scans) == len(p.Print.Sheets):
		message = "it is a scan, " + count(len(scans), "sheet") + " without text; a parser reads nothing of it"
	case len(scans) > 1:
		message = "sheets " + strings.Join(scans, ", ") + " are pictures without text; a parser reads nothing of them"
	}
	p.Report(diag.Diagnostic{
		Span: place(p, firstOn(p.Print, first)), Message: message, Sheet: first,
		Help: "export it as text from the program that it was written with",
	})
}

// pictured is how much of a sheet its largest mark covers, in percent.
func pictured(s *sheet.Sheet) float64 {
	most := 0.
	for _, m := range s.Marks {
		if area := m.W * m.H / (s.Width * s.Height); finite(area) {
			most = max(most, area)
		}
	}
	return most * 100
}
