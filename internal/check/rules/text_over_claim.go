package rules

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
)

//go:embed claims.txt
var claimsText string

var claims = sync.OnceValue(func() *prose.Phrases { return prose.NewPhrases(claimsText) })

var textOverClaim = &check.Rule{
	ID:    "text/over-claim",
	Level: diag.Warning,
	Langs: english,
	Doc: check.Doc{
		What: "Praise stands in the résumé that nobody can prove: \"world-class\", \"10x engineer\", \"revolutionized\", \"guru\"; or \"dramatically\" without a figure.",
		Why:  "A claim that cannot be checked makes a reader doubt those that can.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Revolutionized the monthly report
- Single-handedly moved 40 tables to PostgreSQL
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Cut the monthly report from 6 hours to 3
- Moved 40 tables to PostgreSQL as its only engineer
`,
		Mend: "Take the word out and state the figure or the fact behind it. Words for degree, such as \"dramatically\", pass in a bullet that gives the figure.",
	},
	Run: func(p *check.Pass) {
		for t, kind := range claimed(p) {
			if kind == resume.Awards || kind == resume.Certifications {
				continue // names given by others: "Outstanding Student"
			}
			if first, last, ok := superlative(t); ok {
				p.Report(diag.Diagnostic{Span: t.WordSpan(first, last),
					Message: fmt.Sprintf("%s is praise that no reader can check", quote(t.Plain[t.Words[first].Start:t.Words[last].End])),
					Help:    "take it out, and state the figure or the fact behind it"})
			}
			for _, h := range ownWords(t, claims()) {
				if h.Note == "figure" && t.HasFigure() || h.First == h.Last && properName(t, h.First) || otherSense(t, h) {
					continue
				}
				p.Report(diag.Diagnostic{Span: t.WordSpan(h.First, h.Last),
					Message: fmt.Sprintf("%s is praise that no reader can check", quote(t.Plain[t.Words[h.First].Start:t.Words[h.Last].End])),
					Help:    "take it out, and state the figure or the fact behind it"})
			}
		}
	},
}

// otherSense reports whether the words of a claim mean something else here: a build tool, what is not yet done, an award.
func otherSense(t *prose.Text, h prose.Hit) bool {
	next, prev := "", ""
	if h.Last+1 < len(t.Words) {
		next = t.Words[h.Last+1].Low
	}
	if h.First > 0 {
		prev = t.Words[h.First-1].Low
	}
	switch t.Words[h.First].Low {
	case "ninja", "ninjas":
		return next == "build" || next == "generator" || next == "files" || prev == "cmake" || prev == "with" || prev == "and"
	case "outstanding":
		switch next {
		case "bugs", "bug", "issues", "tickets", "invoices", "payments", "debt", "debts", "balance", "balances", "work", "orders", "requests", "items", "loans",
			"questions", "tasks", "claims", "student", "award", "paper", "thesis", "fees", "shares", "risks":
			return true
		}
	case "ultimate":
		return next != "solution" && next != "engineer" && next != "developer"
	case "transformational", "transformative":
		return next == "leadership"
	case "unprecedented":
		return next == "load" || next == "traffic" || next == "demand"
	}
	return false
}

// superlative finds "the best scheduler in the industry": the best of something, of all that there are.
func superlative(t *prose.Text) (first, last int, ok bool) {
	for i := range t.Words {
		if w := t.Words[i].Low; w != "best" && w != "greatest" && w != "finest" {
			continue
		}
		for k := i + 2; k < min(i+5, len(t.Words)-2); k++ { // "best in the industry" is a phrase of its own
			if t.Words[k].Low != "in" || t.Words[k+1].Low != "the" {
				continue
			}
			switch t.Words[k+2].Low {
			case "industry", "world", "market", "business":
				return i, k + 2, true
			}
		}
	}
	return 0, 0, false
}
