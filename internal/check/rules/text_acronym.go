package rules

import (
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

var textAcronym = &check.Rule{
	ID:    "text/acronym",
	Level: diag.Info,
	Langs: []string{"en"},
	Doc: check.Doc{
		What: "An acronym in the text that the résumé nowhere writes out, and that is not known in the trade as API, SQL and SLO are. Technologies, titles, organizations, " +
			"skills, degrees and certificates are names, and are let be; so is what stands in dictionary.txt.",
		Why: "What everybody at one company says, nobody at the next understands; a reader who has to guess reads on elsewhere.",
		Bad: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Moved the QPLR from nightly files to a queue, so that shops see prices within a minute
`,
		Good: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Moved the quarterly price-list run (QPLR) from nightly files to a queue, so that shops see prices within a minute
`,
		Mend: "Write it out where it comes first, with the acronym in brackets: \"quarterly price-list run (QPLR)\". Where the words alone will do, leave the acronym out. " +
			"One that your readers know goes into content/dictionary.txt.",
	},
	Run: func(p *check.Pass) {
		texts := passages(p)
		if len(texts) == 0 {
			return
		}
		var found []*acronym
		by := map[string]*acronym{}
		names := namesOf(p.Resume())
		told := make([]bool, len(texts))
		for k, t := range texts {
			if told[k] = t.told(names); !told[k] {
				continue
			}
			for i := range t.Words {
				short, ok := t.acronymAt(i)
				if !ok {
					continue
				}
				a := by[short]
				if a == nil {
					a = &acronym{short: short, at: t.wordSpan(i, short)}
					by[short], found = a, append(found, a)
				}
				a.times++
				a.name = a.name || t.inName(i)
			}
		}
		found = slices.DeleteFunc(found, func(a *acronym) bool { return a.name || knownAcronyms()[a.short] })
		if len(found) == 0 {
			return
		}
		found = found[:min(len(found), mostAcronyms)]
		s := newSpeller(p, texts)
		explained := explanations{}
		for _, a := range found {
			explained.look(a.short)
		}
		for k, t := range texts {
			explained.read(t, told[k])
		}
		for _, a := range found {
			if s.right(a.short) || explained.has(a.short) {
				continue
			}
			used := "used once"
			if a.times > 1 {
				used = fmt.Sprintf("used %d times", a.times)
			}
			p.Report(diag.Diagnostic{Span: a.at, Message: fmt.Sprintf("%q is %s, and nowhere written out", a.short, used),
				Help: fmt.Sprintf("write it out here, with (%s) behind it", a.short)})
		}
	},
}

// An acronym is one that the résumé uses.
type acronym struct {
	short string      // without the s of a plural
	at    source.Span // where it comes first
	times int
	name  bool // it is part of a name somewhere
}

// mostAcronyms is how many of a résumé are looked at.
const mostAcronyms = 50
