package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var parseUntagged = &check.Rule{
	ID:    "parse/untagged",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The PDF has no tags, so that it does not say what is a heading, a list or a paragraph, and in which order it is read.",
		Why:  "Screen readers need tags, and parsers that use them tell sections and bullets apart without guessing.",
		Bad:  "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n## Languages\n\n- English\n-- layouts/sheet.html --\n<p>Printed by something else</p>\n",
		Good: "-- content/resume.md --\n---\nname: Ada Byron\n---\n\n## Languages\n\n- English\n",
		Mend: "resgen's own prints are tagged. Of another program: ask it for a tagged or accessible PDF when you export (Word: \"Document structure tags for accessibility\"; " +
			"LibreOffice: \"Tagged PDF\"; LaTeX: `\\DocumentMetadata{tagging=on}`).",
	},
	Run: func(p *check.Pass) {
		if !p.Print.Info.Tagged && len(p.Print.Sheets) > 0 {
			p.Report(diag.Diagnostic{Span: place(p, nil), Message: "the PDF is not tagged", Help: "export a tagged (accessible) PDF"})
		}
	},
}
