package rules

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
)

//go:embed weak.txt
var weakText string

var weak = sync.OnceValue(func() *prose.Phrases { return prose.NewPhrases(weakText) })

var textWeakStart = &check.Rule{
	ID:    "text/weak-start",
	Level: diag.Warning,
	Langs: english,
	Doc: check.Doc{
		What: "A bullet opens with a duty or a share in one, not with what was done: \"Responsible for\", \"Worked on\", \"Helped\".",
		Why:  "The first words of a bullet are the ones that get read, and these say that there was a task, not that it was done.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Responsible for designing the store of the engine, 1,000 columns high
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Designed the store of the engine, 1,000 columns high
`,
		Mend: "Name what you did with a verb of its own: \"Designed\" for \"Responsible for designing\", \"Maintained\" for \"Responsible for the maintenance of\". Where a stronger verb stands in the sentence, the finding names it.",
	},
	Run: func(p *check.Pass) {
		for _, e := range roles(p, resume.Experience, resume.Projects, resume.Volunteer, resume.Education) {
			for i := range e.bullets {
				weakStart(p, &e, e.bullets[i].Text)
			}
		}
	},
}

func weakStart(p *check.Pass, e *role, t *prose.Text) {
	first := 0
	if o, ok := t.Opening(); ok && o.Labelled {
		first = o.First
	}
	from := first
	for first < len(t.Words)-1 && (t.Words[first].Low == "i" || t.Words[first].Low == "we" || t.Words[first].Low == "also" || t.Words[first].Low == "my" ||
		len(t.Words[first].Low) > 5 && strings.HasSuffix(t.Words[first].Low, "ly") && t.Glue(first+1) == 0) {
		if _, ok := weak().At(t, first); ok {
			break
		}
		first++
	}
	h, ok := weak().At(t, first)
	if !ok || h.Last+1 >= len(t.Words) || !strongerIsMeant(t, h) {
		return
	}
	h.First = from // "Actively involved in", "My task was": the words before it go with it
	said := t.Plain[t.Words[h.First].Start:t.Words[h.Last].End]
	d := diag.Diagnostic{Span: t.WordSpan(h.First, h.Last), Message: fmt.Sprintf("%s says that there was a task, not what you did", quote(said)),
		Help: "open with what you did: \"Built\", \"Ran\", \"Cut\", \"Migrated\""}
	if verb, last := stronger(t, h.Last+1, !e.ended(p) && e.Dates.Present); verb != "" {
		weaker := t.Plain[t.Words[h.First].Start:t.Words[last].End]
		d.Help = fmt.Sprintf("write %q for %s", verb, quote(weaker))
		d.Fix = &diag.Fix{Message: fmt.Sprintf("open with %q", verb), Edits: []diag.Edit{{Span: t.WordSpan(h.First, last), New: verb}}}
	}
	p.Report(d)
}

// strongerIsMeant reports whether what follows makes the phrase a weak one: "Helped 22 students" tells whom, and is an act.
func strongerIsMeant(t *prose.Text, h prose.Hit) bool {
	next := t.Words[h.Last+1]
	switch t.Words[h.Last].Low {
	case "helped", "help", "assisted", "helping":
		// An object that is counted or named makes it an act of its own.
		return h.First != h.Last || !('0' <= next.Low[0] && next.Low[0] <= '9') && (len(t.Figures()) == 0 || helpedIn(t, h.Last+1))
	case "supported", "support":
		verb, _ := stronger(t, h.Last+1, false) // "Supported the migration of"; "Supported 300 users" is an act
		return verb != ""
	case "in":
		return t.Words[h.First].Low != "worked" || t.Plain[next.Start] >= 'a' // "Worked in Go"
	case "had", "to":
		if t.Words[h.First].Low == "contributed" { // "Contributed to Kubernetes" names an act, "Contributed to designing" hides one
			return verbIs(next.Low, prose.Gerund) && !verbIs(next.Low, prose.Base) && h.Last+2 < len(t.Words) && t.Glue(h.Last+2) == 0 && t.Plain[next.Start] >= 'a'
		}
		return t.Words[h.First].Low != "had" || verbIs(next.Low, prose.Base)
	case "on":
		return t.Plain[next.Start:next.End] != "on-call"
	}
	return true
}

// mostOfWhom is the words that those may have whom somebody helped: "the quality assurance team".
const mostOfWhom = 4

// helpedIn reports whether the act of others stands behind the few words from i on that say who they are: "the team in fixing",
// "colleagues with deploying". What was helped in is figured then, and not the help.
func helpedIn(t *prose.Text, i int) bool {
	for k := i + 1; k+1 < len(t.Words) && k <= i+mostOfWhom && t.Spaced(k) && t.Spaced(k+1); k++ {
		if w := t.Words[k].Low; w == "in" || w == "with" {
			return verbIs(t.Words[k+1].Low, prose.Gerund)
		}
	}
	return false
}

func verbIs(low string, f prose.Form) bool {
	v, ok := prose.Lookup(low)
	return ok && v.Form&f != 0
}

// act is the verb of a noun that stands before "of"; "" for any other.
func act(noun string) string {
	switch noun {
	case "maintenance":
		return "maintain"
	case "development":
		return "develop"
	case "implementation":
		return "implement"
	case "migration":
		return "migrate"
	case "management":
		return "manage"
	case "administration":
		return "administer"
	case "deployment":
		return "deploy"
	case "integration":
		return "integrate"
	case "configuration":
		return "configure"
	case "installation":
		return "install"
	case "creation":
		return "create"
	case "analysis":
		return "analyze"
	case "coordination":
		return "coordinate"
	case "automation":
		return "automate"
	case "optimization":
		return "optimize"
	case "optimisation":
		return "optimise"
	case "documentation":
		return "document"
	case "delivery":
		return "deliver"
	case "operation":
		return "operate"
	case "supervision":
		return "supervise"
	case "evaluation":
		return "evaluate"
	case "organization":
		return "organize"
	case "organisation":
		return "organise"
	}
	return ""
}

// stronger is the verb that stands behind a weak opening, in the form to open with, and the last word that it replaces; "" when the
// sentence gives none. A role that goes on is told in the present.
func stronger(t *prose.Text, i int, present bool) (verb string, last int) {
	from := i
	if t.Words[i].Low == "the" && i+1 < len(t.Words) {
		i++
	}
	low := t.Words[i].Low
	if base := act(low); base != "" && i+1 < len(t.Words) && t.Words[i+1].Low == "of" && t.Spaced(i+1) {
		if v, ok := prose.Lookup(base); ok {
			return title(shown(v, present)), i + 1
		}
	}
	v, ok := prose.Lookup(low)
	if !ok || i != from || i+1 >= len(t.Words) || t.Glue(i+1) != 0 {
		return "", 0
	}
	gerund := v.Form&prose.Gerund != 0
	if !gerund && (v.Form&prose.Base == 0 || v.Noun) {
		return "", 0
	}
	next := t.Words[i+1].Low
	if next == "of" || t.Between(i+1) == ": " {
		return "", 0
	}
	verb, last = title(shown(v, present)), i
	for k := i + 1; k+1 < len(t.Words); { // "designing, building and running"
		if t.Words[k].Low == "and" {
			k++
		} else if t.Between(k) != ", " {
			break
		}
		w, ok := prose.Lookup(t.Words[k].Low)
		if !ok || gerund != (w.Form&prose.Gerund != 0) || !gerund && (w.Form&prose.Base == 0 || w.Noun) {
			break
		}
		verb += t.Plain[t.Words[last].End:t.Words[k].Start] + shown(w, present)
		last, k = k, k+1
	}
	if t.Between(last+1) == ", " {
		return "", 0 // a list that goes on in another form
	}
	return verb, last
}

// shown is a verb as a bullet has it.
func shown(v prose.Verb, present bool) string {
	if present || v.PastOf() == "" {
		return v.Base
	}
	return v.PastOf()
}

// title is a word with a capital.
func title(w string) string { return strings.ToUpper(w[:1]) + w[1:] }

// active is the verb that opens a bullet in place of its participle.
func active(participle string) string {
	v, ok := prose.Lookup(strings.ToLower(participle))
	if !ok || v.PastOf() == "" {
		return title(participle)
	}
	return title(v.PastOf())
}
