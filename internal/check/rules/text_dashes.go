package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

var textDashes = &check.Rule{
	ID:    "text/dashes",
	Level: diag.Info,
	Doc: check.Doc{
		What: "A range of dates is joined with a hyphen, or two hyphens stand where a dash is meant.",
		Why:  "A hyphen joins words and a dash spans time; typewriters had no dash, and a résumé that writes \"--\" on paper looks pasted.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2019 - May 2021 · London*

- Halved the run of the monthly report -- from 6 hours to 3
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*March 2019 – May 2021 · London*

- Halved the run of the monthly report – from 6 hours to 3
`,
		Mend: "Write the en dash \"–\"; `resgen check --fix` puts it where a hyphen spans two dates, and in place of \"--\".",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || p.Site.Master == nil {
			return
		}
		var ranges []diag.Edit
		var dates spots // of the entries
		for _, s := range r.Sections {
			for _, e := range s.Entries {
				if at := e.DatesText.Span; at.Known() && !dates.cover(at) { // several roles may share their dates
					dates.add(at)
					ranges = append(ranges, spanning(e)...)
				}
			}
		}
		reportMarks(p, ranges, "the dates are joined with a hyphen", "ranges of dates are joined with hyphens", "write the en dash", "write \"–\" between the dates")
		var doubled []diag.Edit
		for _, bs := range bodies(p) {
			for in := range texts(bs) {
				for _, e := range typewritten(in) {
					if !dates.cover(e.Span) {
						doubled = append(doubled, e)
					}
				}
			}
		}
		reportMarks(p, doubled, "\"--\" stands where a dash is meant", "double hyphens stand where dashes are meant", "write the dash", "write \"–\"")
	},
}

// reportMarks is one finding for all places of one kind: it is mended at a stroke.
func reportMarks(p *check.Pass, edits []diag.Edit, one, several, fix, help string) {
	if len(edits) == 0 {
		return
	}
	message := one
	if len(edits) > 1 {
		message = fmt.Sprintf("%d %s", len(edits), several)
	}
	d := diag.Diagnostic{Span: edits[0].Span, Message: message, Help: help, Fix: &diag.Fix{Message: fix, Edits: edits, Safe: true}}
	for _, e := range edits[1:min(len(edits), 10)] { // the fix finds the others
		d.Notes = append(d.Notes, diag.Note{Span: e.Span, Text: "here, too"})
	}
	p.Report(d)
}

// spanning is the hyphens that stand between the two dates of an entry.
func spanning(e resume.Entry) []diag.Edit {
	at := e.DatesText.Span
	text := at.Text()
	if text != e.DatesText.Text || !e.Dates.Present && !e.Dates.End.Known() {
		return nil // written with entities or marks inside, or no range
	}
	for i := 0; i < len(text); i++ {
		if text[i] != '-' {
			continue
		}
		end := i + len(text[i:]) - len(strings.TrimLeft(text[i:], "-"))
		before, after := text[:i], text[end:]
		spaced := strings.HasSuffix(before, " ") && strings.HasPrefix(after, " ") || end-i > 1
		if _, whole := date.Parse(after); endsWithDate(before) && (spaced || whole || e.Dates.Present && !strings.ContainsAny(after, "0123456789")) {
			return []diag.Edit{{Span: at.Sub(i, end), New: "–"}}
		}
		i = end - 1
	}
	return nil
}

// endsWithDate reports whether a date stands at the end of a text, blanks aside.
func endsWithDate(text string) bool {
	text = strings.TrimRight(text, " ")
	found := date.Scan(text)
	return len(found) > 0 && found[len(found)-1].End == len(text)
}

// typewritten is the "--" and "---" of a text that stand for a dash: between blanks, or two between digits. What is part
// of a word or begins one, as a flag of a command does, is none.
func typewritten(in *markup.Inline) []diag.Edit {
	text := in.Span.Text()
	var out []diag.Edit
	for i := 0; ; {
		at := strings.Index(text[i:], "--")
		if at < 0 {
			return out
		}
		at += i
		end := at + len(text[at:]) - len(strings.TrimLeft(text[at:], "-"))
		i = end
		if at == 0 || end == len(text) || end-at > 3 {
			continue
		}
		before, after := text[at-1], text[end]
		dash := "–"
		if end-at == 3 {
			dash = "—"
		}
		if before == ' ' && after == ' ' || end-at == 2 && isDigit(before) && isDigit(after) {
			out = append(out, diag.Edit{Span: in.Span.Sub(at, end), New: dash})
		}
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
