package rules

import (
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/spell"
)

var textTypo = &check.Rule{
	ID:    "text/typo",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "A slip of the keyboard that no dictionary finds: a doubled word (an error), \"a\" before a vowel or \"an\" before none, a blank before a comma or a full stop, " +
			"a bracket or a double quotation mark that is never closed or never opened, British and American spelling mixed.",
		Why: "Such slips catch the eye of everybody but the writer, and read as haste.",
		Bad: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Moved the the ledger to an new cluster (in three weeks , at night
- Organised the color catalogue of 40 shops
`,
		Good: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Moved the ledger to a new cluster (in three weeks, at night)
- Organised the colour catalogue of 40 shops
`,
		Mend: "Read the line aloud. `resgen check --fix` mends doubled words, articles and blanks. Of two spellings, choose the one of the country that you apply in.",
	},
	Run: func(p *check.Pass) {
		lang := p.Language()
		var british, american []source.Span
		var with [5][]source.Span
		for _, t := range passages(p) {
			text := t.uncoded()
			t.doubledWords(p, lang)
			if lang == "en" {
				t.articles(p)
				for i, w := range t.Words {
					if v := spell.VarietyOf(w.Low); v != spell.Either && !w.Code && (!t.upper(i) || i == 0 && len(t.Words) > 4 && t.kind != markup.Heading) {
						with[v] = append(with[v], t.Span(w.Start, w.End))
					}
				}
			}
			t.blanksBefore(p, text)
			t.brackets(p, text)
			t.quotes(p, text)
		}
		british = append(with[spell.InBritain], with[spell.WithS]...)
		american = with[spell.InAmerica]
		if len(with[spell.WithS]) > 0 { // else -ize may be Oxford's
			american = append(american, with[spell.WithZ]...)
		}
		if len(british) > 0 && len(american) > 0 {
			fewer, other, more := american, british[0], "British"
			if len(british) < len(american) {
				fewer, other, more = british, american[0], "American"
			}
			d := diag.Diagnostic{Span: fewer[0], Message: fmt.Sprintf("%s in British spelling and %d in American, such as %q", count(len(british), "word"), len(american), fewer[0].Text()),
				Help: fmt.Sprintf("write %s the %s way, too", count(len(fewer), "word"), more), Notes: []diag.Note{{Span: other, Text: more + " spelling"}}}
			for _, at := range fewer[1:min(len(fewer), 10)] {
				d.Notes = append(d.Notes, diag.Note{Span: at, Text: "here, too"})
			}
			p.Report(d)
		}
	},
}
