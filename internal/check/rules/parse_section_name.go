package rules

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/recall"
	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

var parseSectionName = &check.Rule{
	ID:     "parse/section-name",
	Level:  diag.Warning,
	Needs:  check.Sheets,
	Resume: true,
	Doc: check.Doc{
		What: "A section with entries or skills has a name that no list of synonyms knows, in any of nine languages; or its heading is not read as one from the print. " +
			"What is said behind a heading for resgen (`kind=experience`) is not on paper.",
		Why: "Parsers know a section by its name: the jobs below \"Where I made a difference\" are filed under nothing, or under the section before.",
		Bad: `---
name: Ada Byron
---

## Where the engine took me <!-- kind=experience -->

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine

## Languages

- English, French
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine

## Languages

- English, French
`,
		Mend: "Give it one of the usual names (Experience, Education, Skills, Projects), in the language of the résumé. Set headings larger than the text or in capitals, each alone on its line.",
	},
	Run: runParseSectionName,
}

func runParseSectionName(p *check.Pass) {
	if p.Mirrored() {
		return
	}
	table := p.Recall()
	if table == nil {
		unknownHeadings(p)
		return
	}
	missed := map[source.Span]bool{}
	for _, f := range table.Missed() {
		if f.Kind == recall.Section {
			missed[f.Span] = true
			p.Report(diag.Diagnostic{Span: f.Span, Message: fmt.Sprintf("a parser does not read %s as a heading", quote(f.Text)),
				Help: "set it larger than the text or in capitals, alone on its line, with room above"})
		}
	}
	for i := range p.Target.Resume.Sections {
		s := &p.Target.Resume.Sections[i]
		if !s.Title.Known() || missed[s.Title.Span] || len(s.Entries) == 0 && len(s.Groups) == 0 || s.Kind == resume.Other {
			continue
		}
		if kind, _ := term.Section(s.Title.Text); kind == "" {
			p.Report(diag.Diagnostic{Span: s.Title.Span, Message: fmt.Sprintf("no parser knows a section called %s", quote(s.Title.Text)),
				Help: fmt.Sprintf("call it %s", quote(usual(s.Kind)))})
		}
	}
}

// unknownHeadings says which headings of a print without a source have names that nobody knows.
func unknownHeadings(p *check.Pass) {
	if foreignNames(p.Reading().Sections) || garbled(p.Print) {
		return
	}
	for _, s := range p.Reading().Sections {
		if s.Kind == "" && len(s.Entries)+len(s.Groups) > 0 {
			p.Report(diag.Diagnostic{Span: place(p, nil), Sheet: s.Heading.At.Sheet, Message: fmt.Sprintf("no parser knows a section called %s", quote(s.Heading.Text)),
				Help: "give it one of the usual names: Experience, Education, Skills, Projects"})
		}
	}
}

// foreignNames reports whether no name of a section is known and all are in another script than Latin: our lists have none of these, and
// the parsers of their country do.
func foreignNames(all []recognize.Section) bool {
	for i := range all {
		if all[i].Kind != "" || strings.ContainsFunc(all[i].Heading.Text, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
			return false
		}
	}
	return true
}

// garbled reports whether much of a print's text is characters that nobody knows, 3 % or more: then its names are none, and
// parse/junk-characters says why.
func garbled(pr *sheet.Print) bool {
	junk, all := 0, 0
	for i := range pr.Sheets {
		for k := range pr.Sheets[i].Lines {
			for _, r := range pr.Sheets[i].Lines[k].Text {
				if all++; r == unicode.ReplacementChar {
					junk++
				}
			}
		}
	}
	return junk*100 >= all*3 && junk > 0
}

// usual is what a section of a kind is mostly called.
func usual(k resume.Kind) string {
	name := string(k)
	return string(name[0]-'a'+'A') + name[1:]
}
