package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var parseFileSize = &check.Rule{
	ID:    "parse/file-size",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The PDF is larger than 1 MB, which is a warning, or than 2.5 MB, which is an error.",
		Why:  "Greenhouse does not parse a file of more than 2.5 MB, and forms for applying refuse large ones without saying why.",
		Bad:  "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n![Portrait](/portrait.png)\n\n## Languages\n\n- English\n-- static/portrait.png --\n",
		Good: "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n![Portrait](/portrait-small.jpg)\n\n## Languages\n\n- English\n-- static/portrait-small.jpg --\n",
		Mend: "Make pictures as small as they are printed (300 dots an inch are enough), as JPEG, and embed few fonts.",
	},
	Limits: []*check.Limit{largeFile, hugeFile},
	Run:    runParseFileSize,
}

func runParseFileSize(p *check.Pass) {
	const mega = 1e6
	size := float64(p.Print.Bytes) / mega
	d := diag.Diagnostic{Span: place(p, nil), Help: "make its pictures smaller"}
	limit := largeFile
	switch {
	case size > p.Limit(hugeFile):
		limit, d.Severity = hugeFile, diag.Error
	case size <= p.Limit(largeFile):
		return
	}
	d.Message = fmt.Sprintf("the PDF is %.1f MB; the limit is %s", size, p.LimitText(limit))
	p.Report(d)
}
