package rules

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
)

var textTense = &check.Rule{
	ID:    "text/tense",
	Level: diag.Warning,
	Langs: english,
	Doc: check.Doc{
		What: "A bullet of a role that has ended opens in the present (\"Lead a team\"), one of a current role in the past behind \"currently\" or \"presently\", any with a gerund (\"Leading a team\"), or two tenses are joined (\"Designed and maintain\"). " +
			"A first word that may be a noun (\"Store appointments\") is taken for a verb in the present where at least two other bullets of the role open with a verb in the past, and none without one.",
		Why: "The tense says whether you still do it; a reader who meets the wrong one doubts the dates.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Maintain the store of the engine, 1,000 columns high
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Maintained the store of the engine, 1,000 columns high
`,
		Mend: "Tell ended roles in the past, and what you still do in the present. Work of a current role that is finished may stand in the past. Verbs that are the same in both (\"cut\", \"set\") are left alone.",
	},
	Run: func(p *check.Pass) {
		for _, e := range roles(p, resume.Experience, resume.Volunteer) {
			tense(p, &e)
		}
	},
}

// The ways in which a bullet's tense can be wrong.
type tenseFault uint8

const (
	noFault tenseFault = iota
	presentInPast
	pastInPresent
	gerund
	joined
)

func tense(p *check.Pass, e *role) {
	ended := e.ended(p)
	edits := map[tenseFault][]diag.Edit{}
	for i := range e.bullets {
		t := e.bullets[i].Text
		o, ok := t.Opening()
		if !ok || !o.Sure && !(ended && likelyVerb(t, o) && toldInThePast(e, i)) || o.Base == "be" {
			continue
		}
		at, f := o.Last, noFault
		want := o.PastOf()
		switch {
		case o.Form&prose.Gerund != 0 && e.bullets[i].inner:
			continue // it goes on with the sentence of the bullet around it
		case o.Form&prose.Gerund != 0:
			f = gerund
			if !ended && e.Dates.Present {
				want = o.Base
			}
		case o.Form&(prose.Past|prose.Participle) == 0 && ended:
			f = presentInPast
		case o.Form == prose.Past|prose.Participle && e.Dates.Present && o.First > 0 && prose.GoesOn(t.Words[o.First-1].Low):
			f, want = pastInPresent, o.Base
		case joinedTenses(t, o):
			f, at = joined, o.Last+2
			v, _ := prose.Lookup(t.Words[at].Low)
			if want = v.PastOf(); o.Form&prose.Past == 0 {
				want = v.Base
			}
		}
		if f != noFault && want != "" && o.First == o.Last {
			edits[f] = append(edits[f], diag.Edit{Span: t.WordSpan(at, at), New: likeCase(t.Plain[t.Words[at].Start:], want)})
		}
	}
	for _, f := range [...]tenseFault{presentInPast, pastInPresent, gerund, joined} {
		if len(edits[f]) > 0 {
			reportTense(p, e, f, edits[f])
		}
	}
}

// leastTold is how many other bullets of a role must open with a verb in the past, and none without, for a word that may be a noun
// to be taken for a verb there.
const leastTold = 2

// toldInThePast reports whether all bullets of a role but one open with verbs in the past.
func toldInThePast(e *role, but int) bool {
	told := 0
	for i := range e.bullets {
		if i == but || e.bullets[i].inner {
			continue
		}
		o, ok := e.bullets[i].Opening()
		if !ok || !o.Sure || o.Form&prose.Past == 0 {
			return false
		}
		told++
	}
	return told >= leastTold
}

// likelyVerb reports whether a first word in the present that may be a noun is sooner a verb among bullets that open with one: what
// it acts on stands behind it ("Store appointments in", "Forecasts parcel volumes"), or where that goes ("Move membership into").
func likelyVerb(t *prose.Text, o prose.Opening) bool {
	k := o.Last + 1
	if o.First != o.Last || o.Form&(prose.Past|prose.Participle|prose.Gerund) != 0 || k+1 >= len(t.Words) || !t.Spaced(k) || !t.Spaced(k+1) || t.Words[k].Code {
		return false
	}
	next, after := t.Words[k].Low, t.Words[k+1].Low
	if stopWord(next) || compound(t.Words[o.Last].Low, next) {
		return false
	}
	if o.Form&prose.Third != 0 {
		v, verb := prose.Lookup(next)
		return !verb || v.Form&prose.Participle == 0 // "Tests written in Go"
	}
	return prose.Plural(next) || after == "into" || after == "onto"
}

// compound reports whether two words are one thing, whose first is no verb before its second: "Feature flags with targets".
func compound(first, second string) bool {
	switch first {
	case "feature":
		return second == "flags" || second == "toggles" || second == "switches" || second == "requests" || second == "stores"
	case "load", "smoke", "stress":
		return second == "tests"
	case "test":
		return second == "suites" || second == "cases" || second == "plans"
	case "release":
		return second == "notes" || second == "trains"
	case "design":
		return second == "reviews" || second == "systems"
	case "access":
		return second == "controls" || second == "rights"
	case "support":
		return second == "tickets" || second == "tools"
	}
	return false
}

// joinedTenses reports whether the opening verb is joined with one of another tense: "Designed and maintain".
func joinedTenses(t *prose.Text, o prose.Opening) bool {
	k := o.Last + 2
	if k+1 >= len(t.Words) || t.Words[k-1].Low != "and" || !t.Spaced(k-1) || !t.Spaced(k) || !t.Spaced(k+1) || t.Glue(k+1) != 0 {
		return false
	}
	v, ok := prose.Lookup(t.Words[k].Low)
	if !ok || v.Noun {
		return false
	}
	const past = prose.Past | prose.Participle
	return o.Form == past && v.Form == prose.Base || o.Form == prose.Base && v.Form == past || o.Form == prose.Third && v.Form == past
}

func reportTense(p *check.Pass, e *role, f tenseFault, edits []diag.Edit) {
	var message string
	switch said := quote(edits[0].Span.Text()); f {
	case presentInPast:
		message = fmt.Sprintf("%s is in the present, and the role ended in %s", said, e.Dates.End)
	case pastInPresent:
		message = fmt.Sprintf("%s is in the past, and the word before it says that it goes on", said)
	case gerund:
		message = fmt.Sprintf("%s is a gerund at the head of a bullet, which tells no time", said)
	case joined:
		message = fmt.Sprintf("%s is in another tense than the verb that it is joined with", said)
	}
	if len(edits) > 1 {
		message += fmt.Sprintf("; %s more of the role, too", count(len(edits)-1, "bullet"))
	}
	points := make([]point, len(edits))
	for i, x := range edits {
		points[i] = point{x.Span, fmt.Sprintf("write %q", x.New)}
	}
	reportPoints(p, diag.Diagnostic{Message: message, Help: fmt.Sprintf("write %q", edits[0].New),
		Fix: &diag.Fix{Message: "write the verb in the tense of the role", Edits: edits}}, points)
}

// likeCase is a word with a capital where the text that it replaces has one.
func likeCase(old, word string) string {
	if r, _ := utf8.DecodeRuneInString(old); unicode.IsUpper(r) {
		return title(word)
	}
	return word
}
