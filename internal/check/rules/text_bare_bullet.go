package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
)

var textBareBullet = &check.Rule{
	ID:     "text/bare-bullet",
	Level:  diag.Warning,
	Langs:  english,
	Limits: []*check.Limit{bareWords},
	Doc: check.Doc{
		What: "A bullet of up to 9 words has a verb and its object and nothing else: no technology, no scale, no context, no result.",
		Why:  "\"Built RESTful APIs\" is true of every backend developer; what with, for whom and to what end is what tells them apart.",
		Bad: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2023*

- Built RESTful APIs
`,
		Good: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2023*

- Built RESTful APIs in Go for 40 partners, so that orders arrive in seconds and not by nightly file
`,
		Mend: "Add what it was made with, how large it was, whom it was for, or what came of it: action, context, result. A bullet that names a product, states a figure, or goes on with \"to\", \"for\", \"by\", \"so that\", \"which\" is not bare.",
	},
	Run: func(p *check.Pass) {
		for _, e := range roles(p, resume.Experience, resume.Projects) {
			for i := range e.bullets {
				b := &e.bullets[i]
				if !b.inner && !e.parent(i) && bare(b, int(p.Limit(bareWords))) {
					p.Report(diag.Diagnostic{Span: b.Whole(), Message: fmt.Sprintf("%s says what was done, and not with what, how large or to what end", quote(b.Plain)),
						Help: "add the technology, the scale, whom it was for, or what came of it"})
				}
			}
		}
	},
}

// bare reports whether a bullet is a verb and its object alone.
func bare(b *bullet, most int) bool {
	o, ok := b.Opening()
	if !ok || !o.Sure || o.Labelled || b.HasFigure() || b.Count() > most || o.Last+1 >= len(b.Words) || aside(b.Plain) || o.Form&prose.Gerund != 0 {
		return false
	}
	if hasThing(b) {
		return false
	}
	for i := o.Last + 1; i < len(b.Words); i++ {
		w := b.Words[i]
		if (w.Low == "for" || w.Low == "in" || w.Low == "on" || w.Low == "across") && anywhere(b, i) {
			break
		}
		if w.Code || tells(w.Low) || naming(b.Plain[w.Start:w.End], w.Low) {
			return false
		}
		if v, ok := prose.Lookup(w.Low); ok && v.Form&prose.Gerund != 0 && strings.HasSuffix(strings.TrimSpace(b.Between(i)), ",") {
			return false // ", reducing the cost"
		}
	}
	return true
}

// anywhere reports whether what stands behind the preposition at the word i, at the end of a bullet, says nothing: "for the platform",
// "in the backend".
func anywhere(b *bullet, i int) bool {
	if i+1 < len(b.Words) {
		switch b.Words[i+1].Low {
		case "the", "our", "various", "multiple", "different", "several":
			i++
		}
	}
	if i+2 != len(b.Words) {
		return false
	}
	switch b.Words[i+1].Low {
	case "platform", "team", "teams", "company", "application", "applications", "app", "apps", "product", "products", "project", "projects", "system", "systems", "website",
		"websites", "site", "business", "backend", "frontend", "codebase", "code", "client", "clients", "customer", "customers", "user", "users":
		return true
	}
	return false
}

// hasThing reports whether a link, a code span or a picture stands in a bullet.
func hasThing(b *bullet) bool {
	for i := range b.item.Blocks {
		for in := range markup.Walk(b.item.Blocks[i].Inlines) {
			if in.Kind == markup.Link || in.Kind == markup.CodeSpan || in.Kind == markup.Image {
				return true
			}
		}
	}
	return false
}

// aside reports whether a text goes on behind a mark: it is more than its first clause.
func aside(text string) bool {
	text = strings.TrimRight(text, " .!")
	return strings.ContainsAny(text, ":;()–—→/!?") || strings.Contains(text, " - ") || strings.Contains(text, ". ")
}

// tells reports whether a word begins what gives an act its context: a place, a purpose, a way, a time.
func tells(low string) bool {
	switch low {
	case "to", "for", "by", "with", "using", "via", "in", "on", "at", "from", "into", "onto", "across", "through", "throughout", "over", "under", "between", "among",
		"within", "without", "per", "as", "that", "which", "who", "whose", "where", "when", "while", "so", "because", "after", "before", "during", "until", "since", "against", "than",
		"like", "behind", "toward", "towards", "around", "about", "instead", "resulting", "ahead", "alongside", "together", "upon", "unless", "if", "but", "nobody", "no", "not",
		"never", "first", "only", "twice", "weekly", "daily", "monthly", "nightly", "quarterly", "yearly", "scratch", "company's", "every", "each", "day", "week", "month", "quarter", "year", "weekend", "time", "times", "out", "up", "down", "off":
		return true
	}
	return false
}

// naming reports whether a word names something: a product, a company, a place. Kinds of things that are written in capitals are none.
func naming(written, low string) bool {
	switch low {
	case "api", "apis", "rest", "restful", "ui", "uis", "ux", "crud", "gui", "web", "it", "qa", "cli", "sdk", "http", "sql", "css", "html", "json", "xml", "pdf", "csv",
		"kpi", "kpis", "sla", "slas", "saas", "b2b", "b2c", "mvp", "poc", "ci", "cd", "devops", "agile", "scrum", "soa", "oop", "tdd", "etl", "erp", "crm", "cms":
		return low == "sql" || low == "css" || low == "html"
	}
	r, size := utf8.DecodeRuneInString(written)
	return unicode.IsUpper(r) || strings.ContainsFunc(written[size:], unicode.IsUpper) || strings.ContainsAny(written, "0123456789+#._")
}
