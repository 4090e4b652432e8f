package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var langMissing = &check.Rule{
	ID:    "lang/missing",
	Level: diag.Warning,
	Once:  true,
	Doc: check.Doc{
		What: "A résumé in several languages says something in one of them only: a section, an entry, a bullet, the summary, a technology among the skills. " +
			"Entries are matched by their ids, organizations, addresses and dates, bullets by figures, names and order.",
		Why: "Who reads the other language does not learn of it, and who compares the two wonders which one is right. Most often it was added to one and forgotten in the other.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the ledger to PostgreSQL, 40 tables
- Put 300 orders a day into a queue
-- content/resume.de.md --
## Berufserfahrung

### Analystin, Lovelace & Co
*2019 – 2023*

- Zog das Hauptbuch nach PostgreSQL um, 40 Tabellen
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the ledger to PostgreSQL, 40 tables
- Put 300 orders a day into a queue
-- content/resume.de.md --
## Berufserfahrung

### Analystin, Lovelace & Co
*2019 – 2023*

- Zog das Hauptbuch nach PostgreSQL um, 40 Tabellen
- Stellte 300 Aufträge am Tag in eine Warteschlange
`,
		Mend: "Translate it, or take it out of both. What is for readers of one language only stays with `<!-- allow lang/missing: why -->`. " +
			"The same id in both languages (`{#acme}`) says that two entries are one.",
	},
	Run: runLangMissing,
}

func runLangMissing(p *check.Pass) {
	main, others := versionsOf(p)
	for _, other := range others {
		m := missing{p, main, other}
		m.heads()
		for _, s := range sections(main, other) {
			if s.main == nil || s.other == nil {
				section := s.main
				if section == nil {
					section = s.other
				}
				m.report(s.main != nil, section.Title.Span, named("section", section.Title.Text, section.Private), s.near)
				continue
			}
			m.section(s.main, s.other)
		}
	}
}

// missing looks for what one of two versions lacks.
type missing struct {
	*check.Pass
	main, other version
}

// report says what only one of the versions has, and behind what it is missing in the other one.
func (m missing) report(inMain bool, at source.Span, what string, near source.Span) {
	lacks := m.main
	if inMain {
		lacks = m.other
	}
	d := diag.Diagnostic{Span: at, Message: fmt.Sprintf("%s is missing in %q", what, lacks.lang),
		Help: "translate it, or say why it is not: <!-- allow lang/missing: ... -->"}
	if near.Known() {
		d.Notes = []diag.Note{{Span: near, Text: fmt.Sprintf("it would stand behind this in %q", lacks.lang)}}
		if near.Start == near.End {
			d.Notes[0].Text = "it would stand here"
		}
	}
	m.Report(d)
}

// heads compares what stands before the sections.
func (m missing) heads() {
	a, b := m.main, m.other
	if len(a.Summary) > 0 && len(b.Summary) == 0 {
		m.report(true, a.Summary[0].Span, "the summary", b.top())
	}
	if len(b.Summary) > 0 && len(a.Summary) == 0 {
		m.report(false, b.Summary[0].Span, "the summary", a.top())
	}
	if h := a.Headline; h.Known() && b.Headline == h && locale.Base(a.lang) != locale.Base(b.lang) {
		m.Report(diag.Diagnostic{Severity: diag.Info, Span: h.Span, Message: fmt.Sprintf("the headline is the same in %q", b.lang),
			Help:  fmt.Sprintf("write it as `headline: {%s: …, %s: …}`, or as `headline:` in the front matter of the other file", a.lang, b.lang),
			Notes: []diag.Note{{Span: b.top(), Text: "which has none of its own"}}})
	}
}

// section compares a section in both languages.
func (m missing) section(a, b *resume.Section) {
	for _, e := range entries(a, b) {
		switch {
		case e.other == nil:
			m.report(true, e.main.Title.Span, named("entry", entryTitle(e.main), e.main.Private), e.near)
		case e.main == nil:
			m.report(false, e.other.Title.Span, named("entry", entryTitle(e.other), e.other.Private), e.near)
		default:
			mainBullets, mainText := points(e.main.Body)
			otherBullets, otherText := points(e.other.Body)
			m.points(mainBullets, otherBullets, "bullet", e.main.Head, e.other.Head)
			m.points(mainText, otherText, "paragraph", e.main.Head, e.other.Head)
		}
	}
	mainBullets, mainText := points(a.Intro)
	otherBullets, otherText := points(b.Intro)
	m.points(mainBullets, otherBullets, "bullet", a.Title.Span, b.Title.Span)
	m.points(mainText, otherText, "paragraph", a.Title.Span, b.Title.Span)
	m.skills(a, b)
}

// named is a part as a finding names it. What is private is not quoted: logs of CI are public.
func named(what, text string, private bool) string {
	if private {
		return "a private " + what
	}
	return "the " + what + " " + quote(text)
}

// entryTitle is an entry as a finding names it.
func entryTitle(e *resume.Entry) string {
	if e.Title.Known() {
		return e.Title.Text
	}
	return e.Organization.Text
}

func (m missing) points(a, b []statement, what string, top, otherTop source.Span) {
	for _, pt := range matched(a, b, m.main, m.other, top, otherTop) {
		switch {
		case pt.other == nil:
			m.report(true, pt.main.span, named(what, pt.main.text, pt.main.private), pt.near)
		case pt.main == nil:
			m.report(false, pt.other.span, named(what, pt.other.text, pt.other.private), pt.near)
		}
	}
}

// skills compares the technologies of two sections: their names are the same in every language.
func (m missing) skills(a, b *resume.Section) {
	if a.Kind != resume.Skills {
		return
	}
	names := func(s *resume.Section) map[string]bool {
		out := map[string]bool{}
		for _, g := range s.Groups {
			for _, item := range g.Items {
				ts, _ := technologiesOf(item.Text)
				for _, t := range ts {
					out[t.Name] = true
				}
			}
		}
		return out
	}
	lacking := func(s *resume.Section, have map[string]bool, inMain bool, near source.Span) {
		for _, g := range s.Groups {
			for _, item := range g.Items {
				ts, _ := technologiesOf(item.Text)
				for _, t := range ts {
					if !have[t.Name] {
						have[t.Name] = true // said once
						m.report(inMain, item.Span, "the skill "+quote(item.Text), near)
						break
					}
				}
			}
		}
	}
	ofMain, ofOther := names(a), names(b)
	if len(ofMain) > 0 && len(ofOther) > 0 {
		lacking(a, ofOther, true, b.Title.Span)
		lacking(b, ofMain, false, a.Title.Span)
	}
}
