package rules

import (
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/recall"
	"github.com/resgen/resgen/internal/sheet"
)

var parseContact = &check.Rule{
	ID:     "parse/contact",
	Level:  diag.Error,
	Needs:  check.Sheets,
	Resume: true,
	Doc: check.Doc{
		What: "A parser that reads the print does not find the name, the e-mail address or the phone number as what it is, which is an error, or the " +
			"headline, the location or a link, which is a warning. Of a PDF that others made: it finds no name or no e-mail address at all.",
		Why: "What a form does not fill in from your résumé, somebody has to type, or nobody does: who is not found is not called.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
email: ada@example.com
phone: +44 20 7946 0018
---

## Languages

- English
-- static/custom.css --
.r-contact { letter-spacing: .4em }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
email: ada@example.com
phone: +44 20 7946 0018
---

## Languages

- English
-- static/custom.css --
.r-contact { letter-spacing: normal }
`,
		Mend: "Let the name be the largest text, alone on its line, and print contact data as text, in full, with \" · \" or \" | \" between values: no icons for words, " +
			"no letter-spacing, no tables.",
	},
	Run: runParseContact,
}

func runParseContact(p *check.Pass) {
	if p.Mirrored() {
		return
	}
	table := p.Recall()
	if table == nil {
		contactOf(p)
		return
	}
	for _, f := range table.Missed() {
		level := diag.Error
		switch f.Kind {
		case recall.Name, recall.Email, recall.Phone:
		case recall.Headline, recall.Location, recall.Link:
			level = diag.Warning
		default:
			continue
		}
		if f.Kind == recall.Name && boxes(p.Print) {
			continue // that is sheet/missing-glyph
		}
		d := diag.Diagnostic{Severity: level, Span: f.Span, Sheet: f.At.Sheet, Message: fmt.Sprintf("a parser does not find the %s in the print", called(f.Kind)),
			Help: "print it as text on a line of its own, or with \" · \" between values"}
		if f.Read != "" && (f.Kind == recall.Name || f.Kind == recall.Headline) { // else it may be private, and the log public
			d.Message = fmt.Sprintf("a parser reads %s for the %s", quote(f.Read), called(f.Kind))
		}
		p.Report(d)
	}
}

// called is what messages call a field.
func called(k recall.Kind) string {
	switch k {
	case recall.Email:
		return "e-mail address"
	case recall.Phone:
		return "phone number"
	}
	return string(k)
}

// contactOf says what a print without a source lacks.
func contactOf(p *check.Pass) {
	got := p.Reading()
	if !slices.ContainsFunc(p.Print.Sheets, func(s sheet.Sheet) bool { return len(s.Lines) > 0 }) {
		return // that is parse/scan
	}
	for _, f := range []struct {
		kind recall.Kind
		has  bool
	}{{recall.Name, got.Name.Known()}, {recall.Email, got.Email.Known()}} {
		if !f.has {
			p.Report(diag.Diagnostic{Span: place(p, nil), Sheet: 1, Message: fmt.Sprintf("a parser finds no %s", called(f.kind)),
				Help: "print it as text, in the body of the first sheet: not in a header, a text box or a picture"})
		}
	}
}
