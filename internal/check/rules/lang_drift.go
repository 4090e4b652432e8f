package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var langDrift = &check.Rule{
	ID:    "lang/drift",
	Level: diag.Error,
	Once:  true,
	Doc: check.Doc{
		What: "A résumé in several languages says one thing in two ways: the dates of an entry differ, or something is private in one language only (an error), " +
			"or a bullet or the summary states other figures (a warning). Numbers are read as each language writes them: \"1.200\" in German is \"1,200\" in English, " +
			"\"2,5 Mio.\" is \"2.5 million\". A number up to twelve may be spelled out in one of the two.",
		Why: "One of the two is wrong, and who has both before them, as many employers do, does not know which. What is private in one language is published by the other.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2019 – June 2023*

- Moved 1,200 tables of the ledger to PostgreSQL
-- content/resume.de.md --
## Berufserfahrung

### Analystin, Lovelace & Co
*März 2019 – Juli 2023*

- Zog 1.400 Tabellen des Hauptbuchs nach PostgreSQL um
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2019 – June 2023*

- Moved 1,200 tables of the ledger to PostgreSQL
-- content/resume.de.md --
## Berufserfahrung

### Analystin, Lovelace & Co
*März 2019 – Juni 2023*

- Zog 1.200 Tabellen des Hauptbuchs nach PostgreSQL um
`,
		Mend: "Find out which one is right, and write it into both. Where two parts are taken for one that are not, give both entries the ids that tell them apart.",
	},
	Run: runLangDrift,
}

func runLangDrift(p *check.Pass) {
	main, others := versionsOf(p)
	for _, other := range others {
		d := drift{p, main, other}
		_, mainText := points(main.Summary)
		_, otherText := points(other.Summary)
		d.points(oneText(mainText), oneText(otherText), main.top(), other.top(), "the summary")
		for _, s := range sections(main, other) {
			if s.main != nil && s.other != nil {
				d.section(s.main, s.other)
			}
		}
	}
}

// oneText is several paragraphs as one: languages part them as they like.
func oneText(ps []statement) []statement {
	if len(ps) < 2 {
		return ps
	}
	all := ps[0]
	for _, p := range ps[1:] {
		all.text += " " + p.text
		all.inlines = append(all.inlines[:len(all.inlines):len(all.inlines)], p.inlines...)
	}
	return []statement{all}
}

// drift looks for what two versions say in two ways.
type drift struct {
	*check.Pass
	main, other version
}

func (d drift) section(a, b *resume.Section) {
	d.private(a.Private, b.Private, a.Title.Span, b.Title.Span)
	for _, e := range entries(a, b) {
		if e.main == nil || e.other == nil {
			continue
		}
		d.private(e.main.Private, e.other.Private, e.main.Title.Span, e.other.Title.Span)
		d.dates(e.main, e.other)
		mainBullets, mainText := points(e.main.Body)
		otherBullets, otherText := points(e.other.Body)
		d.points(mainBullets, otherBullets, e.main.Head, e.other.Head, "the bullet")
		d.points(oneText(mainText), oneText(otherText), e.main.Head, e.other.Head, "the text")
	}
	mainBullets, mainText := points(a.Intro)
	otherBullets, otherText := points(b.Intro)
	d.points(mainBullets, otherBullets, a.Title.Span, b.Title.Span, "the bullet")
	d.points(oneText(mainText), oneText(otherText), a.Title.Span, b.Title.Span, "the text")
}

// private reports a part that is private in one language only.
func (d drift) private(inMain, inOther bool, at, otherAt source.Span) {
	if inMain == inOther {
		return
	}
	hidden, open := d.main, d.other
	if inOther {
		hidden, open, at, otherAt = d.other, d.main, otherAt, at
	}
	d.Report(diag.Diagnostic{Span: otherAt, Message: fmt.Sprintf("this is published in %q, and private in %q", open.lang, hidden.lang),
		Help: "write <!-- private --> behind it here, too", Notes: []diag.Note{{Span: at, Text: "private here"}}})
}

// dates reports ends of an entry that differ. A month that only one language gives is no contradiction.
func (d drift) dates(a, b *resume.Entry) {
	if a.DatesText.Span == b.DatesText.Span && a.DatesText.Known() || !a.Dates.Known() && !b.Dates.Known() {
		return
	}
	at := func(e *resume.Entry) source.Span {
		if e.DatesText.Span.Known() {
			return e.DatesText.Span
		}
		return e.Head
	}
	if a.Dates.Known() && b.Dates.Known() && agree(a.Dates.Start, b.Dates.Start) && agree(a.Dates.End, b.Dates.End) && a.Dates.Present == b.Dates.Present {
		return
	}
	d.Report(diag.Diagnostic{Span: at(b), Message: fmt.Sprintf("the dates of %s are %s in %q, and %s in %q", quote(entryTitle(b)), inDigits(b.Dates), d.other.lang, inDigits(a.Dates), d.main.lang),
		Help: "one of the two is wrong", Notes: []diag.Note{{Span: at(a), Text: fmt.Sprintf("in %q", d.main.lang)}}})
}

// inDigits is a range as findings write it, in no language: "2019-03 – 2023-07".
func inDigits(r date.Range) string {
	end := r.End.String()
	if r.Present {
		end = "now"
	}
	switch start := r.Start.String(); {
	case start == "" && end == "":
		return "missing"
	case start == "":
		return end
	case end == "":
		return start
	default:
		return start + " – " + end
	}
}

// agree reports whether two dates do not contradict each other.
func agree(a, b date.Date) bool {
	return a == b || a.Known() && b.Known() && a.Year == b.Year && (a.Month == 0 || b.Month == 0)
}

// points reports figures that differ between two points that say the same.
func (d drift) points(a, b []statement, top, otherTop source.Span, what string) {
	for _, pt := range matched(a, b, d.main, d.other, top, otherTop) {
		if pt.main == nil || pt.other == nil || pt.main.span == pt.other.span {
			continue
		}
		d.private(pt.main.private, pt.other.private, pt.main.span, pt.other.span)
		onlyMain, onlyOther := differing(figures(pt.main, d.main), figures(pt.other, d.other))
		if len(onlyMain)+len(onlyOther) == 0 {
			continue
		}
		f := diag.Diagnostic{Severity: diag.Warning, Span: pt.other.span, Help: "write the same into both"}
		note := diag.Note{Span: pt.main.span, Text: fmt.Sprintf("in %q", d.main.lang)}
		if len(onlyOther) > 0 {
			f.Span = onlyOther[0].span
		}
		if len(onlyMain) > 0 {
			note.Span = onlyMain[0].span
		}
		switch {
		case len(onlyOther) == 0:
			f.Message = fmt.Sprintf("%s lacks %s in %q", what, stated(onlyMain), d.other.lang)
		case len(onlyMain) == 0:
			f.Message = fmt.Sprintf("%s says %s in %q, and not in %q", what, stated(onlyOther), d.other.lang, d.main.lang)
		default:
			f.Message = fmt.Sprintf("%s says %s in %q, and %s in %q", what, stated(onlyOther), d.other.lang, stated(onlyMain), d.main.lang)
		}
		f.Notes = []diag.Note{note}
		d.Report(f)
	}
}

// stated is figures as a finding names them.
func stated(list []figure) string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = quote(f.text)
	}
	return strings.Join(out, ", ")
}
