package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

var parseDateForm = &check.Rule{
	ID:    "parse/date-form",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Dates are printed in a form that parsers misread (two figures for a year, a season, a quarter), or in several forms: months by " +
			"name here and by number there. A year alone goes with all of them.",
		Why: "Parsers look for \"March 2021\" or \"03/2021\": from \"Summer 2019\" and \"03/21\" they make another date or none, and the years that you worked come out wrong.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2019 – present*

- Wrote the first program for the engine

### Translator, Menabrea
*09/2017 – 02/2019*

- Translated a memoir
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2019 – present*

- Wrote the first program for the engine

### Translator, Menabrea
*September 2017 – February 2019*

- Translated a memoir
`,
		Mend: "Write all dates as \"March 2021\" (or \"Mar 2021\"), or all as \"03/2021\", with four figures for the year and \"present\" for what goes on.",
	},
	Run: runParseDateForm,
}

// A dating is the dates of an entry as they are printed.
type dating struct {
	text  string
	span  source.Span
	sheet int
	form  date.Form
}

func runParseDateForm(p *check.Pass) {
	all := datings(p)
	with := func(f date.Form) (n int) {
		for _, d := range all {
			if d.form&f != 0 {
				n++
			}
		}
		return n
	}
	reportDates(p, all, date.ShortYear, "has a year of two figures, which parsers misread", "write the year in full: 2019")
	reportDates(p, all, date.Season, "has no month; parsers make another date of it, or none", "write the month: June 2019")
	usual := date.Named
	for _, f := range []date.Form{date.Numeric, date.ISO} {
		if with(f) > with(usual) {
			usual = f
		}
	}
	const months = date.Named | date.Numeric | date.ISO
	var other []dating
	for _, d := range all {
		if d.form&months&^usual != 0 {
			other = append(other, d)
		}
	}
	if len(other) == 0 {
		return
	}
	how, sample := written12(usual)
	odd, _ := written12(other[0].form & months &^ usual)
	d := diag.Diagnostic{Span: other[0].span, Sheet: other[0].sheet,
		Message: fmt.Sprintf("%s has its months %s; %s them %s", quote(other[0].text), odd, haveOthers(with(usual)), how),
		Help:    fmt.Sprintf("write all dates alike, as in %s", quote(sample))}
	for _, o := range other[1:min(len(other), namedPlaces+1)] {
		d.Notes = append(d.Notes, diag.Note{Span: o.span, Text: fmt.Sprintf("and so has %s", quote(o.text))})
	}
	p.Report(d)
}

// reportDates is one finding about all dates of a form.
func reportDates(p *check.Pass, all []dating, f date.Form, what, help string) {
	var d diag.Diagnostic
	for _, o := range all {
		switch {
		case o.form&f == 0:
		case d.Message == "":
			d = diag.Diagnostic{Span: o.span, Sheet: o.sheet, Message: quote(o.text) + " " + what, Help: help}
		default:
			d.Notes = append(d.Notes, diag.Note{Span: o.span, Text: fmt.Sprintf("and so has %s", quote(o.text))})
		}
	}
	if d.Message != "" {
		p.Report(d)
	}
}

// haveOthers is how many entries have something, as a sentence goes on.
func haveOthers(n int) string {
	if n == 1 {
		return "1 entry has"
	}
	return fmt.Sprintf("%d entries have", n)
}

// written12 is how a form writes the twelve months, and an example of it.
func written12(f date.Form) (how, sample string) {
	switch {
	case f&date.Numeric != 0:
		return "by number", "03/2021"
	case f&date.ISO != 0:
		return "by number behind the year", "2021-03"
	}
	return "by name", "March 2021"
}

// datings is the dates of all entries: as the source says them, or as they are read from a print without one.
func datings(p *check.Pass) []dating {
	var out []dating
	add := func(text string, span source.Span, sheet int) {
		if text != "" {
			out = append(out, dating{text, span, sheet, date.FormOf(text)})
		}
	}
	if r := p.Target.Resume; r != nil {
		for _, s := range r.Sections {
			for _, e := range s.Entries {
				add(e.DatesText.Text, e.DatesText.Span, 0)
			}
		}
		return out
	}
	for _, s := range p.Reading().Sections {
		for _, e := range s.Entries {
			add(e.DatesText.Text, place(p, nil), e.DatesText.At.Sheet)
		}
	}
	return out
}
