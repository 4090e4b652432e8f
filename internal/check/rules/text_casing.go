package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/spell"
	"github.com/resgen/resgen/internal/term"
)

var textCasing = &check.Rule{
	ID:    "text/casing",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "The name of a technology is not written as its makers write it: \"Github\", \"Javascript\", \"Postgresql\", \"NodeJS\".",
		Why:  "Who works with a tool every day knows its name; interviewers read these lines first, and notice.",
		Bad: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Moved 40 repositories from Bitbucket to Github, and the ledger from Mysql to Postgresql
`,
		Good: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Moved 40 repositories from Bitbucket to GitHub, and the ledger from MySQL to PostgreSQL
`,
		Mend: "Write the name as its makers do; `resgen check --fix` does it everywhere. What is a command, a package or an address is left in code spans and links.",
	},
	Run: func(p *check.Pass) {
		var order []string
		lang := p.Language()
		by := map[string]*diag.Diagnostic{}
		var space [16]term.Mention
		for _, t := range passages(p) {
			for _, m := range term.Mentions(space[:0], t.uncoded()) {
				wrong := t.Plain[m.Start:m.End]
				at := t.Span(m.Start, m.End)
				english := isSmall(wrong) && spell.American().Right(wrong) // a machine is not to mend what may be the word
				if isSmall(wrong) && lang != "en" && len(wrong) < leastForeign || english && (lang != "en" || !meansTool(t.uncoded(), m.Start, m.End)) {
					continue // "vue" in French, "a test oracle"
				}
				if m.Right == "" || m.Right == wrong || isCode(t.chunk(m.Start, m.End)) || at.Text() != wrong {
					continue
				}
				d := by[wrong]
				if d == nil {
					d = &diag.Diagnostic{Span: at, Message: fmt.Sprintf("%q is written %q", wrong, m.Right),
						Fix: &diag.Fix{Message: fmt.Sprintf("write %q", m.Right), Safe: !english}}
					by[wrong], order = d, append(order, wrong)
				} else {
					d.Notes = append(d.Notes, diag.Note{Span: at, Text: "here, too"})
				}
				d.Fix.Edits = append(d.Fix.Edits, diag.Edit{Span: at, New: m.Right})
			}
		}
		for _, wrong := range order {
			p.Report(*by[wrong])
		}
	},
}

// leastForeign is the letters that a name in small letters must have to be no word of another language than English: "kubernetes" is
// none, "vue", "spring" and "redis" are.
const leastForeign = 8

// meansTool reports whether a word of English in small letters is a tool's name by what stands around it: behind "in", "with" or
// "using", with nothing that it could describe: "services with docker", "written in python and Go", and not "in angular momentum".
func meansTool(text string, start, end int) bool {
	before := strings.TrimRight(text[max(0, start-len(" using ")):start], " ")
	switch before[strings.LastIndexByte(before, ' ')+1:] {
	case "in", "with", "using", "via":
	default:
		return false
	}
	after, ok := strings.CutPrefix(text[end:], " ")
	if !ok {
		return after == "" || strings.IndexByte(",;.)", after[0]) >= 0
	}
	next, _, _ := strings.Cut(after[:min(len(after), len("before "))], " ")
	switch strings.TrimRight(next, ",") {
	case "and", "for", "on", "to", "at", "so", "from", "instead", "by", "before", "because", "behind", "with":
		return true
	}
	return false
}
