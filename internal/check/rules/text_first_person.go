package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
)

var textFirstPerson = &check.Rule{
	ID:    "text/first-person",
	Level: diag.Warning,
	Langs: english,
	Doc: check.Doc{
		What: "\"I\", \"my\" or \"me\" stands in a bullet. In the summary, and for \"we\" and \"our\", it is information only.",
		Why:  "A résumé is read as a list of what one person did, so the person goes without saying; each \"I\" costs a word and makes bullets sound alike.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- I computed the Bernoulli numbers, and my notes explain each of 25 steps
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Computed the Bernoulli numbers; notes explain each of 25 steps
`,
		Mend: "Begin with the verb: \"Computed\", not \"I computed\". For \"we\", say which part was yours. A summary may speak in the first person; then let all of it.",
	},
	Run: runFirstPerson,
}

func runFirstPerson(p *check.Pass) {
	r := p.Resume()
	if r == nil {
		return
	}
	var summary []point
	for t, kind := range paragraphs(p) {
		if kind == resume.Summary {
			one, several := persons(t)
			summary = append(append(summary, one...), several...)
		}
	}
	if len(summary) > 0 {
		reportPoints(p, diag.Diagnostic{Severity: diag.Info, Message: fmt.Sprintf("the summary speaks in the first person: %s", quote(summary[0].span.Text())),
			Help: "leave the person out, or keep to the first person in all of it"}, summary)
	}
	for _, e := range roles(p) {
		var ones, severals []point
		for i := range e.bullets {
			one, several := persons(e.bullets[i].Text)
			ones, severals = append(ones, one...), append(severals, several...)
		}
		if len(ones) > 0 {
			reportPoints(p, diag.Diagnostic{Message: fmt.Sprintf("%s in a bullet: the first person goes without saying", quote(ones[0].span.Text())),
				Help: "begin with the verb, and leave the person out"}, ones)
		}
		if len(severals) > 0 {
			reportPoints(p, diag.Diagnostic{Severity: diag.Info, Message: fmt.Sprintf("%s in a bullet: a reader wants to know which part was yours", quote(severals[0].span.Text())),
				Help: "say what you did, and name the others: \"with two colleagues\""}, severals)
		}
	}
}

// persons is the words of a text that speak of the writer, and of the writer with others.
func persons(t *prose.Text) (one, several []point) {
	for i, w := range t.Words {
		written := t.Plain[w.Start:w.End]
		word, _, _ := strings.Cut(w.Low, "'")
		to := &one
		switch word {
		case "i":
			if written[0] != 'I' || !speaks(t, i) {
				continue
			}
		case "my", "me", "myself", "mine":
			if !small(t, i, written) || word == "mine" && !after(t, i, "of") {
				continue
			}
		case "we", "our", "ours", "ourselves", "us":
			if !small(t, i, written) || written == "US" {
				continue
			}
			to = &several
		default:
			continue
		}
		if !w.Code && t.Glue(i) == 0 && t.Glue(i+1) == 0 && !quoted(t, w.Start) {
			*to = append(*to, point{t.WordSpan(i, i), "here, too"})
		}
	}
	return one, several
}

func after(t *prose.Text, i int, word string) bool { return i > 0 && t.Words[i-1].Low == word }

// small reports whether a word is written small, or with the capital that begins a sentence: "My City" is a name.
func small(t *prose.Text, i int, written string) bool {
	if written[0] >= 'a' {
		return true
	}
	return !properName(t, i) && i+1 < len(t.Words) && t.Plain[t.Words[i+1].Start] >= 'a'
}

// speaks reports whether the "I" at the word i is the person: a word in small letters follows, and no name of which it is the
// number stands before it ("World War I").
func speaks(t *prose.Text, i int) bool {
	if strings.Contains(t.Words[i].Low, "'") {
		return true
	}
	if i+1 >= len(t.Words) || !t.Spaced(i+1) || t.Glue(i) != 0 || t.Plain[t.Words[i+1].Start] < 'a' {
		return false
	}
	if !t.Spaced(i) {
		return true
	}
	prev := t.Words[i-1]
	switch prev.Low {
	case "and", "that", "which", "where", "when", "what", "as", "because", "so", "but", "who", "than", "then", "while", "if", "how", "until", "before", "after", "here", "also":
		return true
	}
	c := t.Plain[prev.Start]
	return c >= 'a' && prev.Low != "type" && prev.Low != "phase" && prev.Low != "part" && prev.Low != "level" && prev.Low != "class" && prev.Low != "tier"
}
