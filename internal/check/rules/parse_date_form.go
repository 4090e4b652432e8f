package rules

import (
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var parseDateForm = &check.Rule{
	ID:    "parse/date-form",
	Level: diag.Warning,
	PDF:   true,
	Doc: check.Doc{
		What: "Dates are written in a form that parsers misread (two figures for a year, a season, a quarter), or in several forms: months by " +
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
		Mend: "Write all dates as \"March 2021\" (or \"Mar 2021\"), or all as \"03/2021\", with four figures for the year and \"present\" for what goes on. " +
			"`resgen check --fix` writes the others in the form that most entries have, in the résumé's language and with its dash. It leaves alone what has a day, names a season, or " +
			"can be read in two ways (03/04/2021).",
	},
	Run: runParseDateForm,
}

// A dating is the dates of an entry as they are written, or printed where there is no source.
type dating struct {
	text     string
	span     source.Span
	sheet    int
	form     date.Form
	months   []date.Writing
	editable bool // the span holds the text, byte for byte
}

// monthForms is the forms that a month is written in; one is chosen for all.
const monthForms = date.Named | date.Numeric | date.ISO

// in reports whether a dating has months of a form. Those of "03/21" are by number, too.
func (d *dating) in(f date.Form) bool {
	return d.form&f != 0 || slices.ContainsFunc(d.months, func(w date.Writing) bool { return w.Form == f })
}

func runParseDateForm(p *check.Pass) {
	all := datings(p)
	with := func(f date.Form) (n int) {
		for i := range all {
			if all[i].in(f) {
				n++
			}
		}
		return n
	}
	usual := date.Named
	for _, f := range []date.Form{date.Numeric, date.ISO} {
		if with(f) > with(usual) {
			usual = f
		}
	}
	var short, seasons, other []dating
	for _, d := range all {
		if d.form&date.ShortYear != 0 {
			short = append(short, d)
		}
		if d.form&date.Season != 0 {
			seasons = append(seasons, d)
		}
		if d.form&monthForms&^usual != 0 {
			other = append(other, d)
		}
	}
	reportDates(p, short, "has a year of two figures, which parsers misread", "write the year in full: 2019", restyled(p, all, short, usual))
	reportDates(p, seasons, "has no month; parsers make another date of it, or none", "write the month: June 2019", nil)
	if len(other) == 0 {
		return
	}
	how, sample := written12(usual)
	odd, _ := written12(other[0].form & monthForms &^ usual)
	reportDates(p, other, fmt.Sprintf("has its months %s; %s them %s", odd, haveOthers(with(usual)), how),
		fmt.Sprintf("write all dates alike, as in %s", quote(sample)), restyled(p, all, other, usual))
}

// restyled is the edits that write dates in the form that is usual, as most of those who have it write it.
func restyled(p *check.Pass, all, odd []dating, usual date.Form) []diag.Edit {
	if len(odd) == 0 || p.PDF != nil {
		return nil
	}
	var months []date.Writing
	for _, d := range all {
		months = append(months, d.months...)
	}
	style, _ := date.StyleOf(usual, months, p.Language())
	var out []diag.Edit
	for _, d := range odd {
		if !d.editable || p.Today.Known() && slices.ContainsFunc(d.months, func(w date.Writing) bool { return w.Short && w.Date.Year > p.Today.Year+furthest }) {
			continue
		}
		for _, e := range style.Restyle(d.text) {
			out = append(out, diag.Edit{Span: d.span.Sub(e.Start, e.End), New: e.New})
		}
	}
	return out
}

// furthest is how many years from now an end may be; of two figures that say a later year, nobody knows the century.
const furthest = 10

// reportDates is one finding about dates that have the same to be said of them.
func reportDates(p *check.Pass, odd []dating, what, help string, edits []diag.Edit) {
	if len(odd) == 0 {
		return
	}
	d := diag.Diagnostic{Span: odd[0].span, Sheet: odd[0].sheet, Message: quote(odd[0].text) + " " + what, Help: help}
	for _, o := range odd[1:min(len(odd), namedPlaces+1)] {
		d.Notes = append(d.Notes, diag.Note{Span: o.span, Text: fmt.Sprintf("and so has %s", quote(o.text))})
	}
	if len(edits) > 0 {
		d.Fix = &diag.Fix{Message: "write the dates alike, with years of four figures", Edits: edits, Safe: true}
	}
	p.Report(d)
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

// impossible reports whether a text is a date that cannot be. Of those date/impossible speaks.
func impossible(text string) bool {
	found := date.Scan(text)
	return len(found) == 1 && found[0].Problem != ""
}

// datings is the dates of all entries: as the source says them, or as they are read from a print without one. Several roles
// may share theirs.
func datings(p *check.Pass) []dating {
	var out []dating
	add := func(text string, span source.Span, sheet int) {
		if text != "" && !impossible(text) {
			out = append(out, dating{text, span, sheet, date.FormOf(text), date.Writings(text), span.Text() == text})
		}
	}
	if p.PDF != nil {
		for _, s := range p.Reading().Sections {
			for _, e := range s.Entries {
				add(e.DatesText.Text, place(p, nil), e.DatesText.At.Sheet)
			}
		}
		return out
	}
	r := p.Resume()
	if r == nil {
		return nil
	}
	var seen spots
	for _, s := range r.Sections {
		for _, e := range s.Entries {
			for _, v := range append([]resume.Value{e.DatesText}, e.Extra...) {
				if whole := date.Scan(v.Text); v.Span.Known() && !seen.cover(v.Span) && len(whole) == 1 && whole[0].End-whole[0].Start == len(v.Text) {
					seen.add(v.Span)
					add(v.Text, v.Span, 0)
				}
			}
		}
	}
	return out
}
