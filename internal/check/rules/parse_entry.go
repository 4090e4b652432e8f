package rules

import (
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/recall"
	"github.com/resgen/resgen/internal/source"
)

var parseEntry = &check.Rule{
	ID:     "parse/entry",
	Level:  diag.Error,
	Needs:  check.Sheets,
	Resume: true,
	Doc: check.Doc{
		What: "A parser that reads the print does not find the title, the organization or the dates of an entry beside each other, each for what it is, " +
			"which is an error; or it loses bullets, or a group of skills, which is a warning. So it is when nothing is wrong with an entry but that title and " +
			"organization are taken for each other: that is a guess, of which each parser has its own.",
		Why: "Recruiters search and sort what the parser filed: a job without its dates counts for no years, and one without its title for no skill.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine
-- static/custom.css --
.r-row { position: relative; display: block }
.r-dates { position: absolute; right: 0; top: 0 }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine
-- static/custom.css --
.r-row { display: flex; justify-content: space-between }
`,
		Mend: "Print the title alone on its line with the dates at its end, by flex, organization and place on the next, and the bullets close below; leave room between entries only. " +
			"Never join two fields in one run of text. Where title and organization are taken for each other, put a word of a role into the title " +
			"(engineer, developer, lead), or one of a company behind the organization (Ltd, GmbH).",
	},
	Run: runParseEntry,
}

func runParseEntry(p *check.Pass) {
	table := p.Recall()
	if table == nil {
		return
	}
	missed := table.Missed()
	var entries []source.Span
	var loose []recall.Field
	for _, f := range missed {
		switch f.Kind {
		case recall.Title, recall.Organization, recall.Start, recall.End, recall.Bullet, recall.Skills:
		default:
			continue
		}
		if !f.Entry.Known() {
			loose = append(loose, f)
		} else if !slices.Contains(entries, f.Entry) {
			entries = append(entries, f.Entry)
		}
	}
	var found []diag.Diagnostic
	for _, e := range entries {
		d := entryLoss(e, slices.DeleteFunc(slices.Clone(missed), func(f recall.Field) bool { return f.Entry != e }))
		// What one style does to many entries is one finding.
		if i := slices.IndexFunc(found, func(o diag.Diagnostic) bool { return o.Message == d.Message && o.Severity == d.Severity }); i >= 0 {
			found[i].Notes = append(found[i].Notes, diag.Note{Span: e, Text: "nor here"})
			continue
		}
		found = append(found, d)
	}
	for _, d := range found {
		p.Report(d)
	}
	for _, kind := range []recall.Kind{recall.Bullet, recall.Skills} {
		of := slices.DeleteFunc(slices.Clone(loose), func(f recall.Field) bool { return f.Kind != kind })
		if len(of) == 0 {
			continue
		}
		what := count(len(of), "bullet")
		if kind == recall.Skills {
			what = count(len(of), "line") + " of skills"
		}
		d := diag.Diagnostic{Severity: diag.Warning, Span: of[0].Span, Message: fmt.Sprintf("a parser does not read %s as written, from %s on", what, quote(of[0].Text)),
			Help: "let nothing float or be positioned there, and set one below the other"}
		for _, f := range of[1:min(len(of), namedPlaces+1)] {
			d.Notes = append(d.Notes, diag.Note{Span: f.Span, Text: "nor this one"})
		}
		p.Report(d)
	}
}

// mistaken reports whether nothing is wrong with an entry but that title and organization were taken for each other; that is
// a guess, of which each parser has its own.
func mistaken(missed []recall.Field) bool {
	return len(missed) == 2 && missed[0].Kind == recall.Title && missed[1].Kind == recall.Organization &&
		missed[0].Read == missed[1].Text && missed[1].Read == missed[0].Text && missed[0].Run == ""
}

// entryLoss says what a parser loses of one entry.
func entryLoss(entry source.Span, missed []recall.Field) diag.Diagnostic {
	d := diag.Diagnostic{Severity: diag.Warning, Span: entry, Help: "print title and dates on one row, organization and place on the next, bullets close below; nothing afloat"}
	if mistaken(missed) {
		d.Message = fmt.Sprintf("a parser takes %s for the title, and the title for the organization", quote(missed[1].Text))
		d.Help = "put a word of a role into the title (engineer, developer, lead), or one of a company behind the organization (Ltd, GmbH)"
		return d
	}
	var what []string
	bullets := 0
	for _, f := range missed {
		if f.Kind == recall.Bullet {
			bullets++
			continue
		}
		d.Severity = diag.Error
		if d.Sheet == 0 {
			d.Sheet = f.At.Sheet
		}
		what = append(what, "its "+string(f.Kind))
		switch {
		case f.Run != "":
			d.Notes = append(d.Notes, diag.Note{Span: f.Span, Text: fmt.Sprintf("the %s is in one run of text with more: %s", f.Kind, quote(f.Run))})
			d.Help = "print each field in a run of its own: title and dates on one row, organization and place on the next"
		case f.Read != "":
			d.Notes = append(d.Notes, diag.Note{Span: f.Span, Text: fmt.Sprintf("it reads %s for the %s", quote(f.Read), f.Kind)})
		}
	}
	if bullets > 0 {
		what = append(what, count(bullets, "bullet"))
	}
	d.Message = fmt.Sprintf("a parser does not find %s beside the rest of the entry", list(what))
	return d
}
