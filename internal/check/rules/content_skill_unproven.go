package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

var contentSkillUnproven = &check.Rule{
	ID:    "content/skill-unproven",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "A listed technology is named in no bullet, project, summary or page about a project, nor is one that implies it: S3 shows AWS, GitHub Actions shows CI/CD. " +
			"What every developer uses (Git, Linux, an editor) needs no proof, and what is listed as still being learnt has none.",
		Why: "Anybody can list a word. Readers believe what a bullet shows, and ask about what none does.",
		Bad: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Skills

- **Languages:** Go, Haskell
- **Data:** PostgreSQL

## Experience

### Analyst, Lovelace & Co
*2023 – present*

- Moved 40 reports from MySQL to PostgreSQL with a checker in Go
- Cut the nightly run from 5 hours to 40 minutes
`,
		Good: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
---

Analyst of engines that are yet to be built. In nine years wrote 40 programs on paper, of which 38 ran at the first try.

## Skills

- **Languages:** Go
- **Data:** PostgreSQL

## Experience

### Analyst, Lovelace & Co
*2023 – present*

- Moved 40 reports from MySQL to PostgreSQL with a checker in Go
- Cut the nightly run from 5 hours to 40 minutes
`,
		Mend: "Name the technology in the bullet about the work that you did with it, or take it out of the list.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		lists := skillLists(r)
		if len(lists) == 0 || len(jobs(r)) == 0 && !hasKind(r, resume.Projects) {
			return // there is nothing that could prove one
		}
		texts := accounts(r)
		shown := shownIn(texts)
		pages := false
		for _, l := range lists {
			if weakly(l.label.Text) {
				continue
			}
			var unproven []resume.Value
			for _, item := range l.items {
				ts, exact := technologiesOf(item.Text)
				if !exact || words(item.Text) > longestSkill || weakly(item.Text) || proven(ts, shown) {
					continue
				}
				if !pages {
					pages = true
					more := projectPages(p)
					texts = append(texts, more...)
					for t := range shownIn(more) {
						shown[t] = true
					}
				}
				if proven(ts, shown) || namedIn(ts, texts) {
					continue
				}
				unproven = append(unproven, item)
			}
			if len(unproven) == 0 {
				continue
			}
			var names []string
			for _, v := range unproven {
				names = append(names, quote(v.Text))
			}
			d := diag.Diagnostic{Span: unproven[0].Span, Help: "name it in the bullet about the work that you did with it, or take it out"}
			if len(unproven) == 1 {
				d.Message = fmt.Sprintf("%s is listed, and no bullet, project or summary shows it", names[0])
			} else {
				d.Message = fmt.Sprintf("%s are listed, and no bullet, project or summary shows them", list(names))
				d.Help = "name them in the bullets about the work that you did with them, or take them out"
			}
			for _, v := range unproven[1:] {
				d.Notes = append(d.Notes, diag.Note{Span: v.Span, Text: "is shown nowhere, either"})
			}
			p.Report(d)
		}
	},
}

// shownIn is every technology that texts name.
func shownIn(texts []told) map[*term.Technology]bool {
	shown := map[*term.Technology]bool{}
	var space [32]term.Mention
	for _, t := range texts {
		for _, m := range term.Mentions(space[:0], t.text) {
			shown[m.Technology] = true
		}
	}
	return shown
}

// proven reports whether one of the technologies that a skill names is shown, or needs no proof.
func proven(ts []*term.Technology, shown map[*term.Technology]bool) bool {
	for _, t := range ts {
		if granted(t) || shown[t] {
			return true
		}
		for s := range shown {
			if s.Proves(t) {
				return true
			}
		}
	}
	return false
}

// namedIn reports whether a text has a name of one of the technologies letter by letter: what is listed is no ordinary word, whatever stands beside it.
func namedIn(ts []*term.Technology, texts []told) bool {
	for _, t := range ts {
		for _, w := range t.Writings {
			for _, text := range texts {
				if hasWord(text.text, w) {
					return true
				}
			}
		}
	}
	return false
}

// hasWord reports whether a word stands in a text, with no letter or digit beside it.
func hasWord(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		i += from
		from = i + len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[from:])
		if !isLetterOrDigit(before) && !isLetterOrDigit(after) {
			return true
		}
	}
}

// weakly reports whether a label or a skill says itself that there is not much to show: "Learning", "Rust (basic)".
func weakly(text string) bool { return term.Cues(text)&term.Learning != 0 }

func hasKind(r *resume.Resume, k resume.Kind) bool {
	for i := range r.Sections {
		if r.Sections[i].Kind == k {
			return true
		}
	}
	return false
}
