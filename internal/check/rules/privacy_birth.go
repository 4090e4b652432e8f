package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

var privacyBirth = &check.Rule{
	ID:    "privacy/birth",
	Level: diag.Info,
	Needs: check.Site,
	Doc: check.Doc{
		What: "The résumé says when somebody was born, whether they are married, or something else that employers should not decide by, or it shows a photograph. " +
			"It is a warning when the person is in the United States, the United Kingdom, Ireland, Canada, Australia or New Zealand; on a résumé in another language than English, where " +
			"such facts are mostly usual, nothing is said.",
		Why: "Where the law forbids to decide by age, family or looks, recruiters are told to put such résumés aside, and with a birth date others can pass for one.",
		Bad: `---
name: Ada Byron
location: London, United Kingdom
contact: {Date of birth: 10 December 1992}
---

## Experience
`,
		Good: `---
name: Ada Byron
location: London, United Kingdom
---

## Experience
`,
		Mend: "Leave it out, or keep it to what is sent where it is asked for: `private: [date of birth]`. Where it is usual, turn the rule off: `check: {rules: {privacy/birth: off}}`.",
	},
	Run: runPrivacyBirth,
}

func runPrivacyBirth(p *check.Pass) {
	r := p.Site.Resume
	if r == nil {
		return
	}
	lang, _, _ := strings.Cut(strings.ToLower(r.Lang), "-")
	there := inReserved(r.Location.Text, lang)
	if lang != "en" && !there {
		return
	}
	level := diag.Info
	if there {
		level = diag.Warning
	}
	var found []diag.Note
	help := ""
	add := func(at source.Span, what, label string) {
		if found == nil && label != "" {
			help = fmt.Sprintf(", or keep it to what you send: `private: [%s]`", strings.ToLower(label))
		}
		found = append(found, diag.Note{Span: at, Text: what})
	}
	for _, c := range r.Contact {
		label, value := c.Label, c.Value.Text
		if label == "" {
			if before, after, ok := strings.Cut(value, ":"); ok {
				label, value = before, after
			} else if first, rest, ok := strings.Cut(value, " "); ok && strings.EqualFold(first, "born") {
				label, value = first, rest
			}
		}
		if what := personal(label, value); what != "" {
			at := c.Value.Span
			if c.LabelSpan.Known() {
				at = c.LabelSpan
			}
			add(at, what, c.Label)
		}
	}
	if w := p.Written(); len(w) > 0 && w[0].Doc == p.Site.Master {
		for _, ref := range w[0].Facts.Images {
			if portrait(ref.URL, ref.Text) && (len(r.Sections) == 0 || ref.Span.Start < r.Sections[0].Span.Start) {
				add(ref.Span, "a photograph", "")
			}
		}
	}
	if found == nil {
		return
	}
	d := diag.Diagnostic{Severity: level, Span: found[0].Span, Help: "leave it out" + help}
	what := make([]string, len(found))
	for i, n := range found {
		what[i] = n.Text
	}
	d.Message = fmt.Sprintf("the résumé has %s, which employers do not need to know", list(what))
	for _, n := range found[1:] {
		d.Notes = append(d.Notes, n)
	}
	p.Report(d)
}

// personal is what a labelled fact tells; "" when it is none of the personal ones.
func personal(label, value string) string {
	label = strings.Trim(strings.ToLower(strings.Join(strings.Fields(label), " ")), ".:*_ ")
	if strings.TrimSpace(value) == "" {
		return ""
	}
	switch personalLabels()[label] {
	case "birth":
		if strings.ContainsAny(value, "0123456789") || strings.Contains(label, "place") || label == "birthplace" {
			return "a birth date"
		}
	case "marital":
		return "a marital status"
	case "gender":
		return "a gender"
	case "religion":
		return "a religion or family"
	}
	return ""
}

// portrait reports whether a picture at the head of a résumé seems to be one of the person, and not a badge or a logo.
func portrait(address, alt string) bool {
	ext := strings.ToLower(path.Ext(strings.SplitN(address, "?", 2)[0]))
	if ext != ".jpg" && ext != ".jpeg" && ext != ".png" && ext != ".webp" && ext != ".avif" {
		return false
	}
	low := strings.ToLower(address + " " + alt)
	for _, other := range []string{"badge", "logo", "shields", "icon", "qr", "banner", "chart", "stats", "build", "diagram", "signature"} {
		if strings.Contains(low, other) {
			return false
		}
	}
	return true
}
